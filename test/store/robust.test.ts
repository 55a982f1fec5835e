import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { pageBriefs } from '../../src/store/briefs.ts'
import { number } from '../../src/store/database.ts'
import { eventRows } from '../../src/store/events.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { MIGRATIONS } from '../../src/store/schema.ts'
import { raw } from '../../src/store/sql.ts'
import { writeRecords } from '../../src/store/write.ts'
import { NO_FILTER } from '../../src/views/page/filter.ts'
import { readout } from '../cli/readout.ts'
import { act, merging, report } from '../reports.ts'
import { syntheticReports } from '../synthetic.ts'
import { onBoth } from './stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-robust-'))
afterAll(() => rmSync(folder, { recursive: true }))

const REPORTS = 40
const dump = async (store: Store): Promise<string> => {
  const rows = []
  const brief = `(SELECT b.happening, b.date_from, b.date_to, a.json AS act, p.json AS parties, t.json AS publishers FROM brief b
    JOIN words a ON a.seq = b.act JOIN words p ON p.seq = b.parties JOIN words t ON t.seq = b.publishers) brief`
  for (const table of ['event', 'telling', 'happening', 'summary', 'happening_link', brief, 'party', 'dyad', 'block'])
    rows.push(...(await store.db.all(raw(`SELECT * FROM ${table}`))).map(row => `${table} ${JSON.stringify(row)}`))
  return rows.sort().join('\n')
}
const count = async (store: Store, table: string): Promise<number> =>
  number((await store.db.all(raw(`SELECT count(*) AS n FROM ${table}`)))[0], 'n')

/** Starts a writer and kills it without warning after so many batches; resolves when it is gone. */
const killAfter = (location: string, batches: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), location, String(REPORTS), '4'])
    let seen = 0
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString().split('\n').length - 1
      if (seen >= batches) child.kill('SIGKILL')
    })
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    child.on('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve(seen) : reject(new Error(errors)),
    )
  })

