import { type Grain, pad, periodOf } from './calendar.ts'
import { CALENDAR_OPERATIONS } from './calendar-operations.ts'
import {
  dated,
  isReading,
  numberOf,
  type Operation,
  onDay,
  type Reading,
  reading,
  type TimeContext,
  unresolved,
} from './reading.ts'
import { daysAway, durationValue, GRAINS, HOURS_A_DAY, MONTHS, monthsFrom, shifted, UNITS } from './units.ts'

/** Times counted from the report's day or from what was told before, lengths and what recurs. */
export const RELATIVE_OPERATIONS: Readonly<Record<string, Operation>> = {
  shift: ([unit, count], { reference }) => {
    const n = numberOf(count)
    if (n === null) return null
    return reference === null ? unresolved() : shifted(reference, String(unit), n)
  },

  'in-count': ([unit, count], { reference, tense }) => {
    const n = numberOf(count)
    if (n === null) return null
    const ahead = tense === 'future' && reference !== null && Number.isFinite(n)
    return ahead ? shifted(reference, String(unit), n) : reading('DURATION', durationValue(n, String(unit)))
  },

  // "two years ago this month"
  back: ([unit, count], { reference }) => {
    const n = numberOf(count)
    const { grain = null } = UNITS[String(unit)] ?? {}
    if (n === null || grain === null) return null
    return reference === null ? unresolved() : dated(periodOf(monthsFrom(reference, -12 * n), grain), grain)
  },

  // Backward counts with nothing told before run from the report ("the previous day"); forward ones stay open.
  onward: ([unit, count], context) => {
    const n = numberOf(count)
    const { grain = null } = UNITS[String(unit)] ?? {}
    if (n === null || grain === null || !Number.isFinite(n)) return n === null ? null : unresolved()
    const told = antecedent(grain, context)
    if (told?.period) return shifted(told.period.from, String(unit), n)
    return n < 0 && context.reference !== null ? shifted(context.reference, String(unit), n) : unresolved()
  },

  // "hours later" is the same day; "months later" is no date.
  'soon-after': ([unit], context) => {
    const told = HOURS_A_DAY[String(unit)] === undefined ? null : antecedent('day', context)
    return told?.period ? onDay(told.period.from) : unresolved()
  },

  'onward-weekday': ([weekday, which], context) => {
    const told = antecedent('day', context)
    return told?.period
      ? (CALENDAR_OPERATIONS.weekday?.([weekday ?? null, which ?? null], { ...context, reference: told.period.from }) ??
          null)
      : unresolved()
  },

  // "the same day", "that year"
  again: ([unit], context) => {
    const { grain = null } = UNITS[String(unit)] ?? {}
    const told = grain === null ? null : antecedent(grain, context)
    return told?.period && grain !== null ? dated(periodOf(told.period.from, grain), grain) : unresolved()
  },

  offset: ([count, unit, direction, date]) => {
    const n = numberOf(count)
    if (n === null || typeof direction !== 'number') return null
    if (isReading(date)) {
      // "two weeks after 3 October" is a day.
      const day =
        date.period && date.grain === 'day' && Number.isFinite(n)
          ? daysAway(date.period.from, String(unit), n * direction)
          : null
      if (day !== null && (unit === 'day' || unit === 'week')) return onDay(day)
      const { grain } = UNITS[String(unit)] ?? { grain: null }
      const fine = date.period !== null && date.grain !== null && grain !== null
      const counts = fine && GRAINS.indexOf(date.grain) <= GRAINS.indexOf(grain)
      return counts && date.period && Number.isFinite(n)
        ? shifted(date.period.from, String(unit), n * direction)
        : unresolved()
    }
    const value = durationValue(n, String(unit))
    // "hours after the raid" is the same day; "months after it" is no date.
    const by = Number.isFinite(n) ? n * direction : HOURS_A_DAY[String(unit)] === undefined ? null : 0
    return reading('DURATION', value, { offset: by === null ? null : { count: by, unit: String(unit) } })
  },

  // "at the time": whenever that was.
  latest: (_, { told }) => {
    const [last] = told
    return last?.period && last.grain ? dated(last.period, last.grain) : unresolved('PAST_REF')
  },

  reference: ([which]) => reading('DATE', `${which}_REF`),

  duration: ([count, unit]) => {
    const n = numberOf(count)
    return n === null ? null : reading('DURATION', durationValue(n, String(unit)))
  },

  // "two years and three months"
  'and-duration': ([count, unit, more, finer]) => {
    const [a, b] = [numberOf(count), numberOf(more)]
    if (a === null || b === null) return null
    const [first, second] = [durationValue(a, String(unit)), durationValue(b, String(finer))]
    const joined = first.startsWith('PT') === second.startsWith('PT') ? second.replace(/^PT?/, '') : second.slice(1)
    return reading('DURATION', first + joined)
  },

  // "the past 30 days", "the next three weeks": a length that lies at the report's day.
  lately: ([count, unit, direction], { reference }) => {
    const n = numberOf(count)
    if (n === null || typeof direction !== 'number') return null
    const value = durationValue(n, String(unit))
    if (reference === null || !Number.isFinite(n)) return reading('DURATION', value)
    const { grain = null, times = 1 } = UNITS[String(unit)] ?? {}
    const far =
      grain === 'day' || grain === 'week'
        ? reference + Math.round(n * times) * direction * (grain === 'week' ? 7 : 1)
        : grain === null
          ? reference + Math.ceil(n / (HOURS_A_DAY[String(unit)] ?? 24)) * direction
          : monthsFrom(reference, n * times * direction * (MONTHS[grain] ?? 12))
    const period = direction < 0 ? { from: far, to: reference } : { from: reference, to: far }
    return reading('DURATION', value, { period })
  },

  'every-other': ([unit, weekday]) =>
    typeof weekday === 'number'
      ? reading('SET', `XXXX-WXX-${weekday}`)
      : reading('SET', durationValue(2, String(unit))),

  'every-daypart': ([weekday, part]) => reading('SET', `XXXX-WXX-${weekday}T${part}`),

  'every-month': ([month]) => {
    const n = numberOf(month)
    return n === null ? null : reading('SET', `XXXX-${pad(n)}`)
  },

  every: ([what, count]) => {
    const n = numberOf(count) ?? 1
    if (isReading(what)) return reading('SET', what.value)
    if (typeof what === 'number') return reading('SET', `XXXX-WXX-${what}`)
    const unit = String(what)
    if (unit === 'weekend') return reading('SET', 'XXXX-WXX-WE')
    return UNITS[unit] ? reading('SET', durationValue(n, unit)) : reading('SET', `XXXX-XX-XXT${unit}`)
  },
}

/** The latest date told that is fine enough to count units of this grain from. */
const antecedent = (grain: Grain, context: TimeContext): Reading | null =>
  context.told.find(r => r.grain !== null && r.period !== null && GRAINS.indexOf(r.grain) <= GRAINS.indexOf(grain)) ??
  null
