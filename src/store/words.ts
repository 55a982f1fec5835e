import { chunks, type Database, number, text } from './database.ts'
import { raw, type SqlValue, sql } from './sql.ts'

/** Values in one IN list. */
const LIST = 8192

/** Letters of a text that its index knows. */
const START = 200

/** Keeps each text once and gives its number. Part of a writing transaction. */
export const keepWords = async (db: Database, texts: Iterable<string>): Promise<ReadonlyMap<string, number>> => {
  const wanted = new Set(texts)
  const found = new Map<string, number>()
  // PostgreSQL has no index for texts of any length, so that their beginnings are looked up
  const starts = new Set([...wanted].map(json => [...json].slice(0, START).join('')))
  for (const part of chunks([...starts], LIST))
    for (const row of await db.all(sql`SELECT seq, json FROM words WHERE substr(json, 1, 200) IN (${part})`))
      found.set(text(row, 'json'), number(row, 'seq'))
  let last = number((await db.all(sql`SELECT max(seq) AS seq FROM words`))[0], 'seq')
  const rows: SqlValue[][] = []
  for (const json of wanted) {
    if (found.has(json)) continue
    found.set(json, ++last)
    rows.push([last, json])
  }
  await db.insert('words', ['seq', 'json'], rows)
  return found
}

/** The texts by their numbers: of these numbers, or of all. */
export const readWords = async (
  db: Database,
  numbers: ReadonlySet<number> | null = null,
): Promise<ReadonlyMap<number, string>> => {
  const found = new Map<number, string>()
  const parts = numbers === null ? [raw('')] : chunks([...numbers], LIST).map(part => sql`WHERE seq IN (${part})`)
  for (const part of parts)
    await db.eachList(sql`SELECT seq, json FROM words ${part}`, ([seq, json]) =>
      found.set(seq as number, json as string),
    )
  return found
}