onBoth('what can go wrong', maker => {
  test('killed twice in the middle and run again, a store is as if nothing had happened', async () => {
    const location = maker.location()
    await maker.open(location).then(store => store.db.close())
    const first = await killAfter(location, 2)
    expect(first).toBeGreaterThanOrEqual(2)
    await killAfter(location, 5)
    const store = await maker.open(location)
    const kept = await count(store, 'document')
    expect(kept % 4).toBe(0)
    expect(kept).toBeGreaterThanOrEqual(8)
    const records = [...syntheticReports(REPORTS, 3, 1, 20)]
    const written = await writeRecords(store, records)
    expect([written.known, written.added]).toEqual([kept, REPORTS - kept])
    const whole = await maker.open()
    await writeRecords(whole, records)
    expect(await dump(store)).toBe(await dump(whole))
  })

  test('acts of hundreds of parties are kept in brief, told apart by the last', async () => {
    const store = await maker.open()
    const names = Array.from({ length: 400 }, (_, i) => createHash('sha256').update(`${i}`).digest('hex'))
    const told = (list: readonly string[]) =>
      act('ACCUSE', `[A:IRN Iran] [T blamed] ${list.map(n => `[R ${n}]`).join(' ')}.`)
    await writeRecords(store, [
      report('a', 'Reuters', '2024-01-01', [told(names)]),
      report('b', 'AFP', '2025-01-01', [told(names.slice(0, -1))]),
    ])
    const briefs = await pageBriefs(store.db, NO_FILTER)
    expect(briefs.map(b => [b.parties.all.length, b.publishers]).sort()).toEqual([
      [400, ['AFP']],
      [401, ['Reuters']],
    ])
  })

  test('a failure within a batch keeps nothing of it', async () => {
    const store = await maker.open()
    await expect(
      store.db.write(async () => {
        await store.db.insert('coder', ['seq', 'version', 'knowledge'], [[1, 'x', 'y']])
        throw new Error('stop')
      }),
    ).rejects.toThrow('stop')
    expect(await count(store, 'coder')).toBe(0)
    await writeRecords(store, [
      report('a', 'Reuters', '2024-01-01', [act('ACCUSE', '[A:IRN Iran] [T blamed] [R:IRQ Iraq].')]),
    ])
    expect(await count(store, 'document')).toBe(1)
  })

  test('a store of a later version is refused', async () => {
    const location = maker.location()
    const store = await maker.open(location)
    const later = (MIGRATIONS.at(-1)?.number ?? 0) + 1
    await store.db.run(raw(`INSERT INTO migration (number, name) VALUES (${later}, 'later')`))
    await expect(openStore(location, merging)).rejects.toThrow(
      /was made by a later version of Readout \(schema \d+, this one knows \d+\)/,
    )
  })

  test('a store of an earlier version is brought up to date by a writing command, and tells the same', async () => {
    const location = maker.location()
    const store = await maker.open(location)
    await writeRecords(store, [...syntheticReports(20, 3, 1, 20)])
    const before = await dump(store)
    for (const step of [
      "ALTER TABLE event ADD COLUMN witness TEXT NOT NULL DEFAULT ''",
      'UPDATE event SET witness = (SELECT t.witness FROM telling t WHERE t.seq = event.seq)',
      "ALTER TABLE happening ADD COLUMN json TEXT NOT NULL DEFAULT ''",
      'UPDATE happening SET json = (SELECT s.json FROM summary s WHERE s.seq = happening.seq) WHERE forward IS NULL',
      'DROP TABLE telling',
      'DROP TABLE summary',
      'CREATE TABLE earlier AS SELECT b.happening, b.date_from, b.date_to, a.json AS act, p.json AS parties FROM brief b JOIN words a ON a.seq = b.act JOIN words p ON p.seq = b.parties',
      'DROP TABLE brief',
      'DROP TABLE words',
      'ALTER TABLE earlier RENAME TO brief',
      'DELETE FROM migration WHERE number > 2',
    ])
      await store.db.run(raw(step))
    await expect(openStore(location, merging, { readOnly: true })).rejects.toThrow(
      /is of an earlier version \(schema 2\): any writing command brings it up to date/,
    )
    expect(await dump(await maker.open(location))).toBe(before)
  })

  test('a store that was settled tells the same', async () => {
    const store = await maker.open()
    await writeRecords(store, [...syntheticReports(6, 3, 1, 20)])
    const before = await dump(store)
    await store.db.settle()
    expect(await dump(store)).toBe(before)
  })

  test('readers read while a writer writes', async () => {
    const location = maker.location()
    const writer = await maker.open(location)
    await writeRecords(writer, [...syntheticReports(6, 3, 1, 20)])
    const reader = await openStore(location, merging, { readOnly: true })
    await writer.db.write(async () => {
      await writer.db.run(raw("UPDATE document SET title = 'changed'"))
      let seen = 0
      for await (const row of eventRows(reader.db, {})) {
        seen++
        expect(row.report.title).not.toBe('changed')
      }
      expect(seen).toBe(18)
    })
    await reader.db.close()
  })
})

test('SQLite: no store, no SQLite file, a folder that cannot be written, a full disk: one sentence each', async () => {
  await expect(openStore(join(folder, 'none.sqlite'), merging, { readOnly: true })).rejects.toThrow(
    /^there is no store at .*; "readout ingest PATH --store/,
  )
  writeFileSync(join(folder, 'text.sqlite'), 'this is no database, and long enough to be looked at as one'.repeat(40))
  await expect(openStore(join(folder, 'text.sqlite'), merging)).rejects.toThrow(/is no SQLite file$/)
  await expect(openStore(join(folder, 'no/such/folder.sqlite'), merging)).rejects.toThrow(
    /folder\.sqlite cannot be opened: there is no folder .*such$/,
  )
  const small = await openStore(join(folder, 'small.sqlite'), merging)
  await small.db.run(raw('PRAGMA max_page_count = 60'))
  const records = [...syntheticReports(40, 5, 1, 20)]
  await expect(writeRecords(small, records)).rejects.toThrow(
    /^no room left on the disk for .*; what was kept before is safe$/,
  )
  await small.db.run(raw('PRAGMA max_page_count = 1000000'))
  expect((await writeRecords(small, records)).added).toBe(40)
  await small.db.close()
  chmodSync(join(folder, 'small.sqlite'), 0o444)
})

