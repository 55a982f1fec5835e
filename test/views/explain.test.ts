import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentOf } from '../../src/model/document.ts'
import { loadCoder } from '../../src/read/coder.ts'
import { explain } from '../../src/views/explain.ts'
import { readCases } from '../cases.ts'

const { coder } = await loadCoder([join(import.meta.dirname, 'own-rules')])

/** The lines on triggers that became no event. */
const stopped = (text: string): string =>
  explain(coder.annotate(documentOf(text, { published: '2024-10-08' })), null)
    .split('\n')
    .flatMap(line => /^ {2}– (.*): no event; (.*)$/.exec(line)?.slice(1).join(': ') ?? [])
    .join('\n')

test.each(readCases('explain').map(c => [c.name, c] as const))('%s', (_, { input, expected }) => {
  expect(stopped(input)).toBe(expected)
})

test('an act of the headline that the body tells too is shown as such', () => {
  const text =
    'Norway recalls envoy to Mali\n\nOSLO, October 8 - Norway recalled its ambassador to Mali on Monday, officials said.'
  expect(stopped(text)).toMatch(/^recalls: rule \S+, but the body tells it$/m)
})
