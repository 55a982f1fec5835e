import type { MergingKnowledge } from '../knowledge/merging.ts'
import type { EventType } from '../model/event.ts'
import { whenOf } from './compare-dates.ts'
import { matchParties } from './compare-parties.ts'
import type { Party, Witness } from './witness.ts'

/** What each kind of answer may answer. */
const ANSWERS: Readonly<Partial<Record<EventType, readonly EventType[]>>> = {
  REJECT: ['REQUEST', 'AGREE', 'CONSULT', 'CONCEDE', 'AID'],
  AGREE: ['REQUEST', 'AGREE'],
  CONCEDE: ['REQUEST', 'THREATEN'],
  RETREAT: ['REQUEST', 'THREATEN'],
  AID: ['REQUEST'],
}

/** Types of act that an act of this type may answer; none for most. */
export const answeredBy = (type: EventType): readonly EventType[] => ANSWERS[type] ?? []

/** Days within which an offer is answered. */
export const WITHIN = 45

/** Share of telling words an answer has in common with what it answers, at least: both speak of one matter. */
const SHARED = 0.25

/** A happening with its mentions, as far as answers go. */
export interface Exchange {
  readonly id: number
  readonly type: EventType
  readonly witnesses: readonly Witness[]
}

/** How the answer takes what it answers. */
export const stanceOf = (type: EventType): string => (type === 'REJECT' ? 'rejects' : 'accepts')

/**
 * The offer, demand or threat that an act answers: sides changed, not later, within six weeks, and speaking of the same matter; of several
 * the one with most words in common. Null when none fits: an answer without its question stays without.
 */
export const answeredOffer = (
  answer: Exchange,
  offers: readonly Exchange[],
  knowledge: MergingKnowledge,
): Exchange | null => {
  const fitting = offers
    .filter(
      offer =>
        offer.id !== answer.id &&
        answeredBy(answer.type).includes(offer.type) &&
        sidesChange(answer, offer) &&
        inTime(answer, offer),
    )
    .map(offer => ({ offer, shared: sharedWords(answer, offer, knowledge) }))
    .filter(({ shared }) => shared >= SHARED)
    .sort((a, b) => b.shared - a.shared || b.offer.id - a.offer.id)
  return fitting[0]?.offer ?? null
}

const sidesChange = (answer: Exchange, offer: Exchange): boolean =>
  meet(
    answer,
    offer,
    w => w.actors,
    w => w.recipients,
  ) &&
  meet(
    answer,
    offer,
    w => w.recipients,
    w => w.actors,
  )

const meet = (
  a: Exchange,
  b: Exchange,
  left: (w: Witness) => readonly Party[],
  right: (w: Witness) => readonly Party[],
): boolean =>
  a.witnesses.some(x =>
    left(x).some(p => b.witnesses.some(y => right(y).some(q => ['same', 'government'].includes(matchParties(p, q))))),
  )

const inTime = (answer: Exchange, offer: Exchange): boolean =>
  answer.witnesses.some(x =>
    offer.witnesses.some(y => {
      const [a, b] = [whenOf(x), whenOf(y)]
      return a !== null && b !== null && b.from <= a.to && a.from - b.to <= WITHIN
    }),
  )

/** Of the telling words of the shorter sentence, triggers among them, the share the other has too; the best pair of mentions. */
const sharedWords = (answer: Exchange, offer: Exchange, { bits }: MergingKnowledge): number => {
  const weight = (stems: readonly string[]): number => stems.reduce((sum, stem) => sum + bits(stem), 0)
  let best = 0
  for (const x of answer.witnesses)
    for (const y of offer.witnesses) {
      if (x.document === y.document && x.sentence.start === y.sentence.start) continue
      const [a, b] = [[...x.words, x.stem], new Set([...y.words, y.stem])]
      const shared = weight(a.filter(stem => b.has(stem)))
      best = Math.max(best, shared / Math.max(20, Math.min(weight(a), weight([...b]))))
    }
  return best
}
