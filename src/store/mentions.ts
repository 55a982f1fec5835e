import type { Witness } from '../record/witness.ts'
import { chunks, type Database, number, text } from './database.ts'
import { sql } from './sql.ts'

/** Values in one IN list. */
const LIST = 8192

/** Mentions by happening, in order of report and place; an older version of a report only where the newer one tells the act no more. */
export const mentionsOf = async (
  db: Database,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly Witness[]>> => {
  const found = new Map<number, { base: string; current: boolean; witness: Witness }[]>()
  for (const part of chunks(seqs, LIST))
    for (const row of await db.all(
      sql`SELECT e.happening, e.current, t.witness, d.base FROM event e JOIN telling t ON t.seq = e.seq
        JOIN document d ON d.seq = e.document WHERE e.happening IN (${part}) ORDER BY e.seq`,
    )) {
      const list = found.get(number(row, 'happening')) ?? []
      list.push({
        base: text(row, 'base'),
        current: number(row, 'current') === 1,
        witness: JSON.parse(text(row, 'witness')) as Witness,
      })
      found.set(number(row, 'happening'), list)
    }
  return new Map(
    [...found].map(([seq, list]) => {
      const told = new Set(list.filter(m => m.current).map(m => m.base))
      return [seq, list.filter(m => m.current || !told.has(m.base)).map(m => m.witness)] as const
    }),
  )
}
