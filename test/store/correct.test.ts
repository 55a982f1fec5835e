import { expect, test } from 'vitest'
import {
  allCorrections,
  correctField,
  dropEvent,
  mergeHappenings,
  splitMention,
  undoCorrection,
  withdrawReport,
} from '../../src/store/correct.ts'
import { eventRows } from '../../src/store/events.ts'
import { findHappening, happeningRows } from '../../src/store/happenings.ts'
import type { Store } from '../../src/store/open.ts'
import { writeRecords } from '../../src/store/write.ts'
import { act, report } from '../reports.ts'
import { onBoth } from './stores.ts'

const raid = act(
  'ASSAULT',
  '[A:USA U.S. warships] [T shelled] two oil platforms of [R:IRN Iran] in the Gulf [D:1987-10-19 on Monday].',
)
const again = act(
  'ASSAULT',
  'Four [A:USA American] destroyers [D:1987-10-19 on Monday] [T attacked] oil platforms of [R:IRN Iran] in the Gulf.',
)
const vow = act(
  'THREATEN',
  '[A:IRN* Ali Khamenei] [T vowed] revenge on the [R:USA United States] [D:1987-10-19 on Monday].',
)
const records = (version = '0.1.0') => [
  report('a', 'Reuters', '1987-10-19', [raid, vow], { version }),
  report('b', 'AFP', '1987-10-20', [again], { version }),
]
const signed = { author: 'ana', made: '2026-01-02', note: null }

const acts = async (store: Store) => {
  const list: string[] = []
  for await (const row of eventRows(store.db, {}))
    list.push(`${row.id} ${row.act.type} ${row.act.actors.map(a => a.code).join('+')} ${row.corrected ?? '-'}`)
  return list
}
const happenings = async (store: Store) => {
  const list = []
  for await (const h of happeningRows(store.db, {}, { sort: 'found' })) list.push(h)
  return list
}

onBoth('correcting', maker => {
  test('a corrected field survives coding anew, and can be taken back', async () => {
    const store = await maker.open()
    await writeRecords(store, records())
    const id = await correctField(store, 'a#ev2', 'type', 'ACCUSE', signed)
    await correctField(
      store,
      'a#ev2',
      'actors',
      '[{"name": "Ali Khamenei", "code": "IRN"}, {"name": "United States", "code": "USA"}]',
      signed,
    )
    expect(await acts(store)).toEqual([
      'a#ev1 ASSAULT USA -',
      'a#ev2 ACCUSE IRN+USA type actors',
      'b#ev1 ASSAULT USA -',
    ])
    await writeRecords(store, records('0.2.0'))
    expect(await acts(store)).toEqual([
      'a#ev1 ASSAULT USA -',
      'a#ev2 ACCUSE IRN+USA type actors',
      'b#ev1 ASSAULT USA -',
    ])
    await undoCorrection(store, id, '2026-01-03')
    expect((await acts(store))[1]).toBe('a#ev2 THREATEN IRN+USA actors')
    expect(await allCorrections(store.db)).toMatchObject([
      { kind: 'field', field: 'type', previous: '"THREATEN"', author: 'ana', undone: '2026-01-03' },
      { kind: 'field', field: 'actors', undone: null },
    ])
  })

  test.each([
    ['a#ev2', 'type', 'ASAULT', 'is no type'],
    ['a#ev2', 'typ', 'ASSAULT', 'did you mean type?'],
    ['a#ev9', 'type', 'ASSAULT', 'there is no event "a#ev9"'],
    ['a#ev2', 'actors', '[{"name": "Rafsanjani", "code": "IRN"}]', 'the report has no words "Rafsanjani"'],
    ['a#ev2', 'date', '1987-13', 'is no date'],
  ])('%s %s %s is refused', async (event, field, value, message) => {
    const store = await maker.open()
    await writeRecords(store, records())
    await expect(correctField(store, event, field, value, signed)).rejects.toThrow(message)
  })

  test('a correction undone leaves every happening its id', async () => {
    const store = await maker.open()
    await writeRecords(store, records())
    const before = await happenings(store)
    const made = [
      await correctField(store, 'a#ev2', 'status', 'possible', signed),
      await correctField(store, 'a#ev2', 'recipients', '[]', signed),
      await dropEvent(store, 'a#ev2', signed),
      await dropEvent(store, 'a#ev1', signed),
      await withdrawReport(store, 'a', signed),
    ]
    for (const id of made.reverse()) await undoCorrection(store, id, '2026-01-03')
    expect(await happenings(store)).toEqual(before)
  })

  test('happenings are split and merged by hand, and stay so', async () => {
    const store = await maker.open()
    await writeRecords(store, records())
    expect((await happenings(store)).map(h => h.mentions.length)).toEqual([2, 1])
    await splitMention(store, 'b#ev1', signed)
    const apart = await happenings(store)
    expect(apart.map(h => [h.type, h.mentions.length])).toEqual([
      ['ASSAULT', 1],
      ['THREATEN', 1],
      ['ASSAULT', 1],
    ])
    await writeRecords(store, records('0.2.0'))
    expect((await happenings(store)).map(h => h.id)).toEqual(apart.map(h => h.id))
    const [first, , last] = apart
    await mergeHappenings(store, last?.id ?? '', first?.id ?? '', signed)
    expect(await findHappening(store.db, last?.id ?? '')).toMatchObject({
      forwarded: true,
      happening: { id: first?.id, publishers: 2 },
    })
    await expect(mergeHappenings(store, last?.id ?? '', first?.id ?? '', signed)).rejects.toThrow(
      'are one happening already',
    )
  })

  test('what is no act is dropped; a report taken back counts no longer', async () => {
    const store = await maker.open()
    await writeRecords(store, records())
    await dropEvent(store, 'a#ev2', signed)
    expect(await acts(store)).toEqual(['a#ev1 ASSAULT USA -', 'b#ev1 ASSAULT USA -'])
    await withdrawReport(store, 'b', signed)
    expect((await happenings(store)).map(h => [h.standing, h.publishers, h.mentions.length])).toEqual([
      ['asserted', 1, 2],
    ])
    await writeRecords(store, records('0.2.0'))
    expect((await happenings(store)).map(h => [h.standing, h.publishers, h.mentions.length])).toEqual([
      ['asserted', 1, 2],
    ])
  })
})
