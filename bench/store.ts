/**
 * How fast the store keeps and finds: `node bench/store.ts [REPORTS] [TIMES] [STORE]…`, five invented acts a report, the whole then laid
 * down TIMES over within the database, so that a million acts (2000 100) need no hour of merging; without a store, SQLite in a temporary
 * file and PostgreSQL at 127.0.0.1, whose schema is removed again. Prints a table, a column a store.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../src/store/database.ts'
import { documentRows } from '../src/store/documents.ts'
import { countBy, eventRows } from '../src/store/events.ts'
import { happeningRows } from '../src/store/happenings.ts'
import { openStore, type Store } from '../src/store/open.ts'
import { panelRows } from '../src/store/panel.ts'
import { raw } from '../src/store/sql.ts'
import { writeRecords } from '../src/store/write.ts'
import { merging } from '../test/reports.ts'
import { syntheticReports } from '../test/synthetic.ts'

const count = Number(process.argv[2] ?? 4000)
const folder = mkdtempSync(join(tmpdir(), 'readout-bench-'))
const schema = `bench_${process.pid}`
const times = Number(process.argv[3] ?? 1)
const stores = process.argv.slice(4)
if (stores.length === 0)
  stores.push(join(folder, 'bench.sqlite'), `postgres://postgres@127.0.0.1:5432/test?schema=${schema}`)

/** Lays the rows down again and again under other numbers and names, and brings the indexes up to date. */
const multiply = async (db: Database, times: number): Promise<void> => {
  const max = async (table: string): Promise<number> =>
    Number((await db.all(raw(`SELECT max(seq) AS n FROM ${table}`)))[0]?.n)
  const [documents, happenings] = [await max('document'), await max('happening')]
  const shifts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    document: {
      seq: `+ CAST(k AS BIGINT) * ${documents}`,
      id: "|| '~' || k",
      base: "|| '~' || k",
      copy_of: `+ CAST(k AS BIGINT) * ${documents}`,
    },
    event: {
      seq: `+ CAST(k AS BIGINT) * ${documents} * 100000`,
      document: `+ CAST(k AS BIGINT) * ${documents}`,
      happening: `+ CAST(k AS BIGINT) * ${happenings}`,
      key: "|| '~' || k",
    },
    telling: { seq: `+ CAST(k AS BIGINT) * ${documents} * 100000` },
    party: { event: `+ CAST(k AS BIGINT) * ${documents} * 100000` },
    happening: { seq: `+ CAST(k AS BIGINT) * ${happenings}`, id: "|| '~' || k" },
    summary: { seq: `+ CAST(k AS BIGINT) * ${happenings}` },
    brief: { happening: `+ CAST(k AS BIGINT) * ${happenings}` },
    happening_party: { happening: `+ CAST(k AS BIGINT) * ${happenings}` },
    dyad: { happening: `+ CAST(k AS BIGINT) * ${happenings}`, month: '+ k % 12' },
  }
  const list =
    db.dialect === 'sqlite'
      ? `(WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < ${times - 1}) SELECT k FROM n)`
      : `generate_series(1, ${times - 1})`
  for (const [table, shift] of Object.entries(shifts)) {
    const names =
      db.dialect === 'sqlite'
        ? await db.all(raw(`SELECT name FROM pragma_table_info('${table}')`))
        : await db.all(
            raw(
              `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '${table}' AND is_generated = 'NEVER' ORDER BY ordinal_position`,
            ),
          )
    const columns = names.map(row => String(row.name))
    const select = columns.map(column => (shift[column] === undefined ? column : `${column} ${shift[column]}`))
    await db.write(() =>
      db.run(
        raw(
          `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${select.join(', ')} FROM ${table}, ${list} AS k${db.dialect === 'sqlite' ? '' : '(k)'}`,
        ),
      ),
    )
  }
  if (db.dialect === 'sqlite') await db.run(raw("INSERT INTO document_text (document_text) VALUES ('rebuild')"))
  await db.settle()
}

