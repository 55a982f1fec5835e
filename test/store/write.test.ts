import { expect, test } from 'vitest'
import type { DocumentRecord } from '../../src/model/record.ts'
import { happeningRows } from '../../src/store/happenings.ts'
import type { Store } from '../../src/store/open.ts'
import { raw } from '../../src/store/sql.ts'
import { writeRecords } from '../../src/store/write.ts'
import type { HappeningRow } from '../../src/views/rows.ts'
import { act, report } from '../reports.ts'
import { syntheticReports } from '../synthetic.ts'
import { onBoth } from './stores.ts'

const raid = act(
  'ASSAULT',
  '[A:USA U.S. warships] [T shelled] two Iranian oil platforms of [R:IRN Iran] in the Gulf [D:1987-10-19 on Monday].',
)
const again = act(
  'ASSAULT',
  'Four [A:USA American] destroyers [D:1987-10-19 on Monday] [T attacked] oil platforms of [R:IRN Iran] in the Gulf.',
)
const vow = act(
  'THREATEN',
  '[A:IRN* Ali Khamenei] [T vowed] revenge on the [R:USA United States] [D:1987-10-19 on Monday].',
)

const happenings = async (store: Store) =>
  (await store.db.all(raw('SELECT id, type, mentions, publishers, standing, forward FROM happening ORDER BY seq'))).map(
    r => ({ ...r }),
  )

const dump = async (store: Store): Promise<string> => {
  const tables = [
    'document',
    'event',
    'telling',
    'party',
    'statement',
    'happening',
    'summary',
    'happening_link',
    'happening_party',
    'dyad',
    'block',
    'copy_key',
  ]
  const columns: Readonly<Record<string, string>> = { document: 'seq, id, hash, record, copy_of' }
  const parts: string[] = []
  for (const table of tables) {
    const rows = await store.db.all(raw(`SELECT ${columns[table] ?? '*'} FROM ${table}`))
    parts.push(...rows.map(row => `${table} ${JSON.stringify(row)}`).sort())
  }
  return parts.join('\n')
}

