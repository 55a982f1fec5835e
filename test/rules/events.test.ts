import { expect, test } from 'vitest'
import { eventLine } from '../../src/cli/rule-examples.ts'
import { documentOf } from '../../src/model/document.ts'
import { loadCoder } from '../../src/read/coder.ts'
import { readCases } from '../cases.ts'

const { coder } = await loadCoder()

test.each(readCases('events').map(c => [c.name, c] as const))('%s', (_, { input, expected }) => {
  const { document, events } = coder.code(documentOf(input, { published: '2024-10-08' }))
  expect(events.map(eventLine).sort().join('\n')).toBe(expected.split('\n').sort().join('\n'))
  for (const event of events) {
    for (const quote of [event.trigger, ...event.actors, ...event.recipients, ...event.roles]) {
      expect(document.text.slice(quote.start, quote.end)).toBe(quote.text)
    }
  }
})
