import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildBrowser } from '../../scripts/page.ts'
import { segment } from '../../src/annotate/segment.ts'
import { loadTokens } from '../../src/knowledge/tokens.ts'
import { documentOf } from '../../src/model/document.ts'
import { createParser } from '../../src/parse/parser.ts'
import { loadCoder } from '../../src/read/coder.ts'
import { readModel } from '../../src/read/data.ts'
import { readText } from '../../src/read/text.ts'
import { dataFiles } from '../knowledge.ts'
import { chromiumPath, launch, skippedNote } from './browser.ts'
import { markedReports } from './marked.ts'
import { askWorker } from './worker.ts'

const path = chromiumPath()
const folder = mkdtempSync(join(tmpdir(), 'readout-alone-'))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

describe.skipIf(path === null)(`the page without a server${skippedNote(path)}`, () => {
  let browser: Browser
  let host: Server
  let base = ''
  beforeAll(async () => {
    await buildBrowser(folder)
    // any host of files will do
    host = createServer((request, response) => {
      const name = new URL(request.url ?? '/', 'http://host').pathname
      try {
        const bytes = readFileSync(join(folder, name === '/' ? 'index.html' : name))
        const type = TYPES[extname(name === '/' ? '.html' : name)] ?? 'application/octet-stream'
        response.writeHead(200, { 'content-type': name === '/' ? 'text/html' : type }).end(bytes)
      } catch {
        response.writeHead(404).end()
      }
    })
    await new Promise<void>(resolve => {
      host.listen(0, '127.0.0.1', resolve)
    })
    base = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
    browser = await launch(path ?? '')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    host?.close()
  })

  test('script and style, the thread with the coder included, are under 200 kB compressed; HTML and maps come with the first of them', () => {
    const names = readdirSync(folder).filter(name => /\.(js|css)$/.test(name) && !/^(html|map)-/.test(name))
    expect(names).toEqual(expect.arrayContaining(['page.js', 'coder.js', 'style.css']))
    const bytes = names.map(name => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length)
    expect(bytes.reduce((sum, n) => sum + n, 0)).toBeLessThan(200_000)
  })

  test('loads the sample, codes it in the page, and shows it; a pasted text is coded with the network cut', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', message => {
      // the browser asks for the icon again with every address
      if (message.type() === 'error' && !message.location().url.endsWith('.svg')) wrong.push(message.text())
    })
    page.on('request', request => {
      if (!request.url().startsWith(base) || request.method() !== 'GET') wrong.push(request.url())
    })
    await page.goto(base)
    await page.getByRole('button', { name: 'Load the sample record' }).click()
    await page.waitForSelector('.timeline a.mark', { timeout: 45_000 })
    expect(await page.locator('.total').textContent()).toContain('22 reports')
    await context.setOffline(true)
    await page.getByRole('link', { name: 'Add reports' }).click()
    await page.locator('textarea').fill('QUITO, March 4 - Ecuador recalled its ambassador from Peru on Tuesday.')
    await page.locator('input[type=date]').fill('2031-03-04')
    await page.getByRole('button', { name: 'Code it' }).click()
    await page.waitForSelector('.coded .trigger', { timeout: 45_000 })
    expect(await page.locator('.coded .trigger').first().textContent()).toContain('recalled')
    expect(wrong).toEqual([])
    await context.close()
  })

  test('what is set right stays in this browser, and holds when the same report comes again', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const visit = async (): Promise<void> => {
      await page.goto(`${base}?view=code`)
      await page.locator('textarea').fill('QUITO, March 4 - Ecuador recalled its ambassador from Peru on Tuesday.')
      await page.getByRole('button', { name: 'Code it' }).click()
      await page.waitForSelector('.coded .trigger', { timeout: 45_000 })
      await page.getByRole('link', { name: 'Reports', exact: true }).click()
      await page.locator('.reports a.title').click()
      await page.locator('.text .trigger').click()
    }
    await visit()
    await page.locator('.act-detail .correct summary').click()
    await page.getByLabel('Type').selectOption('ACCUSE')
    await page.getByLabel('Your name').fill('ana')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForSelector('.act-detail .badge.type.ACCUSE')
    await visit()
    expect(await page.locator('.act-detail .corrections').textContent()).toMatch(/Type corrected.*ana/)
    await page.getByRole('button', { name: 'Take back' }).click()
    await page.waitForSelector('.act-detail .badge.type:not(.ACCUSE)')
    await context.close()
  })

  test('reads a report as the command line does, byte for byte', async () => {
    const { coder } = await loadCoder()
    const [marked] = markedReports().slice(8)
    if (marked === undefined) return
    const id = marked.file.replace('.txt', '')
    const { document } = readText(marked.plain, id)
    if (document === null) return
    const page = await browser.newPage()
    await page.goto(base)
    const input = { name: marked.file, text: marked.plain, published: null, publisher: null }
    const { records } = (await askWorker(page, 'coder.js', { number: 1, input })) as { readonly records: unknown }
    expect(records).toEqual([JSON.parse(JSON.stringify(coder.code(document)))])
    await page.close()
  })

  test('cuts, tags and parses sentences as Node does', async () => {
    await buildTrees()
    const document = documentOf(SENTENCES.join('\n\n'))
    const { knowledge } = loadTokens(dataFiles('tokens'))
    const cut = segment(document, knowledge).sentences.map(s => s.words.map(word => word.form))
    expect(cut.length).toBeGreaterThanOrEqual(SENTENCES.length)
    const page = await browser.newPage()
    await page.goto(base)
    const found = await askWorker(page, 'trees.js', document)
    expect(found).toEqual({ cut, parses: createParser(await readModel()).parse(cut) })
    await page.close()
  })
})

