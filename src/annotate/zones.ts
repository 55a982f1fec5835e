import type { TokenKnowledge } from '../knowledge/tokens.ts'
import type { Zone } from '../model/document.ts'
import { isDateLine } from './dateline.ts'
import { isAllCaps } from './paragraphs.ts'

/** Finds by their form which paragraphs are headlines, captions, or say where, when and by whom a report was filed. */
export const findZones = (
  paragraphs: readonly string[],
  title: string | null,
  knowledge: TokenKnowledge,
): readonly Zone[] => {
  const zones: Zone[] = []
  let begun = false
  paragraphs.forEach((paragraph, i) => {
    const zone = zoneOf(paragraph, paragraphs[i + 1], title, !begun, knowledge)
    if (zone === 'body') begun = true
    zones.push(zone)
  })
  return zones
}

const zoneOf = (
  paragraph: string,
  next: string | undefined,
  title: string | null,
  opening: boolean,
  knowledge: TokenKnowledge,
): Zone => {
  if (paragraph.length > LONGEST) return 'body'
  if (title !== null && next !== undefined && plain(paragraph) === plain(title)) return 'headline'
  if (isByline(paragraph, knowledge) || isDateLine(paragraph, knowledge)) return 'dateline'
  if (isCaption(paragraph, opening, knowledge)) return 'caption'
  if (next !== undefined && isHeadline(paragraph, next, opening)) return 'headline'
  return 'body'
}

/** No headline, caption or byline is longer. */
const LONGEST = 600
const ENDED = /[.!…:;,][”"’')\]]*$/

const plain = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** A short line without a full stop, before one that has it; inside the body only a very short one, a subheading. */
const isHeadline = (paragraph: string, next: string, opening: boolean): boolean => {
  if (ENDED.test(paragraph) || !/^[\p{Lu}\p{N}"“‘'(]/u.test(paragraph) || !/\p{L}{2}/u.test(paragraph)) return false
  const words = paragraph.split(/\s+/).length
  // Lines of a table ("Net 1.2 mln vs 0.9 mln") are no headlines.
  if ((paragraph.match(/\d[\d.,]*/g) ?? []).length > 1) return false
  if (/\?[”"’')]*$/.test(paragraph) && !opening) return false
  if (opening) return words <= 25 && (next.length > paragraph.length * 0.6 || isAllCaps(paragraph))
  return words <= 8 && /[.!?…][”"’')\]]*$/.test(next) && next.length > 60
}

/** "By Ann Doe", "(Reporting by Ann Doe; Editing by Bob Roe)": who filed the report, nobody's act. */
const isByline = (paragraph: string, knowledge: TokenKnowledge): boolean => {
  const bracketed = paragraph.startsWith('(')
  const words = paragraph.replace(/^[([]\s*/, '')
  const head = knowledge.bylines.find(byline => words.startsWith(`${byline} `))
  if (head === undefined) return false
  const rest = words.slice(head.length + 1)
  if (head.includes(' ') || bracketed) return paragraph.length < 300
  return (
    paragraph.length < 120 &&
    !/[.!?]$/.test(paragraph.replace(/\b\p{Lu}\.$/u, '')) &&
    /^\p{Lu}/u.test(rest) &&
    !/^\p{Lu}[\p{L}]* (?:\p{Ll}+ ){3}/u.test(rest)
  )
}

/**
 * A photo caption: marked as one at its head or by the credit in the brackets at its end, or in the form
 * "Country - Somebody does something, Town, October 8, 2024."
 */
const isCaption = (paragraph: string, opening: boolean, knowledge: TokenKnowledge): boolean => {
  if (
    knowledge.captionHead.some(head => paragraph.startsWith(head) && /^\s*[:-–—]\s/.test(paragraph.slice(head.length)))
  ) {
    return true
  }
  const credit = /[([]([^()[\]]{2,80})[)\]]\.?$/.exec(paragraph)
  if (credit !== null && paragraph.split(/[.!?]\s/).length <= 4) {
    const inside = credit[1] ?? ''
    const words = inside.split(/[\s/,:]+/)
    const square = credit[0].startsWith('[')
    if (words.some(word => knowledge.captionMarks.has(word))) return true
    if ((square || inside.includes('/')) && words.some(word => knowledge.captionSources.has(word))) return true
  }
  const dated = /, ([^,]+ \d{4}|[^,]+, \d{4})\.?$/.exec(paragraph)
  if (dated === null || !isDateLine(dated[1] ?? '', knowledge) || /[.!?]["”]?\s+\p{Lu}\p{Ll}+ \p{Ll}/u.test(paragraph))
    return false
  const placed = /^\p{Lu}[\p{L}\p{M}.' -]{1,40}?\s[-–—]\s/u.test(paragraph)
  return placed || (opening && /, \p{Lu}[\p{L} ]+$/u.test(paragraph.slice(0, dated.index)))
}
