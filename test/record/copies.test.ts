import { expect, test } from 'vitest'
import { copyKeys, isCopy, shinglesOf } from '../../src/record/copies.ts'

const dispatch = Array.from(
  { length: 40 },
  (_, i) =>
    `On day ${i} the council of the river states heard envoy ${i * 7} speak of dams, tolls and the water of the upper valley.`,
)
const text = dispatch.join(' ')
const meet = (a: string, b: string): boolean => copyKeys(a).some(key => copyKeys(b).includes(key))
const copy = (a: string, b: string): boolean => isCopy(shinglesOf(a), shinglesOf(b))

test('a copy under another dateline and with a paragraph cut is found', () => {
  const other = `SALTO, May 4 (Agency) - ${[...dispatch.slice(0, 20), ...dispatch.slice(25)].join(' ')}`
  expect(meet(text, other)).toBe(true)
  expect(copy(text, other)).toBe(true)
})

test('a dispatch cut to its lead is found by its lead', () => {
  const lead = dispatch.slice(0, 8).join(' ')
  expect(meet(text, lead)).toBe(true)
  expect(copy(text, lead)).toBe(true)
})

test('another report on the same matter is no copy', () => {
  const other = dispatch.map(
    (_, i) => `The ministers spoke of dams and tolls for the ${i}th time, and of envoy ${i * 11}, who left early.`,
  )
  expect(copy(text, other.join(' '))).toBe(false)
})

test('short tables in the same words but for one are no copies', () => {
  expect(
    copy(
      'Qtly dividend ten cents, payable May 4, Salto Mining',
      'Qtly dividend ten cents, payable May 4, Rosario Mining',
    ),
  ).toBe(false)
  expect(copy('Qtly dividend ten cents', 'Qtly  dividend TEN cents')).toBe(true)
})

test('an empty text has keys and is a copy of itself only', () => {
  expect(copyKeys('')).toHaveLength(20)
  expect(copy('', text)).toBe(false)
})
