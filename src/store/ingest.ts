import { createHash } from 'node:crypto'
import type { Document } from '../model/document.ts'
import type { DocumentRecord } from '../model/record.ts'
import { chunks, type Database, text } from './database.ts'
import type { Store } from './open.ts'
import { sql } from './sql.ts'
import { type Written, writeRecords } from './write.ts'

/** Reports kept in one transaction: few enough to lose little when killed, enough to be fast. */
export const BATCH = 64

/** The name a text is known by. */
export const hashOf = (words: string): string => createHash('sha256').update(words, 'utf8').digest('hex')

/** Which of some reports are kept already, with the same text. */
export const knownReports = async (db: Database, documents: readonly Document[]): Promise<ReadonlySet<string>> => {
  const hashes = new Map(documents.map(document => [document.id, hashOf(document.text)] as const))
  const known = new Set<string>()
  for (const part of chunks([...hashes.keys()], 4096))
    for (const row of await db.all(sql`SELECT id, hash FROM document WHERE id IN (${part})`))
      if (hashes.get(text(row, 'id')) === text(row, 'hash')) known.add(text(row, 'id'))
  return known
}

/** Totals of a run. */
export interface Totals extends Omit<Written, 'refused'> {
  readonly refused: number
}

/**
 * Keeps records as they come, a batch at a time. `told` hears of each refusal, and how many records each batch took. A run that is
 * killed has kept whole batches, and the next one goes on where it stopped.
 */
export const ingest = async (
  store: Store,
  records: AsyncIterable<DocumentRecord>,
  told: { readonly refused: (id: string, reason: string) => void; readonly kept: (records: number) => void },
): Promise<Totals> => {
  let totals: Totals = { added: 0, renewed: 0, known: 0, events: 0, refused: 0 }
  let batch: DocumentRecord[] = []
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return
    const taken = batch
    batch = []
    const written = await writeRecords(store, taken)
    for (const { id, reason } of written.refused) told.refused(id, reason)
    totals = {
      added: totals.added + written.added,
      renewed: totals.renewed + written.renewed,
      known: totals.known + written.known,
      events: totals.events + written.events,
      refused: totals.refused + written.refused.length,
    }
    told.kept(taken.length)
  }
  for await (const record of records) {
    // two texts under one id in one batch would hide each other
    if (batch.some(other => other.document.id === record.document.id)) await flush()
    batch.push(record)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return totals
}
