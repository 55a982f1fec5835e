import type { Answering } from '../knowledge/answering.ts'
import type { MergingKnowledge } from '../knowledge/merging.ts'
import { stemOf, wordsOf } from '../knowledge/stem.ts'
import type { EventType, Status } from '../model/event.ts'
import { whenOf } from './compare-dates.ts'
import { matchParties } from './compare-parties.ts'
import type { Party, Witness } from './witness.ts'

/** Days within which an offer is answered. */
export const WITHIN = 45

/** Share of telling words an answer has in common with what it answers, at least: both speak of one matter. */
const SHARED = 0.25

/** A happening with its mentions, as far as answers go. */
export interface Exchange {
  readonly id: string
  readonly type: EventType
  readonly status: Status
  readonly witnesses: readonly Witness[]
}

/** How an act takes what it may answer, and of what types that is; null for most, which answer nothing. */
export const answeringOf = ({ type, status, witnesses }: Exchange, knowledge: MergingKnowledge): Answering | null => {
  if (status === 'negated') return null
  return (
    knowledge.answering.answers.find(
      a => a.types.has(type) && (a.words.length === 0 || isTold(witnesses, a.words, knowledge)),
    ) ?? null
  )
}

/** Whether an act can still be answered: an offer and not assent, a meeting to come and not one held, a demand, a threat. */
export const isOpen = ({ type, status, witnesses }: Exchange, knowledge: MergingKnowledge): boolean => {
  if (status === 'negated') return false
  if (type !== 'AGREE' && type !== 'CONSULT') return true
  if (type === 'CONSULT' && (status === 'planned' || status === 'possible')) return true
  return isTold(witnesses, knowledge.answering.offers, knowledge)
}

/** Whether a trigger has one of the words, whatever their endings. */
const isTold = (witnesses: readonly Witness[], words: readonly string[], { stemming }: MergingKnowledge): boolean => {
  const told = witnesses.flatMap(w => wordsOf(w.trigger.text))
  // "offer" and "offered" have two stems, "propose" and "proposing" one
  const isForm = (word: string, form: string): boolean =>
    form.startsWith(word) || stemOf(form, stemming) === stemOf(word, stemming)
  return words.some(phrase => wordsOf(phrase).every(word => told.some(form => isForm(word, form))))
}

/**
 * The offer, demand or threat that an act answers: sides changed, not later, within six weeks, and speaking of the same matter; of several
 * the one with most words in common, of those the latest. Null when none fits: an answer without its question stays without.
 */
export const answeredOffer = <Offer extends Exchange>(
  answer: Exchange,
  offers: readonly Offer[],
  knowledge: MergingKnowledge,
): Offer | null => {
  const answering = answeringOf(answer, knowledge)
  if (answering === null) return null
  const fitting = offers
    .filter(
      offer =>
        offer.id !== answer.id &&
        answering.of.includes(offer.type) &&
        isOpen(offer, knowledge) &&
        sidesChange(answer, offer) &&
        inTime(answer, offer),
    )
    .map(offer => ({ offer, shared: sharedWords(answer, offer, knowledge), day: dayOf(offer) }))
    .filter(({ shared }) => shared >= SHARED)
    .sort((a, b) => b.shared - a.shared || b.day - a.day || (a.offer.id < b.offer.id ? -1 : 1))
  return fitting[0]?.offer ?? null
}

const dayOf = ({ witnesses }: Exchange): number => Math.max(...witnesses.map(w => whenOf(w)?.from ?? 0))

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
