import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveReferences } from '../../src/annotate/coreference.ts'
import { findActors } from '../../src/annotate/entities.ts'
import { loadActors } from '../../src/knowledge/actors.ts'
import type { EntityLayer } from '../../src/model/entity.ts'
import { readCases } from '../cases.ts'
import { dataFiles } from '../knowledge.ts'
import { readReport } from './reports.ts'

const { knowledge, problems } = loadActors(dataFiles('actors'))

const layerOf = (input: string): { readonly text: string; readonly layer: EntityLayer } => {
  const { document, dateline, sentences } = readReport(input)
  return { text: document.text, layer: resolveReferences(findActors(knowledge, document, dateline, sentences)) }
}

/** `name "Moscow" = RUS - Russia`: form, words, then code (or ~country), sector and name of each entity. */
const show = (text: string, layer: EntityLayer): string =>
  layer.mentions
    .map(m => {
      const who = m.entities.map(id => {
        const e = layer.entities.find(entity => entity.id === id)
        return e ? `${e.code ?? (e.country ? `~${e.country}` : '-')} ${e.sector ?? '-'} ${e.name}` : id
      })
      return `${m.form} "${text.slice(m.start, m.end)}" = ${who.join(' + ')}`
    })
    .join('\n')

test('the tables are sound', () => {
  expect(problems).toEqual([])
  expect(
    knowledge.people.check().filter(p => p.message.startsWith('no dates') || p.message.includes('sorted')),
  ).toEqual([])
})

for (const { name, input, expected } of readCases('actors')) {
  test(name, () => {
    const { text, layer } = layerOf(input)
    expect(show(text, layer)).toBe(expected)
  })
}

test('mentions are keyed by a token of theirs, one a token, and never empty', () => {
  for (const { input } of readCases('actors')) {
    const { sentences } = readReport(input)
    const { layer } = layerOf(input)
    const seen = new Set<string>()
    for (const m of layer.mentions) {
      const head = sentences[m.sentence]?.tokens[m.head - 1]
      expect(head && head.start >= m.start && head.end <= m.end).toBe(true)
      expect(m.entities.length).toBeGreaterThan(0)
      expect(seen.has(`${m.sentence} ${m.head}`)).toBe(false)
      seen.add(`${m.sentence} ${m.head}`)
    }
  }
})

test('no tree, however wrong, breaks the stage', () => {
  const words = [
    'The',
    'Armenian',
    'and',
    'premier',
    'of',
    'Turkey',
    "'s",
    'he',
    'which',
    'both',
    'sides',
    'Aliyev',
    ',',
    'said',
    '“',
    'we',
    'its',
    'troops',
    '-',
    'U.S.',
    'Hundreds',
    'who',
  ]
  const upos = ['NOUN', 'PROPN', 'ADJ', 'VERB', 'PRON', 'DET', 'ADP', 'CCONJ', 'PUNCT', 'NUM', 'PART']
  const deprels = ['nsubj', 'obj', 'conj', 'acl:relcl', 'nmod:poss', 'compound', 'appos', 'flat', 'root', 'obl']
  const token = fc.record({
    form: fc.constantFrom(...words),
    upos: fc.constantFrom(...upos),
    head: fc.integer({ min: 0, max: 9 }),
    deprel: fc.constantFrom(...deprels),
  })
  fc.assert(
    fc.property(
      fc.array(fc.array(token, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 3 }),
      sentences => {
        const input = sentences
          .map(tokens =>
            tokens
              .map(
                t => `${t.form} ${t.form.toLowerCase()} ${t.upos} NN ${Math.min(t.head, tokens.length)} ${t.deprel} _`,
              )
              .join('\n'),
          )
          .join('\n\n')
        const { text, layer } = layerOf(`date: 2024-01-01\n${input}`)
        const ids = new Set(layer.entities.map(e => e.id))
        for (const m of layer.mentions) {
          expect(m.start).toBeLessThan(m.end)
          expect(m.end).toBeLessThanOrEqual(text.length)
          expect(m.entities.length > 0 && m.entities.every(id => ids.has(id))).toBe(true)
        }
      },
    ),
    { numRuns: 200 },
  )
})
