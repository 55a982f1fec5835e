import type { Overrides } from '../read/sources.ts'
import type { Job } from './job.ts'
import { run } from './run.ts'

export interface CodeOptions {
  readonly format?: Job['format']
  readonly date?: string
  readonly publisher?: string
  readonly jobs?: number
  readonly output?: string
  readonly rules: readonly string[]
}

/** `readout code`: reports in, records out. Returns the exit status. */
export const code = (inputs: readonly string[], options: CodeOptions): Promise<number> => {
  const terminal = options.output === undefined && process.stdout.isTTY
  const format = options.format ?? (terminal ? 'text' : (formatOf(options.output) ?? 'jsonl'))
  const overrides: Overrides = {
    ...(options.date === undefined ? {} : { published: options.date }),
    ...(options.publisher === undefined ? {} : { publisher: options.publisher }),
  }
  // https://no-color.org: any value but the empty one turns colour off.
  const color = terminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  const width = Math.max(40, Math.min(terminal ? process.stdout.columns || 80 : 100, 110))
  const job: Job = { command: 'code', format, rules: options.rules, width, color }
  return run(job, { inputs, overrides, jobs: options.jobs, output: options.output })
}

const FORMATS: Readonly<Record<string, Job['format']>> = { txt: 'text', json: 'json', jsonl: 'jsonl', conllu: 'conllu' }

/** The format the name of the output file asks for. */
const formatOf = (output: string | undefined): Job['format'] | undefined =>
  FORMATS[/\.([a-z]+)$/.exec(output ?? '')?.[1] ?? '']
