import type { MergingKnowledge } from '../src/knowledge/merging.ts'
import { answeredBy, answeredOffer, stanceOf } from '../src/record/answers.ts'
import { dyadsOf, monthOf } from '../src/record/dyads.ts'
import type { Happening, HappeningLink } from '../src/record/happening.ts'
import type { Witness } from '../src/record/witness.ts'

/** Offers looked at for one answer, the latest first; as many as a store looks at. */
const LOOKED_AT = 24

/** A happening with its mentions, in order of founding. */
export interface Founded {
  readonly happening: Happening
  readonly witnesses: readonly Witness[]
}

/** What answers what in other reports, by the id of the answer, where the coder found nothing in the same one; as a store links them. */
export const answersAcross = (
  all: readonly Founded[],
  knowledge: MergingKnowledge,
): ReadonlyMap<string, HappeningLink> => {
  const cells = all.flatMap(({ happening, witnesses }, id) =>
    dyadsOf(happening, witnesses).map(dyad => ({ ...dyad, id })),
  )
  const links = new Map<string, HappeningLink>()
  for (const [id, { happening, witnesses }] of all.entries()) {
    const types = answeredBy(happening.type)
    if (types.length === 0 || happening.date === null || happening.status === 'negated') continue
    if (happening.links.some(link => link.kind === 'response')) continue
    const [theirs, ours] = [codes(happening.recipients), codes(happening.actors)]
    const month = monthOf(happening.date.from)
    const near = cells.filter(
      c =>
        theirs.includes(c.a) &&
        ours.includes(c.b) &&
        c.month <= month &&
        c.month >= month - 2 &&
        types.some(type => type === c.type),
    )
    const latest = [...new Set(near.map(c => c.id))].sort((a, b) => b - a).slice(0, LOOKED_AT)
    const offers = latest.flatMap(offer => {
      const founded = all[offer]
      return founded === undefined ? [] : [{ id: offer, type: founded.happening.type, witnesses: founded.witnesses }]
    })
    const found = answeredOffer({ id, type: happening.type, witnesses }, offers, knowledge)
    const to = found === null ? undefined : all[found.id]?.happening.id
    if (to !== undefined) links.set(happening.id, { kind: 'response', to, stance: stanceOf(happening.type) })
  }
  return links
}

const codes = (list: Happening['actors']): readonly string[] => list.flatMap(a => (a.code === null ? [] : [a.code]))
