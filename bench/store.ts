/**
 * How fast the store keeps and finds: `node bench/store.ts [REPORTS] [STORE]…`, five invented acts a report; without a store, SQLite in
 * a temporary file and PostgreSQL at 127.0.0.1. Prints one line a figure.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/store/open.ts'
import { raw } from '../src/store/sql.ts'
import { writeRecords } from '../src/store/write.ts'
import { merging } from '../test/reports.ts'
import { syntheticReports } from '../test/synthetic.ts'

const count = Number(process.argv[2] ?? 4000)
const folder = mkdtempSync(join(tmpdir(), 'readout-bench-'))
const schema = `bench_${process.pid}`
const stores = process.argv.slice(3)
if (stores.length === 0)
  stores.push(join(folder, 'bench.sqlite'), `postgres://postgres@127.0.0.1:5432/test?schema=${schema}`)

for (const location of stores) {
  const store = await openStore(location, merging)
  console.log(`# ${store.db.dialect}, ${count} reports of five acts`)
  let events = 0
  let spent = 0
  let batch = []
  let processor = 0
  for (const record of syntheticReports(count)) {
    batch.push(record)
    if (batch.length < 100) continue
    const from = performance.now()
    const usage = process.cpuUsage()
    events += (await writeRecords(store, batch)).events
    spent += performance.now() - from
    const used = process.cpuUsage(usage)
    processor += (used.user + used.system) / 1000
    batch = []
  }
  console.log(
    `write: ${events} acts in ${(spent / 1000).toFixed(1)} s, ${Math.round((events / spent) * 1000)} acts/s, ${Math.round((count / spent) * 1000)} reports/s (${(processor / 1000).toFixed(1)} s of processor)`,
  )
  console.log(`memory: ${Math.round(process.memoryUsage.rss() / 1e6)} MB`)
  if (store.db.dialect === 'sqlite') console.log(`file: ${Math.round(statSync(location).size / 1e6)} MB`)
  if (store.db.dialect === 'postgres') await store.db.run(raw(`DROP SCHEMA ${schema} CASCADE`))
  await store.db.close()
}
rmSync(folder, { recursive: true })
