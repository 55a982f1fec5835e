import { parquetReadObjects } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer'
import { beforeAll, expect, test } from 'vitest'
import { eventRows } from '../../src/store/events.ts'
import { happeningRows } from '../../src/store/happenings.ts'
import { openStore } from '../../src/store/open.ts'
import { toldRows } from '../../src/store/told.ts'
import { writeRecords } from '../../src/store/write.ts'
import { EVENT_COLUMNS } from '../../src/views/columns.ts'
import { GDELT_EVENT_COLUMNS, GDELT_MENTION_COLUMNS, gdeltEvents, gdeltMentions } from '../../src/views/gdelt.ts'
import { geojson, hasPoint } from '../../src/views/geojson.ts'
import { graphml } from '../../src/views/graphml.ts'
import { ICEWS_COLUMNS, icews } from '../../src/views/icews.ts'
import { jsonLd } from '../../src/views/json-ld.ts'
import { parquetTable } from '../../src/views/parquet.ts'
import { ploverJson } from '../../src/views/plover-json.ts'
import { POLECAT_COLUMNS, polecat } from '../../src/views/polecat.ts'
import type { ActRow } from '../../src/views/rows.ts'
import { csvLine, textTable, tsvLine } from '../../src/views/table.ts'
import { dyadic, type TextLayout, type Told } from '../../src/views/told.ts'
import { exporting, exportProblems, numbered } from '../exports.ts'
import { act, merging, report } from '../reports.ts'

const acts: ActRow[] = []
const told: Told[] = []

beforeAll(async () => {
  const store = await openStore(':memory:', merging)
  await writeRecords(store, [
    report(
      'r1',
      'Reuters',
      '2024-10-08T09:30:00Z',
      [
        act(
          'ASSAULT',
          '😀 [A:ISR Israel] [T shelled] [P:Tyre/LBN/33.3/35.2 Tyre] in [R:LBN Lebanon] [D:2024-10-07 on Monday], killing "two" & more.',
        ),
        act(
          'CONSULT',
          '[A:RUS* Vladimir Putin] [T met] [A:ARM* Nikol Pashinyan] and [A:AZE* Ilham Aliyev] [D:2024-10-08 on Tuesday].',
        ),
      ],
      { url: 'https://example.org/a?b=1&c=2' },
    ),
    report('r2', 'AFP', '2024-10-09', [
      act(
        'ASSAULT',
        '[A:ISR Israeli] guns [T shelled] [P:Tyre/LBN/33.3/35.2 Tyre], a port of [R:LBN Lebanon], [D:2024-10-07 on Monday].',
      ),
      act('REJECT', '[A: Rebels] [T refused] the amnesty.', { status: 'possible' }),
    ]),
  ])
  for await (const row of eventRows(store.db, {})) acts.push(row)
  for await (const row of toldRows(store.db, happeningRows(store.db, {}))) told.push(row)
  await store.db.close()
})

const write = <Row>(layout: TextLayout<Row>, rows: readonly Row[]): string =>
  layout.head + rows.map((row, i) => layout.row(row, i)).join('') + layout.tail

const table = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => line.split('\t'))

test('the tables of the layouts are whole', () => {
  expect(exportProblems).toEqual([])
  expect(POLECAT_COLUMNS).toHaveLength(40)
  expect(ICEWS_COLUMNS).toHaveLength(20)
  expect(GDELT_EVENT_COLUMNS).toHaveLength(61)
  expect(GDELT_MENTION_COLUMNS).toHaveLength(16)
})

test('POLECAT: one row an event, every cell filled', () => {
  const rows = table(write(polecat(exporting), acts))
  expect(rows).toHaveLength(5)
  for (const row of rows) expect(row).toHaveLength(40)
  expect(rows[1]?.slice(0, 8)).toEqual([
    'r1#ev1',
    '2024-10-07',
    'ASSAULT',
    'None',
    '-9',
    'MATERIAL CONFLICT',
    'None',
    'Israel',
  ])
  expect(rows[1]?.slice(8, 11)).toEqual(['ISR', '666', 'GOV'])
  expect(rows[2]?.[7]).toBe('Vladimir Putin;Nikol Pashinyan;Ilham Aliyev')
})

test('POLECAT: offices and identities where the record has them', () => {
  const [, meeting] = acts
  if (meeting === undefined) throw new Error('no act')
  const actors = meeting.act.actors.map((actor, i) =>
    i === 0 ? { ...actor, title: 'President', wikidata: 'Q7747' } : actor,
  )
  const [head, row] = table(write(polecat(exporting), [{ ...meeting, act: { ...meeting.act, actors } }]))
  const cell = (name: string): string | undefined => row?.[head?.indexOf(name) ?? -1]
  expect(cell('Actor Title')).toBe('President;None;None')
  expect(cell('Wikipedia Actor ID')).toBe('Q7747;None;None')
  expect(cell('Recipient Title')).toBe('None')
})

test('sentences are counted in the body, a headline is none', () => {
  const [row] = acts
  if (row === undefined) throw new Error('no act')
  const text = 'Envoys meet in Oslo\n\nOSLO, Feb 10 - Envoys met on Monday. They shook hands. Talks go on.'
  const at = (words: string): number =>
    numbered({
      report: { ...row.report, title: 'Envoys meet in Oslo' },
      text,
      act: { ...row.act, trigger: { start: text.indexOf(words), end: text.indexOf(words) + 1, text: words } },
    })
  expect(['meet', 'met', 'shook', 'Talks'].map(at)).toEqual([0, 1, 2, 3])
})

