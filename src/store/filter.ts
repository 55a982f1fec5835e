import { dayNumber } from '../record/day.ts'
import { type Database, StoreError } from './database.ts'
import { join, raw, type Sql, sql } from './sql.ts'

/** What to look for; each field narrows, several values of one field widen. Codes and names are told apart by their capitals. */
export interface Filter {
  readonly actor?: readonly string[]
  readonly recipient?: readonly string[]
  /** On either side, or in any role. */
  readonly party?: readonly string[]
  /** A state that a party acts for or belongs to, on either side. */
  readonly country?: readonly string[]
  readonly type?: readonly string[]
  readonly mode?: readonly string[]
  readonly status?: readonly string[]
  readonly standing?: readonly string[]
  readonly format?: readonly string[]
  readonly context?: readonly string[]
  /** `host`, or `host:USA`. */
  readonly role?: readonly string[]
  /** First and last day; an act counts when its dates touch them. */
  readonly from?: string
  readonly to?: string
  /** Name of a place, or the code of its country. */
  readonly place?: readonly string[]
  readonly publisher?: readonly string[]
  /** Words of the report: all of them, "in this order" in quotation marks, -not this one. */
  readonly text?: string
  readonly document?: readonly string[]
  /** Happenings only: told by at least so many independent publishers. */
  readonly publishers?: number
  /** Happenings only: with contradictions, or in a field. */
  readonly disagreement?: string
}

/** Codes are told from names by their capitals. */
export const isCode = (value: string): boolean => /^[A-Z][A-Z0-9]{1,4}$/.test(value)

/** The whole name or its last word, whatever the case. */
export const nameIs = (column: Sql, value: string): Sql =>
  sql`(lower(${column}) = ${value.toLowerCase()} OR lower(${column}) LIKE ${`% ${literal(value.toLowerCase())}`} ESCAPE '!')`

/** Signs that LIKE would take for "anything" stand for themselves. */
const literal = (value: string): string => value.replaceAll(/[!%_]/g, '!$&')

/** A party by its code, or by its name. */
export const partyIs = (value: string, code = 'p.code', name = 'p.name'): Sql =>
  isCode(value) ? sql`${raw(code)} = ${value}` : nameIs(raw(name), value)

const either = (conditions: readonly Sql[]): Sql => sql`(${join(conditions, ' OR ')})`

/** Conditions on `e`, an event, or `h`, a happening. Assumes a checked filter. */
export const conditionsOf = (db: Database, filter: Filter, of: 'event' | 'happening'): readonly Sql[] => {
  const a = raw(of === 'event' ? 'e' : 'h')
  const parties = raw(of === 'event' ? 'party' : 'happening_party')
  const owner = raw(of)
  const takesPart = (who: Sql, side: Sql): Sql =>
    sql`${a}.seq IN (SELECT p.${owner} FROM ${parties} p WHERE ${who}${side})`
  const conditions: Sql[] = []
  const each = (values: readonly string[] | undefined, condition: (value: string) => Sql): void => {
    if (values !== undefined && values.length > 0) conditions.push(either(values.map(condition)))
  }
  each(filter.actor, v => takesPart(partyIs(v), sql` AND p.side = 'actor'`))
  each(filter.recipient, v => takesPart(partyIs(v), sql` AND p.side = 'recipient'`))
  each(filter.party, v => takesPart(partyIs(v), raw('')))
  each(filter.country, v => takesPart(sql`p.country = ${v}`, raw('')))
  each(filter.role, v => {
    const [role = '', who] = v.split(':')
    return takesPart(sql`p.side = ${role}`, who === undefined ? raw('') : sql` AND ${partyIs(who)}`)
  })
  for (const field of ['type', 'mode', 'status', 'standing'] as const)
    if (filter[field] !== undefined && filter[field].length > 0)
      conditions.push(sql`${a}.${raw(field)} IN (${filter[field]})`)
  each(filter.format, v => sql`${a}.format LIKE ${`% ${literal(v)} %`} ESCAPE '!'`)
  each(filter.context, v => sql`${a}.contexts LIKE ${`% ${literal(v)} %`} ESCAPE '!'`)
  if (filter.from !== undefined) conditions.push(sql`${a}.date_to >= ${dayNumber(filter.from)}`)
  if (filter.to !== undefined) conditions.push(sql`${a}.date_from <= ${dayNumber(filter.to)}`)
  each(filter.place, v => (isCode(v) ? sql`${a}.country = ${v}` : sql`lower(${a}.place) = ${v.toLowerCase()}`))
  const documents = documentConditions(db, filter)
  if (documents.length > 0) {
    const among = sql`SELECT d.seq FROM document d WHERE ${join(documents, ' AND ')}`
    conditions.push(
      of === 'event'
        ? sql`e.document IN (${among})`
        : sql`h.seq IN (SELECT x.happening FROM event x WHERE x.current = 1 AND x.document IN (${among}))`,
    )
  }
  if (of === 'happening') {
    if (filter.publishers !== undefined) conditions.push(sql`h.publishers >= ${filter.publishers}`)
    if (filter.disagreement !== undefined) conditions.push(raw('h.disagreements > 0'))
    if (filter.disagreement !== undefined && filter.disagreement !== 'any')
      conditions.push(
        sql`h.seq IN (SELECT y.seq FROM summary y WHERE y.json LIKE ${`%{"field":"${filter.disagreement.replaceAll(/[%_"]/g, '')}"%`})`,
      )
  }
  return conditions
}

