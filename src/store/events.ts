import { suggestion } from '../knowledge/problem.ts'
import type { Witness } from '../record/witness.ts'
import type { ActRow } from '../views/rows.ts'
import { chunks, type Database, number, type Row, StoreError, text, textOrNull } from './database.ts'
import { conditionsOf, type Filter } from './filter.ts'
import { raw, type Sql, sql, where } from './sql.ts'

/** In what order, and how many. A minus before the name turns the order round. */
export interface Listing {
  readonly sort?: string
  readonly limit?: number
  readonly offset?: number
}

const SORTS: Readonly<Record<string, string>> = {
  report: 'e.seq',
  date: 'e.date_from',
  published: 'd.published_day',
  type: 'e.type',
  publisher: 'd.publisher',
  confidence: 'e.confidence',
}

/** `ORDER BY`, the same in both databases: empty values last, words by their code points, ties in order of arrival. */
export const orderBy = (
  db: Database,
  sorts: Readonly<Record<string, string>>,
  sort: string | undefined,
  tie: string,
): Sql => {
  if (sort === undefined) return raw(`ORDER BY ${tie}`)
  const down = sort.startsWith('-')
  const column = sorts[sort.replace(/^-/, '')]
  if (column === undefined)
    throw new StoreError(
      `--sort "${sort}" is unknown${suggestion(sort, Object.keys(sorts)) || `; it is one of ${Object.keys(sorts).join(', ')}, with - before it for the reverse`}`,
    )
  const words = /\.(type|publisher|name|code|id)$/.test(column) && db.dialect === 'postgres' ? ' COLLATE "C"' : ''
  return raw(`ORDER BY ${column}${words} ${down ? 'DESC' : 'ASC'} NULLS LAST, ${tie}`)
}

/** `LIMIT` and `OFFSET`, or nothing. */
export const limitTo = ({ limit, offset }: Listing): Sql =>
  limit === undefined ? raw('') : sql`LIMIT ${limit} OFFSET ${offset ?? 0}`

/** Rows of a query: a short listing at once, a long one bit by bit, on a connection of its own where the database has such. */
export async function* rowsOf(db: Database, query: Sql, { limit }: Listing): AsyncGenerator<Row> {
  if (limit !== undefined && limit <= AT_ONCE) yield* await db.all(query)
  else yield* db.each(query)
}

const AT_ONCE = 1000

/** Texts of reports fetched at a time: each may be long. */
const PAGE = 200

const JOINED = raw('JOIN document d ON d.seq = e.document')

const isOfReport = ({ sort }: Listing): boolean => SORTS[sort?.replace(/^-/, '') ?? '']?.startsWith('d.') ?? false

const ACTS =
  raw(`SELECT e.seq, e.id AS event_id, t.witness, e.corrected, e.document AS document_seq, h.id AS happening_id,
  d.id, d.title, d.publisher, d.published, d.url, d.language, d.state, c.version AS coder, o.id AS copy_id
  FROM event e JOIN telling t ON t.seq = e.seq JOIN document d ON d.seq = e.document JOIN coder c ON c.seq = d.coder
  LEFT JOIN document o ON o.seq = d.copy_of LEFT JOIN happening h ON h.seq = e.happening`)

/** Events that the filter lets through, each with its sentence. Assumes a checked filter. */
export async function* eventRows(db: Database, filter: Filter, listing: Listing = {}): AsyncGenerator<ActRow> {
  const conditions = where([sql`e.current = 1`, ...conditionsOf(db, filter, 'event')])
  const order = orderBy(db, SORTS, listing.sort, 'e.seq')
  // the few rows of a short listing are chosen before anything long is read
  const chosen =
    listing.limit === undefined
      ? conditions
      : sql`WHERE e.seq IN (SELECT c.seq FROM (SELECT e.seq FROM event e ${isOfReport(listing) ? JOINED : raw('')}
          ${conditions} ${order} ${limitTo(listing)}) c)`
  yield* withSentences(db, rowsOf(db, sql`${ACTS} ${chosen} ${order}`, listing))
}

/** Every mention of some happenings, of superseded reports too, by `report#event`. */
export const actsOf = async (db: Database, happenings: readonly string[]): Promise<ReadonlyMap<string, ActRow>> => {
  const acts = new Map<string, ActRow>()
  for (const part of chunks(happenings, 1024))
    for await (const act of finish(db, await db.all(sql`${ACTS} WHERE h.id IN (${part})`))) acts.set(act.id, act)
  return acts
}