/** Of every length and kind: wire copy, quotations, lists, capitals, the web, what is hardly a sentence. */
const SENTENCES: readonly string[] = [
  'The envoys of Norland and Sudria met in Port Ilse on Monday.',
  'Foreign Minister Ilse Brandt accused the rebels of shelling two villages near the border.',
  'Norland’s parliament, which had refused twice, ratified the treaty after both sides gave way.',
  '“We will not sign,” Dahl told reporters; the talks, he said, weren’t over.',
  'Troops were sent to the north, the west and the U.S. Embassy in the capital.',
  'PROTESTERS CLASH WITH POLICE OVER PRICE OF BREAD',
  'About 1,200 people fled, officials said, but no deaths were reported by Oct. 3.',
  'Police arrested the former president, his wife and three generals of the junta that she had led since 1987.',
  'have you seen it? its a mess lol :)',
  'Who will pay for it, and when?',
  'Sudria expelled four diplomats, imposed sanctions on Norland and closed its ports to its ships.',
  'The Zurbagan–Liss line: 😀 http://example.org/a?b=1 строка 東京.',
  'No.',
]

/** A worker beside the page that cuts and parses with the page's own files. */
const buildTrees = (): Promise<unknown> =>
  build({
    stdin: {
      contents: `import { segment } from './src/annotate/segment.ts'
import { loadTokens } from './src/knowledge/tokens.ts'
import { createParser } from './src/parse/parser.ts'
import { unpack } from './web/unpack.ts'
onmessage = async ({ data }) => {
  const { files } = JSON.parse(new TextDecoder().decode(await unpack('knowledge.bin')))
  const { knowledge } = loadTokens(new Map(Object.entries(files)))
  const cut = segment(data, knowledge).sentences.map(s => s.words.map(word => word.form))
  postMessage({ cut, parses: createParser(await unpack('model.bin')).parse(cut) })
}`,
      resolveDir: join(import.meta.dirname, '../..'),
      loader: 'ts',
    },
    outfile: join(folder, 'trees.js'),
    bundle: true,
    format: 'esm',
    target: ['es2023'],
    logLevel: 'warning',
  })
