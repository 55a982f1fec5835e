import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Knowledge, loadKnowledge } from '../knowledge/knowledge.ts'
import type { Problem } from '../knowledge/problem.ts'
import { createParser } from '../parse/parser.ts'
import { type Coder, createCoder } from '../pipeline.ts'
import { pathOf, readData, readModel } from './data.ts'

/** A coder ready to read, the knowledge it was made of, and what was wrong with that. */
export interface LoadedCoder {
  readonly coder: Coder
  readonly knowledge: Knowledge
  /** Each with the file's path as the user knows it. */
  readonly problems: readonly Problem[]
}

/**
 * Loads the packaged knowledge and model, with the user's own folders of data (laid out like `data/`) over it.
 * Rejects with an Error of one sentence when the model cannot be used.
 */
export const loadCoder = async (folders: readonly string[] = []): Promise<LoadedCoder> => {
  const [files, model, manifest] = await Promise.all([
    readData(folders),
    readModel(),
    readFile(join(import.meta.dirname, '../../package.json'), 'utf8'),
  ])
  const { knowledge, problems } = loadKnowledge(files)
  const { version } = JSON.parse(manifest) as { version: string }
  return {
    coder: createCoder(knowledge, createParser(model), { version, knowledge: fingerprint(files, model) }),
    knowledge,
    problems: problems.map(problem => ({ ...problem, file: pathOf(problem.file, folders) })),
  }
}

/** Folders of `data/` that the store reads and the coder does not. */
const NOT_CODED = ['merging/', 'exports/']

/** SHA-256 of everything the coder knows: the data files by name and text, and the model. */
export const fingerprint = (files: ReadonlyMap<string, string>, model: Uint8Array): string => {
  const hash = createHash('sha256')
  const coded = [...files].filter(([name]) => !NOT_CODED.some(folder => name.startsWith(folder)))
  for (const [name, text] of coded.sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(name).update('\0').update(text).update('\0')
  return hash.update(model).digest('hex')
}
