import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestTree } from '../../src/parse/spanning-tree.ts'

/** Every list of heads for n words, by brute force. */
const allTrees = (n: number): readonly (readonly number[])[] => {
  const lists = Array.from({ length: (n + 1) ** n }, (_, i) =>
    Array.from({ length: n }, (_, d) => Math.floor(i / (n + 1) ** d) % (n + 1)),
  )
  return lists.filter(heads => {
    if (heads.filter(h => h === 0).length !== 1) return false
    return heads.every((_, d) => {
      let at = d + 1
      for (let steps = 0; at !== 0 && steps <= n; steps++) at = heads[at - 1] ?? 0
      return at === 0
    })
  })
}

const total = (scores: readonly number[], heads: readonly number[]): number =>
  heads.reduce((sum, h, i) => sum + (scores[i * (heads.length + 1) + h] ?? 0), 0)

test('keeps greedy heads that are a tree', () => {
  expect(bestTree([0, 0, 5, 9, 0, 0], 2)).toEqual([2, 0])
})

test('breaks a cycle where it costs least', () => {
  // 1 and 2 prefer each other; 2 is the better root.
  expect(bestTree([1, 0, 10, 3, 10, 0], 2)).toEqual([2, 0])
})

test('leaves one word under the root', () => {
  expect(bestTree([9, 0, 1, 8, 2, 0], 2)).toEqual([0, 1])
})

test('finds the best single-root tree of any scores', () => {
  const trees = new Map([1, 2, 3, 4].map(n => [n, allTrees(n)]))
  const graph = fc
    .integer({ min: 1, max: 4 })
    .chain(n =>
      fc.tuple(
        fc.constant(n),
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: n * (n + 1), maxLength: n * (n + 1) }),
      ),
    )
  fc.assert(
    fc.property(graph, ([n, scores]) => {
      const best = Math.max(...(trees.get(n) ?? []).map(heads => total(scores, heads)))
      expect(total(scores, bestTree(scores, n))).toBe(best)
    }),
    { numRuns: 500, seed: 3 },
  )
})

test('an empty sentence has no heads', () => {
  expect(bestTree([], 0)).toEqual([])
})
