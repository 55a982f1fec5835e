import type { Entity, EntityMention } from '../model/entity.ts'
import type { EventType } from '../model/event.ts'
import type { Span } from '../model/span.ts'
import type { Token } from '../model/token.ts'
import { relation, type Tree, tokenAt } from '../model/tree.ts'
import { lemmasOf, plain } from './hyphens.ts'
import type { Entry, Lexicon } from './lexicon.ts'
import { TAGS } from './lexicon.ts'
import type { SlotTest, Trigger, WordClass } from './rule.ts'
import { behindParticle, type Slot, slotHeads } from './slots.ts'

/** One sentence with all that matching looks at. */
export interface Scene {
  readonly tree: Tree
  readonly lexicon: Lexicon
  /** The mention whose head is this token. */
  mentionAt(head: number): EntityMention | undefined
  entity(id: string): Entity
  /** True for a word that belongs to a name or a time: "March", "Desert Strike". */
  isTaken(id: number): boolean
  /** The words of a span of the document. */
  text(span: Span): string
}

/** Heads of a slot in this scene; `content/subject` walks on from the heads of the first slot. See `slotHeads`. */
export const heads = (scene: Scene, node: number, slot: Slot): readonly number[] => {
  const cut = slot.indexOf('/')
  if (cut < 0) return slotHeads(scene.tree, node, slot, scene.lexicon.grammar)
  return heads(scene, node, slot.slice(0, cut)).flatMap(head => heads(scene, head, slot.slice(cut + 1)))
}

/** Slots that are no case words. */
export const NAMED_SLOTS: ReadonlySet<Slot> = new Set([
  'subject',
  'object',
  'indirect',
  'content',
  'possessor',
  'modifier',
  'bearer',
  'self',
  'aux',
  'prt',
  'cop',
  'advmod',
  'infinitive',
])

/** The entries of an index whose trigger is found at the token, the most specific first. */
export const entriesAt = <R extends { readonly wordClass: WordClass | 'modifier' }>(
  scene: Scene,
  index: ReadonlyMap<string, readonly Entry<R>[]>,
  id: number,
): readonly Entry<R>[] => {
  const entries = knownAt(scene, index, id)
  if (entries.length === 0) return []
  const found = entries.filter(entry => fits(scene, entry, id) && holds(scene, id, entry.trigger))
  return found.length > 1 ? [...found].sort((a, b) => specificity(b.trigger) - specificity(a.trigger)) : found
}

/** The entries of an index for the word, whatever stands around it. */
export const knownAt = <R>(
  scene: Scene,
  index: ReadonlyMap<string, readonly Entry<R>[]>,
  id: number,
): readonly Entry<R>[] => {
  const lemmas = lemmasOf(scene.tree, id)
  const form = plain(tokenAt(scene.tree, id).form)
  const byLemma = lemmas.map(lemma => index.get(lemma) ?? []).find(known => known.length > 0) ?? []
  // A trigger may be a form of its own: "talks" are no mere "talk".
  return lemmas.includes(form) ? byLemma : [...byLemma, ...(index.get(form) ?? [])]
}

/**
 * True where the word is of the rule's class. A proper noun may be a trigger in capitals ("U.S. Attacks"), unless it is part of a name
 * or a date.
 */
export const fits = (
  scene: Scene,
  { rule: { wordClass }, trigger }: Entry<{ readonly wordClass: WordClass | 'modifier' }>,
  id: number,
): boolean => {
  const token = tokenAt(scene.tree, id)
  if (wordClass === 'noun' && trigger.lemma === plain(token.form) && isGerundNoun(scene, token)) return true
  if (wordClass === 'noun' && token.upos === 'PROPN' && scene.isTaken(id)) return false
  return TAGS[wordClass]?.has(token.upos) ?? true
}

/** "Fighting broke out": a gerund where a noun stands, with no object of its own, may be tagged a verb. */
const isGerundNoun = (scene: Scene, token: Token): boolean =>
  token.xpos === 'VBG' &&
  NOMINAL.has(relation(token)) &&
  !scene.tree.children(token.id).some(id => relation(tokenAt(scene.tree, id)) === 'obj')

const NOMINAL: ReadonlySet<string> = new Set(['nsubj', 'csubj', 'obj', 'obl', 'nmod'])

const specificity = (trigger: Trigger): number =>
  trigger.particles.length * 2 +
  trigger.tests.reduce((sum, test) => sum + (test.wanted ? (namesWords(test) ? 2 : 1) : 0), 0)

const holds = (scene: Scene, id: number, trigger: Trigger): boolean =>
  trigger.particles.every(word => hasWord(scene.tree, id, word)) &&
  trigger.tests.every(test => passes(scene, id, test, trigger))

/**
 * A particle may hang on the word itself, be the case word of a phrase that does ("pulled out of"), or stand right behind it wherever
 * the parser hung it ("handed over more than two million dollars").
 */
export const hasWord = (tree: Tree, id: number, word: string): boolean => wordAt(tree, id, word) !== null

