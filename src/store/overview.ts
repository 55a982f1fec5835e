import type { EventType } from '../model/event.ts'
import { isoDay } from '../record/day.ts'
import type { Happening } from '../record/happening.ts'
import type {
  Count,
  Counts,
  MapPlace,
  Network,
  NetworkEdge,
  Places,
  Timeline,
  TimelineBucket,
  Track,
  Unit,
} from '../views/page/answers.ts'
import { MOST_VALUES } from '../views/page/counts.ts'
import { type Filter, isCooperative } from '../views/page/filter.ts'
import { precisionOf } from '../views/page/places.ts'
import { DASH, MOST_TRACKS, startOf, unitFor } from '../views/page/timeline.ts'
import { type Database, number, type Row, text, textOrNull } from './database.ts'
import { finishHappenings } from './happenings.ts'
import { all, keyColumn, pageConditions } from './page-filter.ts'
import { raw, type Sql, sql } from './sql.ts'

/** The large counts behind the page's views, made by the database; src/views/page makes the same of happenings in memory. */

const ACTING = "NOT IN ('actor', 'recipient', 'topic', 'venue')"

const few = (rows: readonly Row[]): readonly Count[] =>
  rows
    .map(row => ({ value: text(row, 'value'), count: number(row, 'n') }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

/** Counts of every field under the filter less that field. */
export const pageCounts = async (db: Database, filter: Filter): Promise<Counts> => {
  const [sum] = await db.all(sql`SELECT count(*) AS n FROM happening h WHERE ${all(pageConditions(db, filter))}`)
  const [reports] = await db.all(raw("SELECT count(*) AS n FROM document WHERE state <> 'superseded'"))
  const facets = { ...(await columnCounts(db, filter)), party: await partyCounts(db, filter) }
  return {
    total: number(sum, 'n'),
    reports: number(reports, 'n'),
    facets: { ...facets, publisher: await publisherCounts(db, { ...filter, publisher: [] }) },
  }
}

const COLUMNS = { type: 'type', status: 'status', standing: 'standing', place: 'country' } as const
type ColumnFacet = keyof typeof COLUMNS

/** The fields that are columns of a happening: those the filter leaves alone are counted in one pass, the others each on its own. */
const columnCounts = async (db: Database, filter: Filter): Promise<Record<ColumnFacet, readonly Count[]>> => {
  const names = Object.keys(COLUMNS) as ColumnFacet[]
  const free = names.filter(name => filter[name].length === 0)
  const counts: Partial<Record<ColumnFacet, readonly Count[]>> = {}
  const count = async (facets: readonly ColumnFacet[], by: Filter): Promise<void> => {
    if (facets.length === 0) return
    const columns = raw(facets.map(facet => `h.${COLUMNS[facet]}`).join(', '))
    const rows = await db.all(
      sql`SELECT ${columns}, count(*) AS n FROM happening h WHERE ${all(pageConditions(db, by))} GROUP BY ${columns}`,
    )
    for (const facet of facets) {
      const tally = new Map<string, number>()
      for (const row of rows) {
        const value = textOrNull(row, COLUMNS[facet])
        if (value !== null) tally.set(value, (tally.get(value) ?? 0) + number(row, 'n'))
      }
      counts[facet] = largest([...tally].map(([value, n]) => ({ value, count: n })))
    }
  }
  await count(free, filter)
  for (const facet of names) if (!free.includes(facet)) await count([facet], { ...filter, [facet]: [] })
  return counts as Record<ColumnFacet, readonly Count[]>
}

const largest = (counts: readonly Count[]): readonly Count[] =>
  counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, MOST_VALUES)

const MOST = raw(`ORDER BY n DESC, value LIMIT ${MOST_VALUES}`)

const partyCounts = async (db: Database, filter: Filter): Promise<readonly Count[]> =>
  few(
    await db.all(sql`SELECT ${keyColumn(db, 'p')} AS value, count(DISTINCT p.happening) AS n
      FROM happening_party p JOIN happening h ON h.seq = p.happening
      WHERE ${all(pageConditions(db, filter))} GROUP BY 1 ${MOST}`),
  )

const publisherCounts = async (db: Database, filter: Filter): Promise<readonly Count[]> =>
  few(
    await db.all(sql`SELECT d.publisher AS value, count(DISTINCT e.happening) AS n FROM event e
      JOIN document d ON d.seq = e.document JOIN happening h ON h.seq = e.happening
      WHERE e.current = 1 AND d.publisher IS NOT NULL AND ${all(pageConditions(db, filter))} GROUP BY 1 ${MOST}`),
  )

/** Pairs of the happenings that the filter lets through, each once, as `pairsOf` has them: columns happening, type, date_from, a, b. */
const pairs = (db: Database, filter: Filter, only: Sql = raw('1 = 1')): Sql => {
  const key = (alias: string): Sql => keyColumn(db, alias)
  return sql`WITH s AS MATERIALIZED (SELECT h.seq, h.type, h.date_from FROM happening h WHERE ${only} AND ${all(pageConditions(db, filter))}),
    k AS MATERIALIZED (SELECT DISTINCT s.seq, s.type, s.date_from, p.side, ${key('p')} AS who FROM s JOIN happening_party p ON p.happening = s.seq
      WHERE p.side IN ('actor', 'recipient')),
    pairs AS MATERIALIZED (
      SELECT x.seq, x.type, x.date_from, CASE WHEN x.who < y.who THEN x.who ELSE y.who END AS a,
        CASE WHEN x.who < y.who THEN y.who ELSE x.who END AS b
        FROM k x JOIN k y ON y.seq = x.seq AND x.side = 'actor' AND y.side = 'recipient' AND x.who <> y.who
      UNION
      SELECT x.seq, x.type, x.date_from, x.who, y.who
        FROM k x JOIN k y ON y.seq = x.seq AND x.side = 'actor' AND y.side = 'actor' AND x.who < y.who
        WHERE NOT EXISTS (SELECT 1 FROM happening_party r WHERE r.happening = x.seq AND r.side = 'recipient'))`
}

/** Who did what to whom, added up by pair and type. */
export const pageNetwork = async (db: Database, filter: Filter): Promise<Network> => {
  const edges = new Map<string, { a: string; b: string; types: Count[] }>()
  for (const row of await db.all(
    sql`${pairs(db, filter)} SELECT a, b, type, count(*) AS n FROM pairs GROUP BY a, b, type`,
  )) {
    const [a, b] = [text(row, 'a'), text(row, 'b')]
    const edge = edges.get(`${a}\n${b}`) ?? { a, b, types: [] }
    edge.types.push({ value: text(row, 'type'), count: number(row, 'n') })
    edges.set(`${a}\n${b}`, edge)
  }
  // few happenings have a host or a mediator: only those are paired once more
  const hosted = raw(`h.seq IN (SELECT happening FROM happening_party WHERE side ${ACTING})`)
  const roles =
    await db.all(sql`${pairs(db, filter, hosted)} SELECT ${keyColumn(db, 'r')} AS who, r.side, pairs.a, pairs.b,
    count(DISTINCT pairs.seq) AS n FROM pairs JOIN happening_party r ON r.happening = pairs.seq
    WHERE r.side ${raw(ACTING)} AND ${keyColumn(db, 'r')} NOT IN (pairs.a, pairs.b) GROUP BY 1, 2, 3, 4`)
  return {
    nodes: await pageActors(db, filter, raw("p.side NOT IN ('topic', 'venue')")),
    edges: [...edges.values()].map(edgeOf).sort((x, y) => y.total - x.total || (x.a + x.b < y.a + y.b ? -1 : 1)),
    roles: roles
      .map(row => ({
        key: text(row, 'who'),
        role: text(row, 'side'),
        a: text(row, 'a'),
        b: text(row, 'b'),
        total: number(row, 'n'),
      }))
      .sort((x, y) => y.total - x.total || (sortKey(x) < sortKey(y) ? -1 : 1)),
  }
}

const sortKey = (r: { readonly key: string; readonly role: string; readonly a: string; readonly b: string }): string =>
  [r.key, r.role, r.a, r.b].join('\n')

const edgeOf = ({
  a,
  b,
  types,
}: {
  readonly a: string
  readonly b: string
  readonly types: readonly Count[]
}): NetworkEdge => {
  const sorted = types.toSorted((x, y) => y.count - x.count || (x.value < y.value ? -1 : 1))
  return {
    a,
    b,
    total: sorted.reduce((sum, t) => sum + t.count, 0),
    types: Object.fromEntries(sorted.map(t => [t.value, t.count])),
  }
}

/** Happenings that the filter lets through, by date, a few at a time: for files. */
export async function* pageHappenings(db: Database, filter: Filter): AsyncGenerator<Happening> {
  let batch: Row[] = []
  for await (const row of db.each(sql`SELECT h.seq, h.json FROM happening h WHERE ${all(pageConditions(db, filter))}
    ORDER BY h.date_from NULLS LAST, h.id`)) {
    batch.push(row)
    if (batch.length < 500) continue
    yield* finishHappenings(db, batch)
    batch = []
  }
  yield* finishHappenings(db, batch)
}

const MOST_ACTORS = 500

/** Everybody who takes part, with the number of happenings, most first. */
export const pageActors = async (db: Database, filter: Filter, sides: Sql = raw('1 = 1')): Promise<readonly Count[]> =>
  few(
    await db.all(sql`SELECT ${keyColumn(db, 'p')} AS value, count(DISTINCT p.happening) AS n
      FROM happening_party p JOIN happening h ON h.seq = p.happening WHERE ${sides} AND ${all(pageConditions(db, filter))}
      GROUP BY 1 ORDER BY n DESC, value LIMIT ${raw(String(MOST_ACTORS))}`),
  )

/** Roles an actor has, with the number of happenings. */
export const pageRoles = async (db: Database, key: string, filter: Filter): Promise<readonly Count[]> =>
  few(
    await db.all(sql`SELECT p.side AS value, count(DISTINCT p.happening) AS n
      FROM happening_party p JOIN happening h ON h.seq = p.happening
      WHERE p.side NOT IN ('actor', 'recipient') AND ${keyColumn(db, 'p')} = ${key} AND ${all(pageConditions(db, filter))} GROUP BY 1`),
  )

/** Where things happened. */
export const pagePlaces = async (db: Database, filter: Filter): Promise<Places> => {
  const rows =
    await db.all(sql`SELECT h.place, h.country, max(h.region) AS region, max(h.lat) AS lat, max(h.lon) AS lon,
    max(h.geonames) AS geonames, count(*) AS n FROM happening h WHERE ${all(pageConditions(db, filter))} GROUP BY h.place, h.country`)
  const places = rows
    .filter(row => row.place !== null)
    .map((row): MapPlace => {
      const real = (column: string): number | null => (row[column] === null ? null : number(row, column))
      const place = {
        region: textOrNull(row, 'region'),
        lat: real('lat'),
        lon: real('lon'),
        geonames: real('geonames'),
      }
      return {
        name: text(row, 'place'),
        country: textOrNull(row, 'country'),
        lat: place.lat,
        lon: place.lon,
        precision: precisionOf(place),
        count: number(row, 'n'),
      }
    })
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  const nowhere = rows.find(row => row.place === null)
  return { places, nowhere: number(nowhere, 'n') }
}

/** How many the filter lets through with a date and without, and the days they lie between. */
export const pageExtent = async (
  db: Database,
  filter: Filter,
): Promise<{
  readonly dated: number
  readonly undated: number
  readonly from: string | null
  readonly to: string | null
}> => {
  const [row] =
    await db.all(sql`SELECT count(h.date_from) AS dated, count(*) AS n, min(h.date_from) AS first, max(h.date_to) AS last
    FROM happening h WHERE ${all(pageConditions(db, filter))}`)
  const dated = number(row, 'dated')
  return {
    dated,
    undated: number(row, 'n') - dated,
    from: dated === 0 ? null : isoDay(number(row, 'first')),
    to: dated === 0 ? null : isoDay(number(row, 'last')),
  }
}

/** Happenings counted by track and day, month or year: the timeline where they are too many to be shown one by one. */
export const pageTimeline = async (
  db: Database,
  filter: Filter,
  track: Track,
  unit: Unit | null,
  extent: { readonly undated: number; readonly from: string | null; readonly to: string | null },
): Promise<Timeline> => {
  const chosen = unit ?? unitFor(extent.from, extent.to)
  const cells = await trackCells(db, filter, track)
  const lines = new Map<string, { count: number; buckets: Map<string, { cooperation: number; conflict: number }> }>()
  for (const { key, type, day, n } of cells) {
    const line = lines.get(key) ?? { count: 0, buckets: new Map<string, { cooperation: number; conflict: number }>() }
    const from = startOf(isoDay(day), chosen)
    const bucket = line.buckets.get(from) ?? { cooperation: 0, conflict: 0 }
    bucket[isCooperative(type) ? 'cooperation' : 'conflict'] += n
    line.buckets.set(from, bucket)
    line.count += n
    lines.set(key, line)
  }
  const sorted = [...lines].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))
  return {
    unit: chosen,
    from: extent.from,
    to: extent.to,
    tracks: sorted.slice(0, MOST_TRACKS).map(([key, { count, buckets }]) => ({
      key,
      count,
      marks: null,
      buckets: [...buckets].sort().map(([from, sums]): TimelineBucket => ({ from, ...sums })),
    })),
    more: Math.max(0, sorted.length - MOST_TRACKS),
    undated: extent.undated,
  }
}

