import type { MergingKnowledge } from '../knowledge/merging.ts'
import { type Days, gap, isoDay, lengthOf } from './day.ts'
import type { Reason } from './reason.ts'
import type { Witness } from './witness.ts'

/** An undated act of a report is taken to lie in the days before it: yesterday's papers tell of the day before. */
const BEFORE = 3

/** Days over which the acts of a block are spread: how rare it is for two of them to share a day by chance. */
const WINDOW = 30

interface When extends Days {
  /** False where the report's own date stands in for one of the act. */
  readonly firm: boolean
  /** True where the date was told of another act near by, and may not be this one's. */
  readonly borrowed: boolean
}

/** When the act was, with the report's date where its words give none; null when neither is known. */
export const whenOf = (w: Witness): When | null => {
  if (w.date !== null && w.date.basis !== 'default')
    return { from: w.date.from, to: w.date.to, firm: true, borrowed: w.date.basis === 'context' }
  const day = w.published ?? w.date?.to ?? null
  return day === null ? null : { from: day - BEFORE, to: day, firm: false, borrowed: false }
}

/** A date carried over from another act of the report is wrong one time in six, mostly by days. */
const BORROWED = 7

/** Same day, same week, same month: the narrower the agreement the more it says; days apart speak against. */
export const compareDates = (a: Witness, b: Witness): readonly Reason[] => {
  const x = whenOf(a)
  const y = whenOf(b)
  // acts of all times may be meant, so one in more of them is another
  if (x === null || y === null) return [{ feature: 'date', bits: -1.5, note: 'not known of both' }]
  if (!x.firm && !y.firm) return [betweenReports(x.to - y.to, `${show(x)} / ${show(y)}`)]
  const apart = gap(x, y)
  const span = Math.max(lengthOf(x), lengthOf(y))
  const firm = x.firm && y.firm
  const note = `${show(x)} / ${show(y)}`
  if (apart === 0) {
    const bits = Math.max(-0.5, Math.log2(WINDOW / span))
    return [{ feature: 'date', bits: round(firm ? Math.min(4, bits) : Math.min(2, bits)), note }]
  }
  // reports come back to what happened days ago
  if (!firm)
    return [
      { feature: 'date', bits: round(Math.max(-8, -0.5 - apart / 5)), note, ...(apart > 30 ? { veto: true } : {}) },
    ]
  // Time zones, night raids and slips of a day are common: 8 October in one report, 7 October in the next.
  if ((x.borrowed || y.borrowed) && apart <= BORROWED)
    return [{ feature: 'date', bits: round(-1.5 - apart / 3), note: `${note}, told of another act` }]
  if (apart === 1 && span <= 3) return [{ feature: 'date', bits: -1.5, note }]
  const narrow = Math.min(lengthOf(x), lengthOf(y)) <= 3
  return [{ feature: 'date', bits: narrow ? -8 : -6, note, ...(narrow && apart > 2 ? { veto: true } : {}) }]
}

/** "Shells hit the town again on Thursday": what came again on a later day is not what was told before. */
export const compareAgain = (a: Witness, b: Witness, { again }: MergingKnowledge): readonly Reason[] => {
  const [x, y] = [whenOf(a), whenOf(b)]
  if (x === null || y === null) return []
  const order = x.firm || y.firm ? (x.from > y.to ? 1 : y.from > x.to ? -1 : 0) : x.to - y.to
  if (order === 0) return []
  const [later, earlier] = order > 0 ? [a, b] : [b, a]
  const word = later.words.find(stem => again.has(stem))
  const both = earlier.words.some(stem => again.has(stem))
  return word === undefined || both ? [] : [{ feature: 'again', bits: -3, note: word }]
}

/** Undated acts of two reports: told again within a day, a new one of the kind after two. */
const betweenReports = (difference: number, note: string): Reason => {
  const days = Math.abs(difference)
  const bits = days <= 1 ? 2 - days / 2 : Math.max(-8, 2 - days)
  return { feature: 'date', bits, note, ...(days > 30 ? { veto: true } : {}) }
}

const show = (when: When): string =>
  `${when.from === when.to ? isoDay(when.from) : `${isoDay(when.from)}..${isoDay(when.to)}`}${when.firm ? '' : ' (from the report)'}`

const round = (x: number): number => Math.round(x * 10) / 10
