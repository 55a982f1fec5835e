import { expect, test } from 'vitest'
import { sentenceDocument } from '../../src/cli/sentence.ts'
import { loadCoder } from '../../src/read/coder.ts'
import { readCases } from '../cases.ts'

const { coder } = await loadCoder()

/** The first line of a case is the report's day; what comes out is each act's trigger, type, place and date. */
test.each(readCases('circumstances').map(c => [c.name, c] as const))('%s', (_, { input, expected }) => {
  const [date = '', ...lines] = input.split('\n')
  const { events } = coder.code(sentenceDocument(lines.join('\n'), date))
  const told = events.map(
    e => `${e.trigger.text} ${e.type} = ${e.place?.name ?? 'nowhere'}, ${e.date?.value ?? 'undated'}`,
  )
  expect(told.join('\n')).toBe(expected)
})
