import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const MANIFEST = join(import.meta.dirname, '../../package.json')

/** The version of the program. */
export const readVersion = async (): Promise<string> =>
  (JSON.parse(await readFile(MANIFEST, 'utf8')) as { version: string }).version
