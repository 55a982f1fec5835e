import type { NoticeKind, NoticeKnowledge } from '../knowledge/notices.ts'
import type { Document } from '../model/document.ts'
import type { Quote } from '../model/span.ts'
import { overlap } from './copies.ts'

/** What a report says of an earlier one: that it is taken back, or that this one stands in its place. */
export interface Notice {
  readonly kind: NoticeKind
  /** Headlines of the reports meant, folded: see `foldHeadline`. */
  readonly headlines: readonly string[]
  /** Words of the text that say so, or null where the headline says it. */
  readonly quote: Quote | null
  /** True where the report is nothing but the notice: marked in its own headline. */
  readonly marked: boolean
}

/** Longest first line that is taken for a headline where none was delivered. */
const HEADLINE = 200

/** A headline by which reports are compared: without marks, in small letters, words and numbers alone. */
export const foldHeadline = (title: string, { strip }: NoticeKnowledge): string => fold(strip(title))

const fold = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The headline delivered, or else the first line of the text. */
export const headlineOf = ({ title, text }: Pick<Document, 'title' | 'text'>): string =>
  title ?? (text.trimStart().split('\n', 1)[0] ?? '').slice(0, HEADLINE)

/** What a report says of an earlier one, or null for the many that say nothing of the kind. */
export const noticeOf = (document: Pick<Document, 'title' | 'text'>, knowledge: NoticeKnowledge): Notice | null => {
  const headline = headlineOf(document)
  const own = foldHeadline(headline, knowledge)
  const marked = knowledge.mark(headline)
  if (marked !== null) return own === '' ? null : { kind: marked, headlines: [own], quote: null, marked: true }
  const told = knowledge.advice(document.text)
  if (told === null) return null
  const headlines = told.headline === null ? [own] : [foldHeadline(told.headline, knowledge)]
  return { kind: told.kind, headlines: headlines.filter(h => h !== ''), quote: told.quote, marked: false }
}

/** A report as notices see it. */
export interface Noticed {
  readonly headline: string
  readonly notice: Notice | null
  readonly publisher: string | null
  /** Day of publication. */
  readonly day: number | null
  readonly text: string
  readonly shingles: ReadonlySet<number>
}

/** Days within which a report is taken back or mended. */
const WITHIN = 14

/** Share of the old text that a new one keeps at least: less is advice on how to mend it, not the mended report. */
const KEPT = 0.3

/** How alike two texts are that need no headline to be one report. */
const SAME = 2 / 3

/** Whether a report ends another: its publisher says so, no sooner than the other came out, and names its headline or repeats its text. */
export const endsReport = (ending: Noticed, old: Noticed): boolean => {
  const { notice } = ending
  if (notice === null || !samePublisher(ending, old) || !inTime(ending, old)) return false
  const named = notice.headlines.includes(old.headline)
  if (notice.kind === 'withdraws') return named
  const { jaccard, contained } = overlap(ending.shingles, old.shingles)
  const whole = ending.text.length >= old.text.length / 2 && contained >= KEPT
  return whole && (named || jaccard >= SAME)
}

const samePublisher = (a: Noticed, b: Noticed): boolean =>
  a.publisher !== null && b.publisher !== null && a.publisher.toLowerCase() === b.publisher.toLowerCase()

/** Of two notices of one day the one that takes back comes after the one that mends; two alike say nothing of each other. */
const inTime = (ending: Noticed, old: Noticed): boolean => {
  if (ending.day === null || old.day === null) return old.notice === null
  const days = ending.day - old.day
  if (days === 0 && old.notice !== null) return old.notice.kind === 'replaces' && ending.notice?.kind === 'withdraws'
  return days >= 0 && days <= WITHIN
}
