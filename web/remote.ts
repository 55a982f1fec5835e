import type { DocumentRecord } from '../src/model/record.ts'
import type { Answers } from '../src/views/page/answers.ts'
import { EXPORTS, type Export } from '../src/views/page/exports.ts'
import { type Filter, writeFilter } from '../src/views/page/filter.ts'
import type { Coded, Host, Input } from './host.ts'

/** The page over a server: every answer comes from its interface, described in openapi.json. */
export const remoteHost = (): Host => ({
  answers: remoteAnswers,
  where: 'Reports are coded by the server that shows this page, and kept in its record.',
  code: async (inputs, progress) => {
    const records: DocumentRecord[] = []
    const refused: { name: string; reason: string }[] = []
    let done = 0
    for (const input of inputs) {
      try {
        const kept = await post<Coded>('reports', [bodyOf(input)])
        records.push(...kept.records)
        refused.push(...kept.refused)
      } catch (error) {
        refused.push({ name: input.name, reason: error instanceof Error ? error.message : String(error) })
      }
      progress(++done)
    }
    return { records, refused }
  },
  sample: async progress => {
    progress(0, 1)
    await post('sample', null)
    progress(1, 1)
  },
  correct: async correction => {
    await post('corrections', correction)
  },
  exports: Object.keys(EXPORTS) as Export[],
  export: async (format, filter) => {
    const response = await fetch(`export/${format}${queryOf(filter)}`)
    if (!response.ok) throw await problemOf(response)
    return response.blob()
  },
  watch: (filter, arrived) => {
    const source = new EventSource(`stream${queryOf(filter)}`)
    let count = 0
    source.addEventListener('happening', () => arrived(++count))
    return () => source.close()
  },
})

const bodyOf = ({ text, published, publisher, name }: Input): object => ({
  text,
  ...(name === 'pasted' ? {} : { name }),
  ...(published === null ? {} : { published }),
  ...(publisher === null ? {} : { publisher }),
})

const queryOf = (filter: Filter, more: Readonly<Record<string, string | null | undefined>> = {}): string => {
  const query = new URLSearchParams()
  for (const [name, value] of writeFilter(filter)) query.append(name, value)
  for (const [name, value] of Object.entries(more)) if (value !== null && value !== undefined) query.set(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

const get = async <T>(path: string): Promise<T> => {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

/** The same, null where there is none. */
const find = async <T>(path: string): Promise<T | null> => {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (response.status === 404) return null
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

const post = async <T>(path: string, body: unknown): Promise<T> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

const problemOf = async (response: Response): Promise<Error> => {
  const problem = (await response.json().catch(() => null)) as { detail?: string } | null
  return new Error(problem?.detail ?? `the server answered ${response.status}`)
}

const paged = (
  filter: Filter,
  { limit, cursor }: { readonly limit?: number; readonly cursor?: string | null },
): string => queryOf(filter, { limit: limit === undefined ? null : String(limit), cursor: cursor ?? null })

const remoteAnswers: Answers = {
  happenings: (filter, paging) => get(`happenings${paged(filter, paging)}`),
  happening: id => find(`happenings/${encodeURIComponent(id)}`),
  reports: (filter, paging) => get(`reports${paged(filter, paging)}`),
  report: id => find(`reports/${encodeURIComponent(id)}`),
  counts: filter => get(`counts${queryOf(filter)}`),
  timeline: (filter, track, unit) => get(`timeline${queryOf(filter, { track, unit })}`),
  network: filter => get(`network${queryOf(filter)}`),
  places: filter => get(`places${queryOf(filter)}`),
  actors: filter => get(`actors${queryOf(filter)}`),
  actor: (key, filter) => find(`actors/${encodeURIComponent(key)}${queryOf(filter)}`),
  claims: (filter, paging) => get(`claims${paged(filter, paging)}`),
}
