import { isCopy, shinglesOf } from '../record/copies.ts'
import { chunks, type Database, number, text } from './database.ts'
import { sql } from './sql.ts'

/** A report about to be kept. */
interface Fresh {
  readonly seq: number
  readonly text: string
  readonly keys: readonly number[]
}

/** Reports that share a key are compared word by word; beyond this many a key is boilerplate and says nothing. */
const MANY = 50

/** Finds for each new report the first report it repeats, among those kept and those before it in the batch. */
export const findCopies = async (db: Database, fresh: readonly Fresh[]): Promise<ReadonlyMap<number, number>> => {
  const holders = new Map<number, Set<number>>()
  for (const part of chunks([...new Set(fresh.flatMap(f => f.keys))], 8192))
    for (const row of await db.all(sql`SELECT key, document FROM copy_key WHERE key IN (${part}) ORDER BY document`))
      add(holders, number(row, 'key'), number(row, 'document'))
  const roots = new Map<number, number>()
  const texts = new Map<number, string>()
  const needed = new Set<number>()
  for (const { keys } of fresh) for (const key of keys) for (const seq of few(holders.get(key))) needed.add(seq)
  for (const part of chunks([...needed], 4096))
    for (const row of await db.all(sql`SELECT seq, text, copy_of FROM document WHERE seq IN (${part})`)) {
      texts.set(number(row, 'seq'), text(row, 'text'))
      roots.set(number(row, 'seq'), number(row, 'copy_of'))
    }
  const shingles = new Map<number, ReadonlySet<number>>()
  const shinglesFor = (seq: number): ReadonlySet<number> => {
    const known = shingles.get(seq) ?? shinglesOf(texts.get(seq) ?? '')
    shingles.set(seq, known)
    return known
  }
  const found = new Map<number, number>()
  for (const report of fresh) {
    texts.set(report.seq, report.text)
    const near = [...new Set(report.keys.flatMap(key => few(holders.get(key))))].sort((a, b) => a - b)
    const original = near.find(seq => seq < report.seq && isCopy(shinglesFor(seq), shinglesFor(report.seq)))
    const root = original === undefined ? report.seq : (roots.get(original) ?? original)
    roots.set(report.seq, root)
    if (root !== report.seq) found.set(report.seq, root)
    for (const key of report.keys) add(holders, key, report.seq)
  }
  return found
}

const add = (holders: Map<number, Set<number>>, key: number, seq: number): void => {
  const set = holders.get(key) ?? new Set<number>()
  set.add(seq)
  holders.set(key, set)
}

const few = (set: ReadonlySet<number> | undefined): readonly number[] =>
  set === undefined || set.size > MANY ? [] : [...set]
