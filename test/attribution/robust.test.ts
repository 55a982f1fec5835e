import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statements } from '../../src/annotate/statements.ts'
import { documentOf } from '../../src/model/document.ts'
import type { Sentence, Token } from '../../src/model/token.ts'
import { attribution } from './read.ts'

const WORDS = [
  'said',
  'told',
  'who',
  'that',
  'Lund',
  'he',
  'denied',
  'the',
  'claim',
  'citing',
  'according',
  'to',
  'as',
  ',',
  '"',
  '.',
  ':',
  'quoted',
  'attacked',
  'would',
  'not',
  'saying',
  'which',
  'called',
]
const LEMMAS: Readonly<Record<string, string>> = {
  said: 'say',
  told: 'tell',
  denied: 'deny',
  citing: 'cite',
  according: 'accord',
  quoted: 'quote',
  attacked: 'attack',
  saying: 'say',
  called: 'call',
}
const UPOS = ['VERB', 'NOUN', 'PROPN', 'PRON', 'ADP', 'SCONJ', 'PUNCT', 'ADV', 'PART', 'AUX']
const RELATIONS = [
  'nsubj',
  'obj',
  'ccomp',
  'xcomp',
  'advcl',
  'acl',
  'acl:relcl',
  'parataxis',
  'conj',
  'case',
  'mark',
  'obl',
  'nmod:poss',
  'nmod',
  'punct',
  'aux',
  'nsubj:pass',
  'appos',
  'root',
]
const FEATS = ['_', 'PronType=Rel', 'PronType=Prs|Person=3', 'VerbForm=Inf', 'Tense=Past']
const TAGS = ['VBD', 'VBG', 'MD', 'NN', 'NNP', 'PRP']

const word = fc.record({
  form: fc.constantFrom(...WORDS),
  upos: fc.constantFrom(...UPOS),
  xpos: fc.constantFrom(...TAGS),
  feats: fc.constantFrom(...FEATS),
  deprel: fc.constantFrom(...RELATIONS),
  head: fc.nat(),
})

test('whatever the trees, cycles among them, statements end and quote the text', () => {
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 18 }), { minLength: 1, maxLength: 3 }), drawn => {
      let text = ''
      const sentences = drawn.map((words, index): Sentence => {
        const start = text.length
        const tokens = words.map((w, i): Token => {
          const from = text.length
          text += `${w.form} `
          return {
            ...w,
            id: i + 1,
            lemma: LEMMAS[w.form] ?? w.form,
            start: from,
            end: from + w.form.length,
            head: w.head % (words.length + 1),
          }
        })
        return {
          index,
          zone: index === 0 ? 'headline' : 'body',
          paragraph: index,
          start,
          end: text.length - 1,
          tokens,
          names: [],
        }
      })
      for (const s of statements(documentOf(text), sentences, { entities: [], mentions: [] }, attribution.knowledge)) {
        expect(text.slice(s.cue.start, s.cue.end)).toBe(s.cue.text)
        if (s.source) expect(text.slice(s.source.start, s.source.end)).toBe(s.source.text)
        expect(s.content.length).toBeGreaterThan(0)
        for (const span of s.content) expect(span.start).toBeLessThan(span.end)
      }
    }),
    { numRuns: 3000, interruptAfterTimeLimit: 40_000 },
  )
})
