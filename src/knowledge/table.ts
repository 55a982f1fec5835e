import type { Problem } from './problem.ts'

/** One row of a tab-separated table, and where it stands. */
export interface TableRow {
  readonly cells: readonly string[]
  readonly at: { readonly file: string; readonly line: number }
}

/** The rows of a tab-separated table with a header line; a row of another width, or a wrong header, goes to `problems`. */
export const readTable = (
  file: string,
  text: string,
  columns: readonly string[],
  problems: Problem[],
): readonly TableRow[] => {
  const [header = '', ...lines] = text.split('\n')
  if (header !== columns.join('\t')) {
    problems.push({ file, line: 1, message: `the columns must be ${columns.join(', ')}` })
    return []
  }
  return lines.flatMap((line, i) => {
    if (line === '' || line.startsWith('#')) return []
    const cells = line.split('\t')
    const at = { file, line: i + 2 }
    if (cells.length === columns.length) return [{ cells, at }]
    problems.push({ ...at, message: `${cells.length} columns where ${columns.length} belong (${columns.join(', ')})` })
    return []
  })
}
