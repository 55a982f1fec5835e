import type { NameKind, NameSpan } from '../model/token.ts'

const KINDS: Readonly<Record<string, NameKind>> = { PER: 'person', ORG: 'organization', LOC: 'place', GRP: 'people' }

/** Name spans out of BIO tags ("B-PER", "I-PER", "O"); an I that continues nothing begins a span. */
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
