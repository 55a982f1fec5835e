/** Days since 1 January 1970, proleptic Gregorian, UTC. */
export type Day = number

/** A size of calendar period, from a day to a century. */
export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'century'

/** Days from `from` to `to`, both inclusive. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

const MS = 86_400_000

/** The day of a civil date, or null for a date that cannot be (31 February, month 13). */
export const dayOf = (year: number, month: number, day: number): Day | null => {
  if (!Number.isInteger(year) || year < 1 || year > 9999 || month < 1 || month > 12) return null
  if (day < 1 || day > monthLength(year, month)) return null
  return firstOf(year, month) + day - 1
}

/** The first day of a month; months outside 1 to 12 run on into the years beside. */
export const firstOf = (year: number, month: number): Day => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, 1)
  return Math.round(date.getTime() / MS)
}

export const monthLength = (year: number, month: number): number => firstOf(year, month + 1) - firstOf(year, month)

export const yearOf = (day: Day): number => new Date(day * MS).getUTCFullYear()
export const monthOf = (day: Day): number => new Date(day * MS).getUTCMonth() + 1
export const dayOfMonth = (day: Day): number => new Date(day * MS).getUTCDate()

/** Monday is 1, Sunday 7. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1

/** `2024-10-08` */
export const isoOf = (day: Day): string => {
  const date = new Date(day * MS)
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`
}

/** The day an ISO date or date-time begins with, as written there; null where it is none. */
export const dayOfIso = (iso: string | null): Day | null => {
  const parts = iso === null ? null : /^(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(iso)
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null
}

/** The period of this grain that holds `day`, moved by `shift` periods. */
export const periodOf = (day: Day, grain: Grain, shift = 0): Period => {
  const year = yearOf(day)
  switch (grain) {
    case 'day':
      return { from: day + shift, to: day + shift }
    case 'week': {
      const from = day - weekdayOf(day) + 1 + 7 * shift
      return { from, to: from + 6 }
    }
    case 'month':
      return months(year, monthOf(day) + shift, 1)
    case 'quarter':
      return months(year, monthOf(day) - ((monthOf(day) - 1) % 3) + 3 * shift, 3)
    case 'year':
      return months(year + shift, 1, 12)
    case 'decade':
      return months(year - (year % 10) + 10 * shift, 1, 120)
    case 'century':
      return months(year - (year % 100) + 100 * shift, 1, 1200)
  }
}

/** `count` months from the first of `month` on. */
export const months = (year: number, month: number, count: number): Period => ({
  from: firstOf(year, month),
  to: firstOf(year, month + count) - 1,
})

/** The TIMEX3 value of a period of this grain: `2024-10-08`, `2024-W41`, `2024-10`, `2024-Q4`, `2024`, `202`, `20`. */
export const timexOf = (period: Period, grain: Grain): string => {
  const year = pad(yearOf(period.from), 4)
  switch (grain) {
    case 'day':
      return isoOf(period.from)
    case 'week':
      return isoWeek(period.from)
    case 'month':
      return isoOf(period.from).slice(0, 7)
    case 'quarter':
      return `${year}-Q${Math.ceil(monthOf(period.from) / 3)}`
    case 'year':
      return year
    case 'decade':
      return year.slice(0, 3)
    case 'century':
      return year.slice(0, 2)
  }
}

/** `2024-W41`: the ISO 8601 week, which belongs to the year of its Thursday. */
export const isoWeek = (day: Day): string => {
  const thursday = day - weekdayOf(day) + 4
  const year = yearOf(thursday)
  return `${pad(year, 4)}-W${pad(Math.floor((thursday - firstOf(year, 1)) / 7) + 1)}`
}

/** Easter Sunday of a year (Gregorian), by the anonymous algorithm. */
export const easterOf = (year: number): Day => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return firstOf(year, Math.floor(f / 31)) + (f % 31)
}

/** A number with leading zeros. */
export const pad = (n: number, width = 2): string => String(n).padStart(width, '0')
