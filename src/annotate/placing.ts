import type { PlacingWords } from '../knowledge/placewords.ts'
import type { EntityLayer } from '../model/entity.ts'
import type { EventMention } from '../model/event.ts'
import type { PlaceMention } from '../model/place.ts'
import type { RecordDate, RecordPlace } from '../model/record.ts'
import type { TimeMention } from '../model/time.ts'
import type { Sentence } from '../model/token.ts'
import { type Tree, tokenAt, treeOf } from '../model/tree.ts'
import { alone, GROUND, isWhere } from './placealone.ts'
import { type Ground, type Hanging, hangingOf } from './placehanging.ts'
import { continues, frameOf, takenUp, visited } from './placesharing.ts'
import { type Standpoint, strengthOf } from './placestrength.ts'

/** What the places of acts are read from. */
export interface PlacingInput {
  readonly events: readonly EventMention[]
  readonly sentences: readonly Sentence[]
  readonly places: readonly PlaceMention[]
  readonly times: readonly TimeMention[]
  readonly layer: EntityLayer
  readonly dates: ReadonlyMap<string, RecordDate | null>
}

/**
 * The place of each act, keyed by event id; acts whose place the text does not tell are left out. First the phrase that hangs on the
 * act itself, then the act in whose course it happens, then its sentence where only one place is told and no other act owns it, then
 * the act before it in the same stretch.
 */
export const placeEvents = (
  { events, sentences, places, times, layer, dates }: PlacingInput,
  words: PlacingWords,
): ReadonlyMap<string, PlaceMention> => {
  const placed = new Map<string, PlaceMention>()
  const told = new Set<number>()
  const scenes = new Map<number, PlaceMention>()
  const ordered = events.toSorted((a, b) => a.trigger.start - b.trigger.start)
  for (const sentence of sentences) {
    const here = ordered.filter(event => event.sentence === sentence.index)
    const named = places.filter(place => place.sentence === sentence.index)
    if (named.length === 0) continue
    const tree = treeOf(sentence)
    const ground = { tree, places: named, times: times.filter(time => time.sentence === sentence.index), words }
    const hangings = named.map(place => hangingOf(ground, place))
    const where = hangings.filter(h => isWhere(h, words))
    if (where.length > 0) told.add(sentence.index)
    const [only] = where
    const setting = where.length === 1 && only !== undefined && here.length === 0 && isMain(tree, only)
    if (setting) scenes.set(sentence.index, only.place)
    placeHere({ ground, hangings, here, layer }, placed)
  }
  let last: EventMention | null = null
  for (const event of ordered) {
    if (!placed.has(event.id) && !told.has(event.sentence)) {
      const goesOn = last !== null && continues(event, last, sentences, layer) && mayCoincide(dates, event, last)
      const before = goesOn
        ? last
        : (takenUp(event, ordered, placed, sentences, layer, words) ?? visited(event, ordered, placed, layer))
      const scene = dates.get(event.id)?.basis === 'stated' ? undefined : sceneOf(event, scenes)
      const place = before === null ? scene : placed.get(before.id)
      if (place !== undefined) placed.set(event.id, place)
    }
    if (placed.has(event.id)) last = event
  }
  return placed
}

/** False for an act with a day of its own: the war of last year was not at the border where they fought today. */
const mayCoincide = (dates: PlacingInput['dates'], event: EventMention, last: EventMention): boolean => {
  const [own, other] = [dates.get(event.id), dates.get(last.id)]
  if (own?.basis !== 'stated') return true
  return other != null && own.from <= other.to && other.from <= own.to
}

/** A sentence that names places, with its acts. */
interface Named {
  readonly ground: Ground
  readonly hangings: readonly Hanging[]
  readonly here: readonly EventMention[]
  readonly layer: EntityLayer
}

/** Places the acts of a sentence: by their own words, by the act they are part of, then by the sentence's only place. */
const placeHere = ({ ground, hangings, here, layer }: Named, placed: Map<string, PlaceMention>): void => {
  const { tree, words } = ground
  const put = (find: (standpoint: Standpoint) => PlaceMention | null | undefined): void => {
    for (const event of here) {
      const place = placed.has(event.id) ? null : find({ tree, event, others: here, words })
      if (place) placed.set(event.id, place)
    }
  }
  const framed = (standpoint: Standpoint): PlaceMention | undefined => placed.get(frameOf(standpoint, layer)?.id ?? '')
  put(standpoint => best(standpoint, hangings))
  put(framed)
  put(standpoint => alone(standpoint, hangings, ground))
  put(framed)
}

/** True where the place belongs to the main clause, and not to something said there. */
const isMain = (tree: Tree, { governor }: Hanging): boolean => governor === 0 || tokenAt(tree, governor).head === 0

/** A sentence that tells no act but one place sets the scene for the next: "The market of Mandalay was full. Monks held up a banner." */
const sceneOf = (event: EventMention, scenes: ReadonlyMap<number, PlaceMention>): PlaceMention | undefined =>
  GROUND.has(event.type) && event.status === 'occurred' ? scenes.get(event.sentence - 1) : undefined

/** The hanging that tells the place of the act most directly; of equals the nearest; those in the act's own share of the words first. */
const best = (standpoint: Standpoint, hangings: readonly Hanging[]): PlaceMention | null => {
  const { within, trigger } = standpoint.event
  const inside = within === null ? [] : hangings.filter(h => h.place.start >= within.start && h.place.end <= within.end)
  const scored = (inside.length > 0 ? inside : hangings).map(h => ({
    place: h.place,
    strength: strengthOf(standpoint, h),
  }))
  const told = scored.filter(s => s.strength > 0)
  const far = (place: PlaceMention): number => Math.abs(place.start - trigger.start)
  const [first] = told.sort((a, b) => b.strength - a.strength || far(a.place) - far(b.place))
  return first?.place ?? null
}

/** A place as the record carries it. */
export const recordPlace = ({
  name,
  country,
  region,
  lat,
  lon,
  geonames,
  start,
  end,
  text,
}: PlaceMention): RecordPlace => ({
  name,
  country,
  region,
  lat,
  lon,
  geonames,
  start,
  end,
  text,
})
