import { monthName, monthOf } from '../record/dyads.ts'
import { type Database, StoreError, text } from './database.ts'
import { raw, sql, where } from './sql.ts'

/** Which happenings count: see `DyadLevel`. */
export const PANEL_RULES = { inclusive: 1, majority: 2, conservative: 3 } as const
export type PanelRule = keyof typeof PANEL_RULES

export interface PanelOptions {
  readonly rule: PanelRule
  /** Count happenings, or the mentions that tell of them. */
  readonly unit: 'happening' | 'mention'
  /** Undirected: A and B in one row, in alphabetical order. */
  readonly directed: boolean
  /** Only dyads with one of these codes, on either side. */
  readonly codes?: readonly string[]
  readonly types?: readonly string[]
  readonly from?: string
  readonly to?: string
}

/** Acts of one dyad in one month, by type. */
export interface PanelRow {
  readonly a: string
  readonly b: string
  readonly month: string
  readonly counts: ReadonlyMap<string, number>
}

/** Counts by dyad and month, in alphabetical and temporal order; months without an act have no row. */
export const panelRows = async (db: Database, options: PanelOptions): Promise<readonly PanelRow[]> => {
  const level = PANEL_RULES[options.rule]
  if (level === undefined)
    throw new StoreError(`--rule is one of ${Object.keys(PANEL_RULES).join(', ')}, not "${options.rule}"`)
  const conditions = [sql`level >= ${level}`]
  if (options.codes !== undefined && options.codes.length > 0)
    conditions.push(sql`(a IN (${options.codes}) OR b IN (${options.codes}))`)
  if (options.types !== undefined && options.types.length > 0) conditions.push(sql`type IN (${options.types})`)
  if (options.from !== undefined) conditions.push(sql`month >= ${monthOf(options.from)}`)
  if (options.to !== undefined) conditions.push(sql`month <= ${monthOf(options.to)}`)
  // a mutual act stands in both directions: without directions it counts once
  if (!options.directed) conditions.push(raw('(mutual = 0 OR a < b)'))
  const sum = raw(options.unit === 'mention' ? 'sum(mentions)' : 'count(*)')
  // without directions the lesser code stands first
  const [x, y] = options.directed ? ['a', 'b'] : pairOf(db)
  const cells = sql`SELECT ${raw(x)} AS x, ${raw(y)} AS y, month, type, ${sum} AS n FROM dyad ${where(conditions)} GROUP BY 1, 2, month, type`
  // one row a dyad: cells by the hundred thousand take longer to hand over than to count
  const dyads =
    await db.all(sql`SELECT x, y, string_agg(month || ' ' || type || ' ' || n, ';' ORDER BY month, type) AS cells
    FROM (${cells}) AS cell GROUP BY x, y ORDER BY ${raw(inBytes(db, 'x'))}, ${raw(inBytes(db, 'y'))}`)
  return dyads.flatMap(dyad => monthsOf(text(dyad, 'x'), text(dyad, 'y'), text(dyad, 'cells')))
}

/** The rows of a dyad from its cells, `month type count` with `;` between. */
const monthsOf = (a: string, b: string, cells: string): readonly PanelRow[] => {
  const months = new Map<string, Map<string, number>>()
  for (const cell of cells.split(';')) {
    const [month = '', type = '', n = ''] = cell.split(' ')
    // a month that no mention gives, only the happening as a whole
    if (n === '0') continue
    const counts = months.get(month) ?? new Map<string, number>()
    counts.set(type, Number(n))
    months.set(month, counts)
  }
  return [...months].map(([month, counts]) => ({ a, b, month: monthName(Number(month)), counts }))
}

/** By code points, as SQLite orders; a PostgreSQL may have another habit. */
const inBytes = ({ dialect }: Database, column: string): string =>
  dialect === 'postgres' ? `${column} COLLATE "C"` : column

const pairOf = (db: Database): readonly [string, string] =>
  db.dialect === 'sqlite'
    ? ['min(a, b)', 'max(a, b)']
    : [`least(${inBytes(db, 'a')}, ${inBytes(db, 'b')})`, `greatest(${inBytes(db, 'a')}, ${inBytes(db, 'b')})`]
