import type { Place, Reading } from '../knowledge/gazetteer.ts'
import type { PlaceKnowledge } from '../knowledge/places.ts'
import { agrees, type Candidate, isNear, NEAR, type PlaceContext, weigh } from './placepoints.ts'
import type { NamedPlace } from './placeshape.ts'

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

const candidates = (
  { name, beside, words }: Asked,
  context: PlaceContext,
  knowledge: PlaceKnowledge,
): readonly Candidate[] => {
  const year = context.date === null ? null : Number(context.date.slice(0, 4))
  const fit = name.readings.filter(({ from }) => from === null || year === null || year >= from - YEARS_EARLY)
  const known =
    fit.length > 0 ? fit.filter(r => !isStateFirst(r, fit, name)) : spellings(name, words, beside, context, knowledge)
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

/** "Mexico" is the state, not its capital, unless it is called a city. */
const isStateFirst = ({ place, usual }: Reading, readings: readonly Reading[], { told }: NamedPlace): boolean =>
  place.kind === 'city' &&
  !usual &&
  told !== 'city' &&
  readings.some(r => r.usual && r.place.kind === 'country' && r.place.country === place.country)

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
export const leading = ({ countries }: PlaceContext): string | null => {
  let [best, most, sum] = ['', 0, 0]
  for (const [country, count] of countries) {
    sum += count
    if (count > most) [best, most] = [country, count]
  }
  return most > 0 && most * 2 >= sum ? best : null
}
