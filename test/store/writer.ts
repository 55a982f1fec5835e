/** Writes invented reports into a store, a batch at a time, saying so: what the tests kill. `node writer.ts STORE REPORTS BATCH`. */
import { openStore } from '../../src/store/open.ts'
import { writeRecords } from '../../src/store/write.ts'
import { merging } from '../reports.ts'
import { syntheticReports } from '../synthetic.ts'

const [location = '', reports = '0', size = '1'] = process.argv.slice(2)
const store = await openStore(location, merging)
const records = [...syntheticReports(Number(reports), 3, 1, 20)]
for (let i = 0; i < records.length; i += Number(size)) {
  const { added, known } = await writeRecords(store, records.slice(i, i + Number(size)))
  process.stdout.write(`${added} ${known}\n`)
}
await store.db.close()
