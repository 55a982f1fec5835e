import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ExportKnowledge, loadExports } from '../knowledge/exports.ts'
import { loadMerging } from '../knowledge/merging.ts'
import { type Problem, problemLine } from '../knowledge/problem.ts'
import { loadTokens } from '../knowledge/tokens.ts'
import { pathOf } from '../read/data.ts'
import { openStore, type Store } from '../store/open.ts'
import { type SentenceNumber, sentenceNumbers } from '../views/sentence-number.ts'

const data = join(import.meta.dirname, '../../data')

const files = async (...names: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(await Promise.all(names.map(async name => [name, await readFile(join(data, name), 'utf8')] as const)))

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
  const merging = sound(
    loadMerging(await files('merging/words.yml', 'merging/words.tsv', 'merging/notices.yml', 'merging/answers.yml')),
  )
  const store = await openStore(location, merging, options)
  try {
    return await work(store)
  } finally {
    await store.db.close()
  }
}

/** What the layouts of other programs need. */
export const exportKnowledge = async (): Promise<ExportKnowledge> =>
  sound(loadExports(await files('exports/scores.tsv', 'exports/cameo.tsv', 'exports/countries.tsv')))

/** What counts the sentences of reports. */
export const numbering = async (): Promise<SentenceNumber> =>
  sentenceNumbers(
    sound(
      loadTokens(await files(...['words', 'abbreviations', 'sentences', 'zones'].map(name => `tokens/${name}.yml`))),
    ),
  )
