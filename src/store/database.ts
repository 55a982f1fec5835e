import type { Sql, SqlValue } from './sql.ts'

/** A row, as it comes. */
export type Row = Readonly<Record<string, SqlValue>>

/** The few things the store asks of a database; SQLite and PostgreSQL each give them. */
export interface Database {
  readonly dialect: 'sqlite' | 'postgres'
  /** All rows at once: for what is known to be small. */
  all(query: Sql): Promise<readonly Row[]>
  /** Gives each row in turn, as a list in the order of the columns: several times faster where rows are many. */
  eachList(query: Sql, take: (row: readonly SqlValue[]) => void): Promise<void>
  /** Rows a few at a time, in bounded memory. Not inside `write`. */
  each(query: Sql): AsyncIterable<Row>
  /** Runs a statement that gives no rows. */
  run(statement: Sql): Promise<void>
  /** Adds rows; their values stand in the order of the columns. */
  insert(table: string, columns: readonly string[], rows: readonly (readonly SqlValue[])[]): Promise<void>
  /**
   * Runs the work in one transaction, as the only writer: all of it is kept, or nothing, and who asks meanwhile sees nothing of it. The
   * work awaits only this database: SQLite has one connection, and a pause in the work would let others see half of it.
   */
  write<T>(work: () => Promise<T>): Promise<T>
  /** Brings the database's knowledge of its own tables up to date, by which it chooses how to answer: after many rows. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** What went wrong, in one sentence for a person. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
}

/** Number in a row's column; null and absent are 0. */
export const number = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0)

/** Text in a row's column; null and absent are the empty string. */
export const text = (row: Row | undefined, column: string): string => String(row?.[column] ?? '')

/** Text in a row's column, or null. */
export const textOrNull = (row: Row | undefined, column: string): string | null => {
  const value = row?.[column]
  return value === null || value === undefined ? null : String(value)
}

/** Lists cut into pieces, since a statement holds so many values and no more. */
export const chunks = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
