import { expect, test } from 'vitest'
import { happeningOf } from '../../src/record/happening.ts'
import { independentGroups } from '../../src/record/independent.ts'
import { standingOf } from '../../src/record/standing.ts'
import { tollsOf } from '../../src/record/tolls.ts'
import { witnessesOf } from '../../src/record/witness.ts'
import { act, merging, report } from '../reports.ts'

const raid = [
  report('a', 'Reuters', '1987-10-08', [
    act(
      'ASSAULT',
      '[A:IRQ Iraqi] planes [T bombed] a refinery in [R:IRN Iran] [D:1987-10-08 on Thursday], killing three workers.',
    ),
  ]),
  report('b', 'AFP', '1987-10-09', [
    act(
      'ASSAULT',
      'The [T raid] by [A:IRQ Iraq] on [P:Tabriz/IRN/38.1/46.3 Tabriz] in [R:IRN Iran] [D:1987-10-08 on Thursday] left five people dead.',
    ),
  ]),
  report('c', 'Tass', '1987-10-10', [
    act(
      'ASSAULT',
      '[S:IRN Tehran] [C said] [A:IRQ Iraqi] planes had [T raided] [P:Tabriz/IRN/38.1/46.3 Tabriz] in [R:IRN Iran] [D:1987-10-07 on Wednesday].',
    ),
  ]),
].flatMap(r => witnessesOf(r, r.document.id, merging))

test('a happening keeps every mention and says where they differ', () => {
  const happening = happeningOf('h_1', raid, [])
  expect(happening).toMatchObject({
    type: 'ASSAULT',
    status: 'occurred',
    standing: 'confirmed',
    publishers: 3,
    date: { value: '1987-10-08' },
    place: { name: 'Tabriz' },
    actors: [{ code: 'IRQ' }],
    recipients: [{ code: 'IRN' }],
  })
  expect(happening.mentions).toHaveLength(3)
  expect(happening.disagreements).toEqual([
    {
      field: 'date',
      values: [
        { value: '1987-10-08', mentions: [0, 1] },
        { value: '1987-10-07', mentions: [2] },
      ],
    },
    {
      field: 'dead',
      values: [
        { value: '3', mentions: [0] },
        { value: '5', mentions: [1] },
      ],
    },
  ])
})

test('the standing changes with each report, by date of publication', () => {
  const records = [
    report('late', 'SANA', '2024-09-22', [
      act('CONSULT', '[S:SYR Damascus] [C denied] that [A:SYR Syrian] envoys had [T met] [A:ISR Israelis].', {
        status: 'negated',
      }),
    ]),
    report('first', 'Reuters', '2024-09-20', [
      act('CONSULT', '[S:ISR Israel] [C said] [A:ISR Israeli] and [A:SYR Syrian] envoys had [T met].'),
    ]),
    report('second', 'AFP', '2024-09-21', [
      act('CONSULT', '[S:USA Washington] [C said] [A:ISR Israeli] and [A:SYR Syrian] envoys had [T met].'),
    ]),
  ].flatMap(r => witnessesOf(r, r.document.id, merging))
  const { history, standing } = happeningOf('h_1', records, [])
  expect(history.map(h => [h.date, h.step, h.by, h.mention, h.standing])).toEqual([
    ['2024-09-20', 'claimed', 'Israel', 1, 'attributed'],
    ['2024-09-21', 'claimed', 'Washington', 2, 'confirmed'],
    ['2024-09-22', 'denied', 'Damascus', 0, 'disputed'],
  ])
  expect(standing).toBe('disputed')
  const without = (...ids: readonly string[]) => records.map(w => ({ ...w, withdrawn: ids.includes(w.document) }))
  expect(happeningOf('h_1', without('late'), []).standing).toBe('confirmed')
  expect(happeningOf('h_1', without('late', 'first', 'second'), []).standing).toBe('retracted')
})

test('only denied is denied; one voice is asserted; a planned act that took place occurred', () => {
  const denied = witnessesOf(
    report('a', 'X', '2024-01-02', [
      act('ASSAULT', '[A:USA Washington] [C denied] it had [T bombed] [R:IRN Iran].', { status: 'negated' }),
    ]),
    'a',
    merging,
  )
  expect(standingOf(denied)).toBe('denied')
  const planned = witnessesOf(
    report('b', 'X', '2024-01-02', [
      act('CONSULT', '[A:USA* Blinken] will [T visit] [R:ISR Israel].', { status: 'planned' }),
    ]),
    'b',
    merging,
  )
  const done = witnessesOf(
    report('c', 'X', '2024-01-05', [act('CONSULT', '[A:USA* Blinken] [T visited] [R:ISR Israel].')]),
    'c',
    merging,
  )
  expect(happeningOf('h', [...planned, ...done], [])).toMatchObject({
    status: 'occurred',
    standing: 'asserted',
    publishers: 1,
  })
})

test('copies and reports of one publisher are one source', () => {
  const w = (copy: string, publisher: string | null) => ({ copy, publisher })
  expect(
    independentGroups([
      w('a', 'Reuters'),
      w('a', 'Gazette'),
      w('b', 'reuters'),
      w('c', null),
      w('d', null),
      w('e', 'Gazette'),
    ]),
  ).toEqual([0, 0, 0, 1, 2, 0])
})

test.each([
  ['Three soldiers were killed and twenty-five people wounded.', { dead: 3, injured: 25 }],
  ['The raid killed at least 1,200 Libyans.', { dead: 1200 }],
  ['No one was killed.', { dead: 0 }],
  ['He was killed in 1987.', {}],
  ['Police arrested 14 demonstrators.', { arrested: 14 }],
  ['The talks ended after three hours.', {}],
])('%s', (sentence, tolls) => {
  expect(tollsOf(sentence, merging)).toEqual(tolls)
})
