import type { Overrides } from '../read/sources.ts'
import { readSources } from '../read/sources.ts'
import type { Job } from './job.ts'
import { openOutput } from './output.ts'
import { type Step, workAll } from './pool.ts'
import { createProgress } from './progress.ts'
import { say } from './say.ts'

export interface RunOptions {
  readonly inputs: readonly string[]
  readonly overrides: Overrides
  readonly jobs: number | undefined
  readonly output: string | undefined
}

/**
 * Reads the inputs, does the job for each report and writes what comes of it, in order. Problems go to standard error as they come.
 * Returns the exit status: 1 where anything went wrong, else 0.
 */
export const run = async (job: Job, options: RunOptions): Promise<number> => {
  const output = openOutput(options.output)
  const progress = await createProgress(options.inputs, options.output === undefined && process.stdout.isTTY)
  const frame = job.format === 'json' ? jsonFrame() : plainFrame()
  let failed = false
  try {
    for await (const outcome of workAll(steps(options), job, options.jobs)) {
      if ('failure' in outcome) {
        failed = true
        progress.clear()
        say(outcome.failure)
      } else {
        await output.write(frame.next(outcome.text))
        progress.step()
      }
    }
    const end = frame.end()
    if (end !== '') await output.write(end)
    progress.clear()
    await output.commit()
  } catch (error) {
    progress.clear()
    output.abort()
    throw error
  }
  return failed ? 1 : 0
}

const steps = async function* ({ inputs, overrides }: RunOptions): AsyncGenerator<Step> {
  for await (const reading of readSources(inputs, overrides)) {
    if (reading.kind === 'problem') yield { failure: reading.message }
    else yield { item: { document: reading.document, trees: reading.trees } }
  }
}

interface Frame {
  next(text: string): string
  end(): string
}

const plainFrame = (): Frame => ({ next: text => text, end: () => '' })

/** One record is written as an object, several as an array; the first waits until it is known which. */
const jsonFrame = (): Frame => {
  let first: string | null = null
  let count = 0
  return {
    next: text => {
      count++
      if (count === 1) {
        first = text
        return ''
      }
      return count === 2 ? `[\n${first},\n${text}` : `,\n${text}`
    },
    end: () => (count === 0 ? '' : count === 1 ? `${first}\n` : '\n]\n'),
  }
}
