import type { Problem } from '../problem.ts'

/** A row of a tab-separated table, with the line it stands on. */
export interface Row {
  readonly line: number
  /** The value of a column; the empty string where the row leaves it out. */
  get(column: string): string
  /** The values of a column that holds a list, parted by `|`. */
  list(column: string): readonly string[]
}

/**
 * Rows of a tab-separated table. The first line names the columns; empty lines and lines that start with `#` say nothing.
 * A row with more cells than columns, or without one of `required`, is refused and named.
 */
export const readTable = (
  file: string,
  text: string,
  required: readonly string[],
  problems: Problem[],
): readonly Row[] => {
  const rows: Row[] = []
  let columns: Map<string, number> | null = null
  let number = 0
  for (const line of text.split('\n')) {
    number++
    if (line === '' || line.startsWith('#')) continue
    const cells = line.split('\t')
    if (!columns) {
      columns = new Map(cells.map((name, i) => [name, i]))
      const missing = required.filter(name => !columns?.has(name))
      if (missing.length > 0) {
        problems.push({ file, line: number, message: `the table has no column ${missing.join(', ')}` })
        return []
      }
      continue
    }
    if (cells.length > columns.size) {
      problems.push({
        file,
        line: number,
        message: `${cells.length} cells where the table has ${columns.size} columns`,
      })
      continue
    }
    const row = rowOf(columns, cells, number)
    const empty = required.filter(name => row.get(name) === '')
    if (empty.length > 0) {
      problems.push({ file, line: number, message: `no ${empty.join(', ')}` })
      continue
    }
    rows.push(row)
  }
  return rows
}

const NONE: readonly string[] = []

const rowOf = (columns: ReadonlyMap<string, number>, cells: readonly string[], line: number): Row => {
  const get = (column: string): string => cells[columns.get(column) ?? -1] ?? ''
  return {
    line,
    get,
    list: column => {
      const value = get(column)
      return value === '' ? NONE : value.split('|')
    },
  }
}

/** A table sorted by its first column, searched in its text. */
export interface SortedTable {
  /** The rows whose first cell is the key. */
  rows(key: string): readonly Row[]
}

/** A table whose first column is sorted by code unit; nothing of it is read until a key is asked for. Lines of its rows are not counted. */
export const sortedTable = (text: string): SortedTable => {
  const headEnd = text.indexOf('\n')
  const columns = new Map(
    text
      .slice(0, headEnd)
      .split('\t')
      .map((name, i) => [name, i]),
  )
  const lineStart = (at: number): number => text.lastIndexOf('\n', at - 1) + 1
  const keyAt = (start: number): string => text.slice(start, text.indexOf('\t', start))
  return {
    rows(key) {
      let low = headEnd + 1
      let high = text.length
      // The first line whose key is not below `key`.
      while (low < high) {
        const start = Math.max(lineStart((low + high) >> 1), low)
        const end = text.indexOf('\n', start)
        if (keyAt(start) < key) low = end < 0 ? text.length : end + 1
        else high = start
      }
      const found: Row[] = []
      for (let start = low; start < text.length && keyAt(start) === key; ) {
        const end = text.indexOf('\n', start)
        const line = text.slice(start, end < 0 ? text.length : end)
        found.push(rowOf(columns, line.split('\t'), 0))
        if (end < 0) break
        start = end + 1
      }
      return found
    },
  }
}
