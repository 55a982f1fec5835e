import type { Standing } from '../model/record.ts'
import type { Quote } from '../model/span.ts'
import { isoDay } from './day.ts'
import { independentGroups } from './independent.ts'
import type { Witness } from './witness.ts'

/** What one mention does to the standing of an act. */
export type StandingStep = 'reported' | 'claimed' | 'confirmed' | 'denied' | 'unrefuted' | 'disputed' | 'retracted'

/** One step of an act's standing over time, with the mention whose sentence is its evidence. */
export interface HistoryStep {
  readonly date: string | null
  readonly step: StandingStep
  /** Who says so, or null for the report's own voice; who took it back. */
  readonly by: string | null
  readonly mention: number
  /** The report that took it back, with the words that say so where they stand in its text. */
  readonly notice?: { readonly document: string; readonly quote: Quote | null }
  /** The standing after this step. */
  readonly standing: HappeningStanding
}

export type HappeningStanding = Standing | 'retracted'

/**
 * What each mention adds, by date of publication, and how the act stands after it. A report taken back undoes its step on the day that
 * was said; where the day is not known, its step is the taking back.
 */
export const historyOf = (witnesses: readonly Witness[]): readonly HistoryStep[] => {
  const moves = witnesses.flatMap((w, mention): readonly Move[] => {
    const told: Move = { w, mention, day: w.published, back: w.withdrawn && (w.takenBack?.day ?? null) === null }
    if (!w.withdrawn || told.back) return [told]
    // nothing is taken back before it was told
    return [told, { w, mention, day: Math.max(w.takenBack?.day ?? 0, w.published ?? 0), back: true }]
  })
  const order = moves.sort(
    (a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || Number(a.back) - Number(b.back) || a.mention - b.mention,
  )
  const told = new Set<Witness>()
  return order.map(({ w, mention, day, back }) => {
    if (back) told.delete(w)
    else told.add(w)
    const by = back ? (w.takenBack?.by ?? null) : (w.sources.find(source => source.name !== '')?.name ?? null)
    return {
      date: day === null ? null : isoDay(day),
      step: back ? 'retracted' : stepOf(w),
      by,
      mention,
      standing: standingOf([...told]),
      ...(back && w.takenBack?.document != null
        ? { notice: { document: w.takenBack.document, quote: w.takenBack.quote } }
        : {}),
    }
  })
}

interface Move {
  readonly w: Witness
  readonly mention: number
  readonly day: number | null
  readonly back: boolean
}

const stepOf = (w: Witness): StandingStep => {
  if (w.standing === 'denied' || w.status === 'negated') return 'denied'
  if (w.standing === 'confirmed' || w.standing === 'unrefuted' || w.standing === 'disputed') return w.standing
  return w.sources.length > 0 ? 'claimed' : 'reported'
}

/**
 * How an act stands by all that is told of it. Denied where only denials are told; disputed where one side denies what another tells;
 * confirmed where a report says so, where two independent publishers tell it in their own voice, or where sources of two governments do.
 */
export const standingOf = (told: readonly Witness[]): HappeningStanding => {
  if (told.length === 0) return 'retracted'
  const steps = told.map(stepOf)
  const affirmed = told.filter((_, i) => steps[i] !== 'denied')
  if (affirmed.length === 0) return 'denied'
  if (steps.includes('denied') || steps.includes('disputed')) return 'disputed'
  if (steps.includes('confirmed')) return 'confirmed'
  const groups = independentGroups(told)
  const voices = new Set(groups.filter((_, i) => steps[i] === 'reported'))
  const sides = new Set(told.flatMap((w, i) => (steps[i] === 'claimed' ? sideOf(w) : [])))
  if (voices.size > 1 || sides.size > 1) return 'confirmed'
  if (steps.includes('unrefuted')) return 'unrefuted'
  return steps.includes('reported') ? 'asserted' : 'attributed'
}

const sideOf = (w: Witness): readonly string[] => w.sources.flatMap(s => (s.code === null ? [] : [s.code])).slice(0, 1)
