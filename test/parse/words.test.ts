import { expect, test } from 'vitest'
import { affixRows, normalForm, shapeOf } from '../../src/parse/features.ts'
import { applyEdit, readEdit } from '../../src/parse/lemma.ts'

test.each([
  ['Moscow’s', "moscow's"],
  ['U.S.', 'u.s.'],
  ['1987', '0000'],
])('looks %s up as %s', (form, want) => {
  expect(normalForm(form)).toBe(want)
})

test.each([
  ['Reuters', 'Xxxx'],
  ['U.S.', 'X.X.'],
  ['12,000', 'dd,ddd'],
])('draws %s as %s', (form, want) => {
  expect(shapeOf(form)).toBe(want)
})

// The rows that training/features.py gives.
test.each([
  ['Ministers', [5810, 8847, 19718, 29030, 38103, 41394, 53510]],
  ['naïve', [4414, 14212, 19781, 25982, 38796, 46907, 53138]],
  ['😀a', [7611, 10702, 18168, 25127, 38018, 48575, 54354]],
  ['1987', [2310, 8907, 20934, 31345, 40198, 45206, 55000]],
])('finds the affix rows of %s', (form, want) => {
  expect(affixRows(form)).toEqual(want)
})

test.each([
  ['Accused', 'l 1 ', 'accuse'],
  ['went', 'l 4 go', 'go'],
  ['REUTERS', 't 0 ', 'Reuters'],
  ['Moscow', 'k 0 ', 'Moscow'],
  ['s', 'l 1 ', 's'],
])('makes the lemma of %s by "%s"', (form, edit, want) => {
  expect(applyEdit(form, readEdit(edit))).toBe(want)
})
