import { monthName, monthOf } from '../record/dyads.ts'
import { type Database, number, StoreError, text } from './database.ts'
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
  const rows = await db.all(
    sql`SELECT a, b, month, type, ${sum} AS n FROM dyad ${where(conditions)} GROUP BY a, b, month, type`,
  )
  const cells = new Map<string, { a: string; b: string; month: number; counts: Map<string, number> }>()
  for (const row of rows) {
    const pair = [text(row, 'a'), text(row, 'b')]
    const [a = '', b = ''] = options.directed ? pair : pair.sort()
    const month = number(row, 'month')
    const key = `${a}\t${b}\t${month}`
    const cell = cells.get(key) ?? { a, b, month, counts: new Map<string, number>() }
    const n = number(row, 'n')
    if (n > 0) cell.counts.set(text(row, 'type'), (cell.counts.get(text(row, 'type')) ?? 0) + n)
    cells.set(key, cell)
  }
  const byCode = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)
  return [...cells.values()]
    .filter(cell => cell.counts.size > 0)
    .sort((x, y) => byCode(x.a, y.a) || byCode(x.b, y.b) || x.month - y.month)
    .map(({ a, b, month, counts }) => ({ a, b, month: monthName(month), counts }))
}
