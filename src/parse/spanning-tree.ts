import { contract, expand, findCycle, type Graph, score } from './contraction.ts'

/**
 * The heads of the best tree with exactly one word under the root (Chu-Liu-Edmonds); `heads[d - 1]` is the head of word d.
 * `scores[(d - 1) * (n + 1) + h]` is that of the arc from head h (0 = root) to word d, 1 <= d <= n.
 * Ties go to the lower head, so the same scores give the same tree.
 */
export const bestTree = (scores: ArrayLike<number>, n: number): readonly number[] => {
  const greedy = bestHeads(scores, n)
  return isTree(greedy) ? greedy : edmonds(graphOf(scores, n))
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
  heads.filter(h => h === 0).length === 1 && findCycle(Int32Array.of(0, ...heads)).length === 0

/** The graph of all arcs; those from the root cost so much that the best tree has one of them only. */
const graphOf = (scores: ArrayLike<number>, n: number): Graph => {
  const size = n + 1
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < n * size; i++) {
    least = Math.min(least, scores[i] ?? 0)
    most = Math.max(most, scores[i] ?? 0)
  }
  const cost = 1 + n * (most - least)
  const arcs = new Float64Array(size * size).fill(-Infinity)
  for (let d = 1; d <= n; d++) {
    for (let h = 0; h <= n; h++) {
      if (h !== d) arcs[h * size + d] = (scores[(d - 1) * size + h] ?? 0) - (h === 0 ? cost : 0)
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
