import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The command's entry. */
export const main = join(import.meta.dirname, '../../src/cli/main.ts')

/** How a run of the command ended. */
export interface Run {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Runs `readout ARGS` as a process of its own; `input` goes to its standard input, `entry` is another build of the command. */
export const readout = (
  args: readonly string[],
  input: string | Uint8Array = '',
  env: Record<string, string> = {},
  entry = main,
): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], { env: { ...process.env, ...env } })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', status =>
      resolve({ status, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') }),
    )
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
