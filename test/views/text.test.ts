import { expect, test } from 'vitest'
import type { DocumentRecord, RecordEvent } from '../../src/model/record.ts'
import { renderText } from '../../src/views/text.ts'

const text =
  'Norway hosted talks between\nDenmark and Sweden on Monday.\n\nDenmark rejected\u001b[31m the offer, Dahl said.'
const quote = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, text: words })
const actor = (words: string, code: string | null) => ({
  entity: 'e',
  name: words,
  code,
  sector: code === null ? null : 'GOV',
  ...quote(words),
})

const base: Omit<RecordEvent, 'id' | 'type' | 'trigger' | 'sentence'> = {
  mode: null,
  contexts: [],
  cameo: null,
  plover: 'CONSULT',
  status: 'occurred',
  format: [],
  actors: [],
  recipients: [],
  roles: [],
  date: null,
  place: null,
  attribution: [],
  standing: 'asserted',
  zone: 'body',
  rule: 'r',
  operators: [],
  confidence: 1,
}
const events: readonly RecordEvent[] = [
  {
    ...base,
    id: 'ev1',
    type: 'CONSULT',
    trigger: quote('talks'),
    sentence: { start: 0, end: 10 },
    format: ['bilateral'],
    actors: [actor('Denmark', 'DNK'), actor('Sweden', 'SWE')],
    roles: [{ role: 'host', ...actor('Norway', 'NOR') }],
    date: { value: '2024-10-07', from: '2024-10-07', to: '2024-10-07', basis: 'stated', ...quote('Monday') },
    place: { name: 'Oslo', country: 'NOR', region: null, lat: null, lon: null, geonames: null, ...quote('Norway') },
  },
  {
    ...base,
    id: 'ev2',
    type: 'REJECT',
    trigger: quote('rejected'),
    sentence: { start: 60, end: 90 },
    actors: [actor('Denmark', 'DNK')],
    recipients: [actor('Dahl', null)],
    attribution: [{ by: { entity: null, name: 'Dahl', ...quote('Dahl') }, cue: quote('said') }],
    standing: 'disputed',
  },
]
const record: DocumentRecord = {
  schema: 'readout/1',
  coder: { version: '0', knowledge: '0' },
  document: {
    id: 'd',
    url: null,
    title: 'Talks in Oslo',
    publisher: 'Wire',
    author: null,
    published: '2024-10-08',
    dateline: null,
    language: 'en',
    hash: '',
    text,
  },
  entities: [],
  events,
  statements: [],
  times: [],
  links: [],
}

test('the report with its acts marked, wrapped to the width, without the text commanding the terminal', () => {
  expect(renderText(record, { width: 60, color: false })).toBe(`Talks in Oslo
Wire · 2024-10-08 · d

Norway hosted [talks]1 between Denmark and Sweden on Monday.
    1 CONSULT occurred (bilateral) · Denmark (DNK GOV) +
       Sweden (SWE GOV) · host: Norway (NOR GOV) ·
       2024-10-07 · in Oslo (NOR)

Denmark [rejected]2 [31m the offer, Dahl said.
    2 REJECT occurred · Denmark (DNK GOV) → Dahl · says Dahl
       · disputed

2 acts, 0 statements.

`)
})

test('colours change nothing but colour', () => {
  const plain = renderText(record, { width: 60, color: false })
  const colored = renderText(record, { width: 60, color: true })
  expect(colored).not.toBe(plain)
  expect(
    colored
      .split('\u001b')
      .map((part, i) => (i === 0 ? part : part.replace(/^\[\d+m/, '')))
      .join(''),
  ).toBe(plain)
})

test('a report without acts and without a date says so', () => {
  const empty = { ...record, events: [], document: { ...record.document, title: null, published: null } }
  const lines = renderText(empty, { width: 60, color: false }).split('\n')
  expect(lines[0]).toBe('Wire · no date: relative dates stay open · d')
  expect(lines).toContain('No political act was found in this report.')
})
