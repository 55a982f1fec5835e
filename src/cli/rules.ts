import { problemLine } from '../knowledge/problem.ts'
import { documentOf } from '../model/document.ts'
import { loadCoder } from '../read/coder.ts'
import { pathOf } from '../read/data.ts'
import { explain } from '../views/explain.ts'
import { checkExamples } from './rule-examples.ts'
import { say } from './say.ts'

export interface RulesOptions {
  readonly date?: string
  readonly rules: readonly string[]
}

/** `readout rules check`: validates the data files, then codes the examples of every rule. Returns the exit status. */
export const check = async (options: RulesOptions): Promise<number> => {
  const { coder, knowledge, problems } = await loadCoder(options.rules)
  for (const problem of problems) say(problemLine(problem))
  const { checked, failures } = checkExamples(coder, knowledge.rules)
  for (const { example, rule, message } of failures)
    say(`${pathOf(example.file, options.rules)}:${example.line}: rule ${rule}: ${message}`)
  const wrong = problems.length + failures.length
  process.stdout.write(
    `${checked} examples, ${wrong === 0 ? 'all well' : `${problems.length} errors in files, ${failures.length} examples that come out otherwise`}\n`,
  )
  return wrong === 0 ? 0 : 1
}

/** `readout rules try`: what the rules see in a sentence. Returns the exit status. */
export const tryRules = async (sentence: string, options: RulesOptions): Promise<number> => {
  const { coder, problems } = await loadCoder(options.rules)
  for (const problem of problems) say(problemLine(problem))
  const text = explain(coder.annotate(documentOf(sentence, { published: options.date ?? null })), null)
  process.stdout.write(text === '' ? 'No word of it is a trigger of any rule.\n' : `${text}\n`)
  return problems.length > 0 ? 1 : 0
}
