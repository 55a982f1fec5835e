import type { Place, Reading } from '../knowledge/gazetteer.ts'
import type { PlaceKnowledge } from '../knowledge/places.ts'
import type { NamedPlace } from './placeshape.ts'

/** What the report as a whole tells about where it plays. */
export interface PlaceContext {
  /** Country → how often the report speaks of it. */
  readonly countries: ReadonlyMap<string, number>
  /** ISO date of the report, or null. */
  readonly date: string | null
}

/** One thing a name may stand for, weighed. */
export interface Candidate {
  readonly place: Place
  readonly points: number
  /** What spoke for it beyond its size. */
  readonly because: string | null
  readonly near: boolean
}

// Points are powers of ten of population: a town must be ten times larger to outweigh one point.
const COUNTRY = 9.5
const FEATURE = 7.2
const DIVISION_LESS = 0.3
const RANK: Readonly<Record<string, number>> = { C: 2, A: 1, B: 0.3, X: -0.5 }
/** Names kept by hand are those that news uses. */
const OTHER_SPELLING = -1.5
const KEPT = 1
/** A country against a division of one that the report does speak of. */
const UNSPOKEN = 3
const NO_STATE = 1
const BESIDE = 10
const TOLD = 5
/** For a town near another that the report names. */
export const NEAR = 1
const NEAR_KM = 250
/** A match in a country for which the gazetteer knows few names is rarely chance, one in the United States often. */
const chance = (towns: number): number => Math.max(0.8, 4.5 - 0.75 * Math.log10(towns + 10))

/** How much speaks for one reading of a name. */
export const weigh = (
  { place, usual, kept, to }: Reading,
  name: NamedPlace,
  beside: readonly Place[],
  context: PlaceContext,
  knowledge: PlaceKnowledge,
): Candidate => {
  let points = size(place) + (RANK[place.rank] ?? 0) + (kept ? KEPT : usual ? 0 : OTHER_SPELLING)
  // Georgia of 1987 is more often the American one, and so it is where America is spoken of and the Caucasus is not.
  if (
    place.kind === 'country' &&
    name.readings.some(
      r =>
        r.place.kind === 'region' &&
        !isSpokenOf(place.country ?? '', name, context) &&
        isSpokenOf(r.place.country ?? '', name, context),
    )
  )
    points -= UNSPOKEN
  if (place.kind === 'country' && place.country !== null && !knowledge.isState(place.country, context.date))
    points -= NO_STATE
  let because: string | null = to === null ? null : `name until ${to}`
  if (name.told !== null && place.kind !== 'country')
    points += agrees(place, name.told) ? TOLD : place.kind === 'city' && name.told !== 'facility' ? -TOLD : 0
  const holder = beside.find(other => holds(other, place))
  if (holder !== undefined) {
    points += BESIDE
    because = `${holder.name} named with it`
  } else if (place.country !== null && place.kind !== 'country' && isSpokenOf(place.country, name, context)) {
    points += chance(knowledge.size(place.country))
    because ??= `the report speaks of ${knowledge.country(place.country)?.name ?? place.country}`
  }
  return { place, points, because, near: false }
}

/** What a name tells by itself of the country a report speaks of, and how surely. A name shared by several places tells nothing. */
export const evidenceOf = ({ readings, adjective }: NamedPlace): readonly [string | null, number] => {
  if (adjective !== null) return [adjective, 1]
  const country = readings.find(r => r.place.kind === 'country' && r.usual)
  if (country !== undefined) return [country.place.country, 1]
  const places = new Set(readings.map(r => r.place.country))
  return places.size === 1 ? [readings[0]?.place.country ?? null, 0.5] : [null, 0]
}

/** A country counts for a name only when something else speaks of it. */
const isSpokenOf = (country: string, name: NamedPlace, context: PlaceContext): boolean => {
  const [own, by] = evidenceOf(name)
  return (context.countries.get(country) ?? 0) - (own === country ? by : 0) > 0
}

const size = (place: Place): number => {
  if (place.kind === 'country') return COUNTRY
  if (place.kind === 'city') return Math.log10(place.population + 500)
  return place.population > 0 ? Math.log10(place.population + 500) - DIVISION_LESS : FEATURE
}

/** True when the noun beside a name ("town", "province") fits the place. */
export const agrees = (place: Place, told: string): boolean =>
  place.kind === told || (told === 'region' && place.kind === 'country')

const holds = (outer: Place, inner: Place): boolean =>
  outer !== inner &&
  outer.country !== null &&
  outer.country === inner.country &&
  (outer.kind === 'country' || (outer.region !== '' && outer.region === inner.region))

/** True for a town near one of the places that are beyond doubt. */
export const isNear = (place: Place, others: readonly Place[]): boolean =>
  place.kind === 'city' && others.some(other => other !== place && kilometres(place, other) <= NEAR_KM)

/** Distance on the globe. */
export const kilometres = (a: Place, b: Place): number => {
  const rad = Math.PI / 180
  const half =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(half))
}
