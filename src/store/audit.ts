import { hash53 } from '../record/hash.ts'
import { wilson } from '../record/interval.ts'
import { stableId } from '../record/stable-id.ts'
import type { ActRow } from '../views/rows.ts'
import { type Cell, csvLine } from '../views/table.ts'
import { type Database, number, StoreError, text } from './database.ts'
import { actsByKeys } from './events.ts'
import { conditionsOf, type Filter } from './filter.ts'
import { raw, type SqlValue, sql, where } from './sql.ts'

/** What a judge is asked about an event, in the order of the sheet. `event` asks whether there is such an act at all. */
export const JUDGED = ['event', 'type', 'status', 'actors', 'recipients', 'date', 'place', 'attribution'] as const
export type Judged = (typeof JUDGED)[number]

/** A stratified sample: so many events of each type, the same for the same seed and store. */
export const sampleEvents = async (
  db: Database,
  filter: Filter,
  perType: number,
  seed: number,
): Promise<readonly ActRow[]> => {
  const strata = new Map<string, { key: string; rank: number }[]>()
  const query = sql`SELECT e.key, e.type FROM event e ${where([raw('e.current = 1'), ...conditionsOf(db, filter, 'event')])} ORDER BY e.seq`
  for await (const row of db.each(query)) {
    const list = strata.get(text(row, 'type')) ?? []
    list.push({ key: text(row, 'key'), rank: hash53(`${seed} ${text(row, 'key')}`) })
    // only the smallest are kept, so that a million events need no more room than the sample
    if (list.length > perType * 4) list.sort((a, b) => a.rank - b.rank).splice(perType)
    strata.set(text(row, 'type'), list)
  }
  const keys = [...strata]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, list]) =>
      list
        .sort((a, b) => a.rank - b.rank)
        .slice(0, perType)
        .map(item => item.key),
    )
  const acts = await actsByKeys(db, keys)
  return keys.flatMap(key => acts.get(key) ?? [])
}

/** Columns of the sheet: what the coder read, then an empty cell for each judgement (`y`, `n`, or nothing when it cannot be said). */
export const SHEET_COLUMNS: readonly string[] = [
  'key',
  'sentence',
  'trigger',
  'coded_type',
  'coded_status',
  'coded_actors',
  'coded_recipients',
  'coded_date',
  'coded_place',
  'coded_sources',
  'publisher',
  'published',
  ...JUDGED,
]

/** The sample as a CSV sheet. */
export const auditSheet = (rows: readonly ActRow[]): string =>
  csvLine(SHEET_COLUMNS) + rows.map(row => csvLine(sheetRow(row))).join('')

const sheetRow = ({ act, sentence, report }: ActRow): readonly Cell[] => [
  act.key,
  sentence.replace(/\s+/g, ' '),
  act.trigger.text,
  act.type,
  act.status,
  act.actors.map(a => `${a.name} [${a.code ?? '-'}]`).join('; '),
  act.recipients.map(a => `${a.name} [${a.code ?? '-'}]`).join('; '),
  act.date?.value ?? null,
  act.place?.name ?? null,
  act.sources.map(s => s.name || '(unnamed)').join('; '),
  report.publisher,
  report.published,
  ...JUDGED.map(() => ''),
]

/** One judge's word on one field of one event. */
export interface Judgement {
  readonly key: string
  readonly field: Judged
  readonly right: boolean
}

/** Reads a filled sheet back; throws a sentence that names the line that cannot be read. */
export const readSheet = (csv: string): readonly Judgement[] => {
  const [head = [], ...lines] = parseCsv(csv)
  const keyAt = head.indexOf('key')
  if (keyAt < 0) throw new StoreError('the sheet has no column "key"; keep the columns that "readout audit" wrote')
  return lines.flatMap((cells, index) =>
    JUDGED.flatMap((field): readonly Judgement[] => {
      const cell = (cells[head.indexOf(field)] ?? '').trim().toLowerCase()
      if (cell === '') return []
      const right = /^(y|yes|1|true|right)$/.test(cell)
      if (!right && !/^(n|no|0|false|wrong)$/.test(cell))
        throw new StoreError(`line ${index + 2} of the sheet, column ${field}: "${cell}" is neither y nor n`)
      return [{ key: cells[keyAt] ?? '', field, right }]
    }),
  )
}

