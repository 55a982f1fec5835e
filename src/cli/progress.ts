import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'

/** Shows on a terminal how far a long run has come. */
export interface Progress {
  step(): void
  /** Takes the line away, before another one is written. */
  clear(): void
}

const SILENT: Progress = { step: () => undefined, clear: () => undefined }
/** Fewer reports need no bar. */
const FEW = 5
const WIDTH = 30

/** A bar on standard error where that is a terminal and the results do not scroll through it; silent elsewhere. */
export const createProgress = async (inputs: readonly string[], scrolling: boolean): Promise<Progress> => {
  if (!process.stderr.isTTY || scrolling) return SILENT
  const total = inputs.includes('-') ? null : await count(inputs)
  if (total !== null && total <= FEW) return SILENT
  const began = Date.now()
  let done = 0
  let shown = 0
  const draw = (): void => {
    const rate = Math.round(done / Math.max(0.001, (Date.now() - began) / 1000))
    const part = total === null ? 0 : Math.min(1, done / total)
    const filled = Math.round(part * WIDTH)
    const bar = total === null ? '' : `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} `
    process.stderr.write(
      `\r\u001b[2K${bar}${done}${total === null ? '' : ` of about ${total}`} reports, ${rate} a second`,
    )
  }
  return {
    step: () => {
      done++
      if (Date.now() - shown < 100) return
      shown = Date.now()
      draw()
    },
    clear: () => {
      if (shown > 0) process.stderr.write('\r\u001b[2K')
    },
  }
}

/** About how many reports the inputs hold: files, and lines of JSON Lines. */
const count = async (inputs: readonly string[]): Promise<number> => {
  let total = 0
  for (const input of inputs) {
    const info = await stat(input).catch(() => null)
    if (info === null) continue
    if (info.isDirectory())
      total += (await readdir(input, { recursive: true, withFileTypes: true })).filter(e => e.isFile()).length
    else if (!info.isFile() || !/\.(?:jsonl|ndjson)$/.test(input)) total += 1
    else {
      for await (const chunk of createReadStream(input)) {
        for (let at = (chunk as Buffer).indexOf(10); at >= 0; at = (chunk as Buffer).indexOf(10, at + 1)) total++
      }
    }
  }
  return total
}