test('SQLite: a store that somebody else keeps writing is named, and can be read meanwhile', async () => {
  const path = join(folder, 'held.sqlite')
  const store = await openStore(path, merging)
  await writeRecords(store, [...syntheticReports(4, 3, 1, 20)])
  const other = new DatabaseSync(path)
  other.exec('BEGIN IMMEDIATE; DELETE FROM event')
  await expect(writeRecords(store, [...syntheticReports(6, 3, 1, 20)])).rejects.toThrow(
    /held\.sqlite is being written by another process; its last batch took longer than 15 seconds\. Try again later$/,
  )
  expect(await count(store, 'event')).toBe(12)
  other.exec('ROLLBACK')
  other.close()
  expect((await writeRecords(store, [...syntheticReports(6, 3, 1, 20)])).added).toBe(2)
  await store.db.close()
})

const server = 'postgres://postgres@127.0.0.1:5432/test'

test('PostgreSQL: nobody answers, or a name that is none: one sentence each', async () => {
  await expect(openStore('postgres://postgres@127.0.0.1:9/test', merging)).rejects.toThrow(
    'no PostgreSQL answers at 127.0.0.1:9/test (ECONNREFUSED)',
  )
  await expect(openStore(`${server}?schema=no-such;drop`, merging)).rejects.toThrow('cannot be the name of a schema')
})

onBoth('a lost connection', maker => {
  const terminate = async (condition: string, ...values: readonly unknown[]): Promise<void> => {
    const other = new pg.Client({ connectionString: server })
    await other.connect()
    await other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${condition}`, [...values])
    await other.end()
  }

  test.skipIf(maker.name === 'SQLite')('mid-batch it loses that batch alone, and says so', async () => {
    const location = maker.location()
    const store = await maker.open(location)
    await writeRecords(store, [...syntheticReports(4, 3, 1, 20)])
    await expect(
      store.db.write(async () => {
        await store.db.run(raw('DELETE FROM event'))
        const { pid } = (await store.db.all(raw('SELECT pg_backend_pid() AS pid')))[0] as unknown as { pid: number }
        await terminate('pid = $1', pid)
        await store.db.all(raw('SELECT 1 AS n'))
      }),
    ).rejects.toThrow(
      /^the connection to PostgreSQL at .* was lost; what was kept before is safe, run the command again to go on$/,
    )
    const again = await maker.open(location)
    expect(await count(again, 'event')).toBe(12)
  })

  test.skipIf(maker.name === 'SQLite')(
    '"readout ingest" ends with one sentence, and run again it goes on',
    async () => {
      const records = [...syntheticReports(320, 3, 1, 20)]
      const lines = join(folder, 'records.jsonl')
      writeFileSync(lines, records.map(record => JSON.stringify(record)).join('\n'))
      const location = maker.location()
      const watching = await maker.open(location)
      // only what the server is asked tells one of its connections from another
      const name = new URL(location).searchParams.get('schema') ?? ''
      const ingest = readout(['ingest', lines, '--coded', '--store', `${location}&application_name=${name}`])
      while ((await count(watching, 'document')) === 0) await new Promise(resolve => setTimeout(resolve, 5))
      await terminate('application_name = $1', name)
      const { status, out, err } = await ingest
      expect([status, out]).toEqual([1, ''])
      expect(err).toMatch(
        /^readout: the connection to PostgreSQL at .* was lost; .*, run the command again to go on\n$/,
      )
      const kept = await count(watching, 'document')
      expect(kept).toBeLessThan(320)
      expect(kept % 64).toBe(0)
      const again = await readout(['ingest', lines, '--coded', '--store', location])
      expect([again.status, again.err]).toEqual([
        0,
        expect.stringMatching(`^readout: ${320 - kept} new, ${kept} known before; \\d+ acts in `),
      ])
      const whole = await maker.open()
      await writeRecords(whole, records)
      expect(await dump(watching)).toBe(await dump(whole))
    },
  )
})
