import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The folder of data that lies beside the repository where the project is developed, and nowhere else. */
export const sharedData = resolve(import.meta.dirname, '../../shared/data')

/** The objects of a JSON Lines file (`.gz` or plain) below `../shared/data`. Ends the program with status 1 where it is missing. */
export const sharedLines = <T>(path: string): readonly T[] => {
  const file = resolve(sharedData, path)
  if (!existsSync(file)) {
    console.error(`needs ${file}, which is not here; nothing was measured`)
    process.exit(1)
  }
  const bytes = readFileSync(file)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)
}
