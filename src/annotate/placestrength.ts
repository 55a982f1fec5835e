import type { PlacingWords } from '../knowledge/placewords.ts'
import { type EventMention, type EventType, VERBAL } from '../model/event.ts'
import type { Token } from '../model/token.ts'
import { ancestors, feature, relation, type Tree, tokenAt } from '../model/tree.ts'
import { type Hanging, prepositionOf } from './placehanging.ts'

/** An act, and what else is told in its sentence. */
export interface Standpoint {
  readonly tree: Tree
  readonly event: EventMention
  readonly others: readonly EventMention[]
  readonly words: PlacingWords
}

/** Acts that happen to a place. */
const BODILY: ReadonlySet<EventType> = new Set(['RETREAT', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'])
/** Words against somebody, who is seldom where they are spoken. */
const AGAINST: ReadonlySet<EventType> = new Set(['ACCUSE', 'REJECT', 'THREATEN'])
const LEAVING: ReadonlySet<EventType> = new Set(['RETREAT', 'SANCTION', 'COERCE', 'MOBILIZE'])

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
  if (governor === 0) return manner > NAME ? SENTENCE : 0
  const trigger = governor === event.head || inTrigger(tree, event, governor)
  if (trigger) return DIRECT + manner
  if (hanging.relation === 'compound' || hanging.relation === 'amod') return 0
  const head = tokenAt(tree, event.head)
  // "held talks in Izmir": the noun is the act, the verb carries the place.
  const carried = head.head === governor && ['nsubj', 'obj', 'obl', 'xcomp', 'conj', 'nmod'].includes(relation(head))
  if (carried && owner(standpoint, governor) === null && !isApart(standpoint, event.head)) return BESIDE + manner
  if (isSpeaking(standpoint, governor)) return ABOVE + manner
  const down = depthBelow(standpoint, governor)
  if (down !== null) return Math.max(BELOW - 2 * down, 1) + manner
  const up = depthAbove(standpoint, hanging, manner)
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

/** A town or area that the act is done to. */
const DONE_TO = 4
/** "Where" phrases and other objects. */
const WHERE = 3
/** Goals and origins that suit the act. */
const GOAL = 2
/** A name before the trigger. */
const NAME = 1

/** How well the way a place hangs on its governor suits the act; 0 where it tells no place of it. */
const mannerOf = ({ tree, event, words }: Standpoint, hanging: Hanging): number => {
  const { preposition, place, governor, handedOn } = hanging
  if (isCompared(tree, governor)) return 0
  const lemma = governor === 0 ? '' : tokenAt(tree, governor).lemma.toLowerCase()
  const country = place.kind === 'country'
  const direct = governor === event.head || (governor !== 0 && inTrigger(tree, event, governor))
  const spoken = VERBAL.has(event.type)
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
      if (words.where.has(preposition)) return WHERE
      // "on Barents Sea fisheries" is a topic; "on a Middle East tour", "an attack on a Jeddah oil depot" are places.
      if (hanging.named && !isTour(tree, hanging, words) && !(BODILY.has(event.type) && direct)) return 0
      if (words.setting.has(preposition) && words.set.has(lemma)) return GOAL
      if (preposition === '') return hanging.relation === 'advmod' || handedOn ? WHERE : 0
      if (words.force.has(preposition)) return handedOn || (BODILY.has(event.type) && !country) ? WHERE : 0
      if (words.of.has(preposition) && direct && BODILY.has(event.type) && !country) return GOAL
      const sent = direct && (event.type !== 'SANCTION' || !country || hasPosted(tree, governor, words))
      const leaves = LEAVING.has(event.type) && (sent || words.posted.has(lemma))
      if (words.whence.has(preposition) && (leaves || handedOn)) return handedOn && !leaves ? WHERE : GOAL
      const invited = event.type === 'CONSULT' && words.inviting.has(lemma) && isAbove(tree, event, governor)
      if (words.whither.has(preposition) && invited) return GOAL
      if (words.whither.has(preposition))
        return travels || (!country && direct && !spoken) || event.type === 'MOBILIZE' ? GOAL : 0
      return 0
    }
    case 'obj':
    case 'nsubj':
      // "a Phnom Penh court sentenced two men"
      if (hanging.named && direct && words.seats.has(tokenAt(tree, hanging.phrase).lemma.toLowerCase())) return GOAL
      if (hanging.relation === 'nsubj' && !tokenAt(tree, hanging.phrase).deprel.endsWith(':pass')) return 0
      if (event.format.includes('visit') && direct) return WHERE
      // "left Cairo after talks", "will visit Japan for talks".
      if (words.object.has(lemma) && words.going.has(lemma) && isAbove(tree, event, governor)) return GOAL
      if (!words.object.has(lemma) || !(direct || handedOn)) return 0
      return country ? (event.type === 'ASSAULT' ? 0 : WHERE) : DONE_TO
    case 'compound':
    case 'amod':
      return direct && (!country || event.format.includes('visit')) ? NAME : 0
    default:
      return 0
  }
}

/** "the biggest port in South America" tells where a thing stands, not what is done there. */
export const isCompared = (tree: Tree, governor: number): boolean =>
  governor !== 0 &&
  [governor, ...tree.children(governor)]
    .map(id => tokenAt(tree, id))
    .some(token => feature(token, 'Degree') === 'Sup' && (token.id === governor || token.deprel === 'amod'))

/** "withdrew its diplomats from Haiti", not "slapped tariffs on steel from Japan". */
const hasPosted = (tree: Tree, verb: number, words: PlacingWords): boolean =>
  tree
    .children(verb)
    .map(id => tokenAt(tree, id))
    .some(token => ['obj', 'nsubj'].includes(relation(token)) && words.posted.has(token.lemma.toLowerCase()))

