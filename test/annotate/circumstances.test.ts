import { expect, test } from 'vitest'
import { documentOf } from '../../src/model/document.ts'
import { loadCoder } from '../../src/read/coder.ts'
import { readCases } from '../cases.ts'

const { coder } = await loadCoder()

/** The first line of a case is the report's day; each line of what must come out is the place and date of one act, by its trigger. */
test.each(readCases('circumstances').map(c => [c.name, c] as const))('%s', (_, { input, expected }) => {
  const [date = '', ...lines] = input.split('\n')
  const { events } = coder.code(documentOf(lines.join('\n'), { published: date }))
  const told = events.map(e => `${e.trigger.text} = ${e.place?.name ?? 'nowhere'}, ${e.date?.value ?? 'undated'}`)
  expect(told).toEqual(expect.arrayContaining(expected.split('\n')))
})
