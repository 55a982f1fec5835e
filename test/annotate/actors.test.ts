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
