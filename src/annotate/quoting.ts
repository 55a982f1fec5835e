import type { Span } from '../model/span.ts'
import type { Sentence } from '../model/token.ts'
import type { Tree } from '../model/tree.ts'
import { tokenAt } from '../model/tree.ts'
import type { Draft } from './cues.ts'
import { type Named, nameSource } from './naming.ts'
import { kids } from './phrases.ts'
import type { Quotation } from './quotations.ts'

/** A draft with its place in the text; quotations change its content. */
export interface Placed {
  readonly tree: Tree
  readonly draft: Draft
  readonly cue: Span
  content: readonly Span[]
  direct: boolean
  named: Named | null
}

/** Gives each full quotation to the cue that brings it, carries quotations on over sentences and paragraphs, and finishes drafts without content. */
export const layQuotations = (
  text: string,
  sentences: readonly Sentence[],
  quotations: readonly Quotation[],
  placed: readonly Placed[],
): void => {
  const holders = new Map<Placed, Quotation[]>()
  let previous: { holder: Placed; quotation: Quotation } | null = null
  for (const quotation of quotations) {
    const holder: Placed | null = quotation.full
      ? quotation.continues && previous
        ? previous.holder
        : (bringer(text, sentences, quotation, placed, quotations) ??
          (previous && carriesOn(text, sentences, previous.quotation, quotation) ? previous.holder : null))
      : null
    if (holder) {
      const list = holders.get(holder)
      if (list) list.push(quotation)
      else holders.set(holder, [quotation])
      previous = { holder, quotation }
    } else if (quotation.full) previous = null
  }
  for (const p of placed) {
    p.named = nameSource(p.tree, p.draft, floorOf(p, quotations)) ?? sharer(p, placed)
    const list = holders.get(p)
    if (list) p.content = withQuotations(text, p, list)
    if (p.content.length === 0) p.content = tail(p)
    p.direct = p.content.length > 0 && p.content.every(s => quotations.some(q => covers(q, s)))
    if (!list) p.content = p.content.flatMap(s => fenced(s, p, quotations))
  }
  // "X, citing Y, reported …": Y answers for what X reports, whatever quotations made of it.
  for (const p of placed) {
    const reporter = placed.find(o => o !== p && o.tree === p.tree && o.draft.head === p.draft.relays)
    if (reporter && reporter.content.length > 0) p.content = reporter.content
  }
}

/** "…, the envoy said, adding that …": a participle without a speaker of its own shares the one before it in the sentence. */
const sharer = (p: Placed, placed: readonly Placed[]): Named | null => {
  if (!p.draft.quotes || p.draft.passive || tokenAt(p.tree, p.draft.head).xpos !== 'VBG') return null
  const before = placed.filter(o => o.tree === p.tree && o.cue.end <= p.cue.start && o.draft.quotes && o.named !== null)
  return before.at(-1)?.named ?? null
}

/** Where the words that may name the speaker begin: after a quotation that ends between the sentence's start and the cue. */
const floorOf = (p: Placed, quotations: readonly Quotation[]): number => {
  const { start } = p.tree.sentence
  const before = quotations.filter(q => q.full && q.end > start && q.end <= p.cue.start)
  return before.at(-1)?.end ?? start
}

const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end
const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))

/** The cue outside the quotation that brings it: by the tree, else the one right after it, else the one right before it. */
const bringer = (
  text: string,
  sentences: readonly Sentence[],
  quotation: Quotation,
  placed: readonly Placed[],
  quotations: readonly Quotation[],
): Placed | null => {
  let best: Placed | null = null
  let bestScore = 0
  for (const p of placed) {
    if (!p.draft.quotes || (p.cue.start >= quotation.start && p.cue.end <= quotation.end)) continue
    if (p.cue.end < quotation.start - 400 || p.cue.start > quotation.end + 200) continue
    // A cue inside another quotation brings nothing outside it.
    if (quotations.some(q => q !== quotation && covers(q, p.cue))) continue
    const [from, to] = p.cue.end <= quotation.start ? [p.cue.end, quotation.start] : [quotation.end, p.cue.start]
    // "Urged …, saying, "There is …"": the cue in between brings it.
    if (placed.some(o => o !== p && o.draft.quotes && o.cue.start >= from && o.cue.end <= to)) continue
    const score = closeness(text, sentences, quotation, p)
    if (score > bestScore) {
      best = p
      bestScore = score
    }
  }
  return best
}

