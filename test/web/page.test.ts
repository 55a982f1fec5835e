import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPage } from '../../scripts/page.ts'
import { readPageFiles } from '../../src/http/page-files.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import type { Store } from '../../src/store/open.ts'
import { writeRecords } from '../../src/store/write.ts'
import { byHand } from '../http/writing.ts'
import { onBoth } from '../store/stores.ts'
import { chromiumPath, launch, skippedNote } from './browser.ts'
import { markedReports } from './marked.ts'

const path = chromiumPath()
const records = markedReports().map(m => m.record)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'readout-page-'))

/** Every view, with an address that shows something in it; `HAPPENING` stands for one that is told by several and disputed. */
const VIEWS: Readonly<Record<string, string>> = {
  timeline: '?track=dyad',
  happenings: '?view=happenings&status=planned',
  network: '?view=network&id=ECU~PER',
  map: '?view=map',
  claims: '?view=claims&party=ECU',
  actors: '?view=actors',
  reports: '?view=reports',
  search: '?view=search&text=mackerel',
  report: '?view=report&id=07-clash&act=ev2',
  actor: '?view=actor&id=PER',
  happening: '?view=happening&id=HAPPENING',
  code: '?view=code',
}

const serve = async (store: Store): Promise<Listening> =>
  listen({
    store,
    writing: byHand(store),
    version: 'test',
    host: '127.0.0.1',
    port: 0,
    token: null,
    page: await readPageFiles(folder),
    limits: { readsPerMinute: 100_000, look: 200 },
  })

