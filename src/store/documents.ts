import type { DocumentRecord } from '../model/record.ts'
import { dayNumber, isoDay } from '../record/day.ts'
import type { ActorRow, ReportRow, StatementRow } from '../views/rows.ts'
import { type Database, number, type Row, text, textOrNull } from './database.ts'
import { type Listing, limitTo, orderBy, reportOf, rowsOf, textsOf } from './events.ts'
import { documentConditions, type Filter, ftsQuery, partyIs, tsQuery } from './filter.ts'
import { join, raw, type Sql, sql, where } from './sql.ts'

const SORTS: Readonly<Record<string, string>> = {
  report: 'd.seq',
  published: 'd.published_day',
  publisher: 'd.publisher',
  id: 'd.id',
}

const between = (filter: Filter): readonly Sql[] => [
  ...(filter.from === undefined ? [] : [sql`d.published_day >= ${dayNumber(filter.from)}`]),
  ...(filter.to === undefined ? [] : [sql`d.published_day <= ${dayNumber(filter.to)}`]),
]

/** Reports that the filter lets through: the best match first when words are given and no order is, else in order of arrival. */
export async function* documentRows(db: Database, filter: Filter, listing: Listing = {}): AsyncGenerator<ReportRow> {
  const ranked = filter.text !== undefined && listing.sort === undefined
  const conditions = [...documentConditions(db, filter), ...between(filter)]
  const from = !ranked
    ? raw('document d')
    : db.dialect === 'sqlite'
      ? sql`(SELECT rowid AS seq, bm25(document_text, 4.0, 1.0) AS rank FROM document_text
          WHERE document_text MATCH ${ftsQuery(filter.text ?? '')}) r JOIN document d ON d.seq = r.seq`
      : sql`(SELECT seq, -ts_rank(words, ${tsQuery(filter.text ?? '')}) AS rank FROM document
          WHERE words @@ ${tsQuery(filter.text ?? '')}) r JOIN document d ON d.seq = r.seq`
  const order = ranked ? raw('ORDER BY r.rank, d.seq') : orderBy(db, SORTS, listing.sort, 'd.seq')
  const rows = rowsOf(
    db,
    sql`SELECT d.id, d.title, d.publisher, d.published, d.url, d.language, d.state, o.id AS copy_id,
    (SELECT count(*) FROM event e WHERE e.document = d.seq) AS events
    FROM ${from} LEFT JOIN document o ON o.seq = d.copy_of ${where(conditions)} ${order} ${limitTo(listing)}`,
    listing,
  )
  for await (const row of rows) yield reportRow(row)
}

const reportRow = (row: Row): ReportRow => ({ ...reportOf(row), events: number(row, 'events') })

/** The record of a report as the coder made it, corrections not applied; null when there is none. */
export const findRecord = async (db: Database, id: string): Promise<DocumentRecord | null> => {
  const [row] = await db.all(sql`SELECT record, text FROM document WHERE id = ${id}`)
  return row === undefined ? null : recordOf(row)
}

/** The record of a row with `record` and `text`, which has a column of its own. */
export const recordOf = (row: Row): DocumentRecord => {
  const record = JSON.parse(text(row, 'record')) as DocumentRecord
  return { ...record, document: { ...record.document, text: text(row, 'text') } }
}

/** Statements that the filter lets through: `party` is the source, `status` unused. */
export async function* statementRows(
  db: Database,
  filter: Filter & { readonly stance?: readonly string[] },
  listing: Listing = {},
): AsyncGenerator<StatementRow> {
  const conditions = [raw("d.state = 'current'"), ...documentConditions(db, filter), ...between(filter)]
  const sources = [...(filter.party ?? []), ...(filter.actor ?? [])]
  if (sources.length > 0)
    conditions.push(
      sql`(${join(
        sources.map(v => partyIs(v, 's.source_code', 's.source_name')),
        ' OR ',
      )})`,
    )
  if (filter.stance !== undefined && filter.stance.length > 0) conditions.push(sql`s.stance IN (${filter.stance})`)
  const rows =
    db.each(sql`SELECT s.*, d.id AS document_id, d.publisher, d.published FROM statement s JOIN document d ON d.seq = s.document
    ${where(conditions)} ${orderBy(db, { report: 'd.seq', published: 'd.published_day', publisher: 'd.publisher' }, listing.sort, 'd.seq, s.cue_start, s.id')}
    ${limitTo(listing)}`)
  let last = { seq: -1, words: '' }
  for await (const row of rows) {
    const seq = number(row, 'document')
    if (seq !== last.seq) last = { seq, words: (await textsOf(db, [seq])).get(seq) ?? '' }
    yield {
      id: `${text(row, 'document_id')}#${text(row, 'id')}`,
      document: text(row, 'document_id'),
      publisher: textOrNull(row, 'publisher'),
      published: textOrNull(row, 'published'),
      source: textOrNull(row, 'source_name'),
      code: textOrNull(row, 'source_code'),
      words: textOrNull(row, 'source_text'),
      cue: text(row, 'cue'),
      stance: text(row, 'stance'),
      direct: number(row, 'direct') === 1,
      content: last.words.slice(number(row, 'content_start'), number(row, 'content_end')),
    }
  }
}

/** Everybody who takes part in acts that the filter lets through, the busiest first. */
export async function* actorRows(
  db: Database,
  conditions: readonly Sql[],
  listing: Listing = {},
): AsyncGenerator<ActorRow> {
  const sorts = { acts: 'acts', name: 'p.name', code: 'p.code', reports: 'reports', first: 'first_day' }
  const rows =
    db.each(sql`SELECT p.name, p.code, max(p.country) AS country, max(p.sector) AS sector, count(DISTINCT p.event) AS acts,
    count(DISTINCT e.document) AS reports, sum(CASE WHEN p.side = 'actor' THEN 1 ELSE 0 END) AS as_actor,
    sum(CASE WHEN p.side = 'recipient' THEN 1 ELSE 0 END) AS as_recipient, min(e.date_from) AS first_day, max(e.date_from) AS last_day
    FROM party p JOIN event e ON e.seq = p.event ${where([raw('e.current = 1'), ...conditions])} GROUP BY p.name, p.code
    ${orderBy(db, sorts, listing.sort ?? '-acts', db.dialect === 'postgres' ? 'p.name COLLATE "C", p.code COLLATE "C"' : 'p.name, p.code')}
    ${limitTo(listing)}`)
  const day = (row: Row, column: string): string | null => (row[column] === null ? null : isoDay(number(row, column)))
  for await (const row of rows)
    yield {
      name: text(row, 'name'),
      code: textOrNull(row, 'code'),
      country: textOrNull(row, 'country'),
      sector: textOrNull(row, 'sector'),
      acts: number(row, 'acts'),
      reports: number(row, 'reports'),
      asActor: number(row, 'as_actor'),
      asRecipient: number(row, 'as_recipient'),
      first: day(row, 'first_day'),
      last: day(row, 'last_day'),
    }
}
