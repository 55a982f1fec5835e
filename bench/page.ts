import { existsSync } from 'node:fs'
import { createApp } from '../src/http/app.ts'
import { readPageFiles } from '../src/http/page-files.ts'
import type { Writing } from '../src/http/routes.ts'
import { listen } from '../src/http/server.ts'
import { loadMerging } from '../src/knowledge/merging.ts'
import type { DocumentRecord } from '../src/model/record.ts'
import { readData } from '../src/read/data.ts'
import { openStore } from '../src/store/open.ts'
import { writeRecords } from '../src/store/write.ts'
import { syntheticReports } from '../test/synthetic.ts'
import { chromiumPath, launch } from '../test/web/browser.ts'

/**
 * How long the views of a large record take: `node bench/page.ts [HAPPENINGS] [STORE]`. A store is filled once with invented reports and
 * kept; each address is asked three times, the first finding nothing kept ready. Then the first view in a Chromium that is open already,
 * several times, the store opened anew each time.
 */
const [wanted = '100000', location = '/tmp/readout-bench-page.sqlite'] = process.argv.slice(2)
const fresh = location.startsWith('postgres') || !existsSync(location)
const { knowledge } = loadMerging(await readData())
const store = await openStore(location, knowledge)
const count = async (): Promise<number> =>
  Number((await store.db.all({ text: 'SELECT count(*) AS n FROM happening WHERE forward IS NULL', values: [] }))[0]?.n)
if (fresh) {
  let batch: DocumentRecord[] = []
  for (const record of syntheticReports(Number(wanted))) {
    batch.push(record)
    if (batch.length < 1000) continue
    await writeRecords(store, batch)
    batch = []
    const now = await count()
    process.stderr.write(`\r${now} happenings `)
    if (now >= Number(wanted)) break
  }
  await writeRecords(store, batch)
}
console.log(`${await count()} happenings in ${location}`)
const ROUNDS = 4
const refuse = (): Promise<never> => Promise.reject(new Error('reads only'))
const writing: Writing = { code: refuse, keep: refuse, correct: null, sample: refuse }
const options = { store, writing, version: 'bench', host: '127.0.0.1', token: null, page: await readPageFiles() }
const paths = [
  '/counts',
  '/timeline?track=dyad',
  '/happenings?limit=60',
  '/network',
  '/places',
  '/claims?limit=40',
  '/actors',
  '/reports?limit=60',
  '/counts?type=ASSAULT',
  '/timeline?track=party&type=CONSULT',
]
const app = createApp({ ...options, limits: { readsPerMinute: 1e6 } })
for (const path of paths) {
  const times: string[] = []
  for (let i = 0; i < 3; i++) {
    const begin = performance.now()
    const busy = process.cpuUsage()
    const response = await app.request(path, { headers: { host: 'localhost' } })
    await response.text()
    const { user, system } = process.cpuUsage(busy)
    times.push(`${Math.round(performance.now() - begin)} (${Math.round((user + system) / 1000)})`)
  }
  console.log(`${path.padEnd(40)} ${times.join(', ')} ms (of a processor)`)
}
await store.db.close()

/** Tells when the chart and the counts of the filter are on the screen: in the frame after they are in the page. */
const WATCH = `new MutationObserver(() => {
  for (const [name, selector] of [['chart', '.timeline svg'], ['counts', '.filter']])
    if (document.querySelector(selector) !== null && performance.getEntriesByName(name).length === 0) {
      performance.mark(name)
      requestAnimationFrame(() => setTimeout(() => performance.mark(name + ' drawn')))
    }
}).observe(document, { childList: true, subtree: true })`
const chromium = chromiumPath()
if (chromium !== null) {
  const browser = await launch(chromium)
  // the browser's own start is not the page's
  await (await browser.newPage()).waitForTimeout(2000)
  for (let round = 1; round <= ROUNDS; round++) {
    const cold = await openStore(location, knowledge)
    const server = await listen({ ...options, store: cold, port: 0 })
    for (const answers of ['nothing kept ready', 'answers ready']) {
      const page = await browser.newPage()
      await page.addInitScript(WATCH)
      await page.goto(server.url)
      const at = async (name: string): Promise<number> => {
        const times = async () =>
          (await page.evaluate(`performance.getEntriesByName('${name}').map(e => e.startTime)`)) as number[]
        for (;;) {
          const [time] = await times()
          if (time !== undefined) return Math.round(time)
          await page.waitForTimeout(20)
        }
      }
      console.log(
        `first view, ${answers}: chart ${await at('chart drawn')} ms, counts ${await at('counts drawn')} ms after the address was asked for`,
      )
      await page.close()
    }
    await server.close()
    await cold.db.close()
  }
  await browser.close()
}
