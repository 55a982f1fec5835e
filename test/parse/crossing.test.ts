import { expect, test } from 'vitest'
import { uncross } from '../../src/parse/crossing.ts'

/** Scores of three words: rows for the words, columns for root, 1, 2, 3. */
const scores = (better: number): readonly number[] => [0, 0, 5, better, 9, 0, 0, 0, 0, 0, 9, 0]

test('gives up a crossing head for one that scores nearly as well', () => {
  // Word 2 is the root, so that an arc from 3 to 1 would span it.
  expect(uncross([...scores(6), 0], [3, 0, 2])).toEqual([3, 0, 2])
  const four = [0, 0, 5, 0, 6, 9, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 9, 0]
  expect(uncross(four, [4, 0, 1, 2])).toEqual([4, 0, 1, 2])
  // 1 → 3 crosses 2 → 4: word 1 goes to 2, which is nearly as good.
  const crossing = [0, 0, 5, 6, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0]
  expect(uncross(crossing, [3, 0, 4, 2])).toEqual([2, 0, 4, 2])
})

test('keeps a crossing head that is much better', () => {
  const crossing = [0, 0, 5, 15, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0]
  expect(uncross(crossing, [3, 0, 4, 2])).toEqual([3, 0, 4, 2])
})