const isTour = (tree: Tree, { phrase }: Hanging, words: PlacingWords): boolean =>
  words.going.has(tokenAt(tree, phrase).lemma.toLowerCase())

const isAbove = (tree: Tree, { head, type }: EventMention, governor: number): boolean =>
  !BODILY.has(type) && ancestors(tree, head).includes(governor)

/** The trigger may be several words, "held talks": any of them may carry the place. */
const inTrigger = (tree: Tree, { trigger }: EventMention, id: number): boolean => {
  const token = tokenAt(tree, id)
  return token.start >= trigger.start && token.end <= trigger.end
}

const owner = ({ event, others }: Standpoint, id: number): EventMention | null =>
  others.find(other => other.id !== event.id && other.head === id) ?? null

/** True for a phrase that tells of something elsewhere: "recalled its envoy over the raid", "in retaliation for the attack". */
export const isApart = ({ tree, event, others, words }: Standpoint, id: number): boolean =>
  event.type !== 'CONSULT' &&
  others.some(other => other.head === id) &&
  words.apart.has(prepositionOf(tree, tokenAt(tree, id)))

/** "The minister, speaking in Ankara, urged …", "ruled out talks, saying in Bangkok that …": the participle is its subject's. */
const isSpeaking = ({ tree, event, words }: Standpoint, governor: number): boolean => {
  const participle = tokenAt(tree, governor)
  if (!VERBAL.has(event.type) || !words.speaking.has(participle.lemma.toLowerCase()) || participle.head === 0)
    return false
  if (participle.head === event.head) return participle.deprel === 'advcl' && !hasSubject(tree, governor)
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
    if (clause || isApart(standpoint, id)) return null
    // "condemned the raid in Mosul", "called for calm in Darfur" were not said there; "signed a treaty in Riga" was.
    if (VERBAL.has(event.type) && !isOfWords(standpoint, token)) return null
    if (owner(standpoint, id) !== null && !words.within.has(prepositionOf(tree, token))) return null
    if (relation(token) === 'nsubj' && !token.deprel.endsWith(':pass')) return steps + 2
  }
  return steps
}

/** True for what is made by words ("a treaty") and for where and when they are said ("at a briefing"). */
const isOfWords = ({ tree, words }: Standpoint, token: Token): boolean =>
  words.papers.has(token.lemma.toLowerCase()) || words.during.has(prepositionOf(tree, token))

/** Steps from the act up to the word the place hangs on; null where the act is told about, not told with, it. */
const depthAbove = (standpoint: Standpoint, { governor, place }: Hanging, manner: number): number | null => {
  const { tree, event, words } = standpoint
  const path = ancestors(tree, event.head)
  const steps = path.indexOf(governor)
  if (steps < 0) return null
  const spoken = VERBAL.has(event.type)
  const teller = owner(standpoint, governor)
  // "In Sofia he accused Serbia of arming the militia."
  if (!spoken && teller !== null && VERBAL.has(teller.type)) return null
  const fronted =
    place.end <= (tree.sentence.tokens.find(t => t.head === governor && relation(t) === 'nsubj')?.start ?? 0)
  for (const id of [event.head, ...path.slice(0, steps)]) {
    const token = tokenAt(tree, id)
    // "the raid in Mosul, which killed nine"
    const done = BODILY.has(event.type) && token.head === governor && isDeed(standpoint, id)
    if ((token.deprel === 'acl:relcl' && !done) || isApart(standpoint, id)) return null
    const told = relation(token) === 'ccomp' || (relation(token) === 'parataxis' && token.upos !== 'NOUN')
    // "told reporters in Quito that the rebels had made no such promise": the words were not said there.
    if (told && !(spoken && isUttered(standpoint))) return null
    // "fled to Chad after the army began a crackdown", "shelled Sake, with Kinshasa accusing the rebels": another's act.
    if (manner <= GOAL && marksOf(tree, id).some(word => words.until.has(word))) return null
    // "visited the shrine, drawing criticism from Beijing"
    if (manner <= GOAL && spoken && token.deprel === 'advcl' && AGAINST.has(event.type)) return null
    const others = hasSubject(tree, id) && ['advcl', 'acl', 'conj'].includes(relation(token))
    if (others && (manner <= GOAL || (spoken && !fronted))) return null
  }
  return steps
}

/** The conjunctions before a clause. */
const marksOf = (tree: Tree, id: number): readonly string[] =>
  tree
    .children(id)
    .map(child => tokenAt(tree, child))
    .filter(token => token.deprel === 'mark')
    .map(token => token.lemma.toLowerCase())

/** True for words of the speaker, not what he says was said before. */
const isUttered = ({ tree, event }: Standpoint): boolean =>
  event.status !== 'negated' && !tree.children(event.head).some(child => isPluperfect(tree, child))

const isPluperfect = (tree: Tree, id: number): boolean => {
  const token = tokenAt(tree, id)
  return token.deprel === 'aux' && token.lemma.toLowerCase() === 'have' && feature(token, 'Tense') === 'Past'
}

/** "which killed nine": what a thing, not a person, has done. */
const isDeed = ({ tree, words }: Standpoint, id: number): boolean =>
  tree.children(id).some(child => {
    const token = tokenAt(tree, child)
    return relation(token) === 'nsubj' && words.things.has(token.form.toLowerCase())
  })

const hasSubject = (tree: Tree, id: number): boolean =>
  tree.children(id).some(child => relation(tokenAt(tree, child)) === 'nsubj')
