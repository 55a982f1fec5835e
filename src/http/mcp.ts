import { z } from 'zod'
import type { DocumentRecord } from '../model/record.ts'
import { StoreError } from '../store/database.ts'
import { Refusal } from './problem.ts'
import type { Route } from './routes.ts'

/** Versions of the Model Context Protocol spoken here, the latest first. */
const VERSIONS = ['2025-06-18', '2025-03-26', '2024-11-05']

interface Message {
  readonly jsonrpc?: unknown
  readonly id?: string | number | null
  readonly method?: unknown
  readonly params?: Readonly<Record<string, unknown>>
}

/** So many sentences are cited behind numbers. */
const BEHIND = 5

/** A tool made of a route: what is asked in the path and in the query are its arguments. */
const toolOf = (route: Route) => {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(m => m[1] ?? '')
  const path = z.object(Object.fromEntries(names.map(name => [name, z.string()])))
  const query = route.query ?? z.object({})
  return { route, path, query, input: path.extend(query.shape) }
}

/** Answers one message of a client; null where none is due. Only reading routes become tools. */
export const createMcp = (routes: readonly Route[], version: string): ((line: string) => Promise<string | null>) => {
  const tools = new Map(
    routes.filter(route => route.method === 'GET').map(route => [route.name, toolOf(route)] as const),
  )
  const listed = [...tools.values()].map(({ route, input }) => ({
    name: route.name,
    description: `${route.summary} Every act comes with the report, the sentence and its offsets.`,
    inputSchema: plain(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })),
    annotations: { readOnlyHint: true, openWorldHint: false },
  }))

  const call = async (params: Message['params']): Promise<object> => {
    const tool = tools.get(String(params?.name))
    if (tool === undefined)
      return failure(`there is no tool "${String(params?.name)}"; there are ${[...tools.keys()].join(', ')}`)
    const given = (params?.arguments ?? {}) as Record<string, unknown>
    const path = tool.path.safeParse(given)
    const query = tool.query.safeParse(given)
    for (const { error } of [path, query]) {
      const [issue] = error?.issues ?? []
      if (issue !== undefined) return failure(`${issue.path.join('.')}: ${issue.message}`)
    }
    try {
      const answer = await tool.route.run({
        path: path.data as Record<string, string>,
        query: query.data as never,
        body: null as never,
      })
      const structured = Array.isArray(answer) ? { items: answer } : (answer as object)
      return {
        content: [
          { type: 'text', text: JSON.stringify(answer) },
          { type: 'text', text: await cited(answer, query.data as object) },
        ],
        structuredContent: structured,
      }
    } catch (error) {
      if (error instanceof Refusal || error instanceof StoreError) return failure(error.message)
      throw error
    }
  }

  /** The sentences of an answer; behind numbers, those of the first happenings that the same filter finds. */
  const cited = async (answer: unknown, query: object): Promise<string> => {
    const own = citationsIn(answer)
    if (own.length > 0) return `Sentences, as report [start, end):\n${own.join('\n')}`
    const behind = await tools
      .get('happenings')
      ?.route.run({ path: {}, query: { ...query, limit: BEHIND, cursor: undefined } as never, body: null as never })
    const lines = citationsIn(behind)
    return lines.length === 0
      ? 'No sentence stands behind this answer.'
      : `The first sentences behind these numbers, as report [start, end); ask "happenings" with the same filter for the others:\n${lines.join('\n')}`
  }

  const answer = async ({ method, params }: Message): Promise<object | null> => {
    switch (method) {
      case 'initialize': {
        const asked = String(params?.protocolVersion)
        return {
          protocolVersion: VERSIONS.includes(asked) ? asked : VERSIONS[0],
          capabilities: { tools: {} },
          serverInfo: { name: 'readout', version },
          instructions:
            'A record of political events read from news reports. Quote the sentence and name the report for whatever you state; standing and disagreements say how far an act is vouched for.',
        }
      }
      case 'ping':
        return {}
      case 'tools/list':
        return { tools: listed }
      case 'tools/call':
        return call(params)
      default:
        return null
    }
  }

  return async line => {
    let message: Message
    try {
      message = JSON.parse(line) as Message
      if (typeof message !== 'object' || message === null || typeof message.method !== 'string') throw new Error()
    } catch {
      return JSON.stringify({
        jsonrpc: '2.0',
        id: null,
        error: { code: -32700, message: 'not a message of JSON-RPC 2.0' },
      })
    }
    const { id } = message
    // a notification wants no answer
    if (id === undefined || id === null) return null
    try {
      const result = await answer(message)
      return JSON.stringify(
        result === null
          ? { jsonrpc: '2.0', id, error: { code: -32601, message: `there is no method "${String(message.method)}"` } }
          : { jsonrpc: '2.0', id, result },
      )
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32603, message: reason } })
    }
  }
}

const failure = (sentence: string): object => ({ content: [{ type: 'text', text: sentence }], isError: true })

const plain = ({ $schema: _, ...schema }: Record<string, unknown>): object => schema

/** The sentences an answer rests on, each once, with its report and offsets. */
const citationsIn = (answer: unknown): readonly string[] => {
  const lines = new Set<string>()
  const cite = (report: string, start: number, text: string): void => {
    lines.add(`${report} [${start}, ${start + text.length}): "${text}"`)
  }
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { document, start, text, record } = value as Readonly<Record<string, unknown>>
    if (typeof document === 'string' && typeof start === 'number' && typeof text === 'string')
      cite(document, start, text)
    if (typeof record === 'object' && record !== null) {
      const { document: report, events } = record as DocumentRecord
      for (const { sentence } of events)
        cite(report.id, sentence.start, report.text.slice(sentence.start, sentence.end))
    } else for (const part of Object.values(value)) walk(part)
  }
  walk(answer)
  return [...lines]
}