/** The words of a trigger besides its first: particles, and those its conditions ask for by name. */
export const ownWords = (scene: Scene, id: number, { particles, tests }: Trigger): readonly number[] => [
  ...particles.flatMap(word => wordAt(scene.tree, id, word) ?? []),
  ...tests
    .filter(test => test.wanted && test.lemmas.size > 0)
    .flatMap(test => heads(scene, id, test.slot).filter(head => lemmasAt(scene, head).some(l => test.lemmas.has(l)))),
]

const wordAt = (tree: Tree, id: number, word: string): number | null => {
  const isIt = (at: number): boolean => tokenAt(tree, at).lemma.toLowerCase() === word
  const next = tree.sentence.tokens[id]
  if (next && isIt(next.id) && (next.upos === 'ADP' || next.upos === 'ADV')) return next.id
  for (const child of tree.children(id)) {
    if (isIt(child)) return child
    const introducing = tree.children(child).find(c => tokenAt(tree, c).deprel === 'case' && isIt(c))
    if (child > id && introducing !== undefined) return introducing
  }
  return null
}

/** True when a condition on the words around a trigger holds. */
export const passes = (scene: Scene, id: number, test: SlotTest, trigger: Trigger): boolean => {
  const found = slotOf(scene, id, test.slot, trigger)
  const free = !namesWords(test) && test.classes.length === 0
  const some = free
    ? found.length > 0
    : found.some(
        head =>
          lemmasAt(scene, head).some(lemma => test.lemmas.has(lemma)) ||
          test.classes.some(name => isOf(scene, head, name)) ||
          (test.types.length > 0 && tellsOf(scene, head, test.types)),
      )
  return some === test.wanted
}

/** True for a condition that asks for certain words rather than for somebody. */
export const namesWords = (test: SlotTest): boolean => test.lemmas.size > 0 || test.types.length > 0

/** True for a noun that is a word for an act of one of the types: "the talks", "an embargo", "a round of talks". */
const tellsOf = (scene: Scene, head: number, types: readonly EventType[]): boolean => {
  const rule = entriesAt(scene, scene.lexicon.acts, head)[0]?.rule
  if (rule) return rule.wordClass === 'noun' && types.includes(rule.type)
  return (
    entriesAt(scene, scene.lexicon.supports, head).length > 0 &&
    heads(scene, head, scene.lexicon.grammar.ownerCase).some(of => tellsOf(scene, of, types))
  )
}

/** The heads of a slot of a trigger; the object may stand behind a particle of its own: "turned over a hostage". */
export const triggerHeads = (scene: Scene, id: number, slot: Slot, trigger: Trigger): readonly number[] => {
  const found = heads(scene, id, slot)
  if (found.length > 0 || slot !== 'object') return found
  return trigger.particles.flatMap(particle => behindParticle(scene.tree, id, particle))
}

/**
 * A phrase behind a verb's object may hang on the object instead ("returned the artefacts to Peru"), one that belongs to a noun on the
 * verb it stands with ("war broke out between them").
 */
const slotOf = (scene: Scene, id: number, slot: Slot, trigger: Trigger): readonly number[] => {
  const found = triggerHeads(scene, id, slot, trigger)
  if (found.length > 0 || NAMED_SLOTS.has(slot) || slot.includes('/')) return found
  const token = tokenAt(scene.tree, id)
  if (token.upos === 'NOUN' && CLAUSE_NOUNS.has(relation(token))) return heads(scene, token.head, slot)
  return heads(scene, id, 'object').flatMap(object => phraseHeads(scene, object, slot))
}
const CLAUSE_NOUNS: ReadonlySet<string> = new Set(['nsubj', 'obj'])

/** Heads of a case phrase of a noun; it may hang on what the noun is of: "a line of credit to Chad". */
export const phraseHeads = (scene: Scene, noun: number, slot: Slot): readonly number[] => {
  const found = heads(scene, noun, slot)
  const { ownerCase } = scene.lexicon.grammar
  if (found.length > 0 || slot === ownerCase) return found
  return heads(scene, noun, ownerCase)
    .filter(of => !scene.mentionAt(of))
    .flatMap(of => heads(scene, of, slot))
}

/** The lemmas of a head; behind a measure also that of what is measured: "thousands of troops". */
const lemmasAt = (scene: Scene, head: number): readonly string[] => {
  const lemmas = lemmasOf(scene.tree, head)
  const { quantities, ownerCase } = scene.lexicon.grammar
  if (!lemmas.some(lemma => quantities.has(lemma))) return lemmas
  return [...lemmas, ...heads(scene, head, ownerCase).flatMap(id => lemmasOf(scene.tree, id))]
}

/** True when the words headed by the token refer to an entity of the class ("@state", "@armed"). */
export const isOf = (scene: Scene, head: number, className: string): boolean =>
  scene.mentionAt(head)?.entities.some(id => entityIs(scene, id, className)) ?? false

/** True when the entity is of the class; see data/events/classes.yml. */
export const entityIs = (scene: Scene, id: string, className: string): boolean => {
  const entity = scene.entity(id)
  return (scene.lexicon.classes.get(className) ?? []).some(
    test =>
      (test.kinds.size === 0 || test.kinds.has(entity.kind)) &&
      (test.sectors.size === 0 || (entity.sector !== null && test.sectors.has(entity.sector))) &&
      (entity.sector === null || !test.without.has(entity.sector)) &&
      (test.coded === null || test.coded === (entity.code !== null)),
  )
}
