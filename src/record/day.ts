const MILLISECONDS = 86_400_000

/** Days since 1970-01-01 of an ISO date or date-time; null for null, and for what is no date. */
export const dayNumber = (iso: string | null): number | null => {
  if (iso === null || !/^\d{4}-\d{2}-\d{2}/.test(iso)) return null
  const time = Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)))
  return Number.isNaN(time) ? null : Math.round(time / MILLISECONDS)
}

/** The ISO date of a number of days since 1970-01-01. */
export const isoDay = (day: number): string => {
  // Hinnant's days to civil date: Date would do, and takes a tenth of the time of merging
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const date = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return `${padded(year + era * 400 + (month <= 2 ? 1 : 0), 4)}-${padded(month, 2)}-${padded(date, 2)}`
}

const padded = (n: number, width: number): string => String(n).padStart(width, '0')

/** Days covered, both ends included. */
export interface Days {
  readonly from: number
  readonly to: number
}

/** Days between two intervals: 0 when they share one, 1 when one begins the day after the other ends. */
export const gap = (a: Days, b: Days): number => Math.max(0, b.from - a.to, a.from - b.to)

/** Number of days covered. */
export const lengthOf = (days: Days): number => days.to - days.from + 1
