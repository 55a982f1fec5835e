/** What a cell holds; decides its type in Parquet. */
export type CellType = 'text' | 'integer' | 'real' | 'date' | 'boolean'
export type Cell = string | number | boolean | null

/** A column of a table, with what the data dictionary says of it. */
export interface Column<Row> {
  readonly name: string
  readonly type: CellType
  readonly about: string
  readonly value: (row: Row) => Cell
}

/** The first line of a CSV file. */
export const csvHeader = <Row>(columns: readonly Column<Row>[]): string => csvLine(columns.map(column => column.name))

/** A row of a CSV file. */
export const csvRow = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  csvLine(columns.map(column => column.value(row)))

/** Cells as RFC 4180 has them: quoted where they hold a comma, a quotation mark or a line's end; nothing for null. */
export const csvLine = (cells: readonly Cell[]): string =>
  `${cells.map(cell => (cell === null ? '' : quoted(String(cell)))).join(',')}\r\n`

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Cells as the tab-separated layouts have them, which know no quoting: tabs and line ends become spaces. */
export const tsvLine = (cells: readonly Cell[], none = ''): string =>
  `${cells.map(cell => (cell === null ? none : String(cell).replace(/[\t\r\n]+/g, ' '))).join('\t')}\n`

/** A table for the eye: columns as wide as their longest cell up to a limit, numbers to the right. */
export const textTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], widest = 48): string => {
  const cells = rows.map(row => columns.map(column => cut(column.value(row), widest)))
  const widths = columns.map((column, i) => Math.max(column.name.length, ...cells.map(line => (line[i] ?? '').length)))
  const line = (parts: readonly string[]): string =>
    parts
      .map((part, i) => {
        const type = columns[i]?.type
        return type === 'integer' || type === 'real' ? part.padStart(widths[i] ?? 0) : part.padEnd(widths[i] ?? 0)
      })
      .join('  ')
      .trimEnd()
  return [line(columns.map(column => column.name)), line(widths.map(w => '-'.repeat(w))), ...cells.map(line)].join('\n')
}

const cut = (cell: Cell, widest: number): string => {
  const text = cell === null ? '' : String(cell).replace(/\s+/g, ' ')
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text
}
