import type { TenseWords } from '../../knowledge/times.ts'
import type { EventMention } from '../../model/event.ts'
import type { TimeMention } from '../../model/time.ts'
import { feature, relation, type Tree, tokenAt } from '../../model/tree.ts'
import { clauseOf } from '../time/attachment.ts'
import { caseWords, tenseOf } from '../time/tense.ts'
import { goesOn } from './scene.ts'

/** False for clauses of different tenses: "the bloc suspended the member on Sunday, and the bank has frozen its aid". */
export const shareTense = (tree: Tree, one: number, other: number, words: TenseWords): boolean => {
  const [a, b] = [tenseOf(tree, one, words), tenseOf(tree, other, words)]
  // "has met the king and signed": the auxiliary is that of both.
  const bare = [one, other].some(id => !hasOwn(tree, id, 'nsubj') && !hasOwn(tree, id, 'aux'))
  if (a === null || b === null) return true
  if (bare && a === b) return true
  return a === b && perfectOf(tree, one) === perfectOf(tree, other)
}

/** "has left" and "had left" tell of other times than "left" and than each other. */
const perfectOf = (tree: Tree, id: number): string | null => {
  const have = tree
    .children(id)
    .map(child => tokenAt(tree, child))
    .find(t => t.deprel === 'aux' && t.lemma.toLowerCase() === 'have')
  return have === undefined ? null : (feature(have, 'Tense') ?? 'Pres')
}

/** "has not recalled its envoy": so it is until the day of the report; no day is that of what did not happen. */
export const isNeverYet = (tree: Tree, event: EventMention): boolean =>
  event.status === 'negated' && perfectOf(tree, clauseOf(tree, event.head)) !== null

const hasOwn = (tree: Tree, id: number, kind: string): boolean =>
  tree.children(id).some(child => relation(tokenAt(tree, child)) === kind)

/** True where the act is only what somebody speaks of, not what the words of its clause do: "on Tuesday he called the raid a crime". */
export const isToldOf = (tree: Tree, head: number, words: TenseWords): boolean => {
  const clause = clauseOf(tree, head)
  // "has called a strike from Thursday"
  const newly = tree.children(head).some(child => feature(tokenAt(tree, child), 'Definite') === 'Ind')
  return (
    !newly &&
    clause !== head &&
    words.telling.has(tokenAt(tree, clause).lemma.toLowerCase()) &&
    !goesOn(tree, topOf(tree, head, clause), words)
  )
}

/** The word right below the clause's head on the way from `id`. */
const topOf = (tree: Tree, id: number, clause: number): number => {
  let at = id
  while (tokenAt(tree, at).head !== clause && tokenAt(tree, at).head !== 0) at = tokenAt(tree, at).head
  return at
}

const BEFORE: ReadonlySet<string> = new Set(['compound', 'nummod', 'amod', 'nmod'])

/**
 * True for a time that belongs to a noun which is no act: "yesterday's decision", "a 1987-88 price package". It dates the act only
 * where the noun is what the act is done in: "in Tuesday's vote the chamber rejected the bill".
 */
export const qualifies = (tree: Tree, time: TimeMention, heads: ReadonlySet<number>, words: TenseWords): boolean => {
  const token = tokenAt(tree, time.head)
  const noun = token.head === 0 ? null : tokenAt(tree, token.head)
  const before =
    noun !== null && token.id < noun.id && BEFORE.has(relation(token)) && caseWords(tree, token.id).length === 0
  // "In January Chad …": the parser takes the month for part of the name.
  const within = token.deprel === 'nmod:poss' || (before && noun.upos === 'NOUN')
  if (noun === null || !within || heads.has(noun.id) || (noun.upos !== 'NOUN' && noun.upos !== 'PROPN')) return false
  if (caseWords(tree, noun.id).some(word => words.signals.get(word) === 'during')) return false
  return ![...heads].some(
    head =>
      tokenAt(tree, head).head === noun.id || (tokenAt(tree, noun.id).head === head && relation(noun) === 'compound'),
  )
}
