import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Database, type Row, StoreError } from './database.ts'
import type { Sql, SqlValue } from './sql.ts'

/** Milliseconds a writer waits for another to finish a batch. */
const PATIENCE = 15_000

const STATEMENTS = 200

/** Opens one file, made if absent unless `readOnly`. Readers see the last committed batch while one process writes (WAL). */
export const openSqlite = (path: string, readOnly: boolean): Database => {
  const db = guard(path, () => new DatabaseSync(path, { readOnly, timeout: PATIENCE }))
  guard(path, () => {
    if (!readOnly) db.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 8000')
    // A killed process loses no batch that was kept; a machine that loses power may lose the last few, and never half of one.
    db.exec(
      'PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY',
    )
  })
  const prepared = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text)
    if (known !== undefined) return known
    if (prepared.size >= STATEMENTS) prepared.clear()
    const statement = db.prepare(text)
    prepared.set(text, statement)
    return statement
  }
  const attempt = <T>(work: () => T): T => guard(path, work)
  let writing: Promise<unknown> = Promise.resolve()
  return {
    dialect: 'sqlite',
    all: async (query: Sql) => attempt(() => prepare(query.text).all(...query.values)) as unknown as readonly Row[],
    eachList: async (query, take) =>
      attempt(() => {
        const statement = db.prepare(query.text)
        statement.setReturnArrays(true)
        for (const row of statement.iterate(...query.values)) take(row as unknown as readonly SqlValue[])
      }),
    // a statement of its own: a cached one would be reset by its next use
    each: async function* (query: Sql) {
      const rows = attempt(() => db.prepare(query.text).iterate(...query.values))
      for (;;) {
        const next = attempt(() => rows.next())
        if (next.done === true) return
        yield next.value as unknown as Row
      }
    },
    run: async (statement: Sql) => {
      if (statement.values.length === 0) attempt(() => db.exec(statement.text))
      else attempt(() => prepare(statement.text).run(...statement.values))
    },
    insert: async (table, columns, rows) => {
      if (rows.length === 0) return
      const marks = columns.map(() => '?').join(', ')
      const statement = attempt(() => prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`))
      attempt(() => {
        for (const row of rows) statement.run(...(row as SqlValue[]))
      })
    },
    write: work => {
      const turn = writing.then(async () => {
        attempt(() => db.exec('BEGIN IMMEDIATE'))
        try {
          const result = await work()
          attempt(() => db.exec('COMMIT'))
          return result
        } catch (error) {
          if (db.isTransaction) db.exec('ROLLBACK')
          throw error
        }
      })
      writing = turn.catch(() => undefined)
      return turn
    },
    settle: async () => {
      // so many rows of each index are looked at: enough to choose by, and no minute for a large store
      attempt(() => db.exec('PRAGMA analysis_limit = 1000; ANALYZE'))
    },
    close: async () => {
      prepared.clear()
      if (db.isOpen) db.close()
    },
  }
}

const CODES: Readonly<Record<number, (path: string) => string>> = {
  5: path =>
    `${path} is being written by another process; its last batch took longer than ${PATIENCE / 1000} seconds. Try again later`,
  6: path => `${path} is locked by another process`,
  8: path => `${path} cannot be written: the file or its folder is read-only`,
  10: path => `reading or writing ${path} failed (disk error)`,
  11: path => `${path} is damaged: restore it from a copy, or ingest the reports again`,
  13: path => `no room left on the disk for ${path}; what was kept before is safe`,
  14: path => `${path} cannot be opened: ${hindrance(path)}`,
  26: path => `${path} is no SQLite file`,
}

const hindrance = (path: string): string => {
  const folder = dirname(path)
  if (!existsSync(folder)) return `there is no folder ${folder}`
  if (existsSync(path) && !may(path, constants.R_OK)) return 'the file may not be read'
  // a file beside it tells readers and writers of each other
  if (!may(folder, constants.W_OK))
    return `SQLite writes beside a store even to read it, and ${folder} is read-only; copy it to another folder`
  return 'is it a file, and the disk in order?'
}

const may = (path: string, mode: number): boolean => {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}

/** Turns the library's errors into one sentence; `errcode` is SQLite's own number, its low byte the kind. */
const guard = <T>(path: string, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    const code = (error as { errcode?: number }).errcode
    const sentence = code === undefined ? undefined : CODES[code & 0xff]
    if (sentence === undefined) throw error
    throw new StoreError(sentence(path), { cause: error })
  }
}
