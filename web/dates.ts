const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2031-03-04` → `4 Mar 2031`, `2031-03` → `Mar 2031`; anything else as it is. */
export const sayDate = (value: string | null | undefined): string => {
  if (value === null || value === undefined) return 'no date'
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(value) ?? []
  if (year === '') return value
  if (month === undefined) return year
  const name = MONTHS[Number(month) - 1] ?? month
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`
}

/** A happening's date: its value where that says it, else the days it lies between. */
export const sayInterval = (
  date: { readonly value: string; readonly from: string; readonly to: string } | null,
): string => {
  if (date === null) return 'no date'
  if (/^\d{4}(-\d{2}){0,2}$/.test(date.value)) return sayDate(date.value)
  return date.from === date.to ? sayDate(date.from) : `${sayDate(date.from)} to ${sayDate(date.to)}`
}

const DAY = 86_400_000

/** Days since 1970 of an ISO day. */
export const dayOf = (iso: string): number => Date.parse(iso.slice(0, 10)) / DAY

/** The ISO day of a number of days since 1970. */
export const isoOf = (day: number): string => new Date(Math.round(day) * DAY).toISOString().slice(0, 10)
