import type { PlacingWords } from '../knowledge/placewords.ts'
import type { EventMention, EventType } from '../model/event.ts'
import type { PlaceMention } from '../model/place.ts'
import type { Token } from '../model/token.ts'
import { ancestors, relation, type Tree, tokenAt } from '../model/tree.ts'

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
}

/** An act, and what else is told in its sentence. */
export interface Standpoint {
  readonly tree: Tree
  readonly event: EventMention
  readonly others: readonly EventMention[]
  readonly words: PlacingWords
}

/** Acts of speech: they happen where the speaker speaks. */
export const SPOKEN: ReadonlySet<EventType> = new Set([
  'AGREE',
  'SUPPORT',
  'CONCEDE',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
])
/** Acts that happen to a place. */
const BODILY: ReadonlySet<EventType> = new Set(['RETREAT', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'])
const LEAVING: ReadonlySet<EventType> = new Set(['RETREAT', 'SANCTION', 'COERCE', 'MOBILIZE'])

const NOMINAL: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'NUM', 'ADV', 'ADJ'])

export const hangingOf = (tree: Tree, place: PlaceMention, words: PlacingWords): Hanging => {
  let at = tokenAt(tree, place.head)
  let preposition = prepositionOf(tree, at) || innerPreposition(tree, place)
  let handedOn = false
  const seen = new Set<number>()
  while (at.head !== 0 && !seen.has(at.id)) {
    seen.add(at.id)
    const up = tokenAt(tree, at.head)
    const rel = relation(at)
    const lemma = up.lemma.toLowerCase()
    const noun = words.nouns.has(lemma) || words.nouns.has(up.form.toLowerCase())
    const far = words.distance.has(lemma)
    // "the town of Sake", "south of Crete", "Gambella crossing", "Berlin's main station", "20 km from Basra", "the capital, Doha".
    const leads =
      (rel === 'conj' && NOMINAL.has(up.upos)) ||
      rel === 'appos' ||
      rel === 'flat' ||
      (far && (rel === 'nmod' || rel === 'obl')) ||
      (noun && NOMINAL.has(up.upos) && isHandle(tree, at, up, place, words)) ||
      // "at the Venice summit", "during a Middle East visit".
      (rel === 'compound' &&
        place.kind !== 'country' &&
        up.upos === 'NOUN' &&
        words.within.has(prepositionOf(tree, up)))
    if (!leads) break
    if (rel !== 'conj' && rel !== 'flat') handedOn ||= noun || far || rel === 'compound'
    at = up
    const own = prepositionOf(tree, up)
    if (own !== '' || rel !== 'conj') preposition = own
  }
  return { place, phrase: at.id, governor: at.head, preposition, relation: relation(at), handedOn }
}

/** "the port of Basra", "at Berlin's main station"; but not "Iran's Ahvaz field", "captured Tripoli's air base", where a state owns. */
const isHandle = (tree: Tree, token: Token, up: Token, place: PlaceMention, words: PlacingWords): boolean => {
  const rel = relation(token)
  if (token.deprel === 'nmod:poss') return place.kind !== 'country' && words.where.has(prepositionOf(tree, up))
  return rel === 'nmod' || rel === 'compound' || rel === 'obl'
}

/** Where the tree is awry, the preposition may hang on another word of the name than its head. */
const innerPreposition = (tree: Tree, place: PlaceMention): string => {
  const inside = tree.sentence.tokens.filter(t => t.start >= place.start && t.end <= place.end)
  return inside.map(t => prepositionOf(tree, t)).find(p => p !== '') ?? ''
}

const prepositionOf = (tree: Tree, token: Token): string => {
  const cases = tree.children(token.id).filter(id => tokenAt(tree, id).deprel === 'case')
  return cases[0] === undefined ? '' : tokenAt(tree, cases[0]).lemma.toLowerCase()
}

const DIRECT = 20
const BESIDE = 18
const BELOW = 15
const ABOVE = 12
const SENTENCE = 5

