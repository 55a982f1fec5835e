import type { MergingKnowledge } from '../src/knowledge/merging.ts'
import { answeredOffer, answeringOf, type Exchange } from '../src/record/answers.ts'
import type { Happening, HappeningLink } from '../src/record/happening.ts'
import type { Witness } from '../src/record/witness.ts'

/** A happening with its mentions. */
export interface Founded {
  readonly happening: Happening
  readonly witnesses: readonly Witness[]
}

/** What answers what in other reports, by the id of the answer, where the coder found nothing in the same one; as a store links them. */
export const answersAcross = (
  all: readonly Founded[],
  knowledge: MergingKnowledge,
): ReadonlyMap<string, HappeningLink> => {
  const byActor = new Map<string, Exchange[]>()
  const exchanges = all.map(
    ({ happening: { id, type, status }, witnesses }): Exchange => ({ id, type, status, witnesses }),
  )
  for (const exchange of exchanges)
    for (const code of new Set(exchange.witnesses.flatMap(w => w.actors.flatMap(a => a.code ?? []))))
      byActor.set(code, [...(byActor.get(code) ?? []), exchange])
  const links = new Map<string, HappeningLink>()
  for (const [index, answer] of exchanges.entries()) {
    const answering = answeringOf(answer, knowledge)
    if (answering === null || all[index]?.happening.links.some(link => link.kind === 'response')) continue
    const theirs = new Set(answer.witnesses.flatMap(w => w.recipients.flatMap(r => r.code ?? [])))
    const offers = new Set([...theirs].flatMap(code => byActor.get(code) ?? []))
    const found = answeredOffer(answer, [...offers], knowledge)
    if (found !== null) links.set(answer.id, { kind: 'response', to: found.id, stance: answering.stance })
  }
  return links
}
