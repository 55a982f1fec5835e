import { expect, test } from 'vitest'
import { bestNameTags, nameSpans } from '../../src/parse/names.ts'

const TAGS = ['B-LOC', 'B-ORG', 'I-LOC', 'I-ORG', 'O']

test('keeps to one kind within a name, whatever each word alone would prefer', () => {
  // "United" looks like a place, "States" like the inside of an organization: together they are whichever has more in all.
  expect(bestNameTags([5, 3, 0, 0, 1, 0, 0, 2, 5, 1], TAGS)).toEqual([1, 3])
  expect(bestNameTags([5, 3, 0, 0, 1, 0, 0, 4, 5, 1], TAGS)).toEqual([0, 2])
})

test('never begins inside a name', () => {
  expect(bestNameTags([0, 0, 9, 9, 1], TAGS)).toEqual([4])
  expect(bestNameTags([], TAGS)).toEqual([])
})

test('reads name spans, and mends a span without beginning', () => {
  expect(nameSpans(['B-PER', 'I-PER', 'B-PER', 'O', 'I-LOC', 'I-ORG'])).toEqual([
    { kind: 'person', from: 1, to: 2 },
    { kind: 'person', from: 3, to: 3 },
    { kind: 'place', from: 5, to: 5 },
    { kind: 'organization', from: 6, to: 6 },
  ])
})
