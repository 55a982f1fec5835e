import { problemLine } from '../knowledge/problem.ts'
import { loadCoder } from '../read/coder.ts'
import { readSources } from '../read/sources.ts'
import { explain } from '../views/explain.ts'
import { say } from './say.ts'

export interface ExplainOptions {
  readonly date?: string
  readonly rules: readonly string[]
}

/** `readout explain`: sentence, tree, rules and spans of every act of the reports, or of one. Returns the exit status. */
export const explainFile = async (
  input: string,
  event: string | undefined,
  options: ExplainOptions,
): Promise<number> => {
  const { coder, problems } = await loadCoder(options.rules)
  for (const problem of problems) say(problemLine(problem))
  let failed = problems.length > 0
  for await (const reading of readSources([input], options.date === undefined ? {} : { published: options.date })) {
    if (reading.kind === 'problem') {
      say(reading.message)
      failed = true
      continue
    }
    const layers = coder.annotate(reading.document, reading.trees)
    if (event !== undefined && !layers.events.some(known => known.id === event)) {
      const known = layers.events.length === 0 ? 'it has none' : `it has ev1 to ${layers.events.at(-1)?.id}`
      say(`${reading.document.id}: no event ${event}; ${known}`)
      failed = true
      continue
    }
    const text = explain(layers, event ?? null)
    process.stdout.write(text === '' ? 'No word of it is a trigger of any rule.\n' : `${text}\n`)
  }
  return failed ? 1 : 0
}
