import { describe, expect, test } from 'vitest'
import { attribution, shown, statementsOf } from './read.ts'

/** The parts an example marks, in the order `shown` gives them. */
const wanted = (marked: string): string => {
  const parts = (pattern: RegExp): readonly string[] => [...marked.matchAll(pattern)].map(m => m[0])
  const source = parts(/\[[^\]]*\]/g)[0]
  const cue = parts(/\{[^}]*\}/g)[0] ?? ''
  return `${source ? `${source} ` : ''}${cue} ${parts(/<[^>]*>/g).join(' ')}`
}

test('the data files have no problems', () => {
  expect(attribution.problems).toEqual([])
})

describe('every example of a rule is read as it is marked', () => {
  for (const example of attribution.knowledge.examples.filter(e => e.wanted))
    test(`${example.rule}: ${example.text}`, () => {
      const text = example.text.replace(/[[\]{}<>]/g, '')
      const found = statementsOf(text).map(s => `${s.rule}: ${shown(text, s)}`)
      expect(found).toContain(`${example.rule}: ${wanted(example.text)}`)
    })
})

describe('no rule reads what its counter-examples say', () => {
  for (const example of attribution.knowledge.examples.filter(e => !e.wanted))
    test(`${example.rule}: ${example.text}`, () => {
      expect(statementsOf(example.text).filter(s => s.rule === example.rule)).toEqual([])
    })
})
