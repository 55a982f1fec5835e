import { contract, expand, findCycle, type Graph, score } from './contraction.ts'

/** How many words are tried as the only root when the best free tree has several. */
const ROOTS = 8

/**
 * The heads of the best tree with exactly one word under the root (Chu-Liu-Edmonds); `heads[d - 1]` is the head of word d.
 * `scores[(d - 1) * (n + 1) + h]` is that of the arc from head h (0 = root) to word d, 1 <= d <= n.
 * Ties go to the lower head, so the same scores give the same tree.
 */
export const bestTree = (scores: ArrayLike<number>, n: number): readonly number[] => {
  const greedy = bestHeads(scores, n)
  if (isTree(greedy)) return greedy
  const free = edmonds(graphOf(scores, n, 0))
  if (roots(free) === 1) return free
  let best = free
  let top = -Infinity
  for (const root of likelyRoots(scores, n)) {
    const heads = edmonds(graphOf(scores, n, root))
    const total = heads.reduce((sum, h, i) => sum + (scores[i * (n + 1) + h] ?? 0), 0)
    if (total > top) {
      top = total
      best = heads
    }
  }
  return best
}

const roots = (heads: readonly number[]): number => heads.filter(h => h === 0).length

const likelyRoots = (scores: ArrayLike<number>, n: number): readonly number[] => {
  const asRoot = (d: number): number => scores[(d - 1) * (n + 1)] ?? 0
  const words = Array.from({ length: n }, (_, i) => i + 1)
  return words.sort((a, b) => asRoot(b) - asRoot(a) || a - b).slice(0, ROOTS)
}

const bestHeads = (scores: ArrayLike<number>, n: number): readonly number[] => {
  const heads: number[] = []
  for (let d = 1; d <= n; d++) {
    const row = (d - 1) * (n + 1)
    let best = 0
    let top = scores[row] ?? 0
    for (let h = 1; h <= n; h++) {
      const s = scores[row + h] ?? 0
      if (h !== d && s > top) {
        top = s
        best = h
      }
    }
    heads.push(best)
  }
  return heads
}

/** True when every word reaches the root and one word alone hangs on it. */
const isTree = (heads: readonly number[]): boolean =>
  roots(heads) === 1 && findCycle(Int32Array.of(0, ...heads)).length === 0

/** The graph of all arcs; with a `root` given, that word must hang on 0 and no other may. */
const graphOf = (scores: ArrayLike<number>, n: number, root: number): Graph => {
  const size = n + 1
  const arcs = new Float64Array(size * size).fill(-Infinity)
  for (let d = 1; d <= n; d++) {
    for (let h = 0; h <= n; h++) {
      if (h === d || (root > 0 && (h === 0) !== (d === root))) continue
      arcs[h * size + d] = scores[(d - 1) * size + h] ?? 0
    }
  }
  return { size, arcs }
}

const edmonds = (graph: Graph): readonly number[] => {
  const best = new Int32Array(graph.size)
  for (let d = 1; d < graph.size; d++) {
    for (let h = 1; h < graph.size; h++) if (score(graph, h, d) > score(graph, best[d] ?? 0, d)) best[d] = h
  }
  const cycle = findCycle(best)
  if (cycle.length === 0) return [...best.subarray(1)]
  const smaller = contract(graph, best, cycle)
  return expand(smaller, edmonds(smaller.graph), best, cycle)
}