test('ICEWS: one row a dyad, mutual acts each pair once, nothing that has not occurred', () => {
  const rows = table(write(icews(exporting, numbered), acts)).slice(1)
  for (const row of rows) expect(row).toHaveLength(20)
  expect(rows.map(row => [row[2], row[8], row[6], row[10]])).toEqual([
    ['Israel', 'Lebanon', '180', 'Lebanon'],
    ['Vladimir Putin', 'Nikol Pashinyan', '040', 'Armenia'],
    ['Vladimir Putin', 'Ilham Aliyev', '040', 'Azerbaijan'],
    ['Nikol Pashinyan', 'Ilham Aliyev', '040', 'Azerbaijan'],
    ['Israeli', 'Lebanon', '180', 'Lebanon'],
  ])
  expect(rows.map(row => `${row[11]} ${row[12]}`)).toEqual(['r1 1', 'r1 2', 'r1 2', 'r1 2', 'r2 1'])
})

test('GDELT: events and the mentions that belong to them', () => {
  const events = table(write(gdeltEvents(exporting), told))
  const mentions = table(write(gdeltMentions(numbered), told))
  for (const row of events) expect(row).toHaveLength(61)
  const column = (name: string): string | undefined => events[0]?.[GDELT_EVENT_COLUMNS.indexOf(name)]
  expect([
    column('Day'),
    column('Actor1CountryCode'),
    column('EventRootCode'),
    column('QuadClass'),
    column('NumSources'),
  ]).toEqual(['20241007', 'ISR', '18', '4', '2'])
  expect([column('ActionGeo_CountryCode'), column('ActionGeo_FullName'), column('SOURCEURL')]).toEqual([
    'LE',
    'Tyre, Lebanon',
    'https://example.org/a?b=1&c=2',
  ])
  const ids = new Set(events.map(row => row[0]))
  expect(ids.size).toBe(events.length)
  for (const row of mentions) {
    expect(row).toHaveLength(16)
    expect(ids).toContain(row[0])
  }
  expect(mentions.filter(row => row[0] === column('GlobalEventID')).map(row => row[4])).toEqual(['Reuters', 'AFP'])
  expect(mentions[0]?.[2]).toBe('20241008093000')
  expect([mentions[0]?.[6], mentions[0]?.[12]]).toEqual(['1', String(told[0]?.mentions[0]?.text.length)])
})

test('PLOVER JSON keeps the words and their offsets', () => {
  const [first] = write(ploverJson(exporting), acts)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)
  expect(first).toMatchObject({
    id: 'r1#ev1',
    date: '2024-10-07',
    event: 'ASSAULT',
    quad_code: 4,
    actor: [{ code: 'ISR', sector: 'GOV', entity_text: 'Israel' }],
    event_text: 'shelled',
  })
})

test('GeoJSON holds the happenings that have a point', () => {
  const { features } = JSON.parse(write(geojson, told.map(t => t.happening).filter(hasPoint))) as {
    features: { geometry: object }[]
  }
  expect(features.map(f => f.geometry)).toEqual([{ type: 'Point', coordinates: [35.2, 33.3] }])
})

test('GraphML names each actor once, before its edges', () => {
  const text = write(
    graphml(),
    told.map(t => t.happening),
  )
  expect([...text.matchAll(/<node /g)]).toHaveLength(6)
  expect([...text.matchAll(/<edge /g)]).toHaveLength(4)
  expect([...text.matchAll(/<data key="mutual">true/g)]).toHaveLength(3)
  const defined = new Set<string>()
  for (const [, node, source, target] of text.matchAll(/<node id="(\w+)"|<edge source="(\w+)" target="(\w+)"/g))
    if (node) defined.add(node)
    else expect([defined.has(source ?? ''), defined.has(target ?? '')]).toEqual([true, true])
})

test('JSON-LD points at the words, counted in code points', () => {
  const { '@graph': graph } = JSON.parse(write(jsonLd, told)) as {
    '@graph': Record<string, { 'oa:hasSelector': Record<string, unknown>[] }>[]
  }
  const mention = graph.find(node => JSON.stringify(node['@type']).includes('Annotation'))
  const [position, quote] = mention?.['oa:hasTarget']?.['oa:hasSelector'] ?? []
  const text = [...(told[0]?.mentions[0]?.text ?? '')]
  expect(text.slice(Number(position?.['oa:start']), Number(position?.['oa:end'])).join('')).toBe('shelled')
  expect(quote?.['oa:exact']).toBe('shelled')
})

test('Parquet reads back as it was written', async () => {
  const writer = new ByteWriter()
  const out = parquetTable(EVENT_COLUMNS, writer)
  for (const row of acts) await out.add(row)
  await out.finish()
  const rows = await parquetReadObjects({ file: writer.getBuffer() })
  expect(rows).toHaveLength(4)
  expect(rows[0]).toMatchObject({
    id: 'r1#ev1',
    type: 'ASSAULT',
    lat: 33.3,
    date_from: new Date('2024-10-07'),
    geonames: null,
    trigger_start: 10n,
  })
})

test('cells are quoted, tabs are not kept', () => {
  expect(csvLine(['a,b', 'say "no"', null, 3, true])).toBe('"a,b","say ""no""",,3,true\r\n')
  expect(tsvLine(['a\tb', null], 'None')).toBe('a b\tNone\n')
  expect(textTable([{ name: 'n', type: 'integer', about: '', value: (n: number) => n }], [7, 1234])).toBe(
    '   n\n----\n   7\n1234',
  )
  expect(dyadic({ type: 'AGREE', actors: [1, 2], recipients: [] })).toEqual([[1, 2]])
  expect(dyadic({ type: 'PROTEST', actors: [1], recipients: [] })).toEqual([[1, null]])
})
