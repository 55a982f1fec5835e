import { EVENT_TYPES, type EventType } from '../../model/event.ts'
import type { Happening, HappeningActor } from '../../record/happening.ts'
import { keyOf } from './key.ts'
import { type Tie, tiesOf } from './parties.ts'

/** What the page asks for: values of one field are alternatives, fields narrow each other; of `party` all must take part. */
export interface Filter {
  /** Takes part on either side or in a role: a code, a name, or the last word of one. */
  readonly party: readonly string[]
  /** What stands between two, as edges of the network count it: `ECU~PER` either way, `ECU>PER` towards the second, `ECU=PER` by both together. */
  readonly pair: readonly string[]
  readonly actor: readonly string[]
  readonly recipient: readonly string[]
  /** Who has a role: `mediator:NOR`, `host:BRA`. */
  readonly role: readonly string[]
  readonly type: readonly string[]
  readonly mode: readonly string[]
  readonly status: readonly string[]
  readonly standing: readonly string[]
  readonly format: readonly string[]
  readonly publisher: readonly string[]
  readonly context: readonly string[]
  /** Names of places, or codes of their countries. */
  readonly place: readonly string[]
  /** First and last day, ISO 8601. */
  readonly from: string | null
  readonly to: string | null
  /** Words to be found in the reports. */
  readonly text: string | null
}

export const LISTED = [
  'party',
  'pair',
  'actor',
  'recipient',
  'role',
  'type',
  'mode',
  'status',
  'standing',
  'format',
  'publisher',
  'context',
  'place',
] as const
export const SINGLE = ['from', 'to', 'text'] as const

export const NO_FILTER: Filter = {
  party: [],
  pair: [],
  actor: [],
  recipient: [],
  role: [],
  type: [],
  mode: [],
  status: [],
  standing: [],
  format: [],
  publisher: [],
  context: [],
  place: [],
  from: null,
  to: null,
  text: null,
}

/** The filter of a query string; what is no filter is left alone. */
export const readFilter = (query: URLSearchParamsLike): Filter => ({
  ...NO_FILTER,
  ...Object.fromEntries(LISTED.map(field => [field, query.getAll(field).filter(value => value !== '')])),
  ...Object.fromEntries(SINGLE.map(field => [field, query.get(field) || null])),
})

/** The part of URLSearchParams used here: the core compiles without the DOM library. */
export interface URLSearchParamsLike {
  get(name: string): string | null
  getAll(name: string): string[]
}

/** The filter as pairs of a query string. */
export const writeFilter = (filter: Filter): readonly (readonly [string, string])[] => [
  ...LISTED.flatMap(field => filter[field].map(value => [field, value] as const)),
  ...SINGLE.flatMap(field => (filter[field] === null ? [] : [[field, filter[field]] as const])),
]

/** A code in capitals, or the whole name or its last word, whatever the case; the same test as the store's. */
const is = (actor: Pick<HappeningActor, 'code' | 'name'>, key: string): boolean => {
  if (isCode(key)) return actor.code === key
  const name = actor.name.toLowerCase()
  return name === key.toLowerCase() || name.endsWith(` ${key.toLowerCase()}`)
}

const isCode = (value: string): boolean => /^[A-Z][A-Z0-9]{1,4}$/.test(value)

/** Whether a happening passes; its publishers are given, since they stand in its reports. Text is looked up elsewhere. */
export const passes = (h: Happening, publishers: readonly string[], filter: Filter): boolean => {
  const among = (values: readonly string[], ...own: readonly (string | null)[]): boolean =>
    values.length === 0 || own.some(value => value !== null && values.includes(value))
  const folded = (values: readonly string[]): readonly string[] => values.map(v => v.toLowerCase())
  const all = [...h.actors, ...h.recipients, ...h.roles]
  return (
    filter.party.every(key => all.some(a => is(a, key))) &&
    (filter.pair.length === 0 || tiesIn(h).some(tie => filter.pair.some(pair => between(tie, pair)))) &&
    (filter.actor.length === 0 || filter.actor.some(key => h.actors.some(a => is(a, key)))) &&
    (filter.recipient.length === 0 || filter.recipient.some(key => h.recipients.some(a => is(a, key)))) &&
    (filter.role.length === 0 || filter.role.some(role => hasRole(h, role))) &&
    among(filter.type, h.type) &&
    among(filter.mode, h.mode) &&
    among(filter.status, h.status) &&
    among(filter.standing, h.standing) &&
    among(filter.format, ...h.format) &&
    among(filter.context, ...h.contexts) &&
    among(folded(filter.publisher), ...folded(publishers)) &&
    (filter.place.length === 0 ||
      filter.place.some(p => (isCode(p) ? h.place?.country === p : h.place?.name.toLowerCase() === p.toLowerCase()))) &&
    (filter.from === null || (h.date !== null && h.date.to >= filter.from)) &&
    (filter.to === null || (h.date !== null && h.date.from <= filter.to))
  )
}

const tiesIn = (h: Happening): readonly Tie[] => tiesOf(h.actors.map(keyOf), h.recipients.map(keyOf))

const between = ({ a, b, pair, forth, back, together }: Tie, wanted: string): boolean =>
  wanted === pair ||
  (forth && wanted === `${a}>${b}`) ||
  (back && wanted === `${b}>${a}`) ||
  (together && wanted === `${a}=${b}`)

const hasRole = (h: Happening, wanted: string): boolean => {
  const [role, key] = wanted.split(/:(.*)/s)
  return h.roles.some(r => r.role === role && (key === undefined || key === '' || is(r, key)))
}

const COOPERATIVE: ReadonlySet<EventType> = new Set(EVENT_TYPES.slice(0, EVENT_TYPES.indexOf('REQUEST')))

/** Whether a type is cooperation (PLOVER's first two quarters) and not conflict. */
export const isCooperative = (type: EventType): boolean => COOPERATIVE.has(type)
