import type { TokenKnowledge } from '../knowledge/tokens.ts'
import type { Dateline } from '../model/document.ts'

/** The place and date of a dateline delivered beside the text: "NICOSIA, Oct 19", "Goma, Democratic Republic of the Congo". */
export const readDateline = (
  dateline: string,
  published: string | null,
  knowledge: TokenKnowledge,
): Omit<Dateline, 'span'> | null => {
  const words = dateline
    .replace(/\([^)]*\)/g, ' ')
    .replace(/[\s\-–—]+$/, '')
    .trim()
  if (words === '') return null
  const date = findDate(words, knowledge)
  const place = (date === null ? words : words.slice(0, date.at)).replace(/[\s,.]+$/, '').trim()
  const named = /^\p{L}[\p{L}\p{M}.'’ ,-]*$/u.test(place) ? place : null
  const day = date === null ? null : resolve(date, published)
  return named === null && day === null ? null : { place: named, date: day }
}

/**
 * Length of the dateline at the head of a paragraph, its dash and the space after it included, or 0:
 * "NICOSIA, Oct 19 (Reuters) - ", "MOSCOW — ", "KABUL, Oct. 12 (Xinhua) -- ", "MOSCOW, September 20. /TASS/. ".
 */
export const datelineLength = (paragraph: string, first: boolean, knowledge: TokenKnowledge): number => {
  const head = paragraph.slice(0, 140)
  const dash = /\s*(?:--|[-–—―])\s+(?=\S)|\s+\/[\p{Lu}-]{2,12}\/[.\s]+[-–—]*\s*/u.exec(head)
  if (dash === null || dash.index > 90) return 0
  const length = dash.index + dash[0].length
  if (length >= paragraph.length) return 0
  const signature = /\(([^()]{2,30})\)$/.exec(head.slice(0, dash.index))
  const signed = dash[0].includes('/') || (signature !== null && isAgency(signature[1] ?? '', knowledge))
  if (signature !== null && !signed) return 0
  const words = head.slice(0, signature?.index ?? dash.index).replace(/[\s.]+$/, '')
  if (words === '') return signed ? length : 0
  const date = findDate(words, knowledge)
  const place = (date === null ? words : words.slice(0, date.at)).replace(/[\s,]+$/, '')
  if (!/^\p{Lu}[\p{L}\p{M}.'’ ,-]*$/u.test(place) || place.split(' ').length > 7) return 0
  if (!place.split(/[ ,-]+/).every(word => /^(?:\p{Lu}|(?:of|the|de|la|al|el|da|do|and)$)/u.test(word))) return 0
  if (date !== null && words.slice(date.at + date.length).trim() !== '') return 0
  const town = place.split(',')[0] ?? ''
  const capitals = !/\p{Ll}/u.test(town.replace(/^(?:Mc|Mac)/, '')) && town.length > 2
  if (capitals || signed || date !== null) return length
  // "Goma, Democratic Republic of the Congo – Troops": mixed case without date or agency only opens a report.
  return first && /^\s+[-–—]/.test(dash[0]) && /^\p{Lu}/u.test(paragraph.slice(length)) && place.length > 2 ? length : 0
}

const isAgency = (words: string, knowledge: TokenKnowledge): boolean =>
  words.split(/\s*[/,]\s*| and /).some(word => knowledge.agencies.has(word)) || knowledge.agencies.has(words)

interface FoundDate {
  readonly at: number
  readonly length: number
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** The date at the end of a dateline: "Oct 19", "Oct. 19, 1987", "19 October", "Monday, Oct 19". */
const findDate = (words: string, knowledge: TokenKnowledge): FoundDate | null => {
  const pattern =
    /(?:(\p{L}+),? )?(?:(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2}) (\p{L}{3,9})\.?)(?:,? (\d{4}))?(?![\p{L}\d])/gu
  for (const found of words.matchAll(pattern)) {
    const month = knowledge.months.get((found[2] ?? found[5] ?? '').toLowerCase())
    const day = Number(found[3] ?? found[4])
    if (month === undefined || day < 1 || day > 31) continue
    const weekday = found[1] !== undefined && knowledge.weekdays.has(found[1].toLowerCase())
    const skip = found[1] === undefined || weekday ? 0 : found[0].search(/ /) + 1
    return {
      at: found.index + skip,
      length: found[0].length - skip,
      year: found[6] === undefined ? null : Number(found[6]),
      month,
      day,
    }
  }
  return null
}

/** The ISO date; without a year, the one nearest to the day the report was published. */
const resolve = (date: FoundDate, published: string | null): string | null => {
  const iso = (year: number): string =>
    `${String(year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`
  if (date.year !== null) return iso(date.year)
  const anchor = published === null ? Number.NaN : Date.parse(published.slice(0, 10))
  if (Number.isNaN(anchor)) return null
  const year = Number(published?.slice(0, 4))
  const distance = (y: number): number => Math.abs(Date.UTC(y, date.month - 1, date.day) - anchor)
  return [year - 1, year, year + 1].map(y => [distance(y), iso(y)] as const).reduce((a, b) => (b[0] < a[0] ? b : a))[1]
}

/** Whether a line is nothing but a date, as web pages print it: "October 8, 2024", "Tuesday, September 1, 2015". */
export const isDateLine = (line: string, knowledge: TokenKnowledge): boolean => {
  if (line.length > 60) return false
  const date = findDate(line, knowledge)
  if (date === null) return false
  const rest = line.slice(0, date.at) + line.slice(date.at + date.length)
  const words = rest.match(/\p{L}{3,}/gu) ?? []
  return words.every(word => !/\p{Ll}/u.test(word) || knowledge.weekdays.has(word.toLowerCase()))
}
