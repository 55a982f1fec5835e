import { expect, test } from 'vitest'
import { dayNumber, gap, isoDay } from '../../src/record/day.ts'
import { evidenceProblems } from '../../src/record/evidence.ts'
import { stableId } from '../../src/record/stable-id.ts'
import { act, report } from '../reports.ts'

const record = report('a', 'Reuters', '2024-10-08', [
  act(
    'REJECT',
    '[S:ARM* Mirzoyan] [C said] [A:ARM Yerevan] had [T rejected] the plan of [R:RUS Moscow] [D:2024-10-07 on Monday].',
  ),
])

test('a record whose quotations stand in its text has no problem', () => {
  expect(evidenceProblems(record)).toEqual([])
})

test('a shifted quotation and one outside the text are named', () => {
  const [event] = record.events
  if (event === undefined) throw new Error('no event')
  const moved = {
    ...event,
    trigger: { ...event.trigger, start: event.trigger.start + 1 },
    sentence: { start: 0, end: 9999 },
  }
  expect(evidenceProblems({ ...record, events: [moved] })).toEqual([
    `event ev1, trigger: "rejected" is not at ${moved.trigger.start}-${moved.trigger.end}`,
    'event ev1, sentence: 0-9999 lies outside the text',
  ])
})

test('ids come from what a thing is', () => {
  expect(stableId('h', ['a', 1])).toBe(stableId('h', ['a', 1]))
  expect(stableId('h', ['a', 1])).not.toBe(stableId('h', ['a1']))
  expect(stableId('h', ['a', 1])).toMatch(/^h_[0-9A-HJKMNP-TV-Z]{16}$/)
})

test('days are those of the calendar', () => {
  for (let day = -80_000; day < 80_000; day += 61)
    expect(isoDay(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
})

test('days', () => {
  expect(isoDay(dayNumber('1987-10-19') ?? 0)).toBe('1987-10-19')
  expect(dayNumber('2024-10-08T23:10:00+04:00')).toBe(dayNumber('2024-10-08'))
  expect(dayNumber('soon')).toBeNull()
  expect(gap({ from: 1, to: 3 }, { from: 4, to: 4 })).toBe(1)
  expect(gap({ from: 1, to: 3 }, { from: 2, to: 4 })).toBe(0)
})
