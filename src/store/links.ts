import type { EventType, Status } from '../model/event.ts'
import { answeredOffer, answeringOf, type Exchange, isOpen, WITHIN } from '../record/answers.ts'
import { isoDay } from '../record/day.ts'
import { monthOf } from '../record/dyads.ts'
import type { Happening } from '../record/happening.ts'
import type { Party, Witness } from '../record/witness.ts'
import { chunks, type Database, number, type Row, text } from './database.ts'
import { mentionsOf } from './mentions.ts'
import type { Store } from './open.ts'
import { raw, type Sql, type SqlValue, sql } from './sql.ts'

/** Values in one IN list. */
const LIST = 8192

/** Offers looked at for one answer, and answers for one offer: the nearest in time. */
const LOOKED_AT = 24

/** A happening as it was just summed up. */
interface Summed {
  readonly seq: number
  readonly happening: Happening
  readonly witnesses: readonly Witness[]
}

/**
 * Links happenings: what the coder linked within a report, and answers to what they answer in other reports. An answer is linked anew
 * whenever an offer it may answer is told or changes, so that it does not matter which of the two was ingested first.
 */
export const linkHappenings = async (store: Store, summed: readonly Summed[]): Promise<void> => {
  const { db, knowledge } = store
  const own = new Set(summed.map(s => s.seq))
  const later = await answersTo(
    store,
    summed.filter(s => isOpen(exchangeOf(s), knowledge)),
  )
  const others = new Map([...later, ...(await answersOf(db, [...own]))].filter(([seq]) => !own.has(seq)))
  for (const part of chunks([...own, ...others.keys()], LIST))
    await db.run(sql`DELETE FROM happening_link WHERE happening IN (${part})`)
  const known = await linkWithinReports(db, [...own, ...others.keys()])
  const rows: SqlValue[][] = []
  for (const [seq, answer] of [...summed.map(s => [s.seq, exchangeOf(s)] as const), ...others]) {
    const answering = known.has(seq) ? null : answeringOf(answer, knowledge)
    if (answering === null) continue
    const answered = answeredOffer(answer, await offersFor(db, answer, answering.of), knowledge)
    if (answered !== null) rows.push([seq, 'response', answered.seq, answering.stance])
  }
  await db.insert('happening_link', LINK, rows)
}

const LINK = ['happening', 'kind', 'target', 'stance']

interface Kept extends Exchange {
  readonly seq: number
}

const exchangeOf = ({ seq, happening: { id, type, status }, witnesses }: Summed): Kept => ({
  seq,
  id,
  type,
  status,
  witnesses: witnesses.filter(w => !w.withdrawn),
})

/** What the coder linked within a report, said of happenings: an answer to an offer, a denial of a claim, a cause. */
const linkWithinReports = async (db: Database, seqs: readonly number[]): Promise<ReadonlySet<number>> => {
  const rows: SqlValue[][] = []
  for (const part of chunks(seqs, LIST))
    for (const row of await db.all(sql`SELECT DISTINCT s.happening AS source, t.happening AS target, l.kind, l.stance
      FROM event s JOIN event_link l ON l.document = s.document AND l.source = s.id
      JOIN event t ON t.document = l.document AND t.id = l.target
      WHERE s.happening IN (${part}) AND s.current = 1 AND l.kind <> 'same' AND s.happening <> t.happening
      ORDER BY 1, 2, 3, 4`))
      rows.push([number(row, 'source'), text(row, 'kind'), number(row, 'target'), row.stance ?? null])
  await db.insert('happening_link', LINK, rows)
  return new Set(rows.flatMap(([source, kind]) => (kind === 'response' ? [Number(source)] : [])))
}

/** Months that the days in which an offer is answered may reach into. */
const MONTHS = Math.ceil(WITHIN / 30)

/** Offers in reach of an answer, by sides and month. */
const offersFor = async (db: Database, { witnesses }: Kept, types: readonly EventType[]): Promise<readonly Kept[]> => {
  const months = monthsOf(witnesses)
  return months === null
    ? []
    : kept(
        db,
        await db.all(sql`${FACING} WHERE d.a IN (${codes(witnesses, w => w.recipients)})
          AND d.b IN (${codes(witnesses, w => w.actors)}) AND d.month BETWEEN ${months.from - MONTHS} AND ${months.to}
          AND d.type IN (${types}) ${nearest('DESC')}`),
      )
}

/** Acts kept already that may answer one of these offers, by row. */
const answersTo = async ({ db, knowledge }: Store, offers: readonly Summed[]): Promise<ReadonlyMap<number, Kept>> => {
  const found = new Map<number, Kept>()
  for (const offer of offers) {
    const { witnesses } = offer
    const months = monthsOf(witnesses)
    const types = knowledge.answering.answers.flatMap(a => (a.of.includes(offer.happening.type) ? [...a.types] : []))
    if (months === null || types.length === 0) continue
    const rows = await db.all(sql`${FACING} WHERE d.a IN (${codes(witnesses, w => w.recipients)})
      AND d.b IN (${codes(witnesses, w => w.actors)}) AND d.month BETWEEN ${months.from} AND ${months.to + MONTHS}
      AND d.type IN (${[...new Set(types)]}) ${nearest('ASC')}`)
    for (const answer of await kept(db, rows))
      if (answeredOffer(answer, [exchangeOf(offer)], knowledge) !== null) found.set(answer.seq, answer)
  }
  return found
}

/** Acts that were found to answer one of these: they may answer another now. */
const answersOf = async (db: Database, seqs: readonly number[]): Promise<ReadonlyMap<number, Kept>> => {
  const found = new Map<number, Kept>()
  for (const part of chunks(seqs, LIST)) {
    const rows = await db.all(sql`SELECT DISTINCT h.seq, h.id, h.type, h.status FROM happening_link l
      JOIN happening h ON h.seq = l.happening WHERE l.target IN (${part}) AND l.kind = 'response'`)
    for (const answer of await kept(db, rows)) found.set(answer.seq, answer)
  }
  return found
}

const FACING = raw(
  'SELECT DISTINCT h.seq, h.id, h.type, h.status, h.date_from FROM dyad d JOIN happening h ON h.seq = d.happening',
)

const nearest = (order: 'ASC' | 'DESC'): Sql => raw(`ORDER BY h.date_from ${order}, h.id LIMIT ${LOOKED_AT}`)

const codes = (witnesses: readonly Witness[], side: (w: Witness) => readonly Party[]): readonly string[] => [
  ...new Set(witnesses.flatMap(side).flatMap(party => party.code ?? [])),
]

/** Months in which the mentions put an act; null where none is known. */
const monthsOf = (witnesses: readonly Witness[]): { readonly from: number; readonly to: number } | null => {
  const days = witnesses.flatMap(w => w.date?.from ?? w.published ?? [])
  if (days.length === 0) return null
  return { from: monthOf(isoDay(Math.min(...days))), to: monthOf(isoDay(Math.max(...days))) }
}

const kept = async (db: Database, rows: readonly Row[]): Promise<readonly Kept[]> => {
  const mentions = await mentionsOf(
    db,
    rows.map(row => number(row, 'seq')),
  )
  return rows.map(row => ({
    seq: number(row, 'seq'),
    id: text(row, 'id'),
    type: text(row, 'type') as EventType,
    status: text(row, 'status') as Status,
    witnesses: (mentions.get(number(row, 'seq')) ?? []).filter(w => !w.withdrawn),
  }))
}
