import { beforeAll, expect, test } from 'vitest'
import { checkFilter } from '../../src/store/check-filter.ts'
import { actorRows, documentRows, statementRows } from '../../src/store/documents.ts'
import { countBy, eventRows } from '../../src/store/events.ts'
import { conditionsOf, type Filter } from '../../src/store/filter.ts'
import { explainHappening, findHappening, happeningRows } from '../../src/store/happenings.ts'
import type { Store } from '../../src/store/open.ts'
import { panelRows } from '../../src/store/panel.ts'
import { writeRecords } from '../../src/store/write.ts'
import { EVENT_COLUMNS, HAPPENING_COLUMNS } from '../../src/views/columns.ts'
import { csvHeader, csvRow } from '../../src/views/table.ts'
import { act, report } from '../reports.ts'
import { onBoth } from './stores.ts'

const records = [
  report('r1', 'Reuters', '1987-10-19', [
    act(
      'ASSAULT',
      '[A:USA U.S. warships] [T shelled] two Iranian oil platforms of [R:IRN Iran] in the Gulf [D:1987-10-19 on Monday], killing three.',
    ),
    act(
      'THREATEN',
      '[A:IRN* Ali Khamenei] [T vowed] revenge on the [R:USA United States], [S:IRN the agency IRNA] [C reported] [D:1987-10-19 on Monday].',
    ),
  ]),
  report('r2', 'AFP', '1987-10-20', [
    act(
      'ASSAULT',
      'Four [A:USA American] destroyers [D:1987-10-19 on Monday] [T attacked] oil platforms of [R:IRN Iran] in the Gulf.',
    ),
    act('SUPPORT', '[A:GBR London] [T backed] the [R:USA American] strike [D:1987-10-20 on Tuesday].', {
      status: 'occurred',
    }),
  ]),
  report('r3', 'TASS', '1987-11-02', [
    act(
      'CONSULT',
      '[A:SUN* Shevardnadze] will [T meet] [A:USA* George Shultz] in [P:Geneva/CHE/46.2/6.1 Geneva] [D:1987-11-23 on November 23], hosted by [H:CHE Switzerland].',
      { status: 'planned' },
    ),
    act('REJECT', 'Rebels of the south [T refused] the amnesty of [R:ETH Addis Ababa].'),
  ]),
]

const collect = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = []
  for await (const row of rows) list.push(row)
  return list
}

