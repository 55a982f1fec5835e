import {
  type Day,
  dayOf,
  easterOf,
  firstOf,
  isoWeek,
  monthOf,
  months,
  type Period,
  pad,
  periodOf,
  weekdayOf,
  yearOf,
} from './calendar.ts'
import {
  type Arg,
  dated,
  isReading,
  numberOf,
  type Operation,
  onDay,
  type Tense,
  type TimeContext,
  unresolved,
} from './reading.ts'

/** Days, months, seasons and years of the calendar. */
export const CALENDAR_OPERATIONS: Readonly<Record<string, Operation>> = {
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
      return found === null ? null : { ...onDay(found), cycle: isOpen(tense) ? 'year' : null }
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
    return { ...onDay(day), cycle: isOpen(tense) ? 'week' : null }
  },

  // "Monday last week"
  'weekday-in': ([weekday, which], { reference }) => {
    const wanted = numberOf(weekday)
    if (wanted === null) return null
    const shift = numberOf(which) ?? 0
    return reference === null ? unresolved() : onDay(periodOf(reference, 'week', shift).from + wanted - 1)
  },

  // A weekend told as past is the one before; "they meet this weekend" is the one to come.
  weekend: ([which], { reference, tense }) => {
    if (reference === null) return unresolved('XXXX-WXX-WE')
    const saturday = reference - weekdayOf(reference) + 6
    const on = weekdayOf(reference) >= 6
    const ahead = tense === 'future' || tense === 'present'
    const next = tense !== 'past' && !on ? 0 : 7
    const shift = which === -1 ? -7 : which === 1 ? next : on || ahead ? 0 : -7
    const from = saturday + shift
    return dated({ from, to: from + 1 }, 'week', `${isoWeek(from)}-WE`)
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
    if (typeof which !== 'number')
      return { ...dated(nearestMonth(wanted, reference, tense), 'month'), cycle: isOpen(tense) ? 'year' : null }
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
}

/** True where the words around do not say whether the time lies behind or ahead. */
const isOpen = (tense: Tense): boolean => tense === 'open' || tense === 'present'

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

/** `87` → the year that ends so and lies nearest to, and at most ten years after, the report. */
const expandYear = (short: number, reference: Day | null): number => {
  const latest = (reference === null ? 2020 : yearOf(reference)) + 10
  const full = latest - ((((latest - short) % 100) + 100) % 100)
  return full
}
