import type { Reading } from '../knowledge/gazetteer.ts'
import type { NamedKind, PlaceWords } from '../knowledge/placewords.ts'
import type { Sentence, Token } from '../model/token.ts'

/** Words that may name a place: what they could stand for, and what speaks for it. Token ids are inclusive. */
export interface NamedPlace {
  readonly sentence: number
  readonly from: number
  readonly to: number
  /** The name proper, without "northern" before it and "province" after it. */
  readonly nameFrom: number
  readonly nameTo: number
  /** What the name may stand for; empty when the gazetteer does not know it. */
  readonly readings: readonly Reading[]
  /** Kind told by a common noun beside it ("the town of …", "… province"), or null. */
  readonly told: NamedKind | null
  /** True when the tagger calls it a place. */
  readonly tagged: boolean
  /** False when only a place of the gazetteer, be it under another spelling, makes it one. */
  readonly certain: boolean
  /** The country an adjective names ("Kuwaiti waters"); null for names. */
  readonly adjective: string | null
}

/** Relations that tie the words of one name together. */
const NAME_LINKS = /^(?:flat|compound|goeswith)/

export const wordAt = (sentence: Sentence, id: number): Token | undefined => sentence.tokens[id - 1]
export const lowerAt = (sentence: Sentence, id: number): string => wordAt(sentence, id)?.form.toLowerCase() ?? ''
export const isCapital = (sentence: Sentence, id: number): boolean =>
  /^[\p{Lu}\d]/u.test(wordAt(sentence, id)?.form ?? '')
export const isProper = (token: Token | undefined): boolean => token?.upos === 'PROPN'

/** A common noun that belongs to a name: where it ends, or in the tagger's span where the name ends, and the kind it tells. */
export interface Noun {
  readonly to: number
  readonly kind: NamedKind
}

/** "province", "border crossing" right after the name; "Post" of "Washington Post" and other firms' nouns only in lower case. */
export const followed = (sentence: Sentence, to: number, { after, weak, before }: PlaceWords): Noun | null => {
  const next = lowerAt(sentence, to + 1)
  const two = after.get(`${next} ${lowerAt(sentence, to + 2)}`)
  if (two !== undefined) return { to: to + 2, kind: two }
  const one = after.get(next)
  if (one === undefined || (weak.has(next) && isCapital(sentence, to + 1))) return null
  // "the West Bank city of Jenin", "the Red Sea port city of Jeddah": the noun is the other's.
  const other = before.has(next) && (lowerAt(sentence, to + 2) === 'of' || before.has(lowerAt(sentence, to + 2)))
  return other && one !== 'region' ? null : { to: to + 1, kind: one }
}

/** The tagger's span may hold the common noun: "Kurram district"; but "Rome University" is a name of its own. */
export const trailing = (sentence: Sentence, first: number, last: number, { after, weak }: PlaceWords): Noun | null => {
  const word = lowerAt(sentence, last)
  const two = last - 2 >= first ? after.get(`${lowerAt(sentence, last - 1)} ${word}`) : undefined
  if (two !== undefined) return { to: last - 2, kind: two }
  const one = last - 1 >= first ? after.get(word) : undefined
  return one === undefined || (weak.has(word) && isCapital(sentence, last)) ? null : { to: last - 1, kind: one }
}

/** First token of "northern", "downtown" before a name; "south-east" may be cut at its hyphen. */
export const begun = (sentence: Sentence, from: number, direction: ReadonlySet<string>): number => {
  let start = from
  while (start > 1 && direction.has(lowerAt(sentence, start - 1))) start--
  const cut = start < from && lowerAt(sentence, start - 1) === '-' && direction.has(lowerAt(sentence, start - 2))
  return cut ? start - 2 : start
}

/** "town of", "the southern port of", "Lake": the kind a noun before the name tells. */
export const introduced = (
  sentence: Sentence,
  start: number,
  before: ReadonlyMap<string, NamedKind>,
): NamedKind | null => {
  const noun = lowerAt(sentence, start - 1) === 'of' ? start - 2 : start - 1
  const two = before.get(`${lowerAt(sentence, noun - 1)} ${lowerAt(sentence, noun)}`)
  return two ?? before.get(lowerAt(sentence, noun)) ?? null
}

/** True for a stretch inside a longer name: "Warsaw" in "Warsaw Pact", "Washington" in "Denzel Washington". */
export const isPart = (sentence: Sentence, from: number, to: number, { title, direction }: PlaceWords): boolean => {
  const inside = (id: number): boolean => id >= from && id <= to
  const own = sentence.tokens.slice(from - 1, to)
  const next = wordAt(sentence, to + 1)
  if (next !== undefined && isProper(next) && isCapital(sentence, to + 1)) {
    const under = own.some(
      t => t.head === next.id || (NAME_LINKS.test(t.deprel) && t.head > to && isProper(wordAt(sentence, t.head))),
    )
    if (under || (inside(next.head) && NAME_LINKS.test(next.deprel))) return true
  }
  const previous = wordAt(sentence, from - 1)
  if (previous === undefined || !isProper(previous) || !isCapital(sentence, from - 1)) return false
  const word = previous.form.toLowerCase()
  if (direction.has(word)) return false
  if (inside(previous.head) && NAME_LINKS.test(previous.deprel)) return true
  return title.has(word) || own.some(t => t.head === previous.id && NAME_LINKS.test(t.deprel))
}

/** "Bank of America", "Writers Guild of America"; the Republic of Korea and the Gulf of Oman are in the gazetteer as a whole. */
export const isOwner = (sentence: Sentence, from: number, { before }: PlaceWords): boolean => {
  const owned = lowerAt(sentence, from - 1) === 'of' ? wordAt(sentence, from - 2) : undefined
  return isProper(owned) && isCapital(sentence, from - 2) && !before.has(lowerAt(sentence, from - 2))
}

/** The whole name around a stretch the tagger marked, which may be part of it: "Los" of "Los Angeles". */
export const nameAround = (sentence: Sentence, from: number, to: number): readonly [number, number] => {
  const joined = (left: number, right: number): boolean => {
    const [a, b] = [wordAt(sentence, left), wordAt(sentence, right)]
    if (a === undefined || b === undefined || !isProper(a) || !isProper(b)) return false
    return (NAME_LINKS.test(a.deprel) && a.head >= right) || (NAME_LINKS.test(b.deprel) && b.head <= left)
  }
  let [first, last] = [from, to]
  while (joined(first - 1, first)) first--
  while (joined(last, last + 1)) last++
  return [first, last]
}
