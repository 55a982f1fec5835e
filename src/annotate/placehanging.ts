import type { PlacingWords } from '../knowledge/placewords.ts'
import type { PlaceMention } from '../model/place.ts'
import type { TimeMention } from '../model/time.ts'
import type { Token } from '../model/token.ts'
import { relation, type Tree, tokenAt } from '../model/tree.ts'

/** How a place hangs in the tree: the word that its phrase depends on, by which preposition and relation. */
export interface Hanging {
  readonly place: PlaceMention
  /** Head of the whole phrase: "town" in "the town of Sake". */
  readonly phrase: number
  readonly governor: number
  /** Lemma of the preposition, or the empty string. */
  readonly preposition: string
  readonly relation: string
  /** True when a noun of place leads to the name ("the streets of …"), or a distance ("20 km from …"). */
  readonly handedOn: boolean
  /** True when the name stands before a noun that is no place: "a Jeddah oil depot", "the Venice summit". */
  readonly named: boolean
}

/** A sentence with its places and times. */
export interface Ground {
  readonly tree: Tree
  readonly places: readonly PlaceMention[]
  readonly times: readonly TimeMention[]
  readonly words: PlacingWords
}

const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'NUM', 'ADV', 'ADJ'])

export const hangingOf = (ground: Ground, place: PlaceMention): Hanging => {
  const { tree, words } = ground
  let at = tokenAt(tree, place.head)
  let preposition =
    prepositionAt(ground, place, at) || innerPreposition(ground, place) || besidePreposition(ground, place)
  let handedOn = false
  let named = false
  const seen = new Set<number>()
  while (at.head !== 0 && !seen.has(at.id)) {
    seen.add(at.id)
    const up = tokenAt(tree, at.head)
    const rel = relation(at)
    const lemma = up.lemma.toLowerCase()
    const noun = words.nouns.has(lemma) || words.nouns.has(up.form.toLowerCase())
    const far = words.distance.has(lemma)
    const names = rel === 'compound' && place.kind !== 'country' && up.upos === 'NOUN' && isArgument(tree, up)
    // "the town of Sake", "south of Crete", "Gambella crossing", "Berlin's main station", "20 km from Basra", "the capital, Doha".
    const leads =
      (rel === 'conj' && NOMINAL.has(up.upos)) ||
      (rel === 'appos' && (noun || isPlace(ground, up))) ||
      rel === 'flat' ||
      (far && (rel === 'nmod' || rel === 'obl')) ||
      (noun && NOMINAL.has(up.upos) && isHandle(ground, at, up, place)) ||
      (words.where.has(preposition) && isOccasion(ground, up)) ||
      names
    if (!leads) break
    if (rel !== 'conj' && rel !== 'flat') handedOn ||= noun || far || names
    named ||= names && !noun
    at = up
    const own = prepositionAt(ground, place, up)
    if (own !== '' || (rel !== 'conj' && relation(up) !== 'acl')) preposition = own
  }
  return { place, phrase: at.id, governor: at.head, preposition, relation: relation(at), handedOn, named }
}

/** "At a briefing in Sofia he said …", "at the summit, which will be held in Nagoya": what is done there is done in the town. */
const isOccasion = ({ tree, words }: Pick<Ground, 'tree' | 'words'>, token: Token): boolean => {
  if (relation(token) === 'acl' && token.head !== 0) return isOccasion({ tree, words }, tokenAt(tree, token.head))
  return words.meetings.has(token.lemma.toLowerCase()) && words.during.has(prepositionOf(tree, token))
}

/** "at the Venice summit", "shelled a Kharkiv clinic": not "the Kharkiv clinic chief", where the name goes with a name. */
const isArgument = (tree: Tree, noun: Token): boolean =>
  prepositionOf(tree, noun) !== '' || ['obj', 'nsubj'].includes(relation(noun))

/** True inside another place: "Tripoli, Lebanon"; not in "On Monday, Tripoli said", whatever the parser thinks. */
const isPlace = ({ places }: Ground, token: Token): boolean =>
  places.some(place => place.start <= token.start && token.end <= place.end)

/** "the port of Basra", "at Berlin's main station"; but not "Iran's Ahvaz field", "captured Tripoli's air base", where a state owns. */
const isHandle = ({ tree, words }: Ground, token: Token, up: Token, place: PlaceMention): boolean => {
  const rel = relation(token)
  if (token.deprel === 'nmod:poss') return place.kind !== 'country' && words.where.has(prepositionOf(tree, up))
  return rel === 'nmod' || rel === 'compound' || rel === 'obl'
}

/** Where the tree is awry, the preposition may hang on another word of the name than its head. */
const innerPreposition = (ground: Ground, place: PlaceMention): string => {
  const inside = ground.tree.sentence.tokens.filter(t => t.start >= place.start && t.end <= place.end)
  return inside.map(t => prepositionAt(ground, place, t)).find(p => p !== '') ?? ''
}

/** "in the Moroccan capital Rabat", where the parser keeps the two apart: the noun's preposition is the name's. */
const besidePreposition = (ground: Ground, place: PlaceMention): string => {
  const { tree, words } = ground
  const left = tree.sentence.tokens.find(t => t.end === place.start - 1)
  return left !== undefined && words.nouns.has(left.lemma.toLowerCase()) ? prepositionAt(ground, place, left) : ''
}

/** The preposition before a place; none where it belongs to a time ("In January Chad …", "On Monday, Kigali …"). */
const prepositionAt = ({ tree, times }: Ground, place: PlaceMention, token: Token): string => {
  const first = casesOf(tree, token)[0]
  const before = tree.sentence.tokens[first === undefined ? 0 : first.id]
  const ofTime = times.some(time => time.start === before?.start && time.end <= place.start)
  return first === undefined || ofTime ? '' : prepositionOf(tree, token)
}

/** The preposition of a word: the last of several ("from inside"), all of a fixed one ("in front of"); "out" of "out of". */
export const prepositionOf = (tree: Tree, token: Token): string => {
  const cases = casesOf(tree, token)
  const [first] = cases
  if (first === undefined) return ''
  const fixed = tree
    .children(first.id)
    .flatMap(id => (relation(tokenAt(tree, id)) === 'fixed' ? [tokenAt(tree, id)] : []))
  const all = fixed.length > 0 ? [first, ...fixed] : [cases.at(-1) ?? first]
  return all.map(t => t.lemma.toLowerCase()).join(' ')
}

const casesOf = (tree: Tree, token: Token): readonly Token[] =>
  tree.children(token.id).flatMap(id => (tokenAt(tree, id).deprel === 'case' ? [tokenAt(tree, id)] : []))