/** Current events by mention key. */
export const actsByKeys = async (db: Database, keys: readonly string[]): Promise<ReadonlyMap<string, ActRow>> => {
  const acts = new Map<string, ActRow>()
  for (const part of chunks(keys, 1024))
    for await (const act of finish(db, await db.all(sql`${ACTS} WHERE e.key IN (${part}) AND e.current = 1`)))
      acts.set(act.act.key, act)
  return acts
}

async function* withSentences(db: Database, rows: AsyncIterable<Row>): AsyncGenerator<ActRow> {
  let page: Row[] = []
  for await (const row of rows) {
    page.push(row)
    if (page.length < PAGE) continue
    yield* finish(db, page)
    page = []
  }
  yield* finish(db, page)
}

async function* finish(db: Database, rows: readonly Row[]): AsyncGenerator<ActRow> {
  const texts = await textsOf(
    db,
    rows.map(row => number(row, 'document_seq')),
  )
  for (const row of rows) yield actRow(row, texts.get(number(row, 'document_seq')) ?? '')
}

/** Texts of reports by row number. */
export const textsOf = async (db: Database, seqs: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  const texts = new Map<number, string>()
  for (const part of chunks([...new Set(seqs)], 4096))
    for (const row of await db.all(sql`SELECT seq, text FROM document WHERE seq IN (${part})`))
      texts.set(number(row, 'seq'), text(row, 'text'))
  return texts
}

/** What is listed of a report, of a row with its columns and `copy_id`. */
export const reportOf = (row: Row): ActRow['report'] => ({
  id: text(row, 'id'),
  title: textOrNull(row, 'title'),
  publisher: textOrNull(row, 'publisher'),
  published: textOrNull(row, 'published'),
  url: textOrNull(row, 'url'),
  language: text(row, 'language'),
  state: text(row, 'state'),
  copyOf: textOrNull(row, 'copy_id') ?? text(row, 'id'),
})

const actRow = (row: Row, words: string): ActRow => {
  const act = JSON.parse(text(row, 'witness')) as Witness
  return {
    id: `${text(row, 'id')}#${text(row, 'event_id')}`,
    happening: textOrNull(row, 'happening_id'),
    act,
    sentence: words.slice(act.sentence.start, act.sentence.end),
    text: words,
    report: reportOf(row),
    corrected: textOrNull(row, 'corrected'),
    coder: text(row, 'coder'),
  }
}

const COUNTED: Readonly<Record<string, { readonly event: string; readonly happening: string | null }>> = {
  type: { event: 'e.type', happening: 'h.type' },
  status: { event: 'e.status', happening: 'h.status' },
  standing: { event: 'e.standing', happening: 'h.standing' },
  country: { event: 'e.country', happening: 'h.country' },
  mode: { event: 'e.mode', happening: 'h.mode' },
  publisher: { event: 'd.publisher', happening: null },
}

/** How many events or happenings the filter lets through, in all or by one field, most first. */
export const countBy = async (
  db: Database,
  of: 'event' | 'happening',
  filter: Filter,
  by: string | null,
): Promise<readonly { readonly value: string | null; readonly count: number }[]> => {
  const a = of === 'event' ? 'e' : 'h'
  const column = by === null ? null : COUNTED[by]?.[of]
  if (column === undefined || (by !== null && column === null))
    throw new StoreError(
      `counts by "${by}" are not kept${suggestion(by ?? '', Object.keys(COUNTED)) || `; choose among ${Object.keys(COUNTED).join(', ')}`}`,
    )
  const conditions = [raw(of === 'event' ? 'e.current = 1' : 'h.forward IS NULL'), ...conditionsOf(db, filter, of)]
  const joined = column?.startsWith('d.') === true ? raw('JOIN document d ON d.seq = e.document') : raw('')
  const select = column === null ? raw('NULL') : raw(column)
  const grouped = column === null ? raw('') : raw(`GROUP BY ${column}`)
  const rows = await db.all(
    sql`SELECT ${select} AS value, count(*) AS n FROM ${raw(of)} ${raw(a)} ${joined} ${where(conditions)} ${grouped}`,
  )
  return rows
    .map(row => ({ value: textOrNull(row, 'value'), count: number(row, 'n') }))
    .sort((x, y) => y.count - x.count || ((x.value ?? '') < (y.value ?? '') ? -1 : 1))
}
