import type { Reading } from '../knowledge/gazetteer.ts'
import type { PlaceKnowledge } from '../knowledge/places.ts'
import type { PlaceWords } from '../knowledge/placewords.ts'
import type { EntityLayer } from '../model/entity.ts'
import type { Sentence } from '../model/token.ts'
import { type Cover, coverOf, isOtherName } from './placecover.ts'
import {
  begun,
  followed,
  introduced,
  isCapital,
  isOwner,
  isPart,
  isProper,
  lowerAt,
  type NamedPlace,
  wordAt,
} from './placeshape.ts'
import { readingsOf, unlistedPlaces } from './placeunlisted.ts'

/** Names longer than this are rare ("Great Hall of the People" has five words). */
const LONGEST = 6
/** A town of this size is known well enough to be one without a word of place before it. */
const WELL_KNOWN = 100_000
const LARGE = 1_000_000
/** Texas is known by its name, the province of Centre is not. */
const LARGE_DIVISION = 1_000_000

/** Every stretch of a sentence that may name a place, the longest where they compete, in text order. */
export const namedPlaces = (
  text: string,
  sentence: Sentence,
  layer: EntityLayer,
  knowledge: PlaceKnowledge,
): readonly NamedPlace[] => {
  const cover = coverOf(sentence, layer)
  const found: NamedPlace[] = []
  const put = (place: NamedPlace): void => {
    if (!found.some(other => other.from <= place.to && place.from <= other.to)) found.push(place)
  }
  for (let id = 1; id <= sentence.tokens.length; id++) {
    if (isBorne(sentence, id, knowledge.words)) {
      while (isCapital(sentence, id + 1) && isProper(wordAt(sentence, id + 1))) id++
      continue
    }
    const place = territory(sentence, cover, id, knowledge) ?? listed(text, sentence, cover, id, knowledge)
    if (place === null) continue
    put(place)
    id = place.to
  }
  for (const place of unlistedPlaces(text, sentence, cover, knowledge)) put(place)
  return found.sort((a, b) => a.from - b.from)
}

/** "Kuwaiti waters", "Israeli territory". */
const territory = (sentence: Sentence, cover: Cover, id: number, { words }: PlaceKnowledge): NamedPlace | null => {
  const adjective = cover.adjectives.get(id)
  if (adjective === undefined) return null
  const two = words.territory.get(`${lowerAt(sentence, id + 1)} ${lowerAt(sentence, id + 2)}`)
  const told = two ?? words.territory.get(lowerAt(sentence, id + 1))
  const to = two === undefined ? id + 1 : id + 2
  // "Chinese coast guard ships" are no coast.
  if (told === undefined || wordAt(sentence, to)?.deprel === 'compound') return null
  return {
    sentence: sentence.index,
    from: id,
    to,
    nameFrom: id,
    nameTo: to,
    readings: [],
    told,
    tagged: false,
    certain: true,
    adjective,
  }
}

/** The name of a ship or a paper, which may hold a town's: "the tanker Sea Isle City". */
const isBorne = (sentence: Sentence, id: number, words: PlaceWords): boolean =>
  isCapital(sentence, id) && words.bearer.has(lowerAt(sentence, id - 1))

/** "al-Hilla", cut at its hyphen. */
const isArticle = (sentence: Sentence, id: number, words: PlaceWords): boolean =>
  lowerAt(sentence, id + 1) === '-' && isCapital(sentence, id + 2) && words.article.has(lowerAt(sentence, id))

/** The longest name of the gazetteer that begins here. */
const listed = (
  text: string,
  sentence: Sentence,
  cover: Cover,
  id: number,
  knowledge: PlaceKnowledge,
): NamedPlace | null => {
  const first = wordAt(sentence, id)
  if (first === undefined || !(isCapital(sentence, id) || isArticle(sentence, id, knowledge.words))) return null
  for (let to = Math.min(id + LONGEST - 1, sentence.tokens.length); to >= id; to--) {
    const last = wordAt(sentence, to)
    if (last === undefined || /^[\p{P}\p{S}]/u.test(last.form)) continue
    const readings = readingsOf(text.slice(first.start, last.end), knowledge)
    if (readings.length === 0) continue
    const place = accepted(sentence, id, to, readings, cover, knowledge)
    if (place !== null) return place
  }
  return null
}

/** The name with the words that belong to it, or null where it is part of another name or nothing speaks for a place. */
const accepted = (
  sentence: Sentence,
  from: number,
  to: number,
  readings: readonly Reading[],
  cover: Cover,
  { words }: PlaceKnowledge,
): NamedPlace | null => {
  const tagged = cover.places.some(p => p.from <= to && from <= p.to)
  const after = followed(sentence, to, words)
  const country = readings.some(({ place, usual }) => place.kind === 'country' && usual)
  // "US President" is the country's, "Iran Air" is a firm only if somebody says so.
  const part = after === null && isPart(sentence, from, to, words)
  if (isOwner(sentence, from, words)) return null
  if (part && !(country && !isOtherName(cover, from, to))) return null
  const start = begun(sentence, from, words.direction)
  const told = after?.kind ?? introduced(sentence, start, words.before)
  const before = lowerAt(sentence, start - 1) === 'the' ? start - 2 : start - 1
  const done = lowerAt(sentence, before) === 'of' && words.done.has(lowerAt(sentence, before - 1))
  // "in Rabat, Casablanca and Fez"
  const joined = sentence.tokens.slice(from - 1, to).some(t => t.deprel === 'conj' && isWithin(cover.places, t.head))
  const led = told !== null || done || joined || words.locative.has(lowerAt(sentence, before))
  const known = readings.some(reading => isKnown(reading, from === to))
  const strong = words.strong.has(lowerAt(sentence, before))
  // "the governor of Bunia", "north of Kharkiv": a town is no person because a tagger says so.
  const large = lowerAt(sentence, before) === 'of' && readings.some(isLarge)
  if (!country && !(led && known) && !done && !strong && !large && isOtherName(cover, from, to)) return null
  // "Hamas" is no town of another spelling where it is a party.
  const body = cover.names.get(from)
  const exact = body?.kind === 'organization' && body.from === from && body.to === to
  if (exact && told === null && !readings.some(r => r.usual)) return null
  const proper = strong || sentence.tokens.slice(from - 1, to).some(isProper)
  if (told === null && from === to && words.never.has(lowerAt(sentence, from))) return null
  if (!(known ? proper || (tagged && led) : led && (proper || tagged || told !== null))) return null
  return {
    sentence: sentence.index,
    from: start,
    to: after?.to ?? to,
    nameFrom: from,
    nameTo: to,
    readings,
    told,
    tagged,
    certain: true,
    adjective: null,
  }
}

const isWithin = (spans: readonly { readonly from: number; readonly to: number }[], id: number): boolean =>
  spans.some(span => span.from <= id && id <= span.to)

/** A capital or a city so large that everybody knows it. */
const isLarge = ({ place, usual }: Reading): boolean =>
  usual && place.kind === 'city' && (place.rank === 'C' || place.population >= LARGE)

/** Known by its name alone; a small division of one word is not. */
const isKnown = ({ place, usual }: Reading, single: boolean): boolean => {
  if (!usual) return false
  if (place.kind === 'city') return place.population >= WELL_KNOWN || place.rank === 'C'
  return place.kind !== 'region' || place.population === 0 || place.population >= LARGE_DIVISION || !single
}
