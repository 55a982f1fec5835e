import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { noticeOf } from '../../src/record/notice.ts'
import { readCases } from '../cases.ts'
import { merging } from '../reports.ts'

const { examples, not } = parse(readFileSync(new URL('../../data/merging/notices.yml', import.meta.url), 'utf8')) as {
  readonly examples: readonly string[]
  readonly not: readonly string[]
}

const told = (title: string | null, text: string): string => {
  const notice = noticeOf({ title, text }, merging.notices)
  return notice === null ? 'nothing' : `${notice.kind} ${notice.headlines.join(' | ')}`
}

test.each(examples.map(line => line.split(' => ')))('%s', (title, expected) => {
  expect(told(title ?? '', 'Some text.')).toBe(expected)
})

test.each(not)('%s is no notice', title => {
  expect(told(title, 'Some text.')).toBe('nothing')
})

// the first line of a case is the headline delivered beside the text
test.each(readCases('notices'))('$name', ({ input, expected }) => {
  const [title = '', ...lines] = input.split('\n')
  expect(told(title, lines.join('\n').trim())).toBe(expected)
})

test('without a headline the first line of the text is one', () => {
  expect(told(null, 'WITHDRAWN: Envoys meet in Quito\n\nMore to follow.')).toBe('withdraws envoys meet in quito')
})

test('what is quoted of the text stands there', () => {
  const text = 'LIMA - Please disregard the story headlined "Five guards executed". It will not be replaced.'
  const quote = noticeOf({ title: 'Advisory', text }, merging.notices)?.quote
  expect(text.slice(quote?.start, quote?.end)).toBe(quote?.text)
  expect(quote?.text).toContain('disregard')
})
