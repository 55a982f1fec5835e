import { type Day, isoOf, type Period, pad, periodOf, yearOf } from './calendar.ts'
import { type Arg, dated, isReading, numberOf, type Operation, onDay, type Reading, reading } from './reading.ts'
import { monthsFrom } from './units.ts'

/** Times of day, stretches and their edges, numbers. */
export const MOMENT_OPERATIONS: Readonly<Record<string, Operation>> = {
  nothing: () => null,

  number: ([a, op, b]) => {
    const [x, y] = [numberOf(a), numberOf(b)]
    if (x === null) return null
    if (y === null) return op === 'half' ? x + 0.5 : x
    return op === 'times' ? x * y : x + y
  },

  hour: ([hour, half]) => {
    const h = numberOf(hour)
    return h === null ? null : clock(h, 0, half ?? null)
  },

  // "five in the afternoon"
  'hour-of': ([hour, part]) => {
    const h = numberOf(hour)
    const late = part === 'AF' || part === 'EV' || (part === 'NI' && h !== null && h > 5)
    return h === null ? null : clock(h, 0, late ? 'PM' : null)
  },

  clock: ([time, half]) => {
    const hhmm = numberOf(time)
    return hhmm === null ? null : clock(Math.floor(hhmm / 100), hhmm % 100, half ?? null)
  },

  // A time of day, on the day given or the report's.
  at: ([time, date], { reference }) => {
    if (!isReading(time)) return null
    const day = isReading(date) ? date : reference === null ? null : onDay(reference)
    if (!day?.period || day.grain !== 'day' || time.value === null) return time
    const value = time.value.replace(/^[^T]*/, isoOf(day.period.from))
    return reading('TIME', value, { period: day.period, grain: 'day', cycle: day.cycle })
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

  between: ([first, second]) => (isReading(first) && isReading(second) ? between(first, second) : null),

  // "July to September 2019" are both of 2019; "November to February 2019" began the year before.
  'same-year': ([first, second]) => {
    if (!isReading(first) || !isReading(second) || !first.period || !second.period) return null
    const year = yearOf(second.period.from)
    const own = inYear(first, year)
    const moved = own.period && own.period.from > second.period.to ? inYear(first, year - 1) : own
    return between(moved, second)
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

  // "the first week of May", "the last week of September": seven days of the month.
  'week-of': ([which, month]) => {
    if (!isReading(month) || !month.period || month.grain !== 'month') return isReading(month) ? month : null
    const n = numberOf(which)
    if (n !== null && n > 5) return null
    const from = n === null ? month.period.to - 6 : month.period.from + 7 * (n - 1)
    return { ...month, period: { from, to: Math.min(from + 6, month.period.to) } }
  },

  // "earlier this year" ends, "later this month" begins with the report.
  'so-far': ([date, direction], { reference }) => {
    if (!isReading(date)) return null
    if (!date.period || reference === null || reference < date.period.from || reference > date.period.to) return date
    const { from, to } = date.period
    return { ...date, period: direction === -1 ? { from, to: reference } : { from: reference, to } }
  },
}

/** Two expressions of which each takes the days of the whole. */
const between = (first: Reading, second: Reading): Reading => {
  const period = spanOf(first, second)
  const ends: [Reading, Reading] = period
    ? [
        { ...first, period },
        { ...second, period },
      ]
    : [first, second]
  return reading('DATE', null, { ends })
}

/** A month or a day of the year, in this year. */
const inYear = (date: Reading, year: number): Reading => {
  if (!date.period || (date.grain !== 'month' && date.grain !== 'day')) return date
  const day = monthsFrom(date.period.from, 12 * (year - yearOf(date.period.from)))
  return { ...dated(periodOf(day, date.grain), date.grain), extent: date.extent }
}

/** The days from the first of one time to the last of another, where they stand in this order. */
const spanOf = (first: Arg | undefined, second: Arg | undefined): Period | null => {
  if (!isReading(first) || !isReading(second) || !first.period || !second.period) return null
  return first.period.from <= second.period.to ? { from: first.period.from, to: second.period.to } : null
}

/** A time of day of no day in particular. */
const clock = (hour: number, minute: number, half: Arg): Reading | null => {
  if (hour > 24 || minute > 59) return null
  const full = half === 'PM' && hour < 12 ? hour + 12 : half === 'AM' && hour === 12 ? 0 : hour
  return reading('TIME', `XXXX-XX-XXT${pad(full)}:${pad(minute)}`)
}

const nightOf = (named: Day, from: Day, to: Day): Reading =>
  reading('TIME', `${isoOf(named)}TNI`, { period: { from, to }, grain: 'day' })