/** Rows of a CSV text, quoted cells and line ends within them minded; spreadsheets of some lands write `;` for the comma. */
export const parseCsv = (csv: string): readonly (readonly string[])[] => {
  const rows: string[][] = []
  let row: string[] = []
  const body = csv.replace(/^\uFEFF/, '')
  const comma = /[,;\t]/.exec(body)?.[0] ?? ','
  const cells = new RegExp(`("(?:[^"]|"")*"|[^${comma}\\r\\n]*)(${comma}|\\r?\\n|$)`, 'gy')
  while (cells.lastIndex < body.length) {
    const match = cells.exec(body)
    if (match === null) break
    const [, cell = '', end] = match
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end !== comma) {
      rows.push(row)
      row = []
    }
  }
  if (row.length > 0) rows.push(row)
  return rows
}

/** Keeps judgements; a later one of the same judge on the same field takes the place of the earlier. Returns how many named no event. */
export const keepJudgements = async (
  db: Database,
  judgements: readonly Judgement[],
  { author, made }: { readonly author: string; readonly made: string },
): Promise<number> => {
  const acts = await actsByKeys(db, [...new Set(judgements.map(j => j.key))])
  const known = judgements.filter(j => acts.has(j.key))
  await db.write(async () => {
    let seq = number((await db.all(raw('SELECT max(seq) AS seq FROM judgement')))[0], 'seq')
    const rows: SqlValue[][] = []
    for (const { key, field, right } of known) {
      const id = stableId('j', [key, field, author])
      await db.run(sql`DELETE FROM judgement WHERE id = ${id}`)
      const act = acts.get(key)
      rows.push([++seq, id, key, field, right ? 'right' : 'wrong', author, made, act?.act.type ?? '', act?.coder ?? ''])
    }
    await db.insert(
      'judgement',
      ['seq', 'id', 'target', 'field', 'verdict', 'author', 'made', 'stratum', 'coder'],
      rows,
    )
  })
  return judgements.length - known.length
}

/** Precision of one field over what was judged. */
export interface Precision {
  readonly field: Judged
  /** A type, or null for all types together. */
  readonly stratum: string | null
  readonly judged: number
  readonly right: number
  /** Share that is right; over all types, weighted by how many events each type has in the store. */
  readonly precision: number
  readonly low: number
  readonly high: number
}

/** Precision by field, over all types and for each, with 95 % intervals. Fields of what is no event are not counted. */
export const precisionOf = async (db: Database): Promise<readonly Precision[]> => {
  const sizes = new Map<string, number>()
  for (const row of await db.all(raw('SELECT type, count(*) AS n FROM event WHERE current = 1 GROUP BY type')))
    sizes.set(text(row, 'type'), number(row, 'n'))
  const cells = new Map<string, { right: number; judged: number }>()
  const strata = new Set<string>()
  for (const row of await db.all(
    raw(`SELECT j.field, j.stratum, j.verdict, count(*) AS n FROM judgement j WHERE j.field = 'event' OR NOT EXISTS
      (SELECT 1 FROM judgement e WHERE e.target = j.target AND e.author = j.author AND e.field = 'event' AND e.verdict = 'wrong')
      GROUP BY j.field, j.stratum, j.verdict`),
  )) {
    const key = `${text(row, 'field')} ${text(row, 'stratum')}`
    const cell = cells.get(key) ?? { right: 0, judged: 0 }
    cell.judged += number(row, 'n')
    if (text(row, 'verdict') === 'right') cell.right += number(row, 'n')
    cells.set(key, cell)
    strata.add(text(row, 'stratum'))
  }
  const ordered = [...strata].sort()
  return JUDGED.flatMap(field => {
    const of = ordered.flatMap(stratum => {
      const cell = cells.get(`${field} ${stratum}`)
      return cell === undefined ? [] : [{ stratum, ...cell }]
    })
    if (of.length === 0) return []
    const rows = of.map(({ stratum, right, judged }) => ({
      field,
      stratum,
      right,
      judged,
      precision: right / judged,
      ...wilson(right, judged),
    }))
    return [whole(field, rows, sizes), ...rows]
  })
}

/** Over all types: each weighs by its size; the interval is that of a plain sample of equal variance. */
const whole = (field: Judged, rows: readonly Precision[], sizes: ReadonlyMap<string, number>): Precision => {
  const size = (row: Precision): number => sizes.get(row.stratum ?? '') ?? 1
  const total = rows.reduce((sum, row) => sum + size(row), 0)
  const precision = rows.reduce((sum, row) => sum + row.precision * size(row), 0) / total
  const judged = rows.reduce((sum, row) => sum + row.judged, 0)
  const right = rows.reduce((sum, row) => sum + row.right, 0)
  // Kish: judging rare types as often as frequent ones tells less about the whole than as many drawn plainly
  const design = rows.reduce((sum, row) => sum + (size(row) / total) ** 2 / row.judged, 0)
  const effective = Math.min(judged, 1 / design)
  return { field, stratum: null, judged, right, precision, ...wilson(precision * effective, effective) }
}
