import { expect, test } from 'vitest'
import { loadLemmas } from '../../src/knowledge/lemmas.ts'
import { dataFiles } from '../knowledge.ts'

const { forms, participles, thirds } = loadLemmas(dataFiles('lemmas'), [
  'rap',
  'rape',
  'decry',
  'agree',
  'rebut',
  'veto',
  'die',
  'pass',
]).knowledge

test.each([
  ['rapped', 'rap'],
  ['raped', 'rape'],
  ['decried', 'decry'],
  ['agreeing', 'agree'],
  ['rebutted', 'rebut'],
  ['vetoes', 'veto'],
  ['dying', 'die'],
  ['passes', 'pass'],
  ['froze', 'freeze'],
])('%s is a form of %s', (form, lemma) => expect(forms.get(form)).toBe(lemma))

test.each(['rapeed', 'decryed', 'agreing', 'vetos', 'dieing', 'slammed'])('%s is a form of no verb given', form =>
  expect(forms.has(form)).toBe(false),
)

test('a participle is known as one', () => {
  expect(participles.has('decrying')).toBe(true)
  expect(participles.has('decried')).toBe(false)
})

test('so is a third person', () => {
  expect(thirds.has('vetoes')).toBe(true)
  expect(thirds.has('veto')).toBe(false)
})

test('a broken row is named by file and line', () => {
  const { problems } = loadLemmas(new Map([['lemmas/endings.tsv', 'e$\tes\n']]))
  expect(problems).toEqual([
    {
      file: 'data/lemmas/endings.tsv',
      line: 1,
      message: 'a row is end of the lemma, tab, third person, tab, past, tab, participle; this is "e$\tes"',
    },
  ])
})
