import { expect, test } from 'vitest'
import { parseSlotPath, parseTrigger } from '../../src/rules/trigger.ts'

test('a trigger is a lemma, particles and conditions', () => {
  expect(parseTrigger('break off +object:relation|@state|CONSULT -with')).toEqual({
    text: 'break off +object:relation|@state|CONSULT -with',
    lemma: 'break',
    particles: ['off'],
    tests: [
      { slot: 'object', wanted: true, lemmas: new Set(['relation']), classes: ['state'], types: ['CONSULT'] },
      { slot: 'with', wanted: false, lemmas: new Set(), classes: [], types: [] },
    ],
  })
})

test('conditions may walk from slot to slot', () => {
  const trigger = parseTrigger('say +content/aux:must')
  expect(trigger).toMatchObject({ lemma: 'say', tests: [{ slot: 'content/aux' }] })
})

test.each([
  ['', 'a trigger starts with a word, not ""'],
  ['+object:visit', 'a trigger starts with a word, not "+object:visit"'],
  ['call +For', 'cannot read the condition "+For"; write +slot, +slot:word|word or -slot:word'],
  ['call +for off', 'the word "off" stands after a condition; words come first'],
  ['call +for:a||b', 'empty choice in "+for:a||b"'],
])('%j is refused with its reason', (text, reason) => {
  expect(parseTrigger(text)).toBe(reason)
})

test('a slot path is tried in order, joined slots together', () => {
  expect(parseSlotPath(['object', 'on+against'])).toEqual([['object'], ['on', 'against']])
})
