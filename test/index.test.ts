import { expect, test } from 'vitest'
import { code } from '../src/index.ts'

test('text and metadata in, record out; twice the same', async () => {
  const text = 'OSLO, Oct 7 - Norway recalled its ambassador to Denmark on Monday.'
  const record = await code(text, { id: 'x', published: '2024-10-08', publisher: 'Wire' })
  expect(record.document).toMatchObject({
    id: 'x',
    publisher: 'Wire',
    dateline: { place: 'OSLO', date: '2024-10-07' },
    text,
  })
  expect(record.events.map(event => [event.type, event.actors[0]?.code, event.date?.value])).toEqual([
    ['SANCTION', 'NOR', '2024-10-07'],
  ])
  expect(await code(text, { id: 'x', published: '2024-10-08', publisher: 'Wire' })).toEqual(record)
})

test('a text without a date, an empty text, and a date that is none', async () => {
  expect((await code('Norway recalled its ambassador to Denmark on Monday.')).events[0]?.date?.from ?? null).toBe(null)
  expect(await code('')).toMatchObject({ events: [], entities: [], statements: [] })
  await expect(code('Norway spoke.', { published: 'yesterday' })).rejects.toThrow(
    'published: "yesterday" is no date; write YYYY-MM-DD',
  )
})
