/** English names of the months in lower case, from the platform, by which a name's beginning is told. Made when first asked for. */
let months: readonly string[] | null = null

const monthOf = (word: string): number | undefined => {
  if (months === null) {
    const { format } = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' })
    months = Array.from({ length: 12 }, (_, i) => format(Date.UTC(2000, i, 1)).toLowerCase())
  }
  const found = months.findIndex(name => word === name || word === name.slice(0, 3) || word === name.slice(0, 4))
  return found < 0 ? undefined : found + 1
}

/**
 * The date as ISO 8601, a date or a date-time as precise as it was given, or null where it is no date: "2024-10-08",
 * "2024-10-08T12:30:00+02:00", "20241008", "8 October 2024", "Oct. 8, 2024", "Tue, 08 Oct 2024 12:30:00 GMT".
 */
export const isoDate = (words: string): string | null => {
  const given = words.trim()
  const iso = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s?(Z|[+-]\d\d:?\d\d)?)?$/.exec(given)
  if (iso !== null) return compose(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso[4], iso[5])
  const slashed = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(given)
  if (slashed !== null) return compose(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]))
  const named =
    /^(?:\p{L}+\.?,? )?(?:(\d{1,2})(?:st|nd|rd|th)?[ -](\p{L}{3,9})\.?|(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?),?[ -](\d{4})(?:,? (?:at )?(\d{1,2}:\d\d(?::\d\d)?)(?: ?(GMT|UTC|Z|[A-Z]{2,4}|[+-]\d\d:?\d\d))?)?(?: \(.*\))?$/iu.exec(
      given,
    )
  if (named === null) return null
  const month = monthOf((named[2] ?? named[3] ?? '').toLowerCase())
  if (month === undefined) return null
  // Zones written in letters (EST, BST) are not told apart; the time stays local.
  const zone = /^[+-]/.test(named[7] ?? '') ? named[7] : /^(?:GMT|UTC|Z)$/i.test(named[7] ?? '') ? 'Z' : undefined
  return compose(Number(named[5]), month, Number(named[1] ?? named[4]), named[6]?.padStart(5, '0'), zone)
}

const compose = (year: number, month: number, day: number, time?: string, zone?: string): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const iso = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (time === undefined) return iso
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d/.test(time)) return null
  return `${iso}T${time}${zone ?? ''}`
}
