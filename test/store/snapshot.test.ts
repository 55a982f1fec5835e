import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { wilson } from '../../src/record/interval.ts'
import { auditSheet, keepJudgements, parseCsv, precisionOf, readSheet, sampleEvents } from '../../src/store/audit.ts'
import { correctField } from '../../src/store/correct.ts'
import { diffSnapshots, writeSnapshot } from '../../src/store/snapshot.ts'
import { writeRecords } from '../../src/store/write.ts'
import { csvLine } from '../../src/views/table.ts'
import { act, report } from '../reports.ts'
import { syntheticReports } from '../synthetic.ts'
import { onBoth } from './stores.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-snapshot-'))
afterAll(() => rmSync(folder, { recursive: true }))

const raid = act(
  'ASSAULT',
  '[A:USA U.S. warships] [T shelled] two oil platforms of [R:IRN Iran] [D:1987-10-19 on Monday].',
)
const vow = act(
  'THREATEN',
  '[A:IRN* Ali Khamenei] [T vowed] revenge on the [R:USA United States] [D:1987-10-19 on Monday].',
)
const hashes: string[] = []

onBoth('snapshots and audits', maker => {
  test('a snapshot is the same in either database, and a diff says what changed and why', async () => {
    const store = await maker.open()
    await writeRecords(store, [
      report('a', 'Reuters', '1987-10-19', [raid, vow]),
      report('b', 'AFP', '1987-10-20', [raid]),
    ])
    const before = await writeSnapshot(store.db, folder)
    hashes.push(before.hash)
    expect(new Set(hashes).size).toBe(1)
    expect((await writeSnapshot(store.db, folder)).hash).toBe(before.hash)
    expect(readFileSync(before.path, 'utf8').split('\n')).toHaveLength(5)
    await writeRecords(store, [
      report('a', 'Reuters', '1987-10-19', [raid, { ...vow, mode: 'violence' }], { version: '0.2.0' }),
      report('c', 'TASS', '1987-10-20', [vow]),
    ])
    await correctField(store, 'b#ev1', 'status', 'possible', { author: 'ana', made: '2026-01-02', note: null })
    const after = await writeSnapshot(store.db, folder)
    const found: string[] = []
    for await (const d of diffSnapshots(before.path, after.path))
      found.push(
        `${d.change} ${d.kind} ${d.kind === 'happening' || d.kind === 'correction' ? '' : d.id} ${d.fields.join(',')}: ${d.cause}`,
      )
    expect(found).toEqual(
      [
        'added correction  : a correction',
        expect.stringMatching(/^changed happening {2}disagreements: report a was coded by 0\.2\.0.*; a correction/),
        expect.stringMatching(/^changed happening {2}.*mentions.*: .*report c is new$/),
        'changed report a coder: report a was coded by 0.2.0 test after 0.1.0 test',
        'changed event a#ev2 mode: report a was coded by 0.2.0 test after 0.1.0 test',
        'changed event b#ev1 status: a correction or another report changed what stands in b',
        'added report c : report c is new',
        'added event c#ev1 : report c is new',
      ].map(x => x),
    )
  })

  test('an audit: sample, sheet, judgements, precision', async () => {
    const store = await maker.open()
    await writeRecords(store, [...syntheticReports(40, 5)])
    const sample = await sampleEvents(store.db, {}, 2, 7)
    expect(sample.map(row => row.id)).toEqual((await sampleEvents(store.db, {}, 2, 7)).map(row => row.id))
    const perType = new Map<string, number>()
    for (const row of sample) perType.set(row.act.type, (perType.get(row.act.type) ?? 0) + 1)
    expect(Math.max(...perType.values())).toBe(2)
    const [head, ...rows] = parseCsv(auditSheet(sample))
    const filled = [
      head ?? [],
      ...rows.map((row, i) =>
        row.map((cell, j) => (head?.[j] === 'event' ? 'y' : head?.[j] === 'type' ? (i % 2 === 0 ? 'y' : 'n') : cell)),
      ),
    ]
    const judgements = readSheet(filled.map(cells => csvLine([...cells])).join(''))
    expect(judgements).toHaveLength(sample.length * 2)
    const signed = { author: 'ana', made: '2026-01-02' }
    expect(await keepJudgements(store.db, judgements, signed)).toBe(0)
    expect(await keepJudgements(store.db, [...judgements, { key: 'no#1-2', field: 'type', right: true }], signed)).toBe(
      1,
    )
    const all = (await precisionOf(store.db)).filter(p => p.stratum === null)
    expect(all).toMatchObject([
      { field: 'event', judged: sample.length, precision: 1 },
      { field: 'type', judged: sample.length },
    ])
    // what is no act has no type that could be right
    const [first = { key: '', field: 'event', right: true }] = judgements
    await keepJudgements(store.db, [{ ...first, field: 'event', right: false }], signed)
    const [events, types] = (await precisionOf(store.db)).filter(p => p.stratum === null)
    expect([events?.right, types?.judged]).toEqual([sample.length - 1, sample.length - 1])
    expect(() => readSheet('key,type\nk,perhaps')).toThrow(
      'line 2 of the sheet, column type: "perhaps" is neither y nor n',
    )
  })
})

test('Wilson', () => {
  expect(wilson(8, 10)).toEqual({ low: expect.closeTo(0.49, 2), high: expect.closeTo(0.943, 2) })
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
})

test.each([',', ';', '\t'])('a sheet saved with "%s" between cells', separator => {
  const sheet = [
    ['key', 'sentence', 'type'],
    ['a#1-2', '"Yes, no; so"', 'y'],
  ]
    .map(row => row.join(separator))
    .join('\n')
  expect(readSheet(sheet)).toEqual([{ key: 'a#1-2', field: 'type', right: true }])
})

test('CSV with quoted line ends', () => {
  expect(parseCsv('a,"b ""c""\nd"\r\n,e\r\n')).toEqual([
    ['a', 'b "c"\nd'],
    ['', 'e'],
  ])
})
