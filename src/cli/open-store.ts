import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ExportKnowledge, loadExports } from '../knowledge/exports.ts'
import { loadMerging } from '../knowledge/merging.ts'
import { type Problem, problemLine } from '../knowledge/problem.ts'
import { loadTokens } from '../knowledge/tokens.ts'
import { pathOf } from '../read/data.ts'
import { openStore, type Store } from '../store/open.ts'
import { type SentenceNumber, sentenceNumbers } from '../views/sentence-number.ts'

const data = join(import.meta.dirname, '../../data')

/** The files of a folder of `data/`, by their paths below it. */
const folder = async (name: string): Promise<ReadonlyMap<string, string>> => {
  const paths = (await readdir(join(data, name))).map(file => `${name}/${file}`)
  return new Map(await Promise.all(paths.map(async path => [path, await readFile(join(data, path), 'utf8')] as const)))
}

const sound = <T>({ knowledge, problems }: { readonly knowledge: T; readonly problems: readonly Problem[] }): T => {
  const [first] = problems
  if (first !== undefined) throw new Error(problemLine({ ...first, file: pathOf(first.file, []) }))
  return knowledge
}

/** Opens a store, does the work, and closes it whatever happens. */
export const useStore = async <T>(
  location: string,
  options: { readonly readOnly: boolean },
  work: (store: Store) => Promise<T>,
): Promise<T> => {
  const merging = sound(loadMerging(await folder('merging')))
  const store = await openStore(location, merging, options)
  try {
    return await work(store)
  } finally {
    await store.db.close()
  }
}

/** What the layouts of other programs need. */
export const exportKnowledge = async (): Promise<ExportKnowledge> => sound(loadExports(await folder('exports')))

/** What counts the sentences of reports. */
export const numbering = async (): Promise<SentenceNumber> => sentenceNumbers(sound(loadTokens(await folder('tokens'))))
