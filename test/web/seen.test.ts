import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPage } from '../../scripts/page.ts'
import { readPageFiles } from '../../src/http/page-files.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { writeRecords } from '../../src/store/write.ts'
import { byHand } from '../http/writing.ts'
import { merging } from '../reports.ts'
import { chromiumPath, launch, skippedNote } from './browser.ts'
import { difference } from './look.ts'
import { markedReports } from './marked.ts'

/**
 * Every view against a screenshot that a person has looked at and found good. To take new ones after a change of looks:
 * `READOUT_REVIEW=1 npx vitest run test/web/seen.test.ts`, look at each, and commit them.
 */
const SEEN = new URL('../../docs/page/seen/', import.meta.url).pathname
const review = process.env.READOUT_REVIEW === '1'
const path = chromiumPath()
const folder = mkdtempSync(join(tmpdir(), 'readout-seen-'))

const ADDRESSES: Readonly<Record<string, string>> = {
  welcome: '',
  timeline: '',
  happenings: '?view=happenings',
  network: '?view=network&id=ECU~PER',
  map: '?view=map',
  claims: '?view=claims',
  actors: '?view=actors',
  reports: '?view=reports',
  search: '?view=search&text=mackerel',
  report: '?view=report&id=16-brasilia-meeting&act=ev1',
  actor: '?view=actor&id=PER',
  happening: '?view=happening',
  code: '?view=code',
}
const LOOKS = {
  wide: { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
} as const

/** Share of blocks that may differ: other fonts shift lines, a missing panel or theme changes far more. */
const TOLERATED = 0.12

describe.skipIf(path === null)(`views as they were reviewed${skippedNote(path)}`, () => {
  let browser: Browser
  let blank: Page
  const stores: Store[] = []
  const servers: Listening[] = []
  const serve = async (filled: boolean): Promise<Listening> => {
    const store = await openStore(':memory:', merging)
    if (filled)
      await writeRecords(
        store,
        markedReports().map(m => m.record),
      )
    const options = { store, writing: byHand(store), version: 'test', host: '127.0.0.1', port: 0, token: null }
    const server = await listen({ ...options, page: await readPageFiles(folder) })
    stores.push(store)
    servers.push(server)
    return server
  }
  let full: Listening
  let empty: Listening
  let most = ''
  beforeAll(async () => {
    await buildPage(new URL('../../web/server.ts', import.meta.url).pathname, folder)
    browser = await launch(path ?? '')
    blank = await browser.newPage()
    full = await serve(true)
    empty = await serve(false)
    const { items } = (await (await fetch(`${full.url}happenings?limit=100`)).json()) as {
      items: { id: string; disagreements: unknown[]; publishers: number }[]
    }
    most =
      items.toSorted((a, b) => b.disagreements.length - a.disagreements.length || b.publishers - a.publishers)[0]?.id ??
      ''
    mkdirSync(SEEN, { recursive: true })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    for (const server of servers) await server.close()
    for (const store of stores) await store.db.close()
  })

  for (const [look, options] of Object.entries(LOOKS))
    for (const [name, address] of Object.entries(ADDRESSES))
      test(`${name}, ${look}`, async () => {
        const page = await browser.newPage(options)
        const { url } = name === 'welcome' ? empty : full
        await page.goto(url + address + (name === 'happening' ? `&id=${most}` : ''))
        await page.waitForSelector('main:not([aria-busy]) h1')
        await page.waitForTimeout(150)
        const shot = await page.screenshot({ type: 'jpeg', quality: 55, animations: 'disabled', caret: 'hide' })
        await page.close()
        const file = join(SEEN, `${name}-${look}.jpg`)
        if (review) writeFileSync(file, shot)
        expect(existsSync(file), `${file} is missing: take it with READOUT_REVIEW=1 and look at it`).toBe(true)
        const share = await difference(blank, readFileSync(file), shot)
        const kept = join(folder, `${name}-${look}.jpg`)
        if (share > TOLERATED) writeFileSync(kept, shot)
        expect(share, `${kept} looks otherwise than ${file}`).toBeLessThanOrEqual(TOLERATED)
      })

  test('another theme, another view, or a page without its style would be noticed', async () => {
    const shot = (name: string): Buffer => readFileSync(join(SEEN, `${name}.jpg`))
    expect(await difference(blank, shot('timeline-wide'), shot('map-wide'))).toBeGreaterThan(TOLERATED)
    expect(await difference(blank, shot('report-wide'), shot('happening-wide'))).toBeGreaterThan(TOLERATED)
    const page = await browser.newPage({ ...LOOKS.wide, colorScheme: 'dark' })
    await page.goto(full.url)
    await page.waitForSelector('main:not([aria-busy]) h1')
    const dark = await page.screenshot({ type: 'jpeg' })
    expect(await difference(blank, shot('timeline-wide'), dark)).toBeGreaterThan(TOLERATED)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.evaluate('document.querySelector("link[rel=stylesheet]").remove()')
    const bare = await page.screenshot({ type: 'jpeg' })
    expect(await difference(blank, shot('timeline-wide'), bare)).toBeGreaterThan(TOLERATED)
    await page.close()
  })
})