onBoth('writing', maker => {
  // the stream of the page passed over happenings that it saw before their summaries were written
  test('whoever reads while a batch is written, in the same process too, sees all of it or none', async () => {
    const store = await maker.open()
    await writeRecords(store, [report('a', 'Reuters', '1987-10-19', [raid])])
    const seen = new Set<string>()
    let writing = true
    const look = async (): Promise<void> => {
      while (writing) {
        const [row] = await store.db.all(
          raw(`SELECT (SELECT count(*) FROM document) AS d, (SELECT count(*) FROM happening WHERE mentions > 0) AS h,
            (SELECT count(*) FROM summary) AS s`),
        )
        seen.add([row?.d, row?.h, row?.s].join(' '))
        await new Promise(resolve => setImmediate(resolve))
      }
    }
    const looking = look()
    await writeRecords(store, [report('b', 'AFP', '1987-10-20', [vow])])
    writing = false
    await looking
    expect([...seen].filter(state => state !== '1 1 1' && state !== '2 2 2')).toEqual([])
  })

  test('reports come in once; a second report of an act joins its happening', async () => {
    const store = await maker.open()
    const first = report('a', 'Reuters', '1987-10-19', [raid, vow])
    expect(await writeRecords(store, [first])).toEqual({ added: 1, renewed: 0, known: 0, refused: [], events: 2 })
    expect(await writeRecords(store, [first])).toEqual({ added: 0, renewed: 0, known: 1, refused: [], events: 0 })
    await writeRecords(store, [report('b', 'AFP', '1987-10-20', [again])])
    expect(await happenings(store)).toMatchObject([
      { type: 'ASSAULT', mentions: 2, publishers: 2, standing: 'confirmed', forward: null },
      { type: 'THREATEN', mentions: 1, publishers: 1, standing: 'asserted', forward: null },
    ])
  })

  test('evidence that is not in the text is refused, the rest of the batch is kept', async () => {
    const store = await maker.open()
    const good = report('good', 'Reuters', '1987-10-19', [raid])
    const bad = report('bad', 'Reuters', '1987-10-19', [vow])
    const text = `x${bad.document.text}`
    const nul = report('nul', 'Reuters', '1987-10-19', [])
    const written = await writeRecords(store, [
      { ...bad, document: { ...bad.document, text } },
      { ...nul, document: { ...nul.document, text: 'a\0b' } },
      good,
    ])
    expect(written.added).toBe(1)
    expect(written.refused).toMatchObject([
      { id: 'bad', reason: expect.stringContaining('is not at') },
      { id: 'nul', reason: 'it holds the character NUL' },
    ])
  })

  test('a new version of a report supersedes the old one, which stays; what it tells no more is retracted', async () => {
    const store = await maker.open()
    await writeRecords(store, [report('a', 'Reuters', '1987-10-19', [raid, vow])])
    const before = await happenings(store)
    await writeRecords(store, [report('a', 'Reuters', '1987-10-20', [raid])])
    const after = await happenings(store)
    expect(after).toMatchObject([
      { type: 'ASSAULT', mentions: 1, standing: 'asserted' },
      { type: 'THREATEN', mentions: 1, standing: 'retracted' },
    ])
    expect(after.map(h => h.id)).toEqual(before.map(h => h.id))
    const rows = await store.db.all(raw('SELECT id, state, revision FROM document ORDER BY seq'))
    expect(rows.map(r => ({ ...r }))).toEqual([
      { id: 'a@1', state: 'superseded', revision: 1 },
      { id: 'a', state: 'current', revision: 2 },
    ])
  })

  test('a report coded anew keeps the ids of its happenings', async () => {
    const store = await maker.open()
    await writeRecords(store, [
      report('a', 'Reuters', '1987-10-19', [raid, vow]),
      report('b', 'AFP', '1987-10-20', [again]),
    ])
    const before = await happenings(store)
    const recoded = report('a', 'Reuters', '1987-10-19', [raid, { ...vow, mode: 'violence' }], { version: '0.2.0' })
    expect(await writeRecords(store, [recoded])).toMatchObject({ renewed: 1, events: 2 })
    expect(await happenings(store)).toEqual(before)
  })

  test('two happenings that a third report joins become one, and the younger id leads to the older', async () => {
    const store = await maker.open()
    const strike = (day: string, words: string, more = '') =>
      act(
        'ASSAULT',
        `[A:IRN* Mohsen Rezai] [T ordered] the shelling of [R:IRQ Iraqi] troops${more} at [P:Faw/IRQ/30/48.5 Faw] [D:${day} that day] ${words}.`,
      )
    await writeRecords(store, [
      report('a', 'Reuters', '1987-10-24', [strike('1987-10-21', 'with howitzers near a canal')]),
    ])
    await writeRecords(store, [
      report('b', 'AFP', '1987-10-24', [
        strike('1987-10-23', 'with howitzers across the marshes', ' and of [R:KWT Kuwaitis]'),
      ]),
    ])
    const [older, younger] = await happenings(store)
    expect(younger).toMatchObject({ mentions: 1, forward: null })
    await writeRecords(store, [
      report('c', 'TASS', '1987-10-25', [strike('1987-10-22', 'with howitzers across the marshes near a canal')]),
    ])
    expect(await happenings(store)).toMatchObject([
      { id: older?.id, mentions: 3, publishers: 3, forward: null },
      { id: younger?.id, mentions: 0, forward: 1 },
    ])
  })

  test('an answer is linked to the offer another report tells of, whichever came first', async () => {
    const offer = report('a', 'Petra', '2025-08-23', [
      act(
        'AGREE',
        '[A:JOR Jordan] [T offered] [R:SYR Syria] to host talks in Amman on the border incidents [D:2025-08-23 on Saturday].',
      ),
    ])
    const answer = report('b', 'SANA', '2025-08-26', [
      act(
        'REJECT',
        '[A:SYR Damascus] [T refused] the Amman talks on border incidents that [R:JOR Jordan] had proposed [D:2025-08-26 on Tuesday].',
      ),
    ])
    const nearer = report('c', 'Petra', '2025-08-24', [
      act(
        'AGREE',
        '[A:JOR Jordan] [D:2025-08-25 on Monday] [T offered] [R:SYR Syria] Amman talks on border incidents.',
      ),
    ])
    const linked = async (...records: readonly DocumentRecord[]): Promise<readonly string[]> => {
      const store = await maker.open()
      for (const record of records) await writeRecords(store, [record])
      const found: HappeningRow[] = []
      for await (const h of happeningRows(store.db, {})) found.push(h)
      const documents = (id: string): string =>
        found
          .find(h => h.id === id)
          ?.mentions.map(m => m.document)
          .join(' ') ?? ''
      return found.flatMap(h => h.links.map(l => `${documents(h.id)} ${l.stance} ${documents(l.to)}`))
    }
    expect(await linked(offer, answer)).toEqual(['b rejects a'])
    expect(await linked(answer, offer)).toEqual(['b rejects a'])
    const orders = [
      [offer, nearer, answer],
      [answer, offer, nearer],
      [nearer, answer, offer],
    ]
    for (const order of orders) expect(await linked(...order)).toEqual(['b rejects c'])
  })

  test('copies of one dispatch are one independent witness', async () => {
    const store = await maker.open()
    const long = Array.from({ length: 12 }, (_, i) =>
      act(
        'ACCUSE',
        `[A:IRN Tehran] [T blamed] the [R:USA United States] for the ${i}th time in a long note about ships and harbours.`,
      ),
    )
    await writeRecords(store, [report('a', 'Reuters', '1987-10-19', [raid, ...long])])
    await writeRecords(store, [report('b', 'Salto Gazette', '1987-10-20', [raid, ...long])])
    expect((await happenings(store))[0]).toMatchObject({
      type: 'ASSAULT',
      mentions: 2,
      publishers: 1,
      standing: 'asserted',
    })
  })

  test('the same reports give the same rows, whatever the size of batches', async () => {
    const records: readonly DocumentRecord[] = [...syntheticReports(60, 4, 1, 20)]
    const one = await maker.open()
    await writeRecords(one, records)
    const two = await maker.open()
    for (let i = 0; i < records.length; i += 7) await writeRecords(two, records.slice(i, i + 7))
    expect(await dump(two)).toBe(await dump(one))
    const merged = await one.db.all(raw('SELECT count(*) AS n FROM happening WHERE mentions > 1'))
    expect(Number(merged[0]?.n)).toBeGreaterThan(10)
  })
})
