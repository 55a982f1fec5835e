import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { createApp } from '../../src/http/app.ts'
import * as schema from '../../src/http/schemas.ts'
import { hostAllowed, originAllowed, rateLimit, tokenIn } from '../../src/http/security.ts'
import type { Store } from '../../src/store/open.ts'
import { writeRecords } from '../../src/store/write.ts'
import { onBoth } from '../store/stores.ts'
import { markedReports } from '../web/marked.ts'
import { byHand } from './writing.ts'

const records = markedReports().map(m => m.record)
const page = new Map([['index.html', { type: 'text/html', bytes: new TextEncoder().encode('<!doctype html>') }]])
const appOf = (store: Store, more: Partial<Parameters<typeof createApp>[0]> = {}) =>
  createApp({ store, writing: byHand(store), version: '0', host: '127.0.0.1', token: null, page, ...more })

onBoth('the interface', maker => {
  let store: Store
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    store = await maker.open()
    await writeRecords(store, records)
    app = appOf(store)
  })
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    Promise.resolve(app.request(path, { headers: { host: 'localhost:1', ...headers } }))
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, to = app): Promise<Response> =>
    Promise.resolve(
      to.request(path, {
        method: 'POST',
        headers: { host: 'localhost:1', 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    )

  test('every answer has the shape its schema promises', async () => {
    const happenings = (await (await get('/happenings?limit=100')).json()) as z.output<typeof schema.happeningPage>
    const asked: readonly (readonly [string, z.ZodType])[] = [
      ['/happenings?type=CONSULT&type=ASSAULT&limit=3', schema.happeningPage],
      ...happenings.items.slice(0, 5).map(h => [`/happenings/${h.id}`, schema.happeningDetail] as const),
      ['/reports?text=mackerel', schema.reportPage],
      ['/reports/07-clash', schema.reportDetail],
      ['/counts', schema.counts],
      ['/timeline?track=party&unit=month', schema.timeline],
      ['/network', schema.network],
      ['/places', schema.places],
      ['/actors', schema.countList],
      ['/actors/PER', schema.actorDetail],
      ['/actors/Irish%20Fishermen%27s%20Union', schema.actorDetail],
      ['/claims', schema.claimPage],
    ]
    for (const [path, shape] of asked) {
      const response = await get(path)
      expect([path, response.status]).toEqual([path, 200])
      expect([path, shape.safeParse(await response.json()).error]).toEqual([path, undefined])
    }
    expect(schema.happeningPage.safeParse(happenings).success).toBe(true)
  })

  test('a list is read to its end by cursors', async () => {
    const ids: string[] = []
    let next: string | null = null
    do {
      const part = (await (await get(`/happenings?limit=10${next === null ? '' : `&cursor=${next}`}`)).json()) as {
        items: { id: string }[]
        next: string | null
      }
      ids.push(...part.items.map(h => h.id))
      next = part.next
    } while (next !== null)
    expect(ids.length).toBe(new Set(ids).size)
    expect(ids.length).toBe(((await (await get('/happenings')).json()) as { total: number }).total)
  })

  test('an answer that did not change is not sent again', async () => {
    const first = await get('/counts')
    const tag = first.headers.get('etag') ?? ''
    expect((await get('/counts', { 'if-none-match': tag })).status).toBe(304)
    expect((await get('/counts?type=ACCUSE', { 'if-none-match': tag })).status).toBe(200)
  })

  test('what is wrong is said in one sentence, as a problem', async () => {
    for (const [path, status, words] of [
      ['/happenings?type=CONSLT', 400, /CONSULT/],
      ['/happenings?from=yesterday', 400, /YYYY-MM-DD/],
      ['/happenings?party=PERU', 400, /PERU/],
      ['/happenings?limit=0', 400, /limit/],
      ['/happenings?cursor=-1', 400, /cursor/],
      ['/happenings?text=%22%22', 400, /no word/],
      ['/happenings/h_NONE', 404, /h_NONE/],
      ['/reports/none', 404, /none/],
      ['/nowhere', 404, /nothing/],
      ['/export/xlsx', 404, /csv/],
    ] as const) {
      const response = await get(path)
      expect([path, response.status]).toEqual([path, status])
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      const problem = schema.problem.parse(await response.json())
      expect(problem.detail).toMatch(words)
    }
  })

  test('injection finds nothing and breaks nothing', async () => {
    const before = await (await get('/counts')).text()
    const evil = [
      "' OR 1=1 --",
      '"; DROP TABLE happening; --',
      '%',
      '_',
      "x') UNION SELECT 1,2 --",
      '\\',
      '*:*',
      'NEAR(a b)',
      "a'b",
    ]
    for (const words of evil) {
      const q = encodeURIComponent(words)
      for (const field of [
        'party',
        'actor',
        'role',
        'publisher',
        'place',
        'pair',
        'text',
        'context',
        'format',
        'mode',
        'type',
      ]) {
        const response = await get(`/happenings?${field}=${field === 'role' ? 'host:' : ''}${q}`)
        const body = (await response.json()) as { total?: number }
        if (response.status === 200) expect([field, words, body.total]).toEqual([field, words, 0])
        else expect([field, words, response.status]).toEqual([field, words, 400])
      }
      expect((await get(`/happenings/${q}`)).status).toBe(404)
      expect((await get(`/reports/${q}`)).status).toBe(404)
      expect([404, 200]).toContain((await get(`/actors/${q}`)).status)
    }
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2f..%2fetc%2fpasswd',
      '/index.html/../../x',
      '/reports/..%2f..%2fx',
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404])
    expect(await (await get('/counts')).text()).toBe(before)
  })

  test('nothing is written by a GET', async () => {
    const before = await (await get('/counts')).text()
    for (const path of ['/code', '/reports?text=x', '/sample', '/corrections', '/export/csv', '/openapi.json', '/'])
      await (await get(path)).arrayBuffer()
    expect(await (await get('/counts')).text()).toBe(before)
    expect((await get('/sample')).status).toBe(404)
  })

  test('exports hold every happening shown', async () => {
    const n = ((await (await get('/happenings?type=CONSULT')).json()) as { total: number }).total
    expect((await (await get('/export/csv?type=CONSULT')).text()).trimEnd().split('\r\n')).toHaveLength(n + 1)
    expect((await (await get('/export/jsonl?type=CONSULT')).text()).trimEnd().split('\n')).toHaveLength(n)
    expect((await (await get('/export/json?type=CONSULT')).json()) as unknown[]).toHaveLength(n)
    const map = (await (await get('/export/geojson?type=CONSULT')).json()) as { features: unknown[] }
    expect(map.features.length).toBeLessThan(n)
    expect(await (await get('/export/graphml')).text()).toContain('<graphml')
    expect((await get('/export/csv')).headers.get('content-disposition')).toContain('readout.csv')
  })

  test('the page and its safety', async () => {
    const response = await get('/')
    expect(await response.text()).toContain('<!doctype html>')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await get('/counts', { host: 'evil.example' })).status).toBe(421)
    expect((await post('/code', { text: 'x' }, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/code', { text: 'x' }, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post('/code', 'no json')).status).toBe(400)
    expect((await post('/code', { text: '' })).status).toBe(400)
    expect((await post('/code', { text: 'x', url: 'javascript:alert(1)' })).status).toBe(400)
    expect(
      (await post('/code', { text: 'x'.repeat(2000) }, {}, appOf(store, { limits: { bodyBytes: 1000 } }))).status,
    ).toBe(413)
  })

  test('codes a text without keeping it', async () => {
    const before = await (await get('/counts')).text()
    const response = await post('/code', { text: records[0]?.document.text })
    expect(schema.record.safeParse(await response.json()).error).toBeUndefined()
    expect(await (await get('/counts')).text()).toBe(before)
  })

  test('with a token nobody else gets in', async () => {
    const token = 'a-token-of-some-length'
    const guarded = appOf(store, { token })
    const ask = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
      (await guarded.request(path, { headers: { host: 'localhost', ...headers } })).status
    expect(await ask('/counts')).toBe(401)
    expect(await ask('/')).toBe(401)
    expect(await ask('/counts', { authorization: 'Bearer wrong' })).toBe(401)
    expect(await ask('/counts', { authorization: `Bearer ${token}` })).toBe(200)
    expect(await ask('/counts', { cookie: `readout=${token}` })).toBe(200)
    expect(await ask(`/counts?token=${token}`)).toBe(401)
    const entry = await guarded.request(`/?token=${token}`, { headers: { host: 'localhost' } })
    expect(entry.status).toBe(303)
    expect(entry.headers.get('set-cookie')).toContain('HttpOnly')
  })

  test('too many requests in a minute are refused', async () => {
    const tight = appOf(store, { limits: { readsPerMinute: 3, writesPerMinute: 1 } })
    const statuses = []
    for (let i = 0; i < 5; i++)
      statuses.push((await tight.request('/places', { headers: { host: 'localhost' } })).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    expect((await post('/code', { text: 'x' }, {}, tight)).status).toBe(200)
    expect((await post('/code', { text: 'x' }, {}, tight)).status).toBe(429)
  })
})

onBoth('corrections', maker => {
  test('set a type right, drop an act, part and join happenings; what is wrong is refused', async () => {
    const store = await maker.open()
    await writeRecords(store, records)
    const app = appOf(store)
    const headers = { host: 'localhost', 'content-type': 'application/json' }
    const correct = async (body: object): Promise<number> =>
      (await app.request('/corrections', { method: 'POST', headers, body: JSON.stringify(body) })).status
    const report = async (id: string) =>
      schema.reportDetail.parse(await (await app.request(`/reports/${id}`, { headers })).json())
    const before = await report('07-clash')
    expect(await correct({ kind: 'field', document: '07-clash', event: 'ev1', field: 'type', value: 'COERCE' })).toBe(
      200,
    )
    expect(await correct({ kind: 'drop', document: '07-clash', event: 'ev5' })).toBe(200)
    const after = await report('07-clash')
    expect(after.record.events.find(e => e.id === 'ev1')?.type).toBe('COERCE')
    expect(after.record.events).toHaveLength(before.record.events.length - 1)
    const shelled = before.happenings.ev4?.id ?? ''
    expect(await correct({ kind: 'apart', document: '09-clash-quito', event: 'ev1' })).toBe(200)
    const parted = (await report('09-clash-quito')).happenings.ev1?.id ?? ''
    expect(parted).not.toBe(shelled)
    expect(await correct({ kind: 'together', happening: shelled, other: parted })).toBe(200)
    expect((await report('09-clash-quito')).happenings.ev1?.id).toBe((await report('07-clash')).happenings.ev4?.id)
    const sides = {
      kind: 'field',
      document: '07-clash',
      event: 'ev2',
      field: 'actors',
      author: 'ana',
      note: 'both did',
    }
    const value = [
      { name: 'Peru', code: 'PER', text: 'Peruvian' },
      { name: 'Ecuador', code: 'ECU', text: 'Ecuador' },
    ]
    expect(await correct({ ...sides, value })).toBe(200)
    const mended = await report('07-clash')
    expect(mended.record.events.find(e => e.id === 'ev2')?.actors.map(a => a.code)).toEqual(['PER', 'ECU'])
    const note = mended.corrections.find(c => c.event === 'ev2')
    expect(note).toMatchObject({ kind: 'field', field: 'actors', author: 'ana', note: 'both did' })
    expect(mended.corrections.find(c => c.kind === 'drop')).toMatchObject({ event: 'ev5', author: 'tester' })
    expect(await correct({ kind: 'undo', id: note?.id })).toBe(200)
    expect((await report('07-clash')).corrections.some(c => c.event === 'ev2')).toBe(false)
    expect(await correct({ kind: 'undo', id: note?.id })).toBe(400)
    expect(await correct({ ...sides, value: [{ name: 'Peru', code: 'PER', text: 'no such words' }] })).toBe(400)
    expect(await correct({ ...sides, value: [{ name: 'Peru', code: 'peru' }] })).toBe(400)
    expect(await correct({ ...sides, value: 'Peru' })).toBe(400)
    expect(await correct({ kind: 'field', document: '07-clash', event: 'ev1', field: 'type', value: 'KISS' })).toBe(400)
    expect(await correct({ kind: 'drop', document: 'none', event: 'ev1' })).toBe(400)
    expect(await correct({ kind: 'erase' })).toBe(400)
  })
})

onBoth('the stream', maker => {
  test('tells of new happenings that the filter lets through, and of those missed', async () => {
    const store = await maker.open()
    await writeRecords(store, records.slice(0, 6))
    const app = appOf(store, { limits: { look: 50 } })
    const gone = new AbortController()
    const open = (path: string, headers: Record<string, string>): Promise<Response> | Response =>
      app.request(path, { headers: { host: 'localhost', ...headers }, signal: gone.signal })
    const listen = async (response: Response, until: RegExp): Promise<string> => {
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (!until.test(text)) {
        const part = await reader?.read()
        if (part?.done !== false) break
        text += part.value
      }
      return text
    }
    // the stream tells of what comes after its answer began
    const stream = await open('/stream?type=ASSAULT', {})
    await writeRecords(store, records.slice(6, 9))
    const text = await listen(stream, /event: happening[\s\S]*\n\n/)
    expect(text).toContain('"type":"ASSAULT"')
    expect(text).not.toContain('"type":"ACCUSE"')
    expect(
      await listen(await open('/stream?type=CONSULT', { 'last-event-id': '0' }), /happening\nid: \d+\ndata: .*\n\n/),
    ).toContain('"type":"CONSULT"')
    gone.abort()
  })
})

test('the description is whole: every reference leads somewhere, every route is in it', async () => {
  const app = createApp({
    store: { db: { dialect: 'sqlite' } } as unknown as Store,
    writing: byHand({} as Store),
    version: '1.2.3',
    host: 'localhost',
    token: null,
    page,
  })
  const description = (await (await app.request('/openapi.json', { headers: { host: 'localhost' } })).json()) as {
    openapi: string
    paths: Record<string, object>
    components: { schemas: Record<string, object> }
  }
  expect(description.openapi).toBe('3.1.0')
  expect(Object.keys(description.paths)).toEqual(
    expect.arrayContaining(['/happenings', '/happenings/{id}', '/code', '/stream', '/export/{format}']),
  )
  const names = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(m => m[1] ?? '')
  expect(names.length).toBeGreaterThan(10)
  for (const name of names)
    expect(description.components.schemas).toHaveProperty(name.replace('#/components/schemas/', ''))
})

test('who may ask', () => {
  expect(hostAllowed('localhost:8080', '127.0.0.1')).toBe(true)
  expect(hostAllowed('[::1]:8080', 'localhost')).toBe(true)
  expect(hostAllowed('readout.evil.example:8080', '127.0.0.1')).toBe(false)
  expect(hostAllowed(undefined, '127.0.0.1')).toBe(false)
  expect(hostAllowed('records.example', '0.0.0.0')).toBe(true)
  expect(originAllowed('http://localhost:8080', 'localhost:8080')).toBe(true)
  expect(originAllowed('null', 'localhost:8080')).toBe(false)
  expect(tokenIn('Bearer abc', undefined)).toBe('abc')
  expect(tokenIn(undefined, 'a=b; readout=x%20y')).toBe('x y')
  expect(tokenIn(undefined, 'readout=%')).toBeNull()
  let now = 0
  const allow = rateLimit(60, () => now)
  for (let i = 0; i < 60; i++) expect(allow('a')).toBe(true)
  expect(allow('a')).toBe(false)
  expect(allow('b')).toBe(true)
  now = 1000
  expect(allow('a')).toBe(true)
  expect(allow('a')).toBe(false)
})
