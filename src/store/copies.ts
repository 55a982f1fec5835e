import { isCopy } from '../record/copies.ts'
import type { Neighbourhood } from './near.ts'

/** Finds for each new report the first report it repeats, among those kept and those before it in the batch; in order of arrival. */
export const findCopies = (fresh: readonly number[], { of, earlier }: Neighbourhood): ReadonlyMap<number, number> => {
  const roots = new Map<number, number>()
  const found = new Map<number, number>()
  for (const seq of fresh) {
    const own = of.get(seq)
    const original = earlier(seq).find(other => own !== undefined && isCopy(other.shingles, own.shingles))
    const root = original === undefined ? seq : (original.root ?? roots.get(original.seq) ?? original.seq)
    roots.set(seq, root)
    if (root !== seq) found.set(seq, root)
  }
  return found
}
