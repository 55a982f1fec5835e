import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '../data')

/** The files of `data/`, or of one folder of it, keyed by path below `data/`, as the knowledge loaders take them. */
export const dataFiles = (folder = ''): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [relative(root, path), readFileSync(path, 'utf8')]),
  )