/** How directly a hanging tells the place of the act; 0 where it does not. */
export const strengthOf = (standpoint: Standpoint, hanging: Hanging): number => {
  const { tree, event } = standpoint
  const { governor, phrase } = hanging
  if (phrase === event.head) return DIRECT - 1
  if (isDescribed(standpoint, hanging)) return BESIDE
  const manner = mannerOf(standpoint, hanging)
  if (manner === 0) return 0
  if (governor === 0) return manner > 1 ? SENTENCE : 0
  const trigger = governor === event.head || inTrigger(tree, event, governor)
  if (trigger) return DIRECT + manner
  if (hanging.relation === 'compound' || hanging.relation === 'amod') return 0
  const head = tokenAt(tree, event.head)
  // "held talks in Izmir": the noun is the act, the verb carries the place.
  const carried = head.head === governor && ['nsubj', 'obj', 'obl', 'xcomp', 'conj', 'nmod'].includes(relation(head))
  if (carried && owner(standpoint, governor) === null) return BESIDE + manner
  if (isSpeaking(standpoint, governor)) return ABOVE + manner
  const down = depthBelow(standpoint, governor)
  if (down !== null) return Math.max(BELOW - 2 * down, 1) + manner
  const up = depthAbove(standpoint, governor)
  if (up !== null) return Math.max(ABOVE - 2 * up, 1) + manner
  return 0
}

/** "the Gaza Strip, captured by Israel in 1967", "Quito, where demonstrators threw rocks": the act describes the place. */
const isDescribed = ({ tree, event, words }: Standpoint, { phrase, place }: Hanging): boolean => {
  const head = tokenAt(tree, event.head)
  if (head.head === phrase && head.deprel === 'acl') return words.object.has(head.lemma.toLowerCase())
  // Parsers hang such clauses in many places: the word "where" right after the name tells.
  const after = tree.sentence.tokens.filter(t => t.start >= place.end).slice(0, 2)
  const relative = after.find(
    (t, i) => words.relative.has(t.form.toLowerCase()) && (i === 0 || after[0]?.upos === 'PUNCT'),
  )
  return relative !== undefined && [event.head, ...ancestors(tree, event.head)].includes(relative.head)
}

/** 4 for a town or area that the act is done to, 3 for "where" phrases and other objects, 2 for goals and origins that suit the act, 1 for a name before the trigger, 0 for the rest. */
const mannerOf = ({ tree, event, words }: Standpoint, hanging: Hanging): number => {
  const { preposition, place, governor, handedOn } = hanging
  const lemma = governor === 0 ? '' : tokenAt(tree, governor).lemma.toLowerCase()
  const country = place.kind === 'country'
  const direct = governor === event.head || (governor !== 0 && inTrigger(tree, event, governor))
  const spoken = SPOKEN.has(event.type)
  // "called off a visit to Athens" does not happen in Athens.
  const travels = (words.going.has(lemma) || event.format.includes('visit')) && (direct || !spoken)
  switch (hanging.relation) {
    case 'obl':
    case 'nmod':
    case 'advmod':
    case 'advcl':
    case 'parataxis':
    case 'conj':
    case 'root':
    case 'dep': {
      if (words.where.has(preposition)) return 3
      if (words.setting.has(preposition) && words.set.has(lemma)) return 2
      if (preposition === '') return hanging.relation === 'advmod' || handedOn ? 3 : 0
      if (words.force.has(preposition)) return handedOn || (BODILY.has(event.type) && !country) ? 3 : 0
      if (words.of.has(preposition) && direct && BODILY.has(event.type) && !country) return 2
      if (words.whence.has(preposition) && (LEAVING.has(event.type) || handedOn))
        return handedOn && !LEAVING.has(event.type) ? 3 : 2
      const invited = event.type === 'CONSULT' && words.inviting.has(lemma) && isAbove(tree, event, governor)
      if (words.whither.has(preposition) && invited) return 2
      if (words.whither.has(preposition))
        return travels || (!country && direct && !spoken) || event.type === 'MOBILIZE' ? 2 : 0
      return 0
    }
    case 'obj':
    case 'nsubj':
      if (hanging.relation === 'nsubj' && !tokenAt(tree, hanging.phrase).deprel.endsWith(':pass')) return 0
      if (event.format.includes('visit') && direct) return 3
      // "left Cairo after talks", "will visit Japan for talks".
      if (words.object.has(lemma) && words.going.has(lemma) && isAbove(tree, event, governor)) return 2
      if (!words.object.has(lemma) || !(direct || handedOn)) return 0
      return country ? (event.type === 'ASSAULT' ? 0 : 3) : 4
    case 'compound':
    case 'amod':
      return direct && (!country || event.format.includes('visit')) ? 1 : 0
    default:
      return 0
  }
}

