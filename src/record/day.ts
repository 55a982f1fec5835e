const MILLISECONDS = 86_400_000

/** Days since 1970-01-01 of an ISO date or date-time; null for null, and for what is no date. */
export const dayNumber = (iso: string | null): number | null => {
  if (iso === null || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return null
  const time = Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)))
  return Number.isNaN(time) ? null : Math.round(time / MILLISECONDS)
}

/** The ISO date of a number of days since 1970-01-01. */
export const isoDay = (day: number): string => new Date(day * MILLISECONDS).toISOString().slice(0, 10)

/** Days covered, both ends included. */
export interface Days {
  readonly from: number
  readonly to: number
}

/** Days between two intervals: 0 when they share one, 1 when one begins the day after the other ends. */
export const gap = (a: Days, b: Days): number => Math.max(0, b.from - a.to, a.from - b.to)

/** Number of days covered. */
export const lengthOf = (days: Days): number => days.to - days.from + 1
