import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** The package's own folder: the same two steps up from `src/read/` and `dist/read/`. */
const root = join(import.meta.dirname, '../..')

/**
 * The packaged knowledge: every file of `data/` but the schemas, as path below it → text. Folders of the user's own (`--rules DIR`),
 * laid out like `data/`, are laid over it in order: a file of the same path takes the place of the packaged one.
 */
export const readData = async (folders: readonly string[] = []): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>()
  for (const folder of [join(root, 'data'), ...folders]) {
    for (const [path, text] of readFolder(folder)) files.set(path, text)
  }
  return files
}

/** Where a file of {@link readData} with these folders lies, as its reader would name it: `my-rules/events/x.yml`, or `data/events/x.yml`. */
export const pathOf = (file: string, folders: readonly string[]): string =>
  join(folders.findLast(folder => existsSync(join(folder, file))) ?? 'data', file)

/** The packaged parser model. */
export const readModel = async (): Promise<Uint8Array> => readFileSync(join(root, 'models', 'en.bin'))

/** Read one after another: nothing else can be done before they are there, and files so small are read three times as fast. */
const readFolder = (folder: string): readonly (readonly [string, string])[] => {
  const paths = entriesOf(folder)
    .filter(entry => entry.isFile() && /\.(?:ya?ml|tsv|txt|csv|json)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  const named = paths.map(path => [relative(folder, path).split(sep).join('/'), path] as const)
  const kept = named.filter(([name]) => !name.startsWith('schema/'))
  return kept.map(([name, path]) => [name, readFileSync(path, 'utf8')] as const)
}

const entriesOf = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Error(`${folder}: ${code === 'ENOENT' ? 'no such folder' : message}`)
  }
}
