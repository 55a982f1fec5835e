import { expect, test } from 'vitest'
import type { DocumentRecord } from '../../src/model/record.ts'
import { standReport, undoCorrection, withdrawReport } from '../../src/store/correct.ts'
import { happeningRows } from '../../src/store/happenings.ts'
import type { Store } from '../../src/store/open.ts'
import { raw } from '../../src/store/sql.ts'
import { writeRecords } from '../../src/store/write.ts'
import type { HappeningRow } from '../../src/views/rows.ts'
import { act, report } from '../reports.ts'
import { onBoth } from './stores.ts'

const executed = act(
  'ASSAULT',
  '[A:ECU Ecuadorean soldiers] [T executed] five guards of [R:PER Peru] near Tumbes [D:2031-04-02 on Wednesday].',
)
const moved = act('MOBILIZE', '[A:PER Peru] [T moved] two battalions north [D:2031-04-02 on Wednesday].')
const filler =
  'The valley of the river has been quiet for years. Its farmers sell rice and mangoes on both sides of the bridge, and their children go to one school.'

const story = report('story', 'Andes Dispatch', '2031-04-03', [executed, moved], {
  title: 'Ecuador executes five guards, Lima says',
  note: filler,
})
const other = report('other', 'Meridian Wire', '2031-04-03', [
  act('ASSAULT', '[A:ECU Ecuadorean troops] [T shot] five guards of [R:PER Peru] [D:2031-04-02 on Wednesday].'),
])
const kill = report('kill', 'Andes Dispatch', '2031-04-04', [executed], {
  title: 'WITHDRAWN: Ecuador executes five guards, Lima says',
})
const advice = report('advice', 'Andes Dispatch', '2031-04-04', [], {
  title: 'Advisory',
  note: 'Please disregard the story headlined "Ecuador executes five guards, Lima says". Its source was an impostor.',
})
const mended = report('mended', 'Andes Dispatch', '2031-04-03', [moved], {
  title: 'CORRECTED: Ecuador executes five guards, Lima says',
  note: filler,
})

/** Happenings in few words, and the state of each report. */
const told = async (store: Store): Promise<readonly string[]> => {
  const lines: string[] = []
  for await (const h of happeningRows(store.db, {}))
    lines.push(
      `${h.type} ${h.standing} ${h.mentions
        .map(m => m.document)
        .sort()
        .join(' ')}`,
    )
  for (const row of await store.db.all(raw('SELECT id, state FROM document ORDER BY id')))
    lines.push(`${row.id} ${row.state}`)
  return lines.sort()
}

const both = (...records: readonly DocumentRecord[]) => [records, [...records].reverse()]

