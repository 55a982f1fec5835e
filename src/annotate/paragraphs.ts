import type { Span } from '../model/span.ts'

/**
 * Cuts a text into paragraphs, trimmed, in order. A blank line always parts two; a single line break does where the lines are too
 * long to have been wrapped, before a bullet or an indented line, after a line that ends early with its sentence, and after a
 * headline at the very top. Elsewhere it is a space: wire copy of 1987 breaks its lines in the middle of sentences.
 */
export const cutParagraphs = (text: string): readonly Span[] => {
  const paragraphs: Span[] = []
  let block: Span[] = []
  const flush = (): void => {
    if (block.length > 0) paragraphs.push(...cutBlock(text, block, paragraphs.length === 0))
    block = []
  }
  for (const line of lines(text)) {
    if (line.start === line.end) flush()
    else block.push(line)
  }
  flush()
  return paragraphs
}

/** Longest line a typewriter or telex would have wrapped at. */
const WRAP = 100
const BREAK = /\r\n|[\n\r\u0085\u2028\u2029\f\v]/g
const ENDED = /[.!?…:][”"’')\]]*$/
const BULLET = /^(?:[-*•–—·▪]\s|\(?\d{1,2}[.)]\s)/

/** The lines of the text, trimmed; a blank one has no length. */
const lines = function* (text: string): Generator<Span> {
  let from = 0
  for (const found of text.matchAll(BREAK)) {
    yield trim(text, from, found.index)
    from = found.index + found[0].length
  }
  yield trim(text, from, text.length)
}

const trim = (text: string, from: number, to: number): Span => {
  let start = from
  let end = to
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return { start, end }
}

const isBlank = (code: number): boolean =>
  code <= 0x20 || code === 0xa0 || code === 0xfeff || code === 0x200b || code === 0x3000

const cutBlock = (text: string, block: readonly Span[], first: boolean): readonly Span[] => {
  const longest = block.reduce((most, line) => Math.max(most, line.end - line.start), 0)
  const paragraphs: Span[] = []
  block.forEach((line, i) => {
    const before = block[i - 1]
    const last = paragraphs.at(-1)
    if (before === undefined || last === undefined || parts(text, before, line, longest, first && i === 1)) {
      paragraphs.push(line)
    } else {
      paragraphs[paragraphs.length - 1] = { start: last.start, end: line.end }
    }
  })
  return paragraphs
}

/** Whether the break between two lines of a block parts two paragraphs. */
const parts = (text: string, before: Span, line: Span, longest: number, top: boolean): boolean => {
  const words = text.slice(before.start, before.end)
  const next = text.slice(line.start, Math.min(line.end, line.start + 200))
  if (BULLET.test(next)) return true
  if (longest > WRAP) return ENDED.test(words) || /^[\p{Lu}\p{N}"“‘'([]/u.test(next)
  if (isIndented(text, line) && !isIndented(text, before)) return true
  if (ENDED.test(words) && before.end - before.start < longest * 0.6) return true
  return (
    (top && isHeadlineCase(words) && !ENDED.test(words)) || (isAllCaps(words) && !ENDED.test(words) && !isAllCaps(next))
  )
}

const isIndented = (text: string, line: Span): boolean =>
  line.start >= 2 && /[\t ]{2}$|\t$/.test(text.slice(line.start - 2, line.start))

/** Words of capitals only, two letters at least. */
export const isAllCaps = (words: string): boolean => /\p{Lu}.*\p{Lu}/su.test(words) && !/\p{Ll}/u.test(words)

/** Most long words begin with a capital, as headlines have it. */
const isHeadlineCase = (line: string): boolean => {
  const long = line.match(/\p{L}[\p{L}’'-]{3,}/gu) ?? []
  const capital = long.filter(word => /^\p{Lu}/u.test(word)).length
  return long.length >= 3 && capital >= long.length * 0.75
}
