import type { EventType, Status } from '../model/event.ts'
import { dayNumber } from '../record/day.ts'
import type { Happening, HappeningActor } from '../record/happening.ts'
import type { HappeningStanding } from '../record/standing.ts'
import { type ActWords, type Published, partiesOn } from '../views/page/brief.ts'
import type { Filter } from '../views/page/filter.ts'
import { keyOf } from '../views/page/key.ts'
import { type Database, number, text } from './database.ts'
import { all, isNarrow, pageConditions } from './page-filter.ts'
import { raw, type SqlValue, sql } from './sql.ts'
import { keepWords, readWords } from './words.ts'

/** A happening to be kept in brief, its parties with their sides. */
export interface Summed {
  readonly seq: number
  readonly happening: Happening
  readonly sides: readonly (readonly [string, HappeningActor])[]
}

type Act = readonly [EventType, Status, HappeningStanding, string | null, string]
type Sides = readonly (readonly [string, string])[]

/** Keeps happenings in brief. Part of a writing transaction. */
export const writeBriefs = async (db: Database, happenings: readonly Summed[]): Promise<void> => {
  const publishers = await toldBy(
    db,
    happenings.map(h => h.seq),
  )
  const briefs = happenings.map(({ seq, happening: h, sides }) => {
    const act: Act = [h.type, h.status, h.standing, h.place?.country ?? null, h.contexts.join(' ')]
    const parties: Sides = sides.map(([side, actor]) => [side, keyOf(actor)])
    const words = [act, parties, publishers.get(seq) ?? []].map(value => JSON.stringify(value))
    return { days: [seq, dayNumber(h.date?.from ?? null), dayNumber(h.date?.to ?? null)], words }
  })
  const numbers = await keepWords(
    db,
    briefs.flatMap(b => b.words),
  )
  await db.insert(
    'brief',
    ['happening', 'date_from', 'date_to', 'act', 'parties', 'publishers'],
    briefs.map(({ days, words }): SqlValue[] => [...days, ...words.map(json => numbers.get(json) ?? 0)]),
  )
}

/** The publishers of each happening's reports that still stand, always in the same order. */
const toldBy = async (db: Database, happenings: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> => {
  const found = new Map<number, string[]>()
  for (const row of await db.all(sql`SELECT DISTINCT e.happening, d.publisher FROM event e JOIN document d ON d.seq = e.document
    WHERE e.happening IN (${happenings}) AND e.current = 1 AND d.publisher IS NOT NULL`)) {
    const list = found.get(number(row, 'happening')) ?? []
    list.push(text(row, 'publisher'))
    found.set(number(row, 'happening'), list)
  }
  for (const list of found.values()) list.sort()
  return found
}

/**
 * What the filter lets through, in brief. Sums are made of these by src/views/page: reading a hundred thousand takes less time than
 * either database takes to group them. Happenings with the same words share one object.
 */
export const pageBriefs = async (db: Database, filter: Filter): Promise<readonly Published[]> => {
  const columns = raw('SELECT b.act, b.parties, b.publishers, b.date_from, b.date_to FROM brief b')
  if (isNarrow(filter)) {
    const rows: Row[] = []
    const among = sql`JOIN happening h ON h.seq = b.happening WHERE ${all(pageConditions(db, filter))}`
    await db.eachList(sql`${columns} ${among}`, row => rows.push(row as unknown as Row))
    const used = new Set(rows.flatMap(row => row.slice(0, 3) as number[]))
    return rows.map(briefBy(await readWords(db, used)))
  }
  // all of them take all words: what is made at once has not to be kept twice
  const brief = briefBy(await readWords(db))
  const briefs: Published[] = []
  await db.eachList(columns, row => briefs.push(brief(row as unknown as Row)))
  return briefs
}

/** Numbers of the words of the act, the parties and the publishers; first and last day. */
type Row = readonly [number, number, number, number | null, number | null]

const briefBy = (words: ReadonlyMap<number, string>): ((row: Row) => Published) => {
  const once = <T>(read: (json: string) => T): ((seq: number) => T) => {
    const known: T[] = []
    return seq => {
      known[seq] ??= read(words.get(seq) ?? '[]')
      return known[seq]
    }
  }
  const actOf = once(readAct)
  const partiesOf = once(json => partiesOn(JSON.parse(json) as Sides))
  const publishersOf = once(json => JSON.parse(json) as readonly string[])
  return ([act, parties, publishers, from, to]) => ({
    act: actOf(act),
    parties: partiesOf(parties),
    publishers: publishersOf(publishers),
    from,
    to,
  })
}

const readAct = (json: string): ActWords => {
  const [type, status, standing, country, contexts] = JSON.parse(json) as Act
  return { type, status, standing, country, contexts: contexts.split(' ').filter(Boolean) }
}
