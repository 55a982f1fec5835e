import type { Witness } from './witness.ts'

/**
 * Numbers the independent sources of mentions: copies of one dispatch are one, and so are two reports of one publisher.
 * Returns the group of each mention, numbered from 0 in order of first appearance.
 */
export const independentGroups = (witnesses: readonly Pick<Witness, 'copy' | 'publisher'>[]): readonly number[] => {
  const parent = witnesses.map((_, i) => i)
  const find = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] ?? at
    return at
  }
  const first = new Map<string, number>()
  for (const [i, w] of witnesses.entries())
    for (const key of [`c${w.copy}`, ...(w.publisher === null ? [] : [`p${w.publisher.toLowerCase()}`])]) {
      const other = first.get(key)
      if (other === undefined) first.set(key, i)
      else {
        const [a, b] = [find(i), find(other)]
        parent[Math.max(a, b)] = Math.min(a, b)
      }
    }
  const numbers = new Map<number, number>()
  return witnesses.map((_, i) => {
    const root = find(i)
    if (!numbers.has(root)) numbers.set(root, numbers.size)
    return numbers.get(root) ?? 0
  })
}
