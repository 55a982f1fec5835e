import { beforeAll, expect, test } from 'vitest'
import { storeAnswers } from '../../src/http/answers.ts'
import { checkPageFilter } from '../../src/http/check.ts'
import { createMcp } from '../../src/http/mcp.ts'
import { readingRoutes } from '../../src/http/routes.ts'
import { writeRecords } from '../../src/store/write.ts'
import { onBoth } from '../store/stores.ts'
import { markedReports } from '../web/marked.ts'

const records = markedReports().map(m => m.record)

interface Reply {
  readonly id: unknown
  readonly result?: {
    readonly protocolVersion?: string
    readonly tools?: readonly { readonly name: string; readonly inputSchema: { readonly type: string } }[]
    readonly content?: readonly { readonly text: string }[]
    readonly structuredContent?: { readonly items: readonly { readonly id: string }[]; readonly total: number }
    readonly isError?: boolean
  }
  readonly error?: { readonly code: number; readonly message: string }
}

onBoth('the server for language models', maker => {
  let answer: (line: string) => Promise<string | null>
  beforeAll(async () => {
    const store = await maker.open()
    await writeRecords(store, records)
    answer = createMcp(
      readingRoutes(
        storeAnswers(store, async () => []),
        checkPageFilter(store.db),
      ),
      '0',
    )
  })
  const ask = async (method: string, params: object = {}): Promise<Reply> =>
    JSON.parse((await answer(JSON.stringify({ jsonrpc: '2.0', id: 7, method, params }))) ?? 'null') as Reply

  test('greets, and offers tools that only read', async () => {
    expect((await ask('initialize', { protocolVersion: '2025-03-26' })).result?.protocolVersion).toBe('2025-03-26')
    expect((await ask('initialize', { protocolVersion: 'x' })).result?.protocolVersion).toBe('2025-06-18')
    const names = (await ask('tools/list')).result?.tools?.map(t => t.name)
    expect(names).toEqual(expect.arrayContaining(['happenings', 'happening', 'report', 'claims', 'actor']))
    expect(names).not.toContain('keep')
    expect(names).not.toContain('code')
    expect((await ask('ping')).result).toEqual({})
  })

  test('answers cite report, sentence and offsets, which are right', async () => {
    const { result } = await ask('tools/call', { name: 'happenings', arguments: { type: 'ASSAULT', limit: 5 } })
    const cited = [...(result?.content?.[1]?.text ?? '').matchAll(/^(\S+) \[(\d+), (\d+)\): "(.*)"$/gm)]
    expect(cited.length).toBe(result?.structuredContent?.items.length)
    for (const [, id, start, end, sentence] of cited)
      expect(records.find(r => r.document.id === id)?.document.text.slice(Number(start), Number(end))).toBe(sentence)
    const first = result?.structuredContent?.items[0]?.id
    const one = await ask('tools/call', { name: 'happening', arguments: { id: first } })
    expect(one.result?.content?.[1]?.text).toContain('): "')
  })

  test('every tool cites: a report its acts, numbers the first sentences behind them', async () => {
    const { result: listed } = await ask('tools/list')
    const id = (await ask('tools/call', { name: 'happenings', arguments: {} })).result?.structuredContent?.items[0]?.id
    const given: Readonly<Record<string, object>> = {
      happening: { id },
      report: { id: '07-clash' },
      actor: { key: 'PER' },
      timeline: { track: 'dyad' },
    }
    for (const { name } of listed?.tools ?? []) {
      const { result } = await ask('tools/call', { name, arguments: given[name] ?? { party: 'ECU' } })
      const cited = [...(result?.content?.[1]?.text ?? '').matchAll(/^(\S+) \[(\d+), (\d+)\): "(.*)"$/gm)]
      expect([name, cited.length > 0]).toEqual([name, true])
      for (const [, report, start, end, sentence] of cited)
        expect(records.find(r => r.document.id === report)?.document.text.slice(Number(start), Number(end))).toBe(
          sentence,
        )
    }
    const { result } = await ask('tools/call', { name: 'report', arguments: { id: '07-clash' } })
    expect(result?.content?.[1]?.text).toMatch(/^Sentences.*\n07-clash \[/)
    const none = await ask('tools/call', { name: 'counts', arguments: { from: '1900-01-01', to: '1900-01-02' } })
    expect(none.result?.content?.[1]?.text).toContain('No sentence')
  })

  test('what is wrong is said in one sentence', async () => {
    const wrong = async (params: object): Promise<string | undefined> => {
      const { result } = await ask('tools/call', params)
      expect(result?.isError).toBe(true)
      return result?.content?.[0]?.text
    }
    expect(await wrong({ name: 'happenings', arguments: { type: 'ASAULT' } })).toContain('ASSAULT')
    expect(await wrong({ name: 'happening', arguments: {} })).toContain('id')
    expect(await wrong({ name: 'happening', arguments: { id: 'h_NONE' } })).toContain('h_NONE')
    expect(await wrong({ name: 'drop' })).toContain('no tool')
    expect((await ask('resources/list')).error?.code).toBe(-32601)
    expect(await answer('{"jsonrpc":"2.0","method":"notifications/initialized"}')).toBeNull()
    expect(await answer('no json')).toContain('-32700')
  })
})
