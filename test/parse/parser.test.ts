import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Parse } from '../../src/model/token.ts'
import { createParser } from '../../src/parse/parser.ts'

const model = readFileSync(join(import.meta.dirname, '../../models/en.bin'))
const parser = createParser(model)

const SENTENCES: readonly (readonly string[])[] = [
  'Russia accused Ukraine of shelling a village near the border on Monday .',
  'President Barack Obama met Iraqi officials in Baghdad .',
  'No .',
  'The Foreign Ministry said that the talks would resume in Geneva next week , after both sides refused to sign the agreement .',
  'PROTESTERS CLASH WITH POLICE IN CAIRO',
].map(text => text.split(' '))

const expectWhole = (parse: Parse | undefined, forms: readonly string[]): void => {
  const n = forms.length
  for (const key of ['lemma', 'upos', 'xpos', 'feats', 'head', 'deprel'] as const) expect(parse?.[key]).toHaveLength(n)
  const heads = parse?.head ?? []
  if (n > 0) expect(heads.filter(h => h === 0)).toHaveLength(1)
  const reachesRoot = heads.map((_, d) => {
    let at = d + 1
    for (let steps = 0; at !== 0 && steps <= n; steps++) at = heads[at - 1] ?? 0
    return at === 0
  })
  expect(reachesRoot).not.toContain(false)
}

test('reads a plain sentence', () => {
  const parse = parser.parse(SENTENCES)[0]
  expect(parse?.lemma[1]).toBe('accuse')
  expect(parse?.upos.slice(0, 3)).toEqual(['PROPN', 'VERB', 'PROPN'])
  expect(parse?.head.slice(0, 3)).toEqual([2, 0, 2])
  expect(parse?.deprel.slice(0, 3)).toEqual(['nsubj', 'root', 'obj'])
})

test('gives a sentence the same parse alone, in company, in any order, and again', () => {
  const together = parser.parse(SENTENCES)
  expect(SENTENCES.map(s => parser.parse([s])[0])).toEqual(together)
  const many = Array.from({ length: 200 }, (_, i) => SENTENCES[i % SENTENCES.length] ?? [])
  expect(parser.parse(many).slice(-SENTENCES.length)).toEqual(together)
  expect([...parser.parse([...SENTENCES].reverse())].reverse()).toEqual(together)
  expect(createParser(model).parse(SENTENCES)).toEqual(together)
})

test('gives a whole tree for whatever comes', () => {
  const odd = [
    [],
    ['😀', '👩‍👩‍👧', '\u0000', '', ' '],
    ['\ud800', 'ﷺ', 'строка', '東京'],
    ['x'.repeat(5000)],
    Array.from({ length: 2000 }, (_, i) => (i % 37 === 0 ? ',' : `word${i}`)),
    Array.from({ length: 1000 }, () => 'the'),
  ]
  const parses = parser.parse(odd)
  odd.forEach((forms, i) => {
    expectWhole(parses[i], forms)
  })
  expect(parser.parse([])).toEqual([])
})

test('never fails on random words', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { maxLength: 40 }), { maxLength: 5 }), sentences => {
      parser.parse(sentences).forEach((parse, i) => {
        expectWhole(parse, sentences[i] ?? [])
      })
    }),
    { numRuns: 25, seed: 7 },
  )
})

test('takes time in proportion to the length of a run-on sentence', () => {
  const words = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => SENTENCES[3]?.[i % 24] ?? '')
  const time = (n: number): number => {
    const start = process.cpuUsage()
    parser.parse([words(n)])
    return process.cpuUsage(start).user / 1000
  }
  time(500)
  expect(time(5000)).toBeLessThan(20_000)
})
