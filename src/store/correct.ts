import { suggestion } from '../knowledge/problem.ts'
import {
  CORRECTABLE,
  type CorrectableField,
  type Correction,
  type CorrectionKind,
  correctionProblem,
} from '../record/correction.ts'
import { foundingId } from '../record/merge.ts'
import { stableId } from '../record/stable-id.ts'
import type { Witness } from '../record/witness.ts'
import { mentionKeys } from '../record/witness.ts'
import { correctionOf } from './corrections.ts'
import { type Database, number, StoreError, text } from './database.ts'
import { findRecord } from './documents.ts'
import { findHappening, happeningMentions } from './happenings.ts'
import { forward, reassemble } from './merging.ts'
import type { Store } from './open.ts'
import { raw, sql } from './sql.ts'
import { rederive } from './write.ts'

/** Who says so, and when; the clock belongs to the caller. */
export interface Signature {
  readonly author: string
  readonly made: string
  readonly note: string | null
}

/** Corrects a field of an event, given as `report#event`; returns the id of the correction. */
export const correctField = async (
  store: Store,
  event: string,
  field: string,
  value: string | null,
  signature: Signature,
): Promise<string> => {
  if (!CORRECTABLE.includes(field as CorrectableField))
    throw new StoreError(
      `"${field}" cannot be corrected${suggestion(field, CORRECTABLE) || `; these can: ${CORRECTABLE.join(', ')}`}`,
    )
  const { key, document, coded, record } = await findEvent(store.db, event)
  const problem = correctionProblem(record, coded, field as CorrectableField, value)
  if (problem !== null) throw new StoreError(problem)
  const previous = JSON.stringify((coded as unknown as Record<string, unknown>)[field] ?? null)
  return keep(
    store,
    { kind: 'field', document, target: key, other: null, field: field as CorrectableField, value, previous },
    signature,
    [document],
  )
}

/** Says that what the coder took for an act is none. */
export const dropEvent = async (store: Store, event: string, signature: Signature): Promise<string> => {
  const { key, document } = await findEvent(store.db, event)
  return keep(
    store,
    { kind: 'drop', document, target: key, other: null, field: null, value: null, previous: event },
    signature,
    [document],
  )
}

/** Takes a report back: it stays, and what it tells counts no longer. */
export const withdrawReport = (store: Store, document: string, signature: Signature): Promise<string> =>
  ruleOn(store, 'withdraw', document, signature)

/** Says that a report stands, though a notice seemed to take it back or to mend it, or itself seemed to be a notice. */
export const standReport = async (store: Store, document: string, signature: Signature): Promise<string> => {
  const [row] = await store.db.all(sql`SELECT base, state FROM document WHERE id = ${document}`)
  if (row !== undefined && text(row, 'state') === 'current') throw new StoreError(`"${document}" stands already`)
  if (row !== undefined && document.startsWith(`${text(row, 'base')}@`))
    throw new StoreError(`"${document}" is an earlier text of ${text(row, 'base')}, which took its place`)
  return ruleOn(store, 'stand', document, signature)
}

const ruleOn = async (
  store: Store,
  kind: 'withdraw' | 'stand',
  document: string,
  signature: Signature,
): Promise<string> => {
  if ((await findRecord(store.db, document)) === null)
    throw new StoreError(`there is no report "${document}" in the store`)
  const correction = { kind, document, target: document, other: null, field: null, value: null, previous: null }
  return keep(store, correction, signature, [document])
}

/** Makes two happenings one, under the id of the older. */
export const mergeHappenings = async (
  store: Store,
  one: string,
  two: string,
  signature: Signature,
): Promise<string> => {
  const [a, b] = [await standing(store.db, one), await standing(store.db, two)]
  if (a.seq === b.seq) throw new StoreError(`${one} and ${two} are one happening already`)
  const [left, right] = [a.witnesses[0], b.witnesses[0]]
  if (left === undefined || right === undefined)
    throw new StoreError(`${left === undefined ? one : two} has no mention left`)
  return store.db.write(async () => {
    const id = await insert(
      store.db,
      {
        kind: 'together',
        document: left.document,
        target: left.key,
        other: right.key,
        field: null,
        value: null,
        previous: null,
      },
      signature,
    )
    const [kept, gone] = a.seq < b.seq ? [a, b] : [b, a]
    await forward(store.db, gone.seq, kept.seq)
    await reassemble(store, new Map([[kept.seq, kept.id]]))
    return id
  })
}