const closeness = (text: string, sentences: readonly Sentence[], quotation: Quotation, p: Placed): number => {
  const { sentence } = p.tree
  const share = p.content.reduce((sum, s) => sum + overlap(s, quotation), 0) / (quotation.end - quotation.start)
  const after = p.cue.start >= quotation.end
  const between = after ? text.slice(quotation.end, p.cue.start) : text.slice(p.cue.end, quotation.start)
  if (/\n\s*\n/.test(between) && !/:\s*$/.test(between) && !text.slice(p.cue.start, p.cue.end).endsWith(':')) return 0
  const inside = after
    ? sentence.start < quotation.end
    : sentence.end >= quotation.start || /:\s*$/.test(text.slice(p.cue.start, quotation.start))
  if (!inside && share === 0) return 0
  const near = 1 / (1 + between.length / 40)
  if (share > 0.5) return 3 + near
  const empty = p.content.length === 0
  if (after) return sentences.some(s => s.end > quotation.end && s.end <= p.cue.start) ? 0 : (empty ? 2 : 0.5) + near
  const led = /[,:]\s*$/.test(text.slice(p.cue.start, quotation.start)) || between.trim() === ''
  return led ? (empty ? 1.5 : 0.4) + near : 0
}

/** `"A," he said. "B."`: the second, begun as a sentence in the same paragraph or all of the next, is the same speaker's. */
const carriesOn = (text: string, sentences: readonly Sentence[], previous: Quotation, next: Quotation): boolean => {
  const between = text.slice(previous.end, next.start)
  if (between.length > 250) return false
  if (previous.paragraph === next.paragraph) return between.trim() === '' || /[.?!]\s*$/.test(between)
  if (previous.paragraph + 1 !== next.paragraph) return false
  const own = sentences.filter(s => s.start < next.end && s.end > next.start)
  const first = own[0]
  const paragraph = sentences.filter(s => s.paragraph === first?.paragraph)
  return paragraph[0]?.start === next.start && (paragraph.at(-1)?.end ?? 0) <= next.end + 1
}

/**
 * The content with its quotations: what the tree adds stays where the quotation begins in mid-sentence ("the door, he said, "is
 * closing"") and goes where it stands alone; what lies between them on one side of the cue belongs to it.
 */
const withQuotations = (text: string, p: Placed, list: readonly Quotation[]): readonly Span[] => {
  const quoted = list.map(q => ({ start: q.start, end: q.end }))
  const alone = list.some(q => /^\p{Lu}/u.test(text.slice(q.start).replace(/^[“„«"'`]+/, '')))
  if (alone) return quoted
  const before =
    p.content.length > 0 && p.content.some(s => s.end <= p.cue.start)
      ? []
      : tail(p, true).filter(s => s.end <= p.cue.start)
  const [first] = quoted
  const joined = p.content
    .filter(s => !list.some(q => covers(q, s)))
    .map(s =>
      first && s.start >= p.cue.end && s.end <= first.start && !/[.!?]\s/.test(text.slice(s.end, first.start))
        ? { start: s.start, end: first.end }
        : s,
    )
  return [...before, ...joined, ...quoted]
}

/** A cue inside a quotation speaks of words inside it: what lies beyond the marks is cut off. */
const fenced = (span: Span, p: Placed, quotations: readonly Quotation[]): readonly Span[] => {
  const fence = quotations.find(q => covers(q, p.cue))
  if (!fence) return [span]
  const start = Math.max(span.start, fence.start)
  const end = Math.min(span.end, fence.end - (span.end >= fence.end ? 1 : 0))
  return start < end ? [{ start, end }] : []
}

/**
 * "The talks failed, the envoy said." and "The talks, he said, had failed." where the tree hangs nothing on the cue: what the
 * commas around speaker and verb leave of the sentence. With `quoted` what follows is a quotation already found.
 */
const tail = (p: Placed, quoted = false): readonly Span[] => {
  const { draft, named, tree } = p
  if (
    !draft.quotes ||
    named === null ||
    draft.cue.frames.every(f => f.shape === 'quotation') ||
    kids(tree, draft.head, 'obj').length > 0
  )
    return []
  const { tokens } = tree.sentence
  const cue = draft.cueIds.map(id => id - 1)
  const source = tokens.flatMap((t, i) => (t.start >= named.span.start && t.end <= named.span.end ? [i] : []))
  const clause = [...cue, ...source]
  const from = Math.min(...clause)
  const to = Math.max(...clause)
  const edge = tokens[from - 1]
  const first = tokens[0]
  const before = tokens[from - 2]
  if (!edge || !first || !before || from < 4 || !/^[,”"]$|^''$/.test(edge.form)) return []
  const rest = tokens.slice(to + 1)
  const head = { start: first.start, end: before.end }
  if (quoted || rest.every(t => !FINITE.test(t.xpos) && t.form !== ':')) return [head]
  const start = rest[1]
  const end = rest.findLast(t => t.upos !== 'PUNCT')
  return rest[0]?.form === ',' && start && end ? [head, { start: start.start, end: end.end }] : []
}

/** Tags of verbs that make a clause of their own. */
const FINITE = /^(?:VB[DPZ]|MD)$/
