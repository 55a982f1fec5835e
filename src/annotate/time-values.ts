import type { Meaning } from '../knowledge/time-meaning.ts'
import type { TimeOffset, TimeType } from '../model/time.ts'
import {
  type Day,
  dayOf,
  dayOfMonth,
  easterOf,
  firstOf,
  type Grain,
  isoOf,
  isoWeek,
  monthOf,
  months,
  type Period,
  pad,
  periodOf,
  timexOf,
  weekdayOf,
  yearOf,
} from './calendar.ts'

/** What a time expression says. */
export interface Reading {
  readonly type: TimeType
  readonly value: string | null
  readonly period: Period | null
  /** How fine the period is: what "two days later" may count from. */
  readonly grain: Grain | null
  readonly offset: TimeOffset | null
  /** The two ends of an interval, which are expressions of their own. */
  readonly ends: readonly [Reading, Reading] | null
  /** What the words leave open and tense has chosen. */
  readonly cycle: 'week' | 'year' | null
  /** The atoms of the expression, where it is part of another. */
  readonly extent: readonly [number, number] | null
}

/** Whether the words around a time look back or ahead; `present` leans ahead ("they meet on Friday"), `open` back. */
export type Tense = 'past' | 'present' | 'future' | 'open'

/** What an expression is read against. */
export interface TimeContext {
  /** The report's day, or null: then nothing relative is resolved. */
  readonly reference: Day | null
  readonly tense: Tense
  /** Dates told before, the latest first. */
  readonly told: readonly Reading[]
}

/** What the pattern caught: the value of a word, or an expression with catches of its own. */
export type Catch = string | number | Nested
export interface Nested {
  readonly meaning: Meaning
  readonly caught: ReadonlyMap<string, Catch>
  readonly extent: readonly [number, number]
}

type Arg = string | number | Reading | null
type Operation = (args: readonly Arg[], context: TimeContext) => Arg

/** Reads an expression; null where it names a day that cannot be, or is marked in the rules as no time at all. */
export const readTime = (nested: Nested, context: TimeContext): Reading | null => {
  const result = evaluate(nested.meaning, nested.caught, context)
  return isReading(result) ? result : null
}

const evaluate = (meaning: Meaning, caught: ReadonlyMap<string, Catch>, context: TimeContext): Arg => {
  if (meaning.kind === 'constant') return meaning.value
  if (meaning.kind === 'capture') {
    const value = caught.get(meaning.name) ?? null
    const read = typeof value === 'object' && value !== null ? evaluate(value.meaning, value.caught, context) : value
    const plain =
      isReading(read) && typeof value === 'object' && value !== null ? { ...read, extent: value.extent } : read
    return meaning.negative ? (typeof plain === 'number' ? -plain : plain === 'X' ? -Infinity : plain) : plain
  }
  const args = meaning.args.map(arg => evaluate(arg, caught, context))
  const result = OPERATION[meaning.name]?.(args, context) ?? null
  return isReading(result) && result.extent ? { ...result, extent: null } : result
}

const isReading = (arg: Arg | undefined): arg is Reading => typeof arg === 'object' && arg !== null
const numberOf = (arg: Arg | undefined): number | null =>
  typeof arg === 'number' ? arg : arg === 'X' ? Infinity : null

const reading = (type: TimeType, value: string | null, rest: Partial<Reading> = {}): Reading => ({
  type,
  value,
  period: null,
  grain: null,
  offset: null,
  ends: null,
  cycle: null,
  extent: null,
  ...rest,
})
const unresolved = (value: string | null = null): Reading => reading('DATE', value)
const dated = (period: Period, grain: Grain, value = timexOf(period, grain)): Reading =>
  reading('DATE', value, { period, grain })
const onDay = (day: Day): Reading => dated({ from: day, to: day }, 'day')

/** Calendar units below and above the day, and how TIMEX3 writes their lengths. */
const UNITS: Readonly<Record<string, { readonly grain: Grain | null; readonly code: string; readonly times: number }>> =
  {
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
const GRAINS: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'year', 'decade', 'century']
const HOURS_A_DAY: Readonly<Record<string, number>> = { hour: 24, minute: 1440, second: 86_400 }

