import { type CorrectableField, type Correction, type CorrectionKind, constraintsIn } from '../record/correction.ts'
import type { Constraints } from '../record/merge.ts'
import { chunks, type Database, type Row, text, textOrNull } from './database.ts'
import { sql } from './sql.ts'

/** A row of the table, as the core has it. */
export const correctionOf = (row: Row): Correction & { readonly undone: string | null } => ({
  id: text(row, 'id'),
  kind: text(row, 'kind') as CorrectionKind,
  target: text(row, 'target'),
  other: textOrNull(row, 'other'),
  field: textOrNull(row, 'field') as CorrectableField | null,
  value: textOrNull(row, 'value'),
  previous: textOrNull(row, 'previous'),
  author: text(row, 'author'),
  made: text(row, 'made'),
  note: textOrNull(row, 'note'),
  undone: textOrNull(row, 'undone'),
})

/** Corrections in force of some reports and their mentions, the oldest first. */
export const correctionsOf = async (db: Database, documents: readonly string[]): Promise<readonly Correction[]> => {
  const found: Correction[] = []
  for (const part of chunks(documents, 4096))
    for (const row of await db.all(
      sql`SELECT * FROM correction WHERE undone IS NULL AND document IN (${part}) ORDER BY seq`,
    ))
      found.push(correctionOf(row))
  return found
}

/** Reports that somebody said stand, whatever notices seem to say. */
export const standingReports = async (db: Database): Promise<ReadonlySet<string>> => {
  const last = new Map<string, string>()
  const rows = await db.all(
    sql`SELECT document, kind FROM correction WHERE undone IS NULL AND kind IN ('withdraw', 'stand') ORDER BY seq`,
  )
  for (const row of rows) last.set(text(row, 'document'), text(row, 'kind'))
  return new Set([...last].flatMap(([document, kind]) => (kind === 'stand' ? [document] : [])))
}

/** All that people said of mentions being one act or two. */
export const constraintsOf = async (db: Database): Promise<Constraints> =>
  constraintsIn(
    (
      await db.all(sql`SELECT * FROM correction WHERE undone IS NULL AND kind IN ('together', 'apart') ORDER BY seq`)
    ).map(correctionOf),
  )
