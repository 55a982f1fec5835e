import type { Filter as PageFilter } from '../views/page/filter.ts'
import type { Database } from './database.ts'
import { conditionsOf, documentConditions, type Filter } from './filter.ts'
import { raw, type Sql, sql } from './sql.ts'

/** A party's key: its code, or its name where it has none; compared by code points in both databases. */
export const keyColumn = (db: Database, alias: string): Sql =>
  raw(`coalesce(${alias}.code, ${alias}.name)${db.dialect === 'postgres' ? ' COLLATE "C"' : ''}`)

/** Conditions on `h`, a happening that stands, for what the page asks: all parties must take part, pairs count as edges do. */
export const pageConditions = (db: Database, filter: PageFilter): readonly Sql[] => [
  raw('h.forward IS NULL AND h.mentions > 0'),
  ...conditionsOf(db, storeFilter({ ...filter, party: [] }), 'happening'),
  ...filter.party.flatMap(party => conditionsOf(db, { party: [party] }, 'happening')),
  ...(filter.pair.length === 0 ? [] : [sql`(${either(filter.pair.map(pair => between(db, pair)))})`]),
]

/** The page's filter in the store's terms. */
export const storeFilter = (filter: PageFilter): Filter => {
  const { pair: _, from, to, text, ...lists } = filter
  return {
    ...lists,
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(text === null ? {} : { text }),
  }
}

/** Whether a filter leaves anything out. */
export const isNarrow = (filter: PageFilter): boolean =>
  Object.values(filter).some(value => value !== null && value.length > 0)

/** Conditions on `d`, a report: its own, and that it tells something the filter lets through. */
export const reportConditions = (db: Database, filter: PageFilter): readonly Sql[] => {
  const bare = { ...filter, text: null }
  const told = sql`d.seq IN (SELECT e.document FROM event e JOIN happening h ON h.seq = e.happening
    WHERE e.current = 1 AND ${all(pageConditions(db, bare))})`
  return [
    raw("d.state <> 'superseded'"),
    ...documentConditions(db, storeFilter(filter)),
    ...(isNarrow(bare) ? [told] : []),
  ]
}

export const all = (conditions: readonly Sql[]): Sql => joined(conditions, ' AND ')
const either = (conditions: readonly Sql[]): Sql => joined(conditions, ' OR ')

const joined = (conditions: readonly Sql[], word: string): Sql => ({
  text: conditions.map(c => c.text).join(word),
  values: conditions.flatMap(c => c.values),
})

/** `a~b`: one acts towards the other, or both act with nobody acted upon; `a>b`: a acts towards b; `a=b`: both act. */
const between = (db: Database, pair: string): Sql => {
  const [, a = '', way = '~', b = ''] = /^([^~>=]*)([~>=])(.*)$/s.exec(pair) ?? []
  const is = (side: string, key: string): Sql =>
    sql`EXISTS (SELECT 1 FROM happening_party p WHERE p.happening = h.seq AND p.side = ${side} AND ${keyColumn(db, 'p')} = ${key})`
  const towards = (from: string, to: string): Sql => sql`(${is('actor', from)} AND ${is('recipient', to)})`
  const nobody = raw("NOT EXISTS (SELECT 1 FROM happening_party p WHERE p.happening = h.seq AND p.side = 'recipient')")
  const together = sql`(${is('actor', a)} AND ${is('actor', b)} AND ${nobody})`
  if (way === '>') return towards(a, b)
  if (way === '=') return together
  return sql`${towards(a, b)} OR ${towards(b, a)} OR ${together}`
}