const durationValue = (count: number, unit: string): string => {
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
const shifted = (from: Day, unit: string, count: number): Reading => {
  const { grain = null, times = 1 } = UNITS[unit] ?? {}
  if (!Number.isFinite(count)) return reading('DATE', count < 0 ? 'PAST_REF' : 'FUTURE_REF')
  if (grain === null) return onDay(from + Math.trunc(count / (HOURS_A_DAY[unit] ?? 24)))
  // "half a century ago", "one and a half years ago": count the finer unit.
  if (!Number.isInteger(count) && grain === 'year') return shifted(from, 'month', Math.round(count * 12))
  if (!Number.isInteger(count) && times >= 10) return shifted(from, 'year', Math.round(count * times))
  if (!Number.isInteger(count)) return unresolved()
  return dated(periodOf(from, grain, count * (unit === 'fortnight' ? 2 : 1)), grain)
}

/** The month nearest by tense: what is told as past lies within the twelve months behind, a plan within those ahead. */
const nearestMonth = (month: number, reference: Day, tense: Tense): Period => {
  const ahead = (month - monthOf(reference) + 12) % 12
  const behind = (12 - ahead) % 12
  const bias = { past: 12, open: 8, present: 5, future: -12 }[tense]
  const shift = ahead + bias < behind ? ahead : -behind
  return months(yearOf(reference), monthOf(reference) + shift, 1)
}

/** The day and month in the year that fits best: nearest, tense and a weekday named beside it weighing in. */
const nearestDay = (month: number, day: number, weekday: number | null, reference: Day, tense: Tense): Day | null => {
  const year = yearOf(reference)
  let best: Day | null = null
  let least = Infinity
  for (let y = year - 7; y <= year + 7; y++) {
    const candidate = dayOf(y, month, day)
    if (candidate === null) continue
    const away = candidate - reference
    const wrongWay =
      away > 0 ? { past: 150, open: 150, present: 60, future: 0 }[tense] : tense === 'future' && away < 0 ? 150 : 0
    const wrongDay = weekday !== null && weekdayOf(candidate) !== weekday ? 4000 : 0
    const cost = Math.abs(away) + wrongWay + wrongDay
    if (cost < least) {
      least = cost
      best = candidate
    }
  }
  return best
}

/** Whether a number is a year, or a direction (-1 last, 0 this, 1 next). */
const isYear = (n: number | null): n is number => n !== null && Math.abs(n) > 1

/** A year given as a number or an expression, or a direction. */
const whichOf = (arg: Arg | undefined): number | null =>
  isReading(arg) ? arg.period && yearOf(arg.period.from) : numberOf(arg)

/** A recurring stretch of the year (season, quarter, half, holiday) in a given year, or the last, this, next or nearest one. */
const recurring = (inYear: (year: number) => Period, which: number | null, context: TimeContext): Period | null => {
  if (isYear(which)) return inYear(which)
  const { reference, tense } = context
  if (reference === null) return null
  const year = yearOf(reference)
  const near = [year - 2, year - 1, year, year + 1, year + 2].map(inYear)
  if (which === -1) return near.filter(p => p.to < reference).at(-1) ?? null
  if (which === 1) return near.find(p => p.from > reference) ?? null
  if (which === 0) return inYear(year)
  if (tense === 'future') return near.find(p => p.to >= reference) ?? null
  return near.filter(p => p.from <= reference).at(-1) ?? null
}

const SEASON_STARTS: Readonly<Record<string, number>> = { SP: 3, SU: 6, FA: 9, WI: 12 }

/** `12-25`, `easter-2`, or `11-4-4` (month, which one, weekday). */
const holidayIn = (rule: string, year: number): Period => {
  const easter = /^easter([+-]\d+)?$/.exec(rule)
  if (easter) {
    const day = easterOf(year) + Number(easter[1] ?? 0)
    return { from: day, to: day }
  }
  const [month = 1, second = 1, weekday] = rule.split('-').map(Number)
  if (weekday === undefined) {
    const day = firstOf(year, month) + second - 1
    return { from: day, to: day }
  }
  const first = firstOf(year, month)
  const day = first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (second - 1)
  return { from: day, to: day }
}

/** The latest date told that is fine enough to count units of this grain from. */
const antecedent = (grain: Grain, context: TimeContext): Reading | null =>
  context.told.find(r => r.grain !== null && r.period !== null && GRAINS.indexOf(r.grain) <= GRAINS.indexOf(grain)) ??
  null

const OPERATION: Readonly<Record<string, Operation>> = {
  nothing: () => null,

  number: ([a, op, b]) => {
    const [x, y] = [numberOf(a), numberOf(b)]
    if (x === null) return null
    if (y === null) return op === 'half' ? x + 0.5 : x
    return op === 'times' ? x * y : x + y
  },

  date: (args, { reference, tense }) => {
    const [year = null, month = null, day = null, weekday = null] = args.map(numberOf)
    if (year !== null) {
      const full = year < 100 ? expandYear(year, reference) : year
      if (month === null || month < 1 || month > 12) return null
      if (day === null) return dated(months(full, month, 1), 'month')
      const found = dayOf(full, month, day)
      return found === null ? null : onDay(found)
    }
    if (month !== null && day !== null) {
      if (dayOf(2000, month, day) === null) return null
      if (reference === null) return unresolved(`XXXX-${pad(month)}-${pad(day)}`)
      const found = nearestDay(month, day, weekday, reference, tense)
      return found === null ? null : { ...onDay(found), cycle: 'year' }
    }
    if (day === null) return null
    if (reference === null) return unresolved(`XXXX-XX-${pad(day)}`)
    const step = tense === 'future' ? 1 : -1
    for (let shift = 0; Math.abs(shift) <= 12; shift += step) {
      const { from, to } = periodOf(reference, 'month', shift)
      const found = from + day - 1
      const fits = weekday === null || weekdayOf(found) === weekday
      if (found <= to && fits && (step > 0 ? found >= reference : found <= reference)) return onDay(found)
    }
    return null
  },

  year: ([year], { reference }) => {
    const n = numberOf(year)
    if (n === null) return null
    const full = n < 100 ? expandYear(n, reference) : n
    return dated(months(full, 1, 12), 'year')
  },

  weekday: ([weekday, which = null], { reference, tense }) => {
    const wanted = numberOf(weekday)
    if (wanted === null) return null
    if (reference === null) return unresolved(`XXXX-WXX-${wanted}`)
    const ahead = (wanted - weekdayOf(reference) + 7) % 7
    if (which === -1) return onDay(reference + (ahead === 0 ? -7 : ahead - 7))
    if (which === 1) return onDay(reference + (ahead === 0 ? 7 : ahead))
    if (which === 0) return onDay(reference - weekdayOf(reference) + wanted)
    const day = reference + (ahead === 0 ? 0 : tense === 'future' || tense === 'present' ? ahead : ahead - 7)
    return { ...onDay(day), cycle: 'week' }
  },

  // "Monday last week"
  'weekday-in': ([weekday, which], { reference }) => {
    const wanted = numberOf(weekday)
    if (wanted === null) return null
    const shift = numberOf(which) ?? 0
    return reference === null ? unresolved() : onDay(periodOf(reference, 'week', shift).from + wanted - 1)
  },

  month: ([month, which = null], { reference, tense }) => {
    const wanted = numberOf(month)
    if (wanted === null) return null
    if (isReading(which)) {
      return which.period
        ? dated(months(yearOf(which.period.from), wanted, 1), 'month')
        : unresolved(`XXXX-${pad(wanted)}`)
    }
    if (reference === null) return unresolved(`XXXX-${pad(wanted)}`)
    if (typeof which !== 'number') return { ...dated(nearestMonth(wanted, reference, tense), 'month'), cycle: 'year' }
    if (which === 0) return dated(months(yearOf(reference), wanted, 1), 'month')
    const away = wanted - monthOf(reference)
    const turn = which < 0 ? (away >= 0 ? -12 : 0) : away <= 0 ? 12 : 0
    return dated(months(yearOf(reference), monthOf(reference) + away + turn, 1), 'month')
  },

  season: ([season, which], context) => {
    const start = SEASON_STARTS[String(season)]
    if (start === undefined) return null
    const period = recurring(year => months(year, start, 3), whichOf(which), context)
    return period === null
      ? unresolved(`XXXX-${season}`)
      : dated(period, 'quarter', `${pad(yearOf(period.from), 4)}-${season}`)
  },

  quarter: ([quarter, which], context) => {
    const n = numberOf(quarter)
    if (n === null || n < 1 || n > 4) return null
    const period = recurring(year => months(year, 3 * n - 2, 3), whichOf(which), context)
    return period === null ? unresolved(`XXXX-Q${n}`) : dated(period, 'quarter')
  },

  half: ([half, which], context) => {
    const n = numberOf(half)
    if (n === null || n < 1 || n > 2) return null
    const period = recurring(year => months(year, 6 * n - 5, 6), whichOf(which), context)
    return period === null ? unresolved(`XXXX-H${n}`) : dated(period, 'year', `${pad(yearOf(period.from), 4)}-H${n}`)
  },

  holiday: ([rule, which], context) => {
    const period = recurring(year => holidayIn(String(rule), year), whichOf(which), context)
    return period === null ? unresolved() : dated(period, 'day')
  },

  decade: ([decade]) => {
    const n = numberOf(decade)
    if (n === null) return null
    return dated(months(n < 100 ? 1900 + n : n, 1, 120), 'decade')
  },

  century: ([ordinal]) => {
    const n = numberOf(ordinal)
    if (n === null || n < 1 || n > 30) return null
    return dated(months(Math.max(1, (n - 1) * 100), 1, 1200), 'century', pad(n - 1))
  },

  // A weekend told as past is the one before; "this weekend" on a Tuesday may be either.
  weekend: ([which], { reference, tense }) => {
    if (reference === null) return unresolved('XXXX-WXX-WE')
    const saturday = reference - weekdayOf(reference) + 6
    const on = weekdayOf(reference) >= 6
    const shift =
      which === -1 ? -7 : which === 1 ? (tense !== 'past' && !on ? 0 : 7) : on || tense === 'future' ? 0 : -7
    const from = saturday + shift
    return dated({ from, to: from + 1 }, 'week', `${isoWeek(from)}-WE`)
  },

  shift: ([unit, count], { reference }) => {
    const n = numberOf(count)
    if (n === null) return null
    return reference === null ? unresolved() : shifted(reference, String(unit), n)
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
      ? (OPERATION.weekday?.([weekday ?? null, which ?? null], { ...context, reference: told.period.from }) ?? null)
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
      const { grain } = UNITS[String(unit)] ?? { grain: null }
      const fine = date.period !== null && date.grain !== null && grain !== null
      const counts = fine && GRAINS.indexOf(date.grain) <= GRAINS.indexOf(grain)
      return counts && date.period && Number.isFinite(n)
        ? shifted(date.period.from, String(unit), n * direction)
        : unresolved()
    }
    const value = durationValue(n, String(unit))
    return reading('DURATION', value, {
      offset: Number.isFinite(n) ? { count: n * direction, unit: String(unit) } : null,
    })
  },

  reference: ([which]) => reading('DATE', `${which}_REF`),

  duration: ([count, unit]) => {
    const n = numberOf(count)
    return n === null ? null : reading('DURATION', durationValue(n, String(unit)))
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

  every: ([what, count]) => {
    const n = numberOf(count) ?? 1
    if (isReading(what)) return reading('SET', what.value)
    if (typeof what === 'number') return reading('SET', `XXXX-WXX-${what}`)
    const unit = String(what)
    return UNITS[unit] ? reading('SET', durationValue(n, unit)) : reading('SET', `XXXX-XX-XXT${unit}`)
  },

  hour: ([hour, half, date], context) => {
    const h = numberOf(hour)
    return h === null ? null : clock(h, 0, half ?? null, date ?? null, context)
  },

  clock: ([time, half, date], context) => {
    const hhmm = numberOf(time)
    return hhmm === null ? null : clock(Math.floor(hhmm / 100), hhmm % 100, half ?? null, date ?? null, context)
  },

  daypart: ([part, date]) => {
    if (!isReading(date)) return reading('TIME', `XXXX-XX-XXT${part}`)
    if (date.period === null || date.grain !== 'day') return reading('TIME', null)
    return reading('TIME', `${isoOf(date.period.from)}T${part}`, {
      period: date.period,
      grain: 'day',
      cycle: date.cycle,
    })
  },

  // "overnight": the night that ends, or for a plan begins, on the report's day.
  night: ([which, date], { reference, tense }) => {
    if (reference === null) return reading('TIME', null)
    if (isReading(date)) return date.period ? nightOf(date.period.from, date.period.from, date.period.from) : date
    if (which === -1) return nightOf(reference - 1, reference - 1, reference - 1)
    const from = tense === 'future' ? reference : reference - 1
    return nightOf(tense === 'future' ? from : reference, from, from + 1)
  },

  range: ([first, second]) => {
    const period = spanOf(first, second)
    if (period === null || !isReading(first) || !isReading(second)) return null
    return reading('DATE', `${first.value}/${second.value}`, { period, grain: first.grain })
  },

  between: ([first, second]) => {
    if (!isReading(first) || !isReading(second)) return null
    const period = spanOf(first, second)
    const ends: [Reading, Reading] = period
      ? [
          { ...first, period },
          { ...second, period },
        ]
      : [first, second]
    return reading('DATE', null, { ends })
  },

  // "early 1984", "late last month", "the middle of May": the value stays, the days narrow.
  edge: ([side, date]) => {
    if (!isReading(date)) return null
    if (!date.period || date.period.from === date.period.to) return date
    const { from, to } = date.period
    const half = Math.floor((to - from) / 2)
    const quarter = Math.floor((to - from) / 4)
    const period =
      side === 'START'
        ? { from, to: from + half }
        : side === 'END'
          ? { from: from + half, to }
          : { from: from + quarter, to: to - quarter }
    return { ...date, period }
  },

  // "earlier this year" ends, "later this month" begins with the report.
  'so-far': ([date, direction], { reference }) => {
    if (!isReading(date)) return null
    if (!date.period || reference === null || reference < date.period.from || reference > date.period.to) return date
    const { from, to } = date.period
    return { ...date, period: direction === -1 ? { from, to: reference } : { from: reference, to } }
  },
}

/** The days from the first of one time to the last of another, where they stand in this order. */
const spanOf = (first: Arg | undefined, second: Arg | undefined): Period | null => {
  if (!isReading(first) || !isReading(second) || !first.period || !second.period) return null
  return first.period.from <= second.period.to ? { from: first.period.from, to: second.period.to } : null
}

/** A time of day, on the day given or the report's. */
const clock = (hour: number, minute: number, half: Arg, date: Arg, { reference }: TimeContext): Reading | null => {
  if (hour > 24 || minute > 59) return null
  const full = half === 'PM' && hour < 12 ? hour + 12 : half === 'AM' && hour === 12 ? 0 : hour
  const time = `T${pad(full)}:${pad(minute)}`
  const day = isReading(date) ? date : reference === null ? null : onDay(reference)
  if (!day?.period || day.grain !== 'day') return reading('TIME', `XXXX-XX-XX${time}`)
  return reading('TIME', `${isoOf(day.period.from)}${time}`, { period: day.period, grain: 'day', cycle: day.cycle })
}

const MONTHS: Readonly<Partial<Record<Grain, number>>> = { month: 1, quarter: 3, year: 12 }

/** The same day so many months away, or the last of the month where it is shorter. */
const monthsFrom = (day: Day, count: number): Day => {
  const { from, to } = months(yearOf(day), monthOf(day) + Math.round(count), 1)
  return Math.min(from + dayOfMonth(day) - 1, to)
}

const nightOf = (named: Day, from: Day, to: Day): Reading =>
  reading('TIME', `${isoOf(named)}TNI`, { period: { from, to }, grain: 'day' })

/** `87` → the year that ends so and lies nearest to, and at most ten years after, the report. */
const expandYear = (short: number, reference: Day | null): number => {
  const latest = (reference === null ? 2020 : yearOf(reference)) + 10
  const full = latest - ((((latest - short) % 100) + 100) % 100)
  return full
}
