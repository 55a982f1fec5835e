import type { EventType, Status } from '../model/event.ts'
import { dayNumber } from '../record/day.ts'
import type { Happening, HappeningActor } from '../record/happening.ts'
import type { HappeningStanding } from '../record/standing.ts'
import { type ActWords, type Brief, partiesOn } from '../views/page/brief.ts'
import type { Filter } from '../views/page/filter.ts'
import { keyOf } from '../views/page/key.ts'
import { createTally, type Tally } from '../views/page/tally.ts'
import type { Database } from './database.ts'
import { reportSeq } from './numbers.ts'
import { all, isNarrow, pageConditions } from './page-filter.ts'
import { raw, type Sql, type SqlValue, sql } from './sql.ts'

/** Columns of the table, and the row of a happening whose parties come with their sides. */
export const BRIEF = ['happening', 'date_from', 'date_to', 'act', 'parties']
export const briefRow = (seq: number, h: Happening, sides: readonly Side[]): SqlValue[] => [
  seq,
  dayNumber(h.date?.from ?? null),
  dayNumber(h.date?.to ?? null),
  JSON.stringify([h.type, h.status, h.standing, h.place?.country ?? null, h.contexts.join(' ')] satisfies Act),
  JSON.stringify(sides.map(([side, actor]) => [side, keyOf(actor)])),
]

type Side = readonly [string, HappeningActor]
type Act = readonly [EventType, Status, HappeningStanding, string | null, string]

/**
 * What the filter lets through, in brief. Sums are made of these by src/views/page: reading a hundred thousand takes less time than
 * either database takes to group them.
 */
export const pageBriefs = async (db: Database, filter: Filter): Promise<readonly Brief[]> => {
  const actOf = remembered(readAct)
  const partiesOf = remembered(json => partiesOn(JSON.parse(json)))
  const briefs: Brief[] = []
  await db.eachList(
    sql`SELECT b.act, b.parties, b.date_from, b.date_to FROM brief b${among(db, filter, 'b')}`,
    ([act, parties, from, to]) =>
      briefs.push({
        act: actOf(act as string),
        parties: partiesOf(parties as string),
        from: from as number | null,
        to: to as number | null,
      }),
  )
  return briefs
}

const readAct = (json: string): ActWords => {
  const [type, status, standing, country, contexts] = JSON.parse(json) as Act
  return { type, status, standing, country, contexts: contexts.split(' ').filter(Boolean) }
}

/** The same words give the same object: most happenings share theirs with others. */
const remembered = <T>(read: (words: string) => T): ((words: string) => T) => {
  const known = new Map<string, T>()
  return words => {
    const found = known.get(words)
    if (found !== undefined) return found
    const made = read(words)
    known.set(words, made)
    return made
  }
}

/** How many happenings each publisher tells. */
export const publisherTally = async (db: Database, filter: Filter): Promise<Tally> => {
  const publishers: string[] = []
  await db.eachList(
    raw("SELECT seq, publisher FROM document WHERE state <> 'superseded' AND publisher IS NOT NULL"),
    ([seq, publisher]) => {
      publishers[Number(seq)] = String(publisher)
    },
  )
  const tally = createTally()
  let last = 0
  let heard: string[] = []
  // both values stand in an index, in this order
  await db.eachList(
    sql`SELECT e.happening, e.seq FROM event e${among(db, filter, 'e')} ORDER BY e.happening, e.seq`,
    ([happening, event]) => {
      const publisher = publishers[reportSeq(event as number)]
      if (happening !== last) heard = []
      last = happening as number
      if (publisher === undefined || happening === null || heard.includes(publisher)) return
      heard.push(publisher)
      tally.add(publisher)
    },
  )
  return tally
}

/** Only what belongs to happenings that the filter lets through; where it lets through all, they need not be looked at. */
const among = (db: Database, filter: Filter, alias: string): Sql =>
  isNarrow(filter)
    ? sql` JOIN happening h ON h.seq = ${raw(alias)}.happening WHERE ${all(pageConditions(db, filter))}`
    : raw('')
