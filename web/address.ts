import { TRACKS, type Track } from '../src/views/page/answers.ts'
import { type Filter, readFilter, writeFilter } from '../src/views/page/filter.ts'

export const VIEWS = [
  'timeline',
  'happenings',
  'network',
  'map',
  'claims',
  'actors',
  'reports',
  'search',
  'report',
  'actor',
  'happening',
  'code',
] as const
export type View = (typeof VIEWS)[number]

/** Everything that is to be seen, as the address holds it: send the address, and another sees the same. */
export interface State {
  readonly view: View
  /** The report, actor or happening looked at, an edge of the network. */
  readonly id: string | null
  /** The act marked in a report. */
  readonly act: string | null
  readonly track: Track
  /** The stretch of time looked at, `FROM..TO`. */
  readonly zoom: string | null
  readonly cursor: string | null
  readonly filter: Filter
}

const among = <T extends string>(list: readonly T[], value: string | null): T | null =>
  list.find(known => known === value) ?? null

/** Reads the query of an address; what it does not know it leaves at the default. */
export const readState = (search: string): State => {
  const query = new URLSearchParams(search)
  return {
    view: among(VIEWS, query.get('view')) ?? 'timeline',
    id: query.get('id'),
    act: query.get('act'),
    track: among(TRACKS, query.get('track')) ?? 'dyad',
    zoom: /^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$/.test(query.get('zoom') ?? '') ? query.get('zoom') : null,
    cursor: query.get('cursor'),
    filter: readFilter(query),
  }
}

/** Writes an address. */
export const writeState = (state: State): string => {
  const query = new URLSearchParams()
  if (state.view !== 'timeline') query.set('view', state.view)
  for (const name of ['id', 'act', 'zoom', 'cursor'] as const) {
    const value = state[name]
    if (value !== null) query.set(name, value)
  }
  if (state.track !== 'dyad') query.set('track', state.track)
  for (const [name, value] of writeFilter(state.filter)) query.append(name, value)
  const text = query.toString()
  return text === '' ? './' : `?${text}`
}

/** The state with another view, without what belonged to the last one. */
export const turnTo = (state: State, view: View, more: Partial<State> = {}): State => ({
  ...state,
  view,
  id: null,
  act: null,
  zoom: null,
  cursor: null,
  ...more,
})
