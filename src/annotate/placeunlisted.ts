import type { Reading } from '../knowledge/gazetteer.ts'
import { foldName } from '../knowledge/placename.ts'
import type { PlaceKnowledge } from '../knowledge/places.ts'
import type { Sentence } from '../model/token.ts'
import type { Cover } from './placecover.ts'
import {
  begun,
  followed,
  introduced,
  isCapital,
  isProper,
  lowerAt,
  type NamedPlace,
  nameAround,
  trailing,
  wordAt,
} from './placeshape.ts'

/** Places that did not match the gazetteer as they stand: found by the tagger, or told by the words around them. */
export const unlistedPlaces = (
  text: string,
  sentence: Sentence,
  cover: Cover,
  knowledge: PlaceKnowledge,
): readonly NamedPlace[] => {
  const { words } = knowledge
  const found: NamedPlace[] = []
  for (const { from, to } of cover.places) {
    const [first, last] = nameAround(sentence, from, to)
    if (words.bearer.has(lowerAt(sentence, first - 1))) continue
    const place = unlisted(text, sentence, first, last, true, knowledge)
    // A longer name ("New Zealand Herald") is no place unless the gazetteer says so.
    const whole = (first === from && last === to) || place.readings.length > 0
    if (whole && !words.never.has(lowerAt(sentence, place.nameTo)))
      found.push({ ...place, certain: isLed(sentence, place, knowledge) })
  }
  for (const [from, to] of announced(sentence, cover, knowledge))
    found.push(unlisted(text, sentence, from, to, false, knowledge))
  return found
}

/** Firms and parties go by letters ("in OPEC"), places hardly. */
const LETTERS = /^\p{Lu}{2,5}$/u

/** "US" is a country, "us" and "Us" are not; "LA" is a city, "La" is not. */
const SHORT = /^\p{L}{1,2}$/u
export const readingsOf = (form: string, knowledge: PlaceKnowledge): readonly Reading[] => {
  if (SHORT.test(form) && form !== form.toUpperCase()) return []
  const readings = knowledge.readings(foldName(form))
  // "ICO" is an organisation, though there is an Icó; "UAE" and "DMZ" are places.
  return LETTERS.test(form) && readings.length > 0 ? readings.filter(r => r.kept || r.place.kind !== 'city') : readings
}

/** A name found by the tagger, or announced by a common noun, whatever the gazetteer makes of it. */
const unlisted = (
  text: string,
  sentence: Sentence,
  from: number,
  to: number,
  tagged: boolean,
  knowledge: PlaceKnowledge,
): NamedPlace => {
  const { words } = knowledge
  let first = lowerAt(sentence, from) === 'the' && from < to ? from + 1 : from
  const start = begun(sentence, first, words.direction)
  while (first < to && words.direction.has(lowerAt(sentence, first))) first++
  const inner = trailing(sentence, first, to, words)
  const after = followed(sentence, to, words)
  const told = after?.kind ?? inner?.kind ?? introduced(sentence, start, words.before)
  const nameTo = inner?.to ?? to
  const readings = readingsOf(text.slice(wordAt(sentence, first)?.start, wordAt(sentence, nameTo)?.end), knowledge)
  const span = { from: start, to: after?.to ?? to, nameFrom: first, nameTo }
  return { sentence: sentence.index, ...span, readings, told, tagged, certain: true, adjective: null }
}

/** Places the gazetteer does not know need more than the tagger's word: a common noun, a preposition of place, or somebody going there. */
const isLed = (sentence: Sentence, place: NamedPlace, { words, placing }: PlaceKnowledge): boolean => {
  if (place.told !== null) return true
  if (LETTERS.test(wordAt(sentence, place.nameTo)?.form ?? '')) return false
  const before = lowerAt(sentence, lowerAt(sentence, place.from - 1) === 'the' ? place.from - 2 : place.from - 1)
  if (words.sure.has(before)) return true
  const head = sentence.tokens.slice(place.from - 1, place.to).find(t => t.head < place.from || t.head > place.to)
  const governor = wordAt(sentence, head?.head ?? 0)?.lemma.toLowerCase() ?? ''
  if (words.locative.has(before) && placing.nouns.has(governor)) return true
  if (placing.where.has(before) && head?.deprel === 'obl') return true
  // "flew to Nyandit" goes somewhere, "according to AFP" and "the appeal to Google" do not.
  return words.locative.has(before) && placing.going.has(governor)
}

/** Names nobody tagged, told by the words around: "the village of Nyandit", "Kurram district", "in nearby Mubambiro". */
const announced = (
  sentence: Sentence,
  cover: Cover,
  knowledge: PlaceKnowledge,
): readonly (readonly [number, number])[] => {
  const { words } = knowledge
  const found: (readonly [number, number])[] = []
  const named = (id: number): boolean => isCapital(sentence, id) && isProper(wordAt(sentence, id))
  for (let id = 1; id <= sentence.tokens.length; id++) {
    const of = lowerAt(sentence, id - 1) === 'of' && words.before.has(lowerAt(sentence, id - 2))
    if (!named(id) && !(of && isCapital(sentence, id))) continue
    let to = id
    while (named(to + 1) && !words.after.has(lowerAt(sentence, to + 1))) to++
    const after = followed(sentence, to, words)
    const land = after !== null && !words.weak.has(lowerAt(sentence, after.to))
    const kinds = sentence.tokens.slice(id - 1, to).map(t => cover.names.get(t.id)?.kind)
    const borne = words.bearer.has(lowerAt(sentence, id - 1))
    const free = kinds.every(kind => kind === undefined) && !borne
    const strong =
      words.strong.has(lowerAt(sentence, begun(sentence, id, words.direction) - 1)) && !kinds.includes('organization')
    const told =
      (of && !kinds.includes('person')) ||
      // "off Escoda Shoal": nobody is off or across a person.
      (land &&
        !borne &&
        (isNoPerson(kinds) || words.locative.has(lowerAt(sentence, id - 1))) &&
        !LETTERS.test(wordAt(sentence, to)?.form ?? '')) ||
      ((free || strong) && isAfterSure(sentence, id, to, knowledge))
    if (told && !words.never.has(lowerAt(sentence, to))) found.push([id, to])
    id = to
  }
  return found
}

/** "the Kurram district" is no organisation, though a tagger may take the name for one. */
const isNoPerson = (kinds: readonly (string | undefined)[]): boolean =>
  kinds.every(kind => kind === undefined || kind === 'organization')

/** "in nearby Mubambiro", "an army post at Nyandit": a whole phrase of its own, no letters, no owner. */
const isAfterSure = (sentence: Sentence, from: number, to: number, { words, placing }: PlaceKnowledge): boolean => {
  const before = lowerAt(sentence, begun(sentence, from, words.direction) - 1)
  const head = sentence.tokens.slice(from - 1, to).find(t => t.head < from || t.head > to)
  if (head === undefined || !/^(?:obl|nmod)$/.test(head.deprel)) return false
  const governor = wordAt(sentence, head.head)?.lemma.toLowerCase() ?? ''
  const led = words.sure.has(before) || (words.locative.has(before) && placing.nouns.has(governor))
  return led && !LETTERS.test(wordAt(sentence, to)?.form ?? '')
}