describe.skipIf(path === null)(`the page in Chromium${skippedNote(path)}`, () => {
  let browser: Browser
  beforeAll(async () => {
    await buildPage(new URL('../../web/server.ts', import.meta.url).pathname, folder)
    browser = await launch(path ?? '')
  }, 120_000)
  afterAll(() => browser?.close())

  /** Opens an address and waits until the view is drawn; anything written to the console as an error, or asked of another host, fails. */
  const open = async (
    base: string,
    address: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<{ page: Page; context: BrowserContext; wrong: string[] }> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', message => {
      if (message.type() === 'error') wrong.push(message.text())
    })
    page.on('pageerror', error => wrong.push(String(error)))
    page.on('request', request => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(base)) wrong.push(`asks ${request.url()}`)
    })
    await page.goto(base + address)
    await drawn(page)
    return { page, context, wrong }
  }
  const drawn = async (page: Page): Promise<void> => {
    await page.waitForSelector('main:not([aria-busy]) h1')
  }
  /** What axe objects to, in light and in dark. */
  const violations = async (page: Page): Promise<readonly string[]> => {
    const found: string[] = []
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const violation of await violationsNow(page)) found.push(`${colorScheme}: ${violation}`)
    }
    return found
  }
  const violationsNow = async (page: Page): Promise<readonly string[]> => {
    // the policy of the page lets no script in, so it is run from outside
    await page.evaluate(axe)
    const result = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as {
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
    }
    return result.violations.map(v => `${v.id}: ${v.nodes[0]?.html.slice(0, 200)} ${v.nodes[0]?.failureSummary}`)
  }

  onBoth('over a real store', maker => {
    let store: Store
    let server: Listening
    let most = ''
    beforeAll(async () => {
      store = await maker.open()
      await writeRecords(store, records)
      server = await serve(store)
      const { items } = (await (await fetch(`${server.url}happenings?standing=disputed`)).json()) as {
        items: { id: string; mentions: unknown[] }[]
      }
      most = items.toSorted((a, b) => b.mentions.length - a.mentions.length)[0]?.id ?? ''
    })
    afterAll(() => server?.close())

    for (const [name, address] of Object.entries(VIEWS))
      test(`${name}: drawn, nothing asked elsewhere, accessible, fits a telephone`, async () => {
        const { page, context, wrong } = await open(server.url, address.replace('HAPPENING', most))
        // what is accessible over one database is over the other
        if (maker.name === 'SQLite') expect(await violations(page)).toEqual([])
        await page.setViewportSize({ width: 390, height: 844 })
        await page.waitForTimeout(100)
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
        expect(wrong).toEqual([])
        await context.close()
      })

    test('happening: its tellings side by side, reached from the timeline by keyboard', async () => {
      const { page, context, wrong } = await open(server.url, '?standing=disputed')
      await page.locator('a.mark').first().focus()
      await page.keyboard.press('ArrowRight')
      const label = await page.evaluate('document.activeElement.getAttribute("aria-label")')
      expect(label).toContain('disputed')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.tellings')
      expect(await page.locator('.tellings li').count()).toBeGreaterThan(1)
      expect(await page.locator('.agreement .differs').count()).toBeGreaterThan(0)
      expect(await violations(page)).toEqual([])
      await page.goBack()
      await page.waitForSelector('.timeline')
      expect(wrong).toEqual([])
      await context.close()
    })

    test('filters are held in the address, shared by the views, and counted', async () => {
      const { page, context } = await open(server.url, '')
      const link = page.locator('.facet a', { hasText: 'Accuse' })
      const count = Number(await link.locator('.n').textContent())
      await link.click()
      await page.waitForSelector('.chip')
      expect(page.url()).toContain('type=ACCUSE')
      expect(await page.locator('.total').textContent()).toContain(`${count} happening`)
      await page.getByRole('link', { name: 'Happenings', exact: true }).click()
      await page.waitForSelector('.happenings')
      expect(page.url()).toContain('type=ACCUSE')
      expect(await page.locator('.happening').count()).toBe(count)
      await page.locator('.chip').click()
      await page.waitForSelector('.chip', { state: 'detached' })
      await context.close()
    })

    test('a report: acts chosen in the text, their parts marked, their words shown', async () => {
      const { page, context } = await open(server.url, '?view=report&id=16-brasilia-meeting')
      await page.locator('.text .trigger', { hasText: 'met' }).first().click()
      await page.waitForSelector('.act-detail')
      expect(await page.locator('.text .actor').count()).toBe(2)
      expect(await page.locator('.text .role').first().textContent()).toContain('Teresa Amaral')
      expect(await page.locator('.act-detail').textContent()).toContain('Brasilia')
      expect(page.url()).toContain('act=ev1')
      await page.reload()
      await page.waitForSelector('.act-detail')
      await context.close()
    })

    test('an act is corrected in place', async () => {
      const { page, context } = await open(server.url, '?view=report&id=12-troops&act=ev3')
      await page.locator('.act-detail .correct summary').click()
      await page.getByLabel('Type').selectOption('AGREE')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForSelector('.act-detail .badge.type.AGREE')
      await context.close()
    })

    test('who acted and upon whom is corrected in place, signed, and can be taken back', async () => {
      const { page, context } = await open(server.url, '?view=report&id=09-clash-quito&act=ev1')
      const row = (name: string) => page.locator('.act-detail dl > div', { hasText: name }).first()
      const before = await row('Actor').textContent()
      await page.locator('.act-detail .correct summary').click()
      await page.getByRole('button', { name: 'Take out this actor' }).click()
      await page.getByRole('button', { name: 'Add actor' }).click()
      await page.getByLabel('Actor: name').fill('Lucia Cevallos')
      await page.getByLabel('Actor: name').press('Tab')
      expect(await page.getByLabel('Actor: code').inputValue()).toBe('ECU')
      expect(await page.getByLabel('Actor: words').inputValue()).toContain('Cevallos')
      if (maker.name === 'SQLite') expect(await violations(page)).toEqual([])
      await page.getByLabel('Your name').fill('ana')
      await page.getByLabel('Why').fill('she did')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.waitForSelector('.act-detail .corrections')
      expect(await row('Actor').textContent()).toContain('Lucia Cevallos')
      expect(await page.locator('.act-detail .corrections').textContent()).toMatch(
        /Actor corrected.*ana, 1 Jun 2031: she did/,
      )
      if (maker.name === 'SQLite') expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: 'Take back' }).click()
      await page.waitForSelector('.act-detail .corrections', { state: 'detached' })
      expect(await row('Actor').textContent()).toBe(before)
      await page.locator('.act-detail .correct summary').click()
      await page.getByLabel('Actor: words').fill('words that are not there')
      await page.getByRole('button', { name: 'Save' }).click()
      expect(await page.locator('.correct [role=alert]', { hasText: 'no words' }).textContent()).toContain('not there')
      await context.close()
    })

    test('an edge of the network tells who did what to whom, and leads there', async () => {
      const { page, context } = await open(server.url, '?view=network&id=ECU~PER')
      const way = page.locator('.chosen-edge .types', { hasText: 'Ecuador → Peru' })
      const pill = way.locator('.pill').first()
      const count = Number(await pill.locator('b').textContent())
      await pill.click()
      await page.waitForSelector('.happenings')
      expect(await page.locator('.chips').textContent()).toContain('Ecuador → Peru')
      expect(await page.locator('.happening').count()).toBe(count)
      await context.close()
    })

    test('search finds words and marks them', async () => {
      const { page, context } = await open(server.url, '')
      await page.getByRole('searchbox').fill('mackerel')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.found mark')
      expect((await page.locator('.found mark').first().textContent())?.toLowerCase()).toBe('mackerel')
      await context.close()
    })

    test('what is shown is exported', async () => {
      const { page, context } = await open(server.url, '?view=happenings&type=CONSULT')
      await page.locator('.export summary').click()
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Table (CSV)').click()])
      expect(download.suggestedFilename()).toBe('readout.csv')
      const rows =
        readFileSync((await download.path()) ?? '', 'utf8')
          .trimEnd()
          .split('\r\n').length - 1
      expect(rows).toBe(await page.locator('.happening').count())
      await context.close()
    })

    test('the timeline zooms with keys and keeps the stretch in the address', async () => {
      const { page, context } = await open(server.url, '')
      const before = await page.locator('.axis text').first().textContent()
      await page.getByRole('button', { name: 'Closer' }).click()
      await page.getByRole('button', { name: 'Closer' }).click()
      await page.waitForURL(/zoom=/)
      expect(await page.locator('.axis text').first().textContent()).not.toBe(before)
      await context.close()
    })

    test('dark, and on paper', async () => {
      const { page, context } = await open(server.url, '?view=happenings', { colorScheme: 'dark' })
      expect(await violations(page)).toEqual([])
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.head').isVisible()).toBe(false)
      expect(await page.locator('.happening').first().isVisible()).toBe(true)
      await context.close()
    })

    test('text of reports is never markup', async () => {
      const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script> Peru & Ecuador'
      const first = records[0]
      if (first === undefined) return
      const document = {
        ...first.document,
        id: 'evil"><b>',
        title: evil,
        publisher: evil,
        text: `${evil} met.`,
        hash: 'evil',
      }
      await writeRecords(store, [
        { ...first, document, entities: [], events: [], statements: [], times: [], links: [] },
      ])
      const { page, context, wrong } = await open(server.url, `?view=report&id=${encodeURIComponent(document.id)}`)
      expect(await page.locator('h1').textContent()).toBe(evil)
      expect(await page.locator('main img, main script').count()).toBe(0)
      expect(await page.title()).toContain('<img')
      await page.goto(`${server.url}?view=search&text=Ecuador`)
      await drawn(page)
      expect(await page.locator('main img, main script').count()).toBe(0)
      expect(wrong).toEqual([])
      await context.close()
    })
  })

  onBoth('an empty record', maker => {
    test('greets with a sample, takes pasted texts, and shows what comes in', async () => {
      const store = await maker.open()
      const server = await serve(store)
      const { page, context, wrong } = await open(server.url, '')
      expect(await violations(page)).toEqual([])
      const other = await context.newPage()
      await other.goto(`${server.url}?view=code`)
      await drawn(other)
      await other.locator('textarea').fill(records[6]?.document.text ?? '')
      await other.getByRole('button', { name: 'Code it' }).click()
      await other.waitForSelector('.coded .trigger')
      expect(await other.locator('.coded .sum').textContent()).toContain('1 report')
      if (maker.name === 'SQLite') expect(await violations(other)).toEqual([])
      await page.waitForSelector('.news button')
      await page.getByRole('button', { name: 'Load the sample record' }).click()
      await page.waitForSelector('.timeline a.mark')
      expect(await page.locator('.total').textContent()).toContain('22 reports')
      expect(wrong).toEqual([])
      await context.close()
      await server.close()
    })
  })
})
