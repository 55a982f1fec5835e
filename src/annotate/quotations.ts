import type { Span } from '../model/span.ts'

/** A stretch of text between quotation marks, marks included; one paragraph of it where a quotation runs over several. */
export interface Quotation extends Span {
  /** Position of its paragraph in the list given. */
  readonly paragraph: number
  /** True where words that stand by themselves are quoted, false for a few words woven into the reporter's sentence. */
  readonly full: boolean
  /** True where the quotation of the paragraph before was left open and this one takes it up. */
  readonly continues: boolean
}

const OPENING = '“„«'
const CLOSING = '”»'
const STRAIGHT = '"'
const isSpace = (c: string): boolean => c === '' || /\s/.test(c)

/** Marks of one paragraph that open or close a quotation; `''` counts as one mark. */
const marks = (text: string, from: number, to: number): readonly { at: number; width: number; kind: string }[] => {
  const found: { at: number; width: number; kind: string }[] = []
  for (let i = from; i < to; i++) {
    const c = text[i] ?? ''
    if (OPENING.includes(c)) found.push({ at: i, width: 1, kind: 'open' })
    else if (CLOSING.includes(c)) found.push({ at: i, width: 1, kind: 'close' })
    else if (c === STRAIGHT) {
      // 5" is inches.
      if (!/\d/.test(text[i - 1] ?? '') || found.length % 2 === 1) found.push({ at: i, width: 1, kind: 'straight' })
    } else if ((c === "'" && text[i + 1] === "'") || (c === '`' && text[i + 1] === '`')) {
      found.push({ at: i, width: 2, kind: c === '`' ? 'open' : 'straight' })
      i++
    }
  }
  return found
}

/** True when the words between the marks stand by themselves: begun as a sentence or after a comma or colon, and ended by a stop. */
const standsAlone = (text: string, start: number, end: number, width: number, closed: boolean): boolean => {
  const inner = text.slice(start + width, closed ? end - width : end).trim()
  if (!/\s/.test(inner)) return false
  const before =
    text
      .slice(Math.max(0, start - 3), start)
      .trimEnd()
      .at(-1) ?? ''
  const opens = before === '' || /[,:.!?”"\n—–-]/.test(before) || /^\p{Lu}/u.test(inner)
  const ends = !closed || /[.,!?…;—–-]$/.test(inner) || /^[.,]/.test(text.slice(end, end + 1))
  return opens && ends && inner.split(/\s+/).length > 1
}

/** The quotations of a text, in order. */
export const quotationsOf = (text: string, paragraphs: readonly Span[]): readonly Quotation[] => {
  const found: Quotation[] = []
  let left = false
  for (const [paragraph, { start: from, end: to }] of paragraphs.entries()) {
    let start = -1
    let width = 1
    let continues = false
    const push = (end: number, closed: boolean): void => {
      if (start >= 0 && end > start + width)
        found.push({
          start,
          end,
          paragraph,
          full: continues || standsAlone(text, start, end, width, closed),
          continues,
        })
      start = -1
    }
    for (const mark of marks(text, from, to)) {
      const loose = isSpace(text[mark.at - 1] ?? '') && !isSpace(text[mark.at + mark.width] ?? '')
      const opens = mark.kind === 'open' || (mark.kind === 'straight' && (start < 0 || loose))
      if (opens) {
        // A new opening mark where one stands open: the closing one was forgotten, the older is given up.
        start = mark.at
        width = mark.width
        continues = left && text.slice(from, start).trim() === ''
      } else push(mark.at + mark.width, true)
    }
    left = start >= 0
    push(to, false)
  }
  return found
}
