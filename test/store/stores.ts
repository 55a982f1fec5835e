import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe } from 'vitest'
import { openStore, type Store } from '../../src/store/open.ts'
import { merging } from '../reports.ts'

const SERVER = process.env.READOUT_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/test'

/** Whether a PostgreSQL answers; asked once. Where CI is set one has to. */
const answers = async (): Promise<boolean> => {
  const client = new pg.Client({ connectionString: SERVER, connectionTimeoutMillis: 20_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    if (process.env.CI === 'true') throw error
    return false
  }
}

const running = await answers()
let made = 0

/** Makes an empty store and says where it is; it is removed after the tests. */
export interface Maker {
  readonly name: 'SQLite' | 'PostgreSQL'
  readonly location: () => string
  readonly open: (location?: string) => Promise<Store>
}

/** Runs the same tests against both databases; those of PostgreSQL say so when they are skipped. */
export const onBoth = (name: string, tests: (maker: Maker) => void): void => {
  describe(`SQLite: ${name}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'readout-'))
    const location = (): string => join(folder, `store-${++made}.sqlite`)
    const opened: Store[] = []
    afterAll(async () => {
      for (const store of opened) await store.db.close()
      rmSync(folder, { recursive: true })
    })
    tests({
      name: 'SQLite',
      location,
      open: async (at = location()) => {
        const store = await openStore(at, merging)
        opened.push(store)
        return store
      },
    })
  })
  const title = running ? `PostgreSQL: ${name}` : `PostgreSQL: ${name} (SKIPPED: no server at ${SERVER})`
  describe.skipIf(!running)(title, () => {
    const schemas: string[] = []
    const opened: Store[] = []
    const location = (): string => {
      const schema = `readout_test_${process.pid}_${Date.now()}_${++made}`
      schemas.push(schema)
      return `${SERVER}?schema=${schema}`
    }
    afterAll(async () => {
      for (const store of opened) await store.db.close().catch(() => undefined)
      const client = new pg.Client({ connectionString: SERVER })
      await client.connect()
      for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
      await client.end()
    })
    tests({
      name: 'PostgreSQL',
      location,
      open: async (at = location()) => {
        const store = await openStore(at, merging)
        opened.push(store)
        return store
      },
    })
  })
}
