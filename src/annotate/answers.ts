import type { LinkKnowledge } from '../knowledge/links.ts'
import type { EventMention } from '../model/event.ts'
import type { RecordLink } from '../model/record.ts'
import { isUnder, type Tree } from '../model/tree.ts'
import type { Linkable } from './linkable.ts'
import { below, lemmaOf } from './phrases.ts'

/** Acceptances, refusals, counter-offers and silences, each bound to the offer or demand it answers. */
export const answers = (
  report: Linkable,
  tree: (sentence: number) => Tree | null,
  knowledge: LinkKnowledge,
): readonly RecordLink[] =>
  report.events.flatMap((event): readonly RecordLink[] => {
    const stance = stanceOf(event, tree(event.sentence), knowledge)
    if (stance === null) return []
    let best: EventMention | null = null
    let bestScore = ENOUGH
    for (const offer of report.events) {
      if (offer === event || !isOpen(offer, knowledge) || stanceOf(offer, tree(offer.sentence), knowledge) !== null)
        continue
      const score = bond(event, offer, tree(event.sentence), knowledge)
      if (score >= bestScore) {
        best = offer
        bestScore = score
      }
    }
    return best ? [{ kind: 'response', from: event.id, to: best.id, stance }] : []
  })

/** An offer or demand that was made, or a meeting that has not taken place: a meeting held is no longer answered. */
const isOpen = (offer: EventMention, knowledge: LinkKnowledge): boolean =>
  knowledge.answerable.has(offer.type) && (offer.type !== 'CONSULT' || offer.status !== 'occurred')

/** A bond this strong makes a link: the offer stands inside the answer, or a word takes it up and the sides fit. */
const ENOUGH = 3

const stanceOf = (event: EventMention, tree: Tree | null, knowledge: LinkKnowledge): string | null => {
  const token = tree?.sentence.tokens[event.head - 1]
  const lemma = token ? lemmaOf(token) : ''
  const byWord = knowledge.answers.find(a => a.words.has(lemma))
  return (byWord ?? knowledge.answers.find(a => a.types.has(event.type)))?.stance ?? null
}

const bond = (answer: EventMention, offer: EventMention, tree: Tree | null, knowledge: LinkKnowledge): number => {
  if (!tree) return 0
  const apart = answer.sentence - offer.sentence
  if (apart < 0 || apart > 6) return 0
  if (apart === 0 && offer.head !== answer.head && isUnder(tree, offer.head, answer.head)) return 6
  const names = (event: EventMention, side: 'actors' | 'recipients'): readonly string[] =>
    event[side].map(p => p.entity)
  const shared = (a: readonly string[], b: readonly string[]): boolean => a.some(x => b.includes(x))
  let score = -0.4 * apart
  if (shared(names(answer, 'recipients'), names(offer, 'actors'))) score += 2
  if (shared(names(answer, 'actors'), names(offer, 'recipients'))) score += 1.5
  if (shared(names(answer, 'actors'), names(offer, 'actors'))) score -= 2
  const words = below(tree, answer.head).map(id => tree.sentence.tokens[id - 1])
  if (words.some(token => token && knowledge.offers.has(lemmaOf(token)))) score += 2.5
  return score
}