interface Cell {
  readonly key: string
  readonly type: EventType
  readonly day: number
  readonly n: number
}

const trackCells = async (db: Database, filter: Filter, track: Track): Promise<readonly Cell[]> => {
  const conditions = sql`h.date_from IS NOT NULL AND ${all(pageConditions(db, filter))}`
  const cells = (rows: readonly Row[], key: (row: Row) => readonly string[]): readonly Cell[] =>
    rows.flatMap(row =>
      key(row).map(k => ({
        key: k,
        type: text(row, 'type') as EventType,
        day: number(row, 'day'),
        n: number(row, 'n'),
      })),
    )
  const parties = (sides: string): Promise<readonly Row[]> =>
    db.all(sql`SELECT ${keyColumn(db, 'p')} AS who, h.type, h.date_from AS day, count(DISTINCT h.seq) AS n
      FROM happening_party p JOIN happening h ON h.seq = p.happening WHERE p.side ${raw(sides)} AND ${conditions} GROUP BY 1, 2, 3`)
  switch (track) {
    case 'type':
      return cells(
        await db.all(
          sql`SELECT h.type, h.date_from AS day, count(*) AS n FROM happening h WHERE ${conditions} GROUP BY 1, 2`,
        ),
        row => [text(row, 'type')],
      )
    case 'issue':
      return cells(
        await db.all(
          sql`SELECT h.contexts, h.type, h.date_from AS day, count(*) AS n FROM happening h WHERE ${conditions} GROUP BY 1, 2, 3`,
        ),
        row => text(row, 'contexts').split(' ').filter(Boolean),
      )
    case 'party':
      return cells(await parties("IN ('actor', 'recipient')"), row => [text(row, 'who')])
    case 'mediator':
      return cells(await parties(ACTING), row => [text(row, 'who')])
    case 'dyad': {
      const rows = await db.all(sql`${pairs(db, filter)} SELECT a, b, type, date_from AS day, count(*) AS n FROM pairs
        WHERE date_from IS NOT NULL GROUP BY a, b, type, date_from
        UNION ALL SELECT min(k.who), NULL, k.type, k.date_from, 1 FROM k
        WHERE k.date_from IS NOT NULL AND k.seq NOT IN (SELECT seq FROM pairs) GROUP BY k.seq, k.type, k.date_from`)
      return cells(rows, row => [row.b === null ? text(row, 'a') : `${text(row, 'a')} ${DASH} ${text(row, 'b')}`])
    }
  }
}