onBoth('asking', maker => {
  let store: Store
  beforeAll(async () => {
    store = await maker.open()
    await writeRecords(store, records)
  })
  const ids = async (filter: Filter, sort?: string): Promise<readonly string[]> => {
    await checkFilter(store.db, filter)
    return (await collect(eventRows(store.db, filter, sort === undefined ? {} : { sort }))).map(row => row.id)
  }

  test.each<[string, Filter, readonly string[]]>([
    ['nothing', {}, ['r1#ev1', 'r1#ev2', 'r2#ev1', 'r2#ev2', 'r3#ev1', 'r3#ev2']],
    ['actor code', { actor: ['USA'] }, ['r1#ev1', 'r2#ev1', 'r3#ev1']],
    ['recipient code', { recipient: ['USA'] }, ['r1#ev2', 'r2#ev2']],
    ['either side, surname', { party: ['khamenei'] }, ['r1#ev2']],
    ['country', { country: ['IRN'] }, ['r1#ev1', 'r1#ev2', 'r2#ev1']],
    ['type and publisher', { type: ['ASSAULT', 'SUPPORT'], publisher: ['afp'] }, ['r2#ev1', 'r2#ev2']],
    ['status', { status: ['planned'] }, ['r3#ev1']],
    ['role', { role: ['host:CHE'] }, ['r3#ev1']],
    ['place by name', { place: ['geneva'] }, ['r3#ev1']],
    ['place by country', { place: ['CHE'] }, ['r3#ev1']],
    ['dates', { from: '1987-10-20', to: '1987-10-31' }, ['r2#ev2']],
    ['words', { text: 'destroyer' }, ['r2#ev1', 'r2#ev2']],
    ['a phrase', { text: '"oil platforms" -destroyers' }, ['r1#ev1', 'r1#ev2']],
    ['signs of the query language', { text: 'oil* (platforms: NEAR/2' }, []],
    ['nothing fits', { actor: ['USA'], type: ['REJECT'] }, []],
  ])('events by %s', async (_, filter, expected) => {
    expect(await ids(filter)).toEqual(expected)
  })

  test('whoever only speaks can be asked for', async () => {
    await expect(checkFilter(store.db, { party: ['the agency IRNA'] })).resolves.toBeUndefined()
  })

  test('order, limit and offset', async () => {
    expect(await ids({}, '-date')).toEqual(['r3#ev1', 'r3#ev2', 'r2#ev2', 'r1#ev1', 'r1#ev2', 'r2#ev1'])
    const page = await collect(eventRows(store.db, {}, { sort: 'type', limit: 2, offset: 2 }))
    expect(page.map(row => row.act.type)).toEqual(['CONSULT', 'REJECT'])
    await expect(collect(eventRows(store.db, {}, { sort: 'dat' }))).rejects.toThrow('did you mean date?')
  })

  test.each<[Filter & { readonly stance?: readonly string[] }, string]>([
    [{ type: ['ASAULT'] }, '--type "ASAULT" is unknown; did you mean ASSAULT?'],
    [{ status: ['done'] }, 'is unknown'],
    [{ from: '1987-13-01' }, '--from takes a date as YYYY-MM-DD, not "1987-13-01"'],
    [{ actor: ['IRQ'] }, 'nobody with the code IRQ takes part in any act of the store; did you mean IRN?'],
    [{ party: ['Khameini'] }, 'nobody called "Khameini"'],
    [{ publisher: ['Reuter'] }, 'did you mean Reuters?'],
    [{ text: '"" -' }, 'has no word to look for'],
    [{ mode: ['airstrike'] }, 'no act of the store has the mode "airstrike"'],
    [{ context: ['militry'] }, 'no act of the store has the context "militry"'],
    [{ place: ['Genevva'] }, 'did you mean Geneva?'],
    [{ place: ['CHN'] }, 'no act of the store has a place in CHN; did you mean CHE?'],
    [{ document: ['r33'] }, 'there is no report "r33" in the store; did you mean r3?'],
    [{ format: ['biltaral'] }, '--meeting "biltaral" is unknown; did you mean bilateral?'],
    [{ disagreement: 'daet' }, '--disagreement "daet" is unknown; did you mean date?'],
    [{ stance: ['denied'] }, '--stance "denied" is unknown; did you mean denies?'],
  ])('%o is refused', async (filter, message) => {
    await expect(
      (async () => {
        await checkFilter(store.db, filter)
        conditionsOf(store.db, filter, 'event')
      })(),
    ).rejects.toThrow(message)
  })

  test('happenings', async () => {
    const all = await collect(happeningRows(store.db, {}))
    expect(all.map(h => [h.type, h.mentions.length])).toEqual([
      ['ASSAULT', 2],
      ['THREATEN', 1],
      ['SUPPORT', 1],
      ['REJECT', 1],
      ['CONSULT', 1],
    ])
    expect((await collect(happeningRows(store.db, { publishers: 2, actor: ['USA'] }))).map(h => h.type)).toEqual([
      'ASSAULT',
    ])
    expect((await collect(happeningRows(store.db, { publisher: ['AFP'] }))).map(h => h.type)).toEqual([
      'ASSAULT',
      'SUPPORT',
    ])
    const [raid] = all
    const found = await findHappening(store.db, raid?.id ?? '')
    expect(found).toMatchObject({ forwarded: false, happening: { type: 'ASSAULT', publishers: 2, tolls: { dead: 3 } } })
    const why = await explainHappening(store, found?.seq ?? 0)
    expect(why.mentions.map(m => m.like)).toEqual([expect.stringMatching(/^r2#/), expect.stringMatching(/^r1#/)])
    expect(why.mentions[0]?.measured?.best.reasons.map(r => r.feature)).toContain('words')
    expect(await findHappening(store.db, 'h_none')).toBeNull()
    expect(csvRow(HAPPENING_COLUMNS, raid as (typeof all)[number])).toContain(
      ',1987-10-19,1987-10-19,1987-10-19,ASSAULT,',
    )
  })

  test('counts and panels', async () => {
    expect(await countBy(store.db, 'event', {}, 'type')).toMatchObject([
      { value: 'ASSAULT', count: 2 },
      { count: 1 },
      { count: 1 },
      { count: 1 },
      { count: 1 },
    ])
    expect(await countBy(store.db, 'happening', { type: ['ASSAULT'] }, null)).toEqual([{ value: null, count: 1 }])
    const flat = async (options: Partial<Parameters<typeof panelRows>[1]>) =>
      (await panelRows(store.db, { rule: 'inclusive', unit: 'happening', directed: true, ...options })).map(
        r => `${r.a} ${r.b} ${r.month} ${[...r.counts].join(' ')}`,
      )
    expect(await flat({})).toEqual([
      'GBR USA 1987-10 SUPPORT,1',
      'IRN USA 1987-10 THREATEN,1',
      'SUN USA 1987-11 CONSULT,1',
      'USA IRN 1987-10 ASSAULT,1',
      'USA SUN 1987-11 CONSULT,1',
    ])
    expect(await flat({ rule: 'majority', directed: false })).toEqual(
      ['GBR USA 1987-10 SUPPORT,1', 'IRN USA 1987-10 THREATEN,1 ASSAULT,1'].map(s =>
        expect.stringContaining(s.slice(0, 15)),
      ),
    )
    expect(await flat({ rule: 'conservative' })).toEqual(['USA IRN 1987-10 ASSAULT,1'])
    expect(await flat({ unit: 'mention', codes: ['IRN'], types: ['ASSAULT'] })).toEqual(['USA IRN 1987-10 ASSAULT,2'])
  })

  test('reports, statements, actors', async () => {
    expect((await collect(documentRows(store.db, { text: 'oil platforms' }))).map(d => d.id).sort()).toEqual([
      'r1',
      'r2',
    ])
    expect(await collect(documentRows(store.db, { publisher: ['TASS'] }))).toMatchObject([
      { id: 'r3', events: 2, state: 'current', copyOf: 'r3' },
    ])
    expect(await collect(statementRows(store.db, { party: ['IRN'] }))).toMatchObject([
      { id: 'r1#st1', source: 'the agency IRNA', cue: 'reported' },
    ])
    const actors = await collect(actorRows(store.db, [], { limit: 2 }))
    expect(actors.map(a => [a.name, a.code, a.acts, a.asActor, a.asRecipient])).toEqual([
      ['American', 'USA', 2, 1, 1],
      ['Iran', 'IRN', 2, 0, 2],
    ])
  })

  test('an event as a row of CSV', async () => {
    const [row] = await collect(eventRows(store.db, { document: ['r1'] }))
    expect(csvHeader(EVENT_COLUMNS).split(',').slice(0, 3)).toEqual(['id', 'happening', 'date'])
    expect(row && csvRow(EVENT_COLUMNS, row)).toMatch(
      /^r1#ev1,h_\w+,1987-10-19,.*"U.S. warships shelled two Iranian oil platforms of Iran in the Gulf on Monday, killing three.",by-hand,0.9,,r1,r1,Report r1,Reuters,1987-10-19,,0.1.0\r\n$/,
    )
  })
})
