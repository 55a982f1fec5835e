import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { chunks, type Database, type Row, StoreError } from './database.ts'
import type { Sql, SqlValue } from './sql.ts'

/** Rows fetched at a time by `each`. */
const FETCH = 1000

/** A statement holds 65,535 values. */
const VALUES = 60_000

/** Any number will do, as long as all writers of one schema take the same. */
const WRITER_LOCK = 7_305_901

const INT8 = 20

/**
 * Connects to `postgres://user@host/database?schema=name`; the schema is made if absent. What is asked outside `write` goes over
 * another connection than what is written, so that a reader in this process sees no half-written batch; `each` takes one of its own,
 * so that an export sees one state while batches are kept.
 */
export const openPostgres = async (url: string): Promise<Database> => {
  const address = new URL(url)
  const schema = address.searchParams.get('schema') ?? 'readout'
  address.searchParams.delete('schema')
  if (!/^[a-z_][a-z0-9_]*$/.test(schema))
    throw new StoreError(`"${schema}" cannot be the name of a schema: use small letters, digits and _`)
  const where = `${address.host}${address.pathname}`
  const types = { getTypeParser: typeParser }
  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: address.href, types, application_name: 'readout' })
    // without a listener a lost connection would end the process; the next query reports it
    client.on('error', () => undefined)
    await guard(where, () => client.connect())
    // our questions are short: workers and compiled plans take longer to start than they save
    await guard(where, () =>
      client.query(`SET search_path TO ${schema}; SET max_parallel_workers_per_gather = 0; SET jit = off`),
    )
    return client
  }
  const reader = await connect()
  let writer: pg.Client | undefined
  const transaction = new AsyncLocalStorage<pg.Client>()
  const connection = (): pg.Client => transaction.getStore() ?? reader
  await guard(where, () => reader.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`)).catch(async error => {
    await reader.end()
    throw error
  })
  const query = (text: string, values: readonly SqlValue[] = []): Promise<pg.QueryResult> =>
    guard(where, () => connection().query(numbered(text), [...values]))
  let writing: Promise<unknown> = Promise.resolve()
  return {
    dialect: 'postgres',
    all: async ({ text, values }: Sql) => (await query(text, values)).rows as readonly Row[],
    eachList: async ({ text, values }, take) => {
      const asked = { text: numbered(text), values: [...values], rowMode: 'array' as const }
      for (const row of (await guard(where, () => connection().query(asked))).rows) take(row as readonly SqlValue[])
    },
    each: async function* ({ text, values }: Sql) {
      const own = await connect()
      try {
        await guard(where, () => own.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'))
        await guard(where, () => own.query(`DECLARE rows NO SCROLL CURSOR FOR ${numbered(text)}`, [...values]))
        for (;;) {
          const { rows } = await guard(where, () => own.query(`FETCH ${FETCH} FROM rows`))
          yield* rows as readonly Row[]
          if (rows.length < FETCH) return
        }
      } finally {
        await own.end()
      }
    },
    run: async ({ text, values }: Sql) => {
      // several statements in one text need the simple protocol
      if (values.length === 0) await guard(where, () => connection().query(text))
      else await query(text, values)
    },
    insert: async (table, columns, rows) => {
      for (const part of chunks(rows, Math.floor(VALUES / columns.length))) {
        const values: SqlValue[] = part.flat()
        let n = 0
        const marks = part.map(row => `(${row.map(() => `$${++n}`).join(', ')})`).join(', ')
        await guard(where, () =>
          connection().query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${marks}`, values),
        )
      }
    },
    write: work => {
      const turn = writing.then(async () => {
        writer ??= await connect()
        const client = writer
        return transaction.run(client, async () => {
          await query('BEGIN')
          try {
            await query('SELECT pg_advisory_xact_lock(?, hashtext(?))', [WRITER_LOCK, schema])
            const result = await work()
            await query('COMMIT')
            return result
          } catch (error) {
            await client.query('ROLLBACK').catch(() => undefined)
            throw error
          }
        })
      })
      writing = turn.catch(() => undefined)
      return turn
    },
    settle: async () => {
      const { rows } = await query('SELECT tablename FROM pg_tables WHERE schemaname = ?', [schema])
      // an index answers alone only for rows that a vacuum has seen
      for (const { tablename } of rows as readonly { readonly tablename: string }[])
        await query(`VACUUM (ANALYZE) ${schema}.${tablename}`)
    },
    close: async () => {
      await reader.end()
      await writer?.end()
    },
  }
}

/** Counts come as text from PostgreSQL, since they may exceed what a number holds; ours do not. */
const typeParser = (id: number, format?: 'text' | 'binary'): ((value: string) => unknown) =>
  id === INT8 ? Number : (pg.types.getTypeParser(id, format as 'text') as (value: string) => unknown)

/** `?` of the common language to `$1`, `$2` …, outside quotations. */
const numbered = (text: string): string => {
  let n = 0
  return text.replace(/'[^']*'|\?/g, found => (found === '?' ? `$${++n}` : found))
}

/** Turns the driver's errors into one sentence. */
const guard = async <T>(where: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    const message = error instanceof Error ? error.message : String(error)
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT' || code === 'EHOSTUNREACH')
      throw new StoreError(`no PostgreSQL answers at ${where} (${code})`, { cause: error })
    if (code === '3D000' || code.startsWith('28'))
      throw new StoreError(`PostgreSQL at ${where} does not let us in: ${message}`, { cause: error })
    if (code === '53100') throw new StoreError(`no room left on the disk of PostgreSQL at ${where}`, { cause: error })
    if (/^(57P|08)/.test(code) || /terminat|not queryable|ECONNRESET|EPIPE/i.test(`${message}${code}`))
      throw new StoreError(
        `the connection to PostgreSQL at ${where} was lost; what was kept before is safe, run the command again to go on`,
        { cause: error },
      )
    throw error
  }
}