onBoth('reports taken back and mended', maker => {
  const after = async (batches: readonly (readonly DocumentRecord[])[]): Promise<readonly string[]> => {
    const store = await maker.open()
    for (const batch of batches) await writeRecords(store, batch)
    return told(store)
  }
  /** One after another, and in one batch; the one or the other first. */
  const ways = (...records: readonly DocumentRecord[]) =>
    both(...records).flatMap(list => [after(list.map(r => [r])), after([list])])

  test('a story whose headline is withdrawn counts no longer, nor does the notice, whichever came first', async () => {
    for (const lines of await Promise.all(ways(story, kill)))
      expect(lines).toEqual([
        'ASSAULT retracted kill story',
        'MOBILIZE retracted story',
        'kill notice',
        'story withdrawn',
      ])
  })

  test('a person may say that a report stands, and undo it; it holds for what comes and what is coded anew', async () => {
    const store = await maker.open()
    const signed = { author: 'ana', made: '2031-04-05T00:00:00Z', note: null }
    await writeRecords(store, [story, kill])
    const taken = await told(store)
    const first = await standReport(store, 'story', signed)
    expect(await told(store)).toEqual([
      'ASSAULT asserted kill story',
      'MOBILIZE asserted story',
      'kill notice',
      'story current',
    ])
    const second = await standReport(store, 'kill', signed)
    expect(await told(store)).toContain('kill current')
    await writeRecords(store, [{ ...story, coder: { ...story.coder, version: '9' } }, advice])
    expect(await told(store)).toEqual(expect.arrayContaining(['MOBILIZE asserted story', 'story current']))
    await expect(standReport(store, 'story', signed)).rejects.toThrow('"story" stands already')
    await expect(standReport(store, 'none', signed)).rejects.toThrow('there is no report "none" in the store')
    await undoCorrection(store, second, signed.made)
    await undoCorrection(store, first, signed.made)
    expect((await told(store)).filter(line => !line.startsWith('advice'))).toEqual(taken)
  })

  test('what a notice ended that is none, and a story that was not replaced, stand again; undone, they end again', async () => {
    const signed = { author: 'ana', made: '2031-04-05T00:00:00Z', note: null }
    for (const [notice, wrong] of [
      [kill, 'kill'],
      [mended, 'story'],
    ] as const) {
      const store = await maker.open()
      await writeRecords(store, [story, notice])
      const ended = await told(store)
      const id = await standReport(store, wrong, signed)
      const lines = await told(store)
      expect(lines).toEqual(expect.arrayContaining(['story current', `${notice.document.id} current`]))
      expect(lines.filter(line => line.includes('retracted'))).toEqual([])
      await undoCorrection(store, id, signed.made)
      expect(await told(store)).toEqual(ended)
    }
  })

  test('of withdrawing and standing the later counts; an earlier text of a report stands no more', async () => {
    const store = await maker.open()
    const signed = { author: 'ana', made: '2031-04-05T00:00:00Z', note: null }
    await writeRecords(store, [story])
    await withdrawReport(store, 'story', signed)
    expect(await told(store)).toContain('story withdrawn')
    await standReport(store, 'story', signed)
    expect(await told(store)).toContain('story current')
    await withdrawReport(store, 'story', signed)
    expect(await told(store)).toContain('story withdrawn')
    await writeRecords(store, [report('story', 'Andes Dispatch', '2031-04-04', [moved])])
    await expect(standReport(store, 'story@1', signed)).rejects.toThrow('is an earlier text of story')
  })

  test('what another publisher tells stands', async () => {
    const lines = await after([[story], [other], [kill]])
    expect(lines.find(line => line.startsWith('ASSAULT'))).toMatch(/^ASSAULT asserted /)
  })

  test('a line of advice takes a story back, whichever came first', async () => {
    for (const lines of await Promise.all(ways(story, advice)))
      expect(lines).toEqual(['ASSAULT retracted story', 'MOBILIZE retracted story', 'advice notice', 'story withdrawn'])
  })

  test('a corrected story stands in the place of the old one, which stays', async () => {
    for (const lines of await Promise.all(ways(story, mended)))
      expect(lines).toEqual([
        'ASSAULT retracted story',
        'MOBILIZE asserted mended',
        'mended current',
        'story superseded',
      ])
  })

  test.each<[string, DocumentRecord]>([
    ['another publisher', { ...kill, document: { ...kill.document, publisher: 'Meridian Wire' } }],
    ['a month later', { ...kill, document: { ...kill.document, published: '2031-05-06' } }],
    ['before the story', { ...kill, document: { ...kill.document, published: '2031-04-01' } }],
    ['another headline', { ...kill, document: { ...kill.document, title: 'WITHDRAWN: Peru moves battalions' } }],
  ])('a notice of %s takes nothing back', async (_, notice) => {
    for (const lines of await Promise.all(ways(story, notice))) expect(lines).toContain('story current')
  })

  test('advice on how to mend a story does not stand in its place', async () => {
    const lines = await after([
      [story],
      [
        report('fix', 'Andes Dispatch', '2031-04-03', [], {
          title: 'CORRECTION: Ecuador executes five guards, Lima says',
          note: 'In the second paragraph, please read "three battalions" for "two battalions".',
        }),
      ],
    ])
    expect(lines).toContain('story current')
  })

  test('the taking back is a step of its own, on its day, with its words', async () => {
    const store = await maker.open()
    await writeRecords(store, [story, advice])
    const found: HappeningRow[] = []
    for await (const h of happeningRows(store.db, { type: ['ASSAULT'] })) found.push(h)
    expect(found[0]?.history).toEqual([
      { date: '2031-04-03', step: 'reported', by: null, mention: 0, standing: 'asserted' },
      {
        date: '2031-04-04',
        step: 'retracted',
        by: 'Andes Dispatch',
        mention: 0,
        standing: 'retracted',
        notice: {
          document: 'advice',
          quote: expect.objectContaining({ text: expect.stringContaining('disregard the story headlined') }),
        },
      },
    ])
  })

  test('a story taken back and coded anew stays taken back', async () => {
    const store = await maker.open()
    await writeRecords(store, [story, kill])
    const before = await told(store)
    const anew = (record: DocumentRecord): DocumentRecord => ({
      ...record,
      coder: { ...record.coder, version: '0.2.0' },
    })
    await writeRecords(store, [anew(story)])
    await writeRecords(store, [anew(kill)])
    expect(await told(store)).toEqual(before)
  })

  test('a new text under the id of a story that was mended', async () => {
    const store = await maker.open()
    await writeRecords(store, [story])
    await writeRecords(store, [mended])
    await writeRecords(store, [
      report('story', 'Andes Dispatch', '2031-04-05', [moved], { title: 'Peru sends more troops' }),
    ])
    await writeRecords(store, [{ ...mended, coder: { ...mended.coder, version: '0.2.0' } }])
    expect(await told(store)).toEqual(expect.arrayContaining(['mended current', 'story current', 'story@1 superseded']))
  })
})
