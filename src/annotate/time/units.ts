import { type Day, dayOfMonth, type Grain, monthOf, months, periodOf, yearOf } from './calendar.ts'
import { dated, onDay, type Reading, reading, unresolved } from './reading.ts'

/** Calendar units below and above the day, and how TIMEX3 writes their lengths. */
export const UNITS: Readonly<
  Record<string, { readonly grain: Grain | null; readonly code: string; readonly times: number }>
> = {
  second: { grain: null, code: 'TS', times: 1 },
  minute: { grain: null, code: 'TM', times: 1 },
  hour: { grain: null, code: 'TH', times: 1 },
  day: { grain: 'day', code: 'D', times: 1 },
  week: { grain: 'week', code: 'W', times: 1 },
  fortnight: { grain: 'week', code: 'W', times: 2 },
  month: { grain: 'month', code: 'M', times: 1 },
  quarter: { grain: 'quarter', code: 'Q', times: 1 },
  year: { grain: 'year', code: 'Y', times: 1 },
  decade: { grain: 'decade', code: 'Y', times: 10 },
  century: { grain: 'century', code: 'Y', times: 100 },
}
export const GRAINS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year', 'decade', 'century']
export const HOURS_A_DAY: Readonly<Record<string, number>> = { hour: 24, minute: 1440, second: 86_400 }

export const durationValue = (count: number, unit: string): string => {
  const { code, times } = UNITS[unit] ?? { code: 'D', times: 1 }
  const amount = Number.isFinite(count) ? String(Math.abs(count * times)) : 'X'
  if (amount === '0.5' && code === 'Y') return 'P6M'
  return code.startsWith('T') ? `PT${amount}${code.slice(1)}` : `P${amount}${code}`
}

/** `count` units from a day, kept to the day; null where the unit is finer than a day or unknown. */
export const daysAway = (day: Day, unit: string, count: number): Day | null => {
  const { grain = null, times = 1 } = UNITS[unit] ?? {}
  if (grain === null) return HOURS_A_DAY[unit] === undefined ? null : day + Math.trunc(count / HOURS_A_DAY[unit])
  if (grain === 'day' || grain === 'week') return day + Math.round(count * times) * (grain === 'week' ? 7 : 1)
  return monthsFrom(day, count * times * (MONTHS[grain] ?? 12))
}

/** `count` units away from the report's day, as fine as the unit: "two weeks ago" is a week. */
export const shifted = (from: Day, unit: string, count: number): Reading => {
  const { grain = null, times = 1 } = UNITS[unit] ?? {}
  if (!Number.isFinite(count)) return reading('DATE', count < 0 ? 'PAST_REF' : 'FUTURE_REF')
  if (grain === null) return onDay(from + Math.trunc(count / (HOURS_A_DAY[unit] ?? 24)))
  // "half a century ago", "one and a half years ago": count the finer unit.
  if (!Number.isInteger(count) && grain === 'year') return shifted(from, 'month', Math.round(count * 12))
  if (!Number.isInteger(count) && times >= 10) return shifted(from, 'year', Math.round(count * times))
  if (!Number.isInteger(count)) return unresolved()
  return dated(periodOf(from, grain, count * (unit === 'fortnight' ? 2 : 1)), grain)
}

export const MONTHS: Readonly<Partial<Record<Grain, number>>> = { month: 1, quarter: 3, year: 12 }

/** The same day so many months away, or the last of the month where it is shorter. */
export const monthsFrom = (day: Day, count: number): Day => {
  const { from, to } = months(yearOf(day), monthOf(day) + Math.round(count), 1)
  return Math.min(from + dayOfMonth(day) - 1, to)
}
