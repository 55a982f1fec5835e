import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { storeAnswers } from '../src/http/answers.ts'
import { createCoding } from '../src/http/coding.ts'
import { officeTables } from '../src/http/offices.ts'
import { readPageFiles } from '../src/http/page-files.ts'
import { listen } from '../src/http/server.ts'
import { storeWriting } from '../src/http/store-writing.ts'
import { loadMerging } from '../src/knowledge/merging.ts'
import { readData } from '../src/read/data.ts'
import { openStore } from '../src/store/open.ts'
import { NO_FILTER } from '../src/views/page/filter.ts'
import { chromiumPath, launch } from '../test/web/browser.ts'
import { buildPage } from './page.ts'

/** Makes the screenshots of docs/page.md: the sample record as the coder reads it, to be looked at by a person. */
const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const path = chromiumPath()
if (path === null) throw new Error('no Chromium: apt-get install chromium, or set READOUT_CHROMIUM')
await buildPage(root('web/server.ts'), root('dist/page'))
const store = await openStore(':memory:', loadMerging(await readData()).knowledge)
const coding = createCoding()
const writing = storeWriting(store, coding, () => ({ author: 'nobody', made: '2031-06-01T00:00:00Z', note: null }))
await writing.keep((await writing.code(await writing.sample())).records)
const server = await listen({
  store,
  writing,
  version: 'screenshots',
  host: '127.0.0.1',
  port: 0,
  token: null,
  page: await readPageFiles(),
  offices: officeTables(),
})
const told = (
  await storeAnswers(store, officeTables()).happenings({ ...NO_FILTER, party: ['ECU', 'PER'] }, { limit: 100 })
).items
const most = told.toSorted((a, b) => b.disagreements.length - a.disagreements.length || b.publishers - a.publishers)[0]
const browser = await launch(path)
const wide = { viewport: { width: 1280, height: 860 } } as const
const phone = { viewport: { width: 390, height: 844 } } as const
const SHOTS: readonly (readonly [string, string, Parameters<Browser['newContext']>[0]])[] = [
  ['timeline', '', wide],
  ['report', '?view=report&id=sample-11-brazil-offers&act=ev1', wide],
  ['happening', `?view=happening&id=${most?.id}`, wide],
  ['network', '?view=network&id=ECU~PER', wide],
  ['map', '?view=map', wide],
  ['claims', '?view=claims', wide],
  ['actor', '?view=actor&id=PER', wide],
  ['search', '?view=search&text=ceasefire', wide],
  ['phone', '?view=happenings', phone],
  ['dark', '?view=happenings', { ...wide, colorScheme: 'dark' }],
]
mkdirSync(root('docs/page'), { recursive: true })
for (const [name, address, options] of SHOTS) {
  const page = await browser.newPage(options)
  await page.goto(server.url + address)
  await page.waitForSelector('main:not([aria-busy]) h1')
  await page.waitForTimeout(200)
  await page.screenshot({ path: root(`docs/page/${name}.png`) })
  await page.close()
}
await browser.close()
await server.close()
await coding.close()
await store.db.close()