const isAbove = (tree: Tree, { head, type }: EventMention, governor: number): boolean =>
  !BODILY.has(type) && ancestors(tree, head).includes(governor)

/** The trigger may be several words, "held talks": any of them may carry the place. */
const inTrigger = (tree: Tree, { trigger }: EventMention, id: number): boolean => {
  const token = tokenAt(tree, id)
  return token.start >= trigger.start && token.end <= trigger.end
}

const owner = ({ event, others }: Standpoint, id: number): EventMention | null =>
  others.find(other => other.id !== event.id && other.head === id) ?? null

/** "The minister, speaking in Ankara, urged …": the participle is its subject's. */
const isSpeaking = ({ tree, event, words }: Standpoint, governor: number): boolean => {
  const participle = tokenAt(tree, governor)
  if (!SPOKEN.has(event.type) || !words.speaking.has(participle.lemma.toLowerCase()) || participle.head === 0)
    return false
  const subject = tokenAt(tree, participle.head)
  return participle.deprel === 'acl' && relation(subject) === 'nsubj' && subject.head === event.head
}

/** Steps from the act down to the word the place hangs on; null where a clause or another act lies between. */
const depthBelow = (standpoint: Standpoint, governor: number): number | null => {
  const { tree, event, words } = standpoint
  const path = [governor, ...ancestors(tree, governor)]
  const steps = path.indexOf(event.head)
  if (steps < 0) return null
  // "talks held in Geneva", "a meeting which Angola had arranged in Luanda": the clause describes the act.
  const own = tokenAt(tree, governor)
  // Parsers often hang such a clause on the last noun before it: then it must have the act for its object.
  const nominal = tokenAt(tree, event.head).upos === 'NOUN' && own.deprel.startsWith('acl')
  const takes = tree
    .children(governor)
    .some(id => id < governor && tokenAt(tree, id).upos === 'PRON' && tokenAt(tree, id).deprel === 'obj')
  if (nominal && (steps === 1 || (steps === 2 && takes))) return owner(standpoint, governor) === null ? 1 : null
  for (const id of path.slice(0, steps)) {
    const token = tokenAt(tree, id)
    const clause = ['acl', 'advcl', 'ccomp', 'csubj', 'parataxis', 'xcomp'].includes(relation(token))
    // "met envoys visiting Baku" tells nothing of the meeting, "killed in a clash in the hills" does.
    if (clause) return null
    if (owner(standpoint, id) !== null && !words.within.has(prepositionOf(tree, token))) return null
    if (relation(token) === 'nsubj' && !token.deprel.endsWith(':pass')) return steps + 2
  }
  return steps
}

/** Steps from the act up to the word the place hangs on; null where the act is told about, not told with, it. */
const depthAbove = (standpoint: Standpoint, governor: number): number | null => {
  const { tree, event } = standpoint
  const path = ancestors(tree, event.head)
  const steps = path.indexOf(governor)
  if (steps < 0) return null
  for (const id of [event.head, ...path.slice(0, steps)]) {
    const token = tokenAt(tree, id)
    if (token.deprel === 'acl:relcl') return null
    const told = relation(token) === 'ccomp' || (relation(token) === 'parataxis' && token.upos !== 'NOUN')
    if (told && !SPOKEN.has(event.type)) return null
  }
  return steps
}
