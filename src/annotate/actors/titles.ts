import type { ActorWords } from '../../knowledge/actors/words.ts'
import type { NounHit, Reading } from './reading.ts'

/** A name as far as titles go. */
interface Named {
  readonly from: number
  readonly to: number
  readonly title: NounHit | null
}

/** A plural title and which of its bearers this is: "Presidents A and B", "the heads of the two services, A and B,". */
export interface SharedTitle {
  readonly hit: NounHit
  /** Place among the bearers, from 0, and how many there are. */
  readonly place: number
  readonly of: number
  /** Each bears it for a state of his own: "the two foreign ministers, A and B", "Presidents A and B". */
  readonly apart: boolean
}

/** Offices of which a state has one holder at a time. */
export const UNIQUE: ReadonlySet<string> = new Set([
  'head_of_state',
  'head_of_government',
  'vice_president',
  'foreign_minister',
  'defence_minister',
  'finance_minister',
  'interior_minister',
  'justice_minister',
  'crown_prince',
])

/** The names of a sentence that share a plural title, with their share in it. */
export const sharesOf = <N extends Named>(
  words: ActorWords,
  reading: Reading,
  spans: readonly N[],
): ReadonlyMap<N, SharedTitle> => {
  const shares = new Map<N, SharedTitle>()
  for (const [i, first] of spans.entries()) {
    const hit = pluralTitle(reading, first)
    if (!hit || shares.has(first)) continue
    const bearers = [first]
    for (const next of spans.slice(i + 1)) {
      if (next.title !== null || !isListed(words, reading, bearers.at(-1)?.to ?? 0, next.from)) break
      bearers.push(next)
    }
    if (bearers.length < 2) continue
    const counted = reading.folded.slice(Math.max(0, hit.from - 2), first.from).some(word => words.pairs.of.has(word))
    const apart = counted || UNIQUE.has(hit.noun.office ?? '')
    for (const [place, span] of bearers.entries()) shares.set(span, { hit, place, of: bearers.length, apart })
  }
  return shares
}

/** The plural title right before a name, or before the comma that sets the name off: "the presidents of Chad and Niger, A and B,". */
const pluralTitle = (reading: Reading, { from, title }: Named): NounHit | null => {
  if (title !== null) return null
  const direct = reading.nouns[from - 1]
  if (direct) return direct.plural && direct.noun.kind === 'person' ? direct : null
  if (reading.tokens[from - 1]?.form !== ',') return null
  for (let i = from - 2; i >= 0 && i > from - TITLE_REACH; i--) {
    const hit = reading.nouns[i]
    if (hit?.plural && hit.noun.kind === 'person') return hit
    if (!IN_COMPLEMENT.has(reading.tokens[i]?.upos ?? '')) return null
  }
  return null
}
/** Tokens that what hangs on a title may fill: "of the two security services". */
const TITLE_REACH = 10
const IN_COMPLEMENT: ReadonlySet<string> = new Set(['ADP', 'DET', 'PROPN', 'NOUN', 'ADJ', 'NUM', 'CCONJ', 'PART'])

/** Nothing but a comma or a conjunction stands between two names, behind whose the first is: "Presidents A of Chad and B of Niger". */
const isListed = (words: ActorWords, reading: Reading, to: number, from: number): boolean => {
  const between = reading.tokens.slice(wholeTo(words, reading, to) + 1, from)
  return between.length > 0 && between.every(token => token.upos === 'CCONJ' || token.form === ',')
}

/** The last token of what says whose somebody is behind his name, or that of the name. */
const wholeTo = (words: ActorWords, reading: Reading, to: number): number =>
  words.own.has(reading.folded[to + 1] ?? '') ? (reading.names[to + 2]?.to ?? to) : to

/** Each plural title of a sentence with those who share it. */
export const bearersOf = <N extends { readonly shared: SharedTitle | null }>(
  spans: readonly N[],
): ReadonlyMap<NounHit, readonly N[]> => {
  const titles = new Map<NounHit, readonly N[]>()
  for (const span of spans) if (span.shared) titles.set(span.shared.hit, [...(titles.get(span.shared.hit) ?? []), span])
  return titles
}
