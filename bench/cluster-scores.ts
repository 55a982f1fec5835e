/** One document's clusters of mentions, by any numbers that name them. */
export interface Clustering {
  readonly key: readonly ReadonlySet<number>[]
  readonly response: readonly ReadonlySet<number>[]
}

export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

const score = (hitsP: number, ofP: number, hitsR: number, ofR: number): Score => {
  const precision = ofP === 0 ? 0 : hitsP / ofP
  const recall = ofR === 0 ? 0 : hitsR / ofR
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

const overlap = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  let n = 0
  for (const x of a) if (b.has(x)) n++
  return n
}

/** Links kept: mentions of a cluster less the parts the other side cuts it into. */
const muc = (
  clusters: readonly ReadonlySet<number>[],
  other: readonly ReadonlySet<number>[],
): readonly [number, number] => {
  let kept = 0
  let all = 0
  for (const cluster of clusters) {
    if (cluster.size < 2) continue
    const parts = new Set<number>()
    let alone = 0
    for (const x of cluster) {
      const at = other.findIndex(o => o.has(x))
      if (at < 0) alone++
      else parts.add(at)
    }
    kept += cluster.size - (parts.size + alone)
    all += cluster.size - 1
  }
  return [kept, all]
}

const bcubed = (
  clusters: readonly ReadonlySet<number>[],
  other: readonly ReadonlySet<number>[],
): readonly [number, number] => {
  let sum = 0
  let all = 0
  for (const cluster of clusters) {
    for (const x of cluster) {
      all++
      const match = other.find(o => o.has(x))
      if (match) sum += overlap(cluster, match) / cluster.size
    }
  }
  return [sum, all]
}

/** Best one-to-one alignment of clusters, greedily by the φ4 similarity: within a hair of the optimum at these sizes. */
const ceaf = (key: readonly ReadonlySet<number>[], response: readonly ReadonlySet<number>[]): number => {
  const pairs = key
    .flatMap((k, i) => response.map((r, j) => ({ i, j, value: (2 * overlap(k, r)) / (k.size + r.size) })))
    .filter(p => p.value > 0)
    .sort((a, b) => b.value - a.value)
  const usedKey = new Set<number>()
  const usedResponse = new Set<number>()
  let sum = 0
  for (const { i, j, value } of pairs) {
    if (usedKey.has(i) || usedResponse.has(j)) continue
    usedKey.add(i)
    usedResponse.add(j)
    sum += value
  }
  return sum
}

/** MUC, B³ and entity-based CEAF over all documents together. */
export const scoreClusters = (
  documents: readonly Clustering[],
): { readonly muc: Score; readonly b3: Score; readonly ceaf: Score } => {
  const sum = { mp: 0, mpOf: 0, mr: 0, mrOf: 0, bp: 0, bpOf: 0, br: 0, brOf: 0, c: 0, cp: 0, cr: 0 }
  for (const { key, response } of documents) {
    const [mr, mrOf] = muc(key, response)
    const [mp, mpOf] = muc(response, key)
    const [br, brOf] = bcubed(key, response)
    const [bp, bpOf] = bcubed(response, key)
    sum.mr += mr
    sum.mrOf += mrOf
    sum.mp += mp
    sum.mpOf += mpOf
    sum.br += br
    sum.brOf += brOf
    sum.bp += bp
    sum.bpOf += bpOf
    sum.c += ceaf(key, response)
    sum.cp += response.length
    sum.cr += key.length
  }
  return {
    muc: score(sum.mp, sum.mpOf, sum.mr, sum.mrOf),
    b3: score(sum.bp, sum.bpOf, sum.br, sum.brOf),
    ceaf: score(sum.c, sum.cp, sum.c, sum.cr),
  }
}
