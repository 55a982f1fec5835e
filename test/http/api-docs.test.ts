import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import type { Outcome } from '../../src/http/coding.ts'
import { storeWriting } from '../../src/http/store-writing.ts'
import { loadCoder } from '../../src/read/coder.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { merging } from '../reports.ts'

const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')

/** Each request of the document with the answer shown below it. */
const examples = [
  ...text.matchAll(
    /```sh\ncurl 'http:\/\/127\.0\.0\.1:8787(\/[^']*)'(?: --json '([^']*)')?\n```\n\n```json\n([\s\S]*?)```/g,
  ),
].map(([, path = '', body, answer = '']) => ({ path, body, answer: JSON.parse(answer) as object }))

describe('the examples of docs/api.md', () => {
  let store: Store
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    const { coder } = await loadCoder()
    store = await openStore(':memory:', merging)
    const coding = {
      code: async (document: Parameters<typeof coder.code>[0]): Promise<Outcome> => ({ record: coder.code(document) }),
      close: async () => undefined,
    }
    const writing = storeWriting(store, coding, () => ({ author: 'test', made: '2031-01-01T00:00:00Z', note: null }))
    const { records } = await writing.code(await writing.sample())
    expect(await writing.keep(records)).toEqual([])
    app = createApp({ store, writing, version: '0', host: '127.0.0.1', token: null, page: new Map() })
  }, 120_000)
  afterAll(() => store?.db.close())

  test('are there', () => expect(examples.length).toBeGreaterThan(4))
  for (const { path, body, answer } of examples)
    test(`${body === undefined ? 'GET' : 'POST'} ${path}`, async () => {
      const response = await app.request(path, {
        headers: { host: '127.0.0.1:8787', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { method: 'POST', body }),
      })
      expect(await response.json()).toMatchObject(answer)
    })
})
