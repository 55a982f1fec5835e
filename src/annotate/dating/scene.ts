import type { Signal, TenseWords } from '../../knowledge/times.ts'
import type { EventMention } from '../../model/event.ts'
import type { TimeMention } from '../../model/time.ts'
import { feature, type Tree, tokenAt } from '../../model/tree.ts'
import { caseWords } from '../time/tense.ts'

/** A sentence with what stands in it. */
export interface Scene {
  readonly tree: Tree
  readonly words: TenseWords
  readonly times: readonly TimeMention[]
  readonly offsets: readonly TimeMention[]
  readonly events: readonly EventMention[]
  /** Token ids of the heads of its acts. */
  readonly heads: ReadonlySet<number>
}

/** True for a phrase or clause in whose course something happens: "during riots", "at a meeting", "when he visited". */
export const goesOn = (tree: Tree, id: number, words: TenseWords): boolean =>
  caseWords(tree, id).some(word => words.signals.get(word) === 'during')

/** Whether a time under this preposition dates the act: "until Friday" does not, "by Friday" dates what is still to come. */
export const fits = (scene: Scene, time: TimeMention, event: EventMention, words: TenseWords): boolean => {
  const signals = signalsOf(scene.tree, time, words)
  if (signals.includes('until') || signals.includes('after')) return false
  if (signals.includes('before') || signals.includes('by'))
    return event.status === 'planned' || event.status === 'possible'
  // "the first visit since 1990"
  return !((signals.includes('from') || signals.includes('since')) && isOrdinal(scene.tree, event.head))
}

/** True for a time that only bounds the act on one side. */
export const bounds = (tree: Tree, time: TimeMention, words: TenseWords): boolean =>
  signalsOf(tree, time, words).some(signal => signal === 'until' || signal === 'after' || signal === 'before')

export const signalsOf = (tree: Tree, time: TimeMention, words: TenseWords): readonly Signal[] =>
  caseWords(tree, time.head).flatMap(word => words.signals.get(word) ?? [])

const isOrdinal = (tree: Tree, id: number): boolean =>
  tree.children(id).some(child => feature(tokenAt(tree, child), 'NumType') === 'Ord')

export const before = (a: EventMention, b: EventMention): boolean =>
  a.sentence < b.sentence || (a.sentence === b.sentence && a.trigger.start < b.trigger.start)

/** True for a noun with an article, "that" or an owner: it takes up what was told. */
export const pointsBack = (tree: Tree, id: number): boolean =>
  tree.children(id).some(child => {
    const token = tokenAt(tree, child)
    return feature(token, 'Definite') === 'Def' || feature(token, 'PronType') === 'Dem' || token.deprel === 'nmod:poss'
  })
