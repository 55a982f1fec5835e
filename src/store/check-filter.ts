import { suggestion } from '../knowledge/problem.ts'
import { EVENT_TYPES, MEETING_FORMATS, ROLE_NAMES, STATUSES } from '../model/event.ts'
import { dayNumber } from '../record/day.ts'
import { type Database, StoreError, text } from './database.ts'
import { type Filter, isCode, nameIs } from './filter.ts'
import { raw, type Sql, sql } from './sql.ts'

const STANDINGS = ['asserted', 'attributed', 'confirmed', 'denied', 'unrefuted', 'disputed', 'retracted']
const STANCES = ['asserts', 'denies', 'unrefuted', 'confirms', 'doubts']
const DISAGREEMENTS = ['any', 'type', 'status', 'date', 'place', 'dead', 'injured', 'arrested']

/** Refuses values that can match nothing, naming the nearest that can. */
export const checkFilter = async (
  db: Database,
  filter: Filter & { readonly stance?: readonly string[] },
): Promise<void> => {
  for (const value of filter.type ?? []) known('--type', value, EVENT_TYPES)
  for (const value of filter.status ?? []) known('--status', value, STATUSES)
  for (const value of filter.standing ?? []) known('--standing', value, STANDINGS)
  for (const value of filter.format ?? []) known('--meeting', value, MEETING_FORMATS)
  for (const value of filter.stance ?? []) known('--stance', value, STANCES)
  for (const value of filter.role ?? []) known('--role', value.split(':')[0] ?? '', ROLE_NAMES)
  if (filter.disagreement !== undefined) known('--disagreement', filter.disagreement, DISAGREEMENTS)
  for (const field of ['from', 'to'] as const) {
    const value = filter[field]
    if (
      value !== undefined &&
      (!/^\d{4}-\d{2}-\d{2}$/.test(value) || dayNumber(value) === null || Number.isNaN(Date.parse(value)))
    )
      throw new StoreError(`--${field} takes a date as YYYY-MM-DD, not "${value}"`)
  }
  const parties = [filter.actor, filter.recipient, filter.party, filter.country].flatMap(list => list ?? [])
  for (const value of [...parties, ...(filter.role ?? []).flatMap(role => role.split(':').slice(1))])
    await knownParty(db, value)
  await knownValues(db, filter)
}

/** Refuses a word that is not among those there are, naming the nearest. */
export const known = (option: string, value: string, list: readonly string[]): void => {
  if (!list.includes(value))
    throw new StoreError(
      `${option} "${value}" is unknown${suggestion(value, list) || `; it is one of ${list.join(', ')}`}`,
    )
}

/** Words that only the store can know: the list is fetched when the value is not found. */
const knownValues = async (db: Database, filter: Filter): Promise<void> => {
  for (const value of filter.mode ?? [])
    await kept(
      db,
      sql`FROM event WHERE mode = ${value}`,
      'mode',
      'event',
      `no act of the store has the mode "${value}"`,
      value,
    )
  for (const value of filter.context ?? [])
    await kept(
      db,
      sql`FROM event WHERE contexts LIKE ${`% ${value} %`}`,
      'contexts',
      'event',
      `no act of the store has the context "${value}"`,
      value,
    )
  for (const value of filter.place ?? [])
    await (isCode(value)
      ? kept(
          db,
          sql`FROM event WHERE country = ${value}`,
          'country',
          'event',
          `no act of the store has a place in ${value}`,
          value,
        )
      : kept(
          db,
          sql`FROM event WHERE lower(place) = ${value.toLowerCase()}`,
          'place',
          'event',
          `no act of the store was in "${value}"`,
          value,
        ))
  for (const value of filter.publisher ?? [])
    await kept(
      db,
      sql`FROM document WHERE lower(publisher) = ${value.toLowerCase()}`,
      'publisher',
      'document',
      `no report of the publisher "${value}" is in the store`,
      value,
    )
  for (const value of filter.document ?? [])
    await kept(
      db,
      sql`FROM document WHERE id = ${value}`,
      'id',
      'document',
      `there is no report "${value}" in the store`,
      value,
    )
}

const kept = async (
  db: Database,
  found: Sql,
  column: string,
  table: string,
  sentence: string,
  value: string,
): Promise<void> => {
  if ((await db.all(sql`SELECT 1 AS n ${found} LIMIT 1`)).length > 0) return
  const rows = await db.all(raw(`SELECT DISTINCT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`))
  const values = rows.flatMap(row =>
    column === 'contexts' ? text(row, 'value').trim().split(' ') : [text(row, 'value')],
  )
  throw new StoreError(`${sentence}${suggestion(value, values)}`)
}

/** Whoever takes part in an act or says something. */
const knownParty = async (db: Database, value: string): Promise<void> => {
  const is = (name: string, code: string): Sql =>
    isCode(value) ? sql`${raw(code)} = ${value}` : nameIs(raw(name), value)
  const country = isCode(value) ? sql` OR country = ${value}` : raw('')
  const acts = await db.all(sql`SELECT 1 AS n FROM party WHERE ${is('name', 'code')}${country} LIMIT 1`)
  if (acts.length > 0) return
  const says = await db.all(sql`SELECT 1 AS n FROM statement WHERE ${is('source_name', 'source_code')} LIMIT 1`)
  if (says.length > 0) return
  const column = isCode(value) ? 'code' : 'name'
  const rows = await db.all(raw(`SELECT DISTINCT ${column} AS value FROM party WHERE ${column} IS NOT NULL`))
  const who = isCode(value) ? `with the code ${value}` : `called "${value}"`
  throw new StoreError(
    `nobody ${who} takes part in any act of the store${suggestion(
      value,
      rows.map(row => text(row, 'value')),
    )}`,
  )
}