/** Conditions on `d`, a report: publisher, words, id. */
export const documentConditions = (db: Database, filter: Filter): readonly Sql[] => {
  const conditions: Sql[] = []
  if (filter.publisher !== undefined && filter.publisher.length > 0)
    conditions.push(sql`lower(d.publisher) IN (${filter.publisher.map(p => p.toLowerCase())})`)
  if (filter.document !== undefined && filter.document.length > 0) conditions.push(sql`d.id IN (${filter.document})`)
  if (filter.text !== undefined && filter.text.trim() !== '') conditions.push(textMatches(db, filter.text))
  return conditions
}

/** Reports that have the words, by either database's full-text index. */
export const textMatches = (db: Database, words: string): Sql =>
  db.dialect === 'sqlite'
    ? sql`d.seq IN (SELECT rowid FROM document_text WHERE document_text MATCH ${ftsQuery(words)})`
    : sql`d.words @@ ${tsQuery(words)}`

/** The query in FTS5's language: every word quoted, so that no sign is taken for an operator. */
export const ftsQuery = (words: string): string => {
  const { wanted, unwanted } = queryOf(words)
  const all = wanted.map(quote).join(' ')
  return unwanted.length === 0 ? all : `(${all}) NOT (${unwanted.map(quote).join(' OR ')})`
}

const quote = (phrase: string): string => `"${phrase}"`

/** The same in PostgreSQL's. */
export const tsQuery = (words: string): Sql => {
  const { wanted, unwanted } = queryOf(words)
  const phrases = [
    ...wanted.map(phrase => sql`phraseto_tsquery('english', ${phrase})`),
    ...unwanted.map(phrase => sql`!!phraseto_tsquery('english', ${phrase})`),
  ]
  return sql`(${join(phrases, ' && ')})`
}

/** What a person typed: words and "phrases" that must be there, and -those that must not. */
const queryOf = (words: string): { readonly wanted: readonly string[]; readonly unwanted: readonly string[] } => {
  const parts = [...words.matchAll(/(-?)"([^"]*)"?|(-?)(\S+)/g)]
    .map(m => ({ not: (m[1] ?? m[3]) === '-', phrase: (m[2] ?? m[4] ?? '').replaceAll('"', ' ').trim() }))
    .filter(part => /[\p{L}\p{N}]/u.test(part.phrase))
  const wanted = parts.filter(part => !part.not).map(part => part.phrase)
  if (wanted.length === 0) throw new StoreError(`"${words}" has no word to look for`)
  return { wanted, unwanted: parts.filter(part => part.not).map(part => part.phrase) }
}