const QUESTIONS: readonly (readonly [string, (db: Database) => AsyncIterable<unknown> | Promise<unknown>])[] = [
  ['events of an actor and a type, 50', db => eventRows(db, { actor: ['IRN'], type: ['THREATEN'] }, { limit: 50 })],
  [
    'events between two states in a year, by date, 50',
    db =>
      eventRows(
        db,
        { actor: ['USA'], recipient: ['CHN'], from: '1987-01-01', to: '1987-12-31' },
        { limit: 50, sort: '-date' },
      ),
  ],
  ['events by type, counted', db => countBy(db, 'event', {}, 'type')],
  ['events of a state by type, counted', db => countBy(db, 'event', { country: ['IRN'] }, 'type')],
  [
    'happenings of a party in a year, 50',
    db => happeningRows(db, { party: ['SYR'], from: '1987-01-01', to: '1987-12-31' }, { limit: 50 }),
  ],
  ['full text, two words, ranked, 20', db => documentRows(db, { text: 'pipeline refugee' }, { limit: 20 })],
  ['full text, a rare phrase, 20', db => documentRows(db, { text: '"border visa affair of Zzz"' }, { limit: 20 })],
  ['panel of one state', db => panelRows(db, { rule: 'majority', unit: 'happening', directed: true, codes: ['IRN'] })],
  ['dyad by month, all', db => panelRows(db, { rule: 'majority', unit: 'happening', directed: true })],
]

/** Milliseconds of a question, the best of three; the first of them finds nothing in memory. */
const ask = async (db: Database, question: (typeof QUESTIONS)[number][1]): Promise<string> => {
  const spent: number[] = []
  for (let i = 0; i < 3; i++) {
    const from = performance.now()
    const answer = question(db)
    if (Symbol.asyncIterator in answer) for await (const _row of answer) void 0
    else await answer
    spent.push(performance.now() - from)
  }
  return `${Math.min(...spent).toFixed(0)} ms (first ${(spent[0] ?? 0).toFixed(0)} ms)`
}

/** Keeps the reports a hundred at a time. */
const write = async (store: Store): Promise<string> => {
  let events = 0
  const from = performance.now()
  const usage = process.cpuUsage()
  const records = [...syntheticReports(count)]
  for (let i = 0; i < records.length; i += 100) events += (await writeRecords(store, records.slice(i, i + 100))).events
  const spent = (performance.now() - from) / 1000
  const used = process.cpuUsage(usage)
  return `${Math.round(events / spent)} acts/s (${Math.round(events / ((used.user + used.system) / 1e6))} by our processor time)`
}

const table: string[][] = [['', ...stores.map(location => (location.startsWith('postgres') ? 'PostgreSQL' : 'SQLite'))]]
const figure = (name: string, value: string): void => {
  const row = table.find(([known]) => known === name)
  if (row === undefined) table.push([name, value])
  else row.push(value)
  console.error(`${name}: ${value}`)
}

for (const location of stores) {
  const store = await openStore(location, merging)
  figure('writing, merging included', await write(store))
  const from = performance.now()
  if (times > 1) await multiply(store.db, times)
  else await store.db.settle()
  const [acts] = await store.db.all(raw('SELECT count(*) AS n FROM event'))
  figure('acts', `${acts?.n} (laid down in ${((performance.now() - from) / 1000).toFixed(0)} s)`)
  for (const [name, question] of QUESTIONS) figure(name, await ask(store.db, question))
  const size =
    store.db.dialect === 'sqlite'
      ? statSync(location).size
      : Number(
          (
            await store.db.all(
              raw(
                "SELECT sum(pg_total_relation_size(c.oid)) AS n FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = current_schema() AND c.relkind = 'r'",
              ),
            )
          )[0]?.n,
        )
  figure('size', `${Math.round(size / 1e6)} MB`)
  if (location.endsWith(schema)) await store.db.run(raw(`DROP SCHEMA ${schema} CASCADE`))
  await store.db.close()
}
figure('memory', `${Math.round(process.memoryUsage.rss() / 1e6)} MB`)
for (const row of table) console.log(`| ${row.join(' | ')} |`)
rmSync(folder, { recursive: true })
