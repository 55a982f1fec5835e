import { expect, test } from 'vitest'
import { uncross } from '../../src/parse/crossing.ts'

test('gives up a crossing head for one that scores nearly as well', () => {
  // 1 → 3 crosses 2 → 4: word 1 goes to 2, which is nearly as good.
  const crossing = [0, 0, 5, 6, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0]
  expect(uncross(crossing, [3, 0, 4, 2])).toEqual([2, 0, 4, 2])
})

test('leaves a tree without crossings alone', () => {
  expect(uncross([0, 0, 5, 6, 0, 0, 0, 0, 0, 0, 9, 0], [2, 0, 2])).toEqual([2, 0, 2])
})

test('keeps a crossing head that is much better', () => {
  const crossing = [0, 0, 5, 15, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 9, 0, 0]
  expect(uncross(crossing, [3, 0, 4, 2])).toEqual([3, 0, 4, 2])
})
