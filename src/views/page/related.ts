import type { HappeningDetail } from './answers.ts'

type Related = HappeningDetail['related'][number]

/** What a happening answers before what answers it, each by date. */
export const inOrder = (related: readonly Related[]): readonly Related[] => {
  const key = ({ direction, happening, kind }: Related): string =>
    [direction === 'to' ? 0 : 1, happening.date?.from ?? '9999', happening.id, kind].join('\n')
  return related.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
