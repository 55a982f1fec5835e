import { expect, test } from 'vitest'
import { placesOf } from '../../src/annotate/places.ts'
import { placeEvents } from '../../src/annotate/placing.ts'
import { loadPlaces } from '../../src/knowledge/places.ts'
import type { EventMention, EventType } from '../../src/model/event.ts'
import type { Sentence } from '../../src/model/token.ts'
import { readCases } from '../cases.ts'
import { dataFiles } from '../knowledge.ts'
import { readTrees } from '../trees.ts'

const { knowledge } = loadPlaces(dataFiles('places'))

/** `E met CONSULT ARM AZE`: an act told by the first word of that form in any sentence, and who takes part; `visit` is its format. */
const eventOf = (line: string, sentences: readonly Sentence[]): EventMention => {
  const [, form = '', type = '', ...who] = line.split(' ')
  const token = sentences.flatMap(s => s.tokens.map(t => ({ ...t, sentence: s.index }))).find(t => t.form === form)
  if (token === undefined) throw new Error(`no word ${form}`)
  const { sentence, id, start, end } = token
  return {
    id: form,
    sentence,
    head: id,
    trigger: { start, end, text: form },
    type: type as EventType,
    mode: null,
    contexts: [],
    cameo: null,
    status: 'occurred',
    format: who.includes('visit') ? ['visit'] : [],
    actors: who.filter(w => w !== 'visit').map(entity => ({ sentence, head: id, entity, start, end, text: form })),
    recipients: [],
    roles: [],
    within: null,
    rules: [],
    confidence: 1,
  }
}

for (const { name, input, expected } of readCases('placing')) {
  test(name, () => {
    const { document, dateline, sentences, layer, rest } = readTrees(input)
    const line = dateline === null ? null : { place: dateline, date: null, span: null }
    const places = placesOf(document, line, sentences, layer, knowledge)
    const events = rest.filter(r => r.startsWith('E ')).map(r => eventOf(r, sentences))
    const placed = placeEvents({ events, sentences, places, times: [], layer, dates: new Map() }, knowledge.placing)
    expect(events.map(e => `${e.id} = ${placed.get(e.id)?.text ?? 'nowhere'}`).join('\n')).toBe(expected)
  })
}
