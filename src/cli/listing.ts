import { renameSync, rmSync } from 'node:fs'
import { suggestion } from '../knowledge/problem.ts'
import { type Column, csvHeader, csvRow, textTable } from '../views/table.ts'
import type { TextLayout } from '../views/told.ts'
import { openOutput } from './output.ts'

export const FORMATS = ['table', 'json', 'jsonl', 'csv', 'parquet'] as const
export type ListFormat = (typeof FORMATS)[number]

/** Rows a table on a terminal shows when no limit is given. */
const SHOWN = 50

interface Form {
  readonly format?: string
  readonly output?: string
  readonly limit?: number
}

/** The form asked for, by name, by the output's extension, or by whether somebody is looking. */
export const formatOf = ({ format, output }: Form): ListFormat => {
  if (format === undefined) {
    const extension = /\.([a-z]+)$/.exec(output ?? '')?.[1]
    return (
      FORMATS.find(known => known === extension) ?? (output === undefined && process.stdout.isTTY ? 'table' : 'jsonl')
    )
  }
  const known = FORMATS.find(name => name === format)
  if (known === undefined)
    throw new Error(
      `--format "${format}" is unknown${suggestion(format, FORMATS) || `; it is one of ${FORMATS.join(', ')}`}`,
    )
  return known
}

/** The limit a listing runs under: none but for a table that nobody limited. */
export const limitOf = (form: Form): number | undefined =>
  form.limit ?? (formatOf(form) === 'table' ? SHOWN : undefined)

/** Writes rows in the form asked for. Returns how many there were. */
export const writeRows = async <Row>(
  rows: AsyncIterable<Row>,
  columns: readonly Column<Row>[],
  shown: readonly string[],
  json: (row: Row) => object,
  form: Form,
): Promise<number> => {
  const format = formatOf(form)
  if (format === 'parquet') return writeParquet(rows, columns, form.output)
  const output = openOutput(form.output)
  let count = 0
  try {
    if (format === 'table') {
      const all: Row[] = []
      for await (const row of rows) all.push(row)
      count = all.length
      const few = shown.flatMap(name => columns.find(column => column.name === name) ?? [])
      await output.write(count === 0 ? 'nothing found\n' : `${textTable(few, all)}\n`)
      if (form.limit === undefined && count === SHOWN) await output.write(`(the first ${SHOWN}; --limit for more)\n`)
    } else {
      if (format === 'csv') await output.write(csvHeader(columns))
      for await (const row of rows) {
        count++
        if (format === 'csv') await output.write(csvRow(columns, row))
        else if (format === 'jsonl') await output.write(`${JSON.stringify(json(row))}\n`)
        else await output.write(`${count === 1 ? '[\n' : ',\n'}${JSON.stringify(json(row))}`)
      }
      if (format === 'json') await output.write(count === 0 ? '[]\n' : '\n]\n')
    }
    await output.commit()
  } catch (error) {
    output.abort()
    throw error
  }
  return count
}

/** Writes rows of a layout of text. */
export const writeLayout = async <Row>(
  rows: AsyncIterable<Row>,
  layout: TextLayout<Row>,
  path: string | undefined,
): Promise<number> => {
  const output = openOutput(path)
  let count = 0
  try {
    await output.write(layout.head)
    for await (const row of rows) {
      const text = layout.row(row, count)
      if (text !== '') await output.write(text)
      count++
    }
    await output.write(layout.tail)
    await output.commit()
  } catch (error) {
    output.abort()
    throw error
  }
  return count
}

const writeParquet = async <Row>(
  rows: AsyncIterable<Row>,
  columns: readonly Column<Row>[],
  path: string | undefined,
): Promise<number> => {
  if (path === undefined || path === '-') throw new Error('Parquet goes to a file: give --output FILE')
  const [{ parquetTable }, { fileWriter }] = await Promise.all([
    import('../views/parquet.ts'),
    import('hyparquet-writer'),
  ])
  const draft = `${path}.${process.pid}.part`
  let count = 0
  try {
    const table = parquetTable(columns, fileWriter(draft))
    for await (const row of rows) {
      await table.add(row)
      count++
    }
    await table.finish()
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  return count
}
