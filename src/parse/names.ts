import type { NameKind, NameSpan } from '../model/token.ts'

const KINDS: Readonly<Record<string, NameKind>> = { PER: 'person', ORG: 'organization', LOC: 'place', GRP: 'people' }

/**
 * The best sequence of BIO tags ("B-PER", "I-PER", "O") in which every I continues a name of its kind: numbers of `tags`, one a word.
 * `scores[word * tags.length + tag]`; ties go to the lower number.
 */
export const bestNameTags = (scores: ArrayLike<number>, tags: readonly string[]): readonly number[] => {
  const width = tags.length
  const words = Math.floor(scores.length / width)
  const before = tags.map(tag => tags.flatMap((previous, p) => (mayFollow(previous, tag) ? [p] : [])))
  const from = new Int32Array(words * width)
  let sums = tags.map(tag => (tag.startsWith('I') ? -Infinity : 0))
  for (let w = 0; w < words; w++) {
    sums = tags.map((_, t) => {
      const own = scores[w * width + t] ?? 0
      if (w === 0) return own + (sums[t] ?? 0)
      const best = (before[t] ?? []).reduce((a, b) => ((sums[b] ?? 0) > (sums[a] ?? 0) ? b : a))
      from[w * width + t] = best
      return own + (sums[best] ?? 0)
    })
  }
  let at = sums.reduce((best, sum, t) => (sum > (sums[best] ?? 0) ? t : best), 0)
  const path = new Array<number>(words)
  for (let w = words - 1; w >= 0; w--) {
    path[w] = at
    at = from[w * width + at] ?? 0
  }
  return path
}

const mayFollow = (previous: string, tag: string): boolean =>
  !tag.startsWith('I') || (previous !== 'O' && previous.slice(2) === tag.slice(2))

/** Name spans out of BIO tags; an I that continues nothing begins a span. */
export const nameSpans = (tags: readonly string[]): readonly NameSpan[] => {
  const spans: NameSpan[] = []
  let open: NameSpan | null = null
  tags.forEach((tag, i) => {
    const kind = KINDS[tag.slice(2)]
    if (open && tag.startsWith('I') && kind === open.kind) {
      open = { ...open, to: i + 1 }
      return
    }
    if (open) spans.push(open)
    open = kind ? { kind, from: i + 1, to: i + 1 } : null
  })
  if (open) spans.push(open)
  return spans
}
