import { expect, test } from 'vitest'
import { placesOf } from '../../src/annotate/places.ts'
import { loadPlaces } from '../../src/knowledge/places.ts'
import { readCases } from '../cases.ts'
import { dataFiles } from '../knowledge.ts'
import { readTrees } from '../trees.ts'

const { knowledge } = loadPlaces(dataFiles('places'))

for (const { name, input, expected } of readCases('places')) {
  test(name, () => {
    const { document, dateline, sentences, layer } = readTrees(input)
    const line = dateline === null ? null : { place: dateline, date: null, span: null }
    const places = placesOf(document, line, sentences, layer, knowledge)
    for (const p of places) expect(document.text.slice(p.start, p.end)).toBe(p.text)
    const told = places.map(p => `${p.text} = ${[p.name, p.region, p.country, p.kind].join(', ')} (${p.reason})`)
    expect(told.join('\n') || 'nothing').toBe(expected)
  })
}
