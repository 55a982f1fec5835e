/** A word gives up a head whose arc crosses others for one without crossings that scores at most this much less. */
const MARGIN = 2.5

/**
 * Heads with fewer crossing arcs: crossings are rare in English, and mostly mistakes where another head scores nearly as well.
 * `scores` and `heads` as in `bestTree`; the result is a tree with the same root.
 */
export const uncross = (scores: ArrayLike<number>, heads: readonly number[]): readonly number[] => {
  const n = heads.length
  const out = [...heads]
  const crosses = (d: number, h: number): boolean => {
    const [a, b] = d < h ? [d, h] : [h, d]
    return out.some((head, i) => {
      const word = i + 1
      if (word === d || head === 0) return false
      const [c, e] = word < head ? [word, head] : [head, word]
      return (a < c && c < b && b < e) || (c < a && a < e && e < b)
    })
  }
  const isUnder = (word: number, top: number): boolean => {
    let at = word
    while (at !== 0 && at !== top) at = out[at - 1] ?? 0
    return at === top
  }
  for (let d = 1; d <= n; d++) {
    const now = out[d - 1] ?? 0
    if (now === 0 || !crosses(d, now)) continue
    const score = (h: number): number => scores[(d - 1) * (n + 1) + h] ?? 0
    let best = now
    let top = score(now) - MARGIN
    for (let h = 1; h <= n; h++) {
      if (h === now || score(h) <= top || isUnder(h, d) || crosses(d, h)) continue
      best = h
      top = score(h)
    }
    out[d - 1] = best
  }
  return out
}
