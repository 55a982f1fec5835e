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

/** A named place and the division or country named with it ("Tripoli, Lebanon", "the town of Sake in North Kivu"). */
export interface Asked {
  readonly name: NamedPlace
  readonly beside: readonly Place[]
  /** The words of the name, for spellings the gazetteer has not. */
  readonly words: string
}

export interface Chosen {
  readonly place: Place | null
  readonly reason: string
  /** The country of a place the gazetteer does not know. */
  readonly country: string | null
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
const NEAR = 1
const NEAR_KM = 250
/** A match in a country for which the gazetteer knows few names is rarely chance, one in the United States often. */
const chance = (towns: number): number => Math.max(0.8, 4.5 - 0.75 * Math.log10(towns + 10))
/** Smaller towns count only in a country the report speaks of: their names are shared too widely. */
const SMALL_ABROAD = 60_000
/** Other spellings are sought in the countries a report speaks of most, and not where the gazetteer is full of names. */
const FEW_COUNTRIES = 3
const DENSE = 2500
/** Names shorter than this are near to too many others. */
const SHORTEST = 5
/** Before this year a name of later coinage is no reading. */
const YEARS_EARLY = 1

/**
 * Chooses what each name stands for. First those with one weighty reading, then the others with these as neighbours.
 * No reading at all is better than a town in a country the report never speaks of.
 */
export const choosePlaces = (
  asked: readonly Asked[],
  context: PlaceContext,
  knowledge: PlaceKnowledge,
): readonly Chosen[] => {
  const scored = asked.map(one => candidates(one, context, knowledge))
  const sure = scored.flatMap(list => {
    const [first, second] = list
    const clear = first !== undefined && first.place.kind !== 'country' && first.points - (second?.points ?? 0) > 1
    return clear ? [first.place] : []
  })
  return asked.map((one, i) => {
    const list = (scored[i] ?? [])
      .map(c => (isNear(c.place, sure) ? { ...c, points: c.points + NEAR, near: true } : c))
      .sort((a, b) => b.points - a.points)
    return decide(one, list, context, knowledge)
  })
}

interface Candidate {
  readonly place: Place
  readonly points: number
  /** What spoke for it beyond its size. */
  readonly because: string | null
  readonly near: boolean
}

const candidates = (
  { name, beside, words }: Asked,
  context: PlaceContext,
  knowledge: PlaceKnowledge,
): readonly Candidate[] => {
  const year = context.date === null ? null : Number(context.date.slice(0, 4))
  const fit = name.readings.filter(({ from }) => from === null || year === null || year >= from - YEARS_EARLY)
  const known = fit.length > 0 ? fit : spellings(name, words, beside, context, knowledge)
  return known
    .map(reading => weigh(reading, name, beside, context, knowledge))
    .filter(
      c =>
        c.because !== null ||
        name.told === null ||
        agrees(c.place, name.told) ||
        c.place.kind !== 'city' ||
        name.told !== 'region',
    )
    .sort((a, b) => b.points - a.points)
}

/** Other spellings, sought only in the countries the report speaks of. */
const spellings = (
  name: NamedPlace,
  words: string,
  beside: readonly Place[],
  context: PlaceContext,
  knowledge: PlaceKnowledge,
): readonly Reading[] => {
  if (name.told === 'region' || name.told === 'facility') return []
  if (words.length < SHORTEST || words === words.toUpperCase()) return []
  const spoken = [...context.countries].sort((a, b) => b[1] - a[1]).slice(0, FEW_COUNTRIES)
  const countries = beside.length > 0 ? beside.map(p => p.country) : spoken.map(([country]) => country)
  return [...new Set(countries)].flatMap(country =>
    country === null || knowledge.size(country) > DENSE
      ? []
      : knowledge.similar(words, country).map(place => ({ place, usual: false, kept: false, from: null, to: null })),
  )
}

const weigh = (
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

const agrees = (place: Place, told: string): boolean =>
  place.kind === told || (told === 'region' && place.kind === 'country')

const holds = (outer: Place, inner: Place): boolean =>
  outer !== inner &&
  outer.country !== null &&
  outer.country === inner.country &&
  (outer.kind === 'country' || (outer.region !== '' && outer.region === inner.region))

const isNear = (place: Place, others: readonly Place[]): boolean =>
  place.kind === 'city' && others.some(other => other !== place && kilometres(place, other) <= NEAR_KM)

/** Distance on the globe. */
export const kilometres = (a: Place, b: Place): number => {
  const rad = Math.PI / 180
  const half =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6371 * Math.asin(Math.sqrt(half))
}

const decide = (
  { name, beside }: Asked,
  list: readonly Candidate[],
  context: PlaceContext,
  knowledge: PlaceKnowledge,
): Chosen => {
  const around = beside[0]?.country ?? leading(context)
  const best = list.find(c => plausible(c, context))
  if (best === undefined) {
    const reason =
      around === null
        ? 'not in the gazetteer'
        : `not in the gazetteer; taken to lie in ${knowledge.country(around)?.name ?? around}`
    return { place: null, reason, country: around }
  }
  const { told } = name
  if (told !== null && agrees(best.place, told) && list.some(c => !agrees(c.place, told))) {
    return { place: best.place, reason: `called a ${told}`, country: null }
  }
  if (list.length === 1) {
    const spelled = name.readings.length === 0 ? `spelling of ${best.place.name}` : 'only reading'
    return {
      place: best.place,
      reason: best.because?.startsWith('name until') ? best.because : spelled,
      country: null,
    }
  }
  return {
    place: best.place,
    reason: best.because ?? (best.near ? 'near another place named' : plainReason(best.place)),
    country: null,
  }
}

const plainReason = (place: Place): string =>
  place.kind === 'country'
    ? 'a country'
    : place.rank === 'C'
      ? 'a capital'
      : place.kind === 'city'
        ? 'largest population'
        : `a known ${place.kind}`

/** A town nobody speaks of, in a country nobody speaks of, is a namesake. */
const plausible = ({ place, because }: Candidate, context: PlaceContext): boolean =>
  because !== null ||
  context.countries.size === 0 ||
  place.kind !== 'city' ||
  place.population >= SMALL_ABROAD ||
  place.rank === 'C'

/** The country the report speaks of most, where it is at least half of all; else null. */
const leading = ({ countries }: PlaceContext): string | null => {
  let [best, most, sum] = ['', 0, 0]
  for (const [country, count] of countries) {
    sum += count
    if (count > most) [best, most] = [country, count]
  }
  return most > 0 && most * 2 >= sum ? best : null
}
