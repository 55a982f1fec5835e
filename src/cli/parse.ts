import { run } from './run.ts'

export interface ParseOptions {
  readonly jobs?: number
  readonly output?: string
}

/** `readout parse`: sentences, words, tags and trees as CoNLL-U. Returns the exit status. */
export const parse = (inputs: readonly string[], options: ParseOptions): Promise<number> =>
  run(
    { command: 'parse', format: 'conllu', rules: [], width: 0, color: false },
    { inputs, overrides: {}, jobs: options.jobs, output: options.output },
  )
