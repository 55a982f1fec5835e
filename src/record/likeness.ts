import type { MergingKnowledge } from '../knowledge/merging.ts'
import type { EventType, Status } from '../model/event.ts'
import { compareAgain, compareDates } from './compare-dates.ts'
import { compareParties, isVerbal } from './compare-parties.ts'
import { comparePlaces } from './compare-places.ts'
import type { Reason } from './reason.ts'
import type { Witness } from './witness.ts'

/** How alike two mentions are, and why. */
export interface Likeness {
  readonly bits: number
  readonly veto: boolean
  readonly reasons: readonly Reason[]
}

/** Types that careful coders choose between for one act: an offer is praise or assent, a clash a seizure or a blow. */
const NEAR: readonly ReadonlySet<EventType>[] = [
  new Set(['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID']),
  new Set(['CONCEDE', 'RETREAT']),
  new Set(['REJECT', 'ACCUSE', 'THREATEN', 'REQUEST']),
  new Set(['SANCTION', 'COERCE', 'MOBILIZE', 'ASSAULT', 'PROTEST']),
]

/** Everything two mentions agree and disagree in, with its weight in bits; the sum decides. Symmetric. */
export const likeness = (a: Witness, b: Witness, knowledge: MergingKnowledge): Likeness => {
  const reasons = [
    compareTypes(a, b),
    ...compareParties(a, b),
    ...compareDates(a, b),
    ...compareAgain(a, b, knowledge),
    ...comparePlaces(a, b),
    ...compareStatus(a.status, b.status),
    compareTriggers(a, b, knowledge),
    compareWords(a, b, knowledge),
    ...compareReports(a, b),
  ]
  return {
    bits: round(reasons.reduce((sum, reason) => sum + reason.bits, 0)),
    veto: reasons.some(reason => reason.veto === true),
    reasons,
  }
}

/** Modes that no other way of the type is taken for, named or not: who seizes a man does not shoot at him, who frees one moves no troops. */
const APART: ReadonlySet<string> = new Set([
  'abduct',
  'release',
  'ceasefire',
  'resign',
  'arrest',
  'expel',
  'strike',
  'hunger',
])

const compareTypes = (a: Witness, b: Witness): Reason => {
  if (a.type === b.type) {
    if (a.mode === b.mode) return { feature: 'type', bits: a.mode === null ? 1.5 : 2.5, note: a.type }
    const apart = APART.has(a.mode ?? '') || APART.has(b.mode ?? '')
    return {
      feature: 'type',
      bits: apart ? -5 : a.mode === null || b.mode === null ? 1.2 : 0,
      note: `${a.type} ${a.mode ?? '-'} / ${b.mode ?? '-'}`,
    }
  }
  const near = NEAR.some(set => set.has(a.type) && set.has(b.type))
  return {
    feature: 'type',
    bits: near ? -2 : -5,
    note: `${a.type} / ${b.type}`,
    ...(near || a.stem === b.stem ? {} : { veto: true }),
  }
}

/** What was planned may have happened since; what one side denies is the act the other tells of. Both are one act. */
const compareStatus = (a: Status, b: Status): readonly Reason[] => {
  if (a === b) return []
  const pair = [a, b].sort().join(' / ')
  return [
    { feature: 'status', bits: pair === 'occurred / planned' || pair.includes('possible') ? -0.5 : -1, note: pair },
  ]
}

const compareTriggers = (a: Witness, b: Witness, { bits }: MergingKnowledge): Reason => {
  if (a.stem === b.stem) return { feature: 'trigger', bits: round(Math.min(3, bits(a.stem) / 3)), note: a.stem }
  const cameo = a.cameo !== null && a.cameo === b.cameo
  return { feature: 'trigger', bits: cameo ? 0 : -1, note: `${a.stem} / ${b.stem}` }
}

/** Added to every share, so that none is impossible. */
const SMALL = 0.0078

/** Bits of the shorter sentence, two telling words, from which nothing in common means another matter. */
const ENOUGH = 9

/**
 * Share of the telling words of the shorter sentence that the other has too; one in eight is what strangers share. Acts of the mouth are
 * what was said: a government accuses another of many things in a day, but does not shell it in many ways.
 */
const compareWords = (a: Witness, b: Witness, { bits }: MergingKnowledge): Reason => {
  const weight = (stems: readonly string[]): number => stems.reduce((sum, stem) => sum + bits(stem), 0)
  const other = new Set(b.words)
  const shared = a.words.filter(stem => other.has(stem))
  const least = Math.min(weight(a.words), weight(b.words))
  if (least === 0) return { feature: 'words', bits: 0, note: 'no telling words' }
  const share = weight(shared) / Math.max(least, 20)
  const floor = isVerbal(a.type) && isVerbal(b.type) && least >= ENOUGH ? -4 : -2
  const value =
    Math.max(floor, Math.min(4, Math.log2((share + SMALL) / 0.125))) - (numbersDiffer(a.words, b.words) ? 1 : 0)
  return { feature: 'words', bits: round(value), note: shared.slice(0, 8).join(' ') || 'none shared' }
}

/** "37 mln in the morning session" and "24 mln in the morning session": sentences alike but for their figures are often two days' news. */
const numbersDiffer = (a: readonly string[], b: readonly string[]): boolean => {
  const [x, y] = [a.filter(isNumber), b.filter(isNumber)]
  return x.length > 0 && y.length > 0 && !x.some(n => y.includes(n))
}

const isNumber = (word: string): boolean => /^\d/.test(word)

/** Two mentions in one report that the coder kept apart are mostly two acts; two copies of one sentence are one. */
const compareReports = (a: Witness, b: Witness): readonly Reason[] => {
  if (a.document === b.document) return [{ feature: 'report', bits: -2, note: 'told apart in one report' }]
  if (a.copy !== b.copy) return []
  const same =
    a.trigger.end - a.trigger.start === b.trigger.end - b.trigger.start && a.words.join(' ') === b.words.join(' ')
  return same && a.stem === b.stem && a.type === b.type
    ? [{ feature: 'report', bits: 8, note: 'the same sentence of one dispatch' }]
    : []
}

const round = (x: number): number => Math.round(x * 10) / 10