/** Takes one mention out of its happening, for good: it founds one of its own. */
export const splitMention = async (store: Store, event: string, signature: Signature): Promise<string> => {
  const { key } = await findEvent(store.db, event)
  const [row] = await store.db.all(
    sql`SELECT e.seq, e.happening, t.witness FROM event e JOIN telling t ON t.seq = e.seq WHERE e.key = ${key} AND e.current = 1`,
  )
  const home = number(row, 'happening')
  const rows = await store.db.all(sql`SELECT key FROM event WHERE happening = ${home} AND key <> ${key} ORDER BY seq`)
  if (row === undefined || rows.length === 0) throw new StoreError(`${event} is the only mention of its happening`)
  const witness = JSON.parse(text(row, 'witness')) as Witness
  return store.db.write(async () => {
    let id = ''
    for (const other of rows)
      id = await insert(
        store.db,
        {
          kind: 'apart',
          document: witness.document,
          target: key,
          other: text(other, 'key'),
          field: null,
          value: null,
          previous: null,
        },
        signature,
      )
    let founded = foundingId(witness, 1)
    for (let n = 2; (await store.db.all(sql`SELECT 1 AS n FROM happening WHERE id = ${founded}`)).length > 0; n++)
      founded = foundingId(witness, n)
    const seq = number((await store.db.all(raw('SELECT max(seq) AS seq FROM happening')))[0], 'seq') + 1
    await store.db.run(sql`UPDATE event SET happening = ${seq} WHERE seq = ${number(row, 'seq')}`)
    const homeId = text((await store.db.all(sql`SELECT id FROM happening WHERE seq = ${home}`))[0], 'id')
    await reassemble(
      store,
      new Map([
        [home, homeId],
        [seq, founded],
      ]),
    )
    return id
  })
}

/** Takes a correction back; the report is read again without it. Its record stays. */
export const undoCorrection = async (store: Store, id: string, made: string): Promise<void> => {
  const [row] = await store.db.all(sql`SELECT * FROM correction WHERE id = ${id} AND undone IS NULL`)
  if (row === undefined) throw new StoreError(`there is no correction "${id}" in force`)
  await store.db.write(async () => {
    await store.db.run(sql`UPDATE correction SET undone = ${made} WHERE id = ${id}`)
    await rederive(store, [text(row, 'document')], await movedBack(store.db, text(row, 'kind'), text(row, 'target')))
  })
}

/** Where a mention goes when a correction of it is undone: what people put together or apart is merged anew, a dropped act founds no second happening. */
const movedBack = async (db: Database, kind: string, key: string): Promise<ReadonlyMap<string, number | null>> => {
  if (kind === 'together' || kind === 'apart') return new Map([[key, null]])
  if (kind !== 'drop') return new Map()
  const [emptied] = await db.all(
    sql`SELECT seq FROM happening WHERE id = ${foundingId({ key }, 1)} AND forward IS NULL AND mentions = 0`,
  )
  return new Map(emptied === undefined ? [] : [[key, number(emptied, 'seq')]])
}

/** Every correction, the oldest first, those taken back among them. */
export const allCorrections = async (
  db: Database,
): Promise<readonly (Correction & { readonly undone: string | null })[]> =>
  (await db.all(raw('SELECT * FROM correction ORDER BY seq'))).map(correctionOf)

type Kept = Pick<Correction, 'target' | 'other' | 'field' | 'value' | 'previous'> & {
  readonly kind: CorrectionKind
  readonly document: string
}

const keep = (store: Store, correction: Kept, signature: Signature, documents: readonly string[]): Promise<string> =>
  store.db.write(async () => {
    const id = await insert(store.db, correction, signature)
    await rederive(store, documents)
    return id
  })

const insert = async (db: Database, c: Kept, { author, made, note }: Signature): Promise<string> => {
  const seq = number((await db.all(raw('SELECT max(seq) AS seq FROM correction')))[0], 'seq') + 1
  const id = stableId('c', [c.kind, c.target, c.other ?? '', c.field ?? '', c.value ?? '', author, made, seq])
  await db.insert(
    'correction',
    [
      'seq',
      'id',
      'kind',
      'document',
      'target',
      'other',
      'field',
      'value',
      'previous',
      'author',
      'made',
      'note',
      'undone',
    ],
    [[seq, id, c.kind, c.document, c.target, c.other, c.field, c.value, c.previous, author, made, note, null]],
  )
  return id
}

const findEvent = async (db: Database, id: string) => {
  const at = id.lastIndexOf('#')
  const document = id.slice(0, at)
  const record = at < 0 ? null : await findRecord(db, document)
  const coded = record?.events.find(event => event.id === id.slice(at + 1))
  if (record === null || coded === undefined)
    throw new StoreError(
      `there is no event "${id}" in the store; events are named report#event, as "readout events" lists them`,
    )
  return { document, record, coded, key: mentionKeys(record).get(coded.id) ?? '' }
}

const standing = async (
  db: Database,
  id: string,
): Promise<{ id: string; seq: number; witnesses: readonly Witness[] }> => {
  const found = await findHappening(db, id)
  if (found === null) throw new StoreError(`there is no happening "${id}" in the store`)
  return { id: found.happening.id, seq: found.seq, witnesses: await happeningMentions(db, found.seq) }
}
