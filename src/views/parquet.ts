import { ParquetWriter, type SchemaElement, type Writer } from 'hyparquet-writer'
import type { Cell, CellType, Column } from './table.ts'

/** Rows of a group; a reader skips whole groups, and we hold one in memory. */
const GROUP = 20_000

/** Takes rows and writes them as Parquet, a group at a time. */
export interface ParquetTable<Row> {
  add(row: Row): Promise<void>
  finish(): Promise<void>
}

/** Writes a table as Parquet to any writer of the library: a file, or bytes in memory. Text is UTF-8, days are DATE, empty cells null. */
export const parquetTable = <Row>(columns: readonly Column<Row>[], writer: Writer): ParquetTable<Row> => {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(column => ({ name: column.name, repetition_type: 'OPTIONAL' as const, ...TYPES[column.type] })),
  ]
  const out = new ParquetWriter({ writer, schema, createdBy: 'readout' })
  let rows: Row[] = []
  const flush = async (): Promise<void> => {
    if (rows.length === 0) return
    const group = rows
    rows = []
    await out.write({
      columnData: columns.map(column => ({
        name: column.name,
        data: group.map(row => value(column.type, column.value(row))),
      })),
      rowGroupSize: group.length,
    })
  }
  return {
    add: async row => {
      rows.push(row)
      if (rows.length >= GROUP) await flush()
    },
    finish: async () => {
      await flush()
      await out.finish()
    },
  }
}

const TYPES: Readonly<Record<CellType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  real: { type: 'DOUBLE' },
  date: { type: 'INT32', converted_type: 'DATE' },
  boolean: { type: 'BOOLEAN' },
}

const value = (type: CellType, cell: Cell): unknown => {
  if (cell === null) return null
  if (type === 'integer') return BigInt(Math.round(Number(cell)))
  if (type === 'date') return new Date(`${String(cell)}T00:00:00Z`)
  return cell
}
