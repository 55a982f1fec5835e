/** A graph of words, node 0 the root; `arcs[h * size + d]` scores the arc from h to d, -Infinity where there is none. */
export interface Graph {
  readonly size: number
  readonly arcs: Float64Array
}

/** A graph with one cycle drawn together into its last node. */
export interface Contraction {
  readonly graph: Graph
  /** Nodes outside the cycle, in the order of the smaller graph. */
  readonly rest: readonly number[]
  /** For each of `rest`: the node of the cycle it would enter by, and the node of the cycle that would be its head. */
  readonly enters: Int32Array
  readonly leaves: Int32Array
}

/** The score of the arc from head h to dependent d. */
export const score = (graph: Graph, h: number, d: number): number => graph.arcs[h * graph.size + d] ?? -Infinity

/** The nodes of one cycle among `heads` (node → its head; node 0 has none), or none. */
export const findCycle = (heads: Int32Array): readonly number[] => {
  const seen = new Int32Array(heads.length)
  for (let start = 1; start < heads.length; start++) {
    let v = start
    while (v !== 0 && seen[v] === 0) {
      seen[v] = start
      v = heads[v] ?? 0
    }
    if (v === 0 || seen[v] !== start) continue
    const cycle = [v]
    for (let w = heads[v] ?? 0; w !== v; w = heads[w] ?? 0) cycle.push(w)
    return cycle
  }
  return []
}

/** Draws a cycle of best heads together: an arc into it is worth what it gains over the arc of the cycle it replaces. */
export const contract = (graph: Graph, best: Int32Array, cycle: readonly number[]): Contraction => {
  const inside = new Set(cycle)
  const rest = Array.from({ length: graph.size }, (_, v) => v).filter(v => !inside.has(v))
  const m = rest.length
  const small: Graph = { size: m + 1, arcs: new Float64Array((m + 1) * (m + 1)).fill(-Infinity) }
  const enters = new Int32Array(m).fill(cycle[0] ?? 0)
  const leaves = new Int32Array(m).fill(cycle[0] ?? 0)
  rest.forEach((v, i) => {
    const row = graph.arcs.subarray(v * graph.size, (v + 1) * graph.size)
    for (let j = 1; j < m; j++) small.arcs[i * (m + 1) + j] = row[rest[j] ?? 0] ?? -Infinity
    for (const c of cycle) {
      const gain = score(graph, v, c) - score(graph, best[c] ?? 0, c)
      if (gain > score(small, i, m)) {
        small.arcs[i * (m + 1) + m] = gain
        enters[i] = c
      }
      if (i > 0 && score(graph, c, v) > score(small, m, i)) {
        small.arcs[m * (m + 1) + i] = score(graph, c, v)
        leaves[i] = c
      }
    }
  })
  return { graph: small, rest, enters, leaves }
}

/** The heads in the larger graph, given those in the smaller. */
export const expand = (
  { rest, enters, leaves }: Contraction,
  heads: readonly number[],
  best: Int32Array,
  cycle: readonly number[],
): readonly number[] => {
  const out = new Int32Array(best.length)
  for (const c of cycle) out[c] = best[c] ?? 0
  const m = rest.length
  for (let i = 1; i < m; i++) {
    const h = heads[i - 1] ?? 0
    out[rest[i] ?? 0] = h === m ? (leaves[i] ?? 0) : (rest[h] ?? 0)
  }
  const from = heads[m - 1] ?? 0
  out[enters[from] ?? 0] = rest[from] ?? 0
  return [...out.subarray(1)]
}
