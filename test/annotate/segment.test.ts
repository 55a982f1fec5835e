import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segment } from '../../src/annotate/segment.ts'
import { tokenize } from '../../src/annotate/tokens.ts'
import { loadTokens } from '../../src/knowledge/tokens.ts'
import { type Document, documentOf } from '../../src/model/document.ts'
import { readCases } from '../cases.ts'
import { dataFiles } from '../knowledge.ts'

const { knowledge, problems } = loadTokens(dataFiles('tokens'))

const document = (text: string, over: Partial<Document> = {}): Document =>
  documentOf(text, { published: '2024-10-08', ...over })

/** Lines `@title …`, `@dateline …` and `@date …` at the head of a case set the document's fields. */
const read = (input: string): Document => {
  const over: Record<string, string> = {}
  const text = input.replace(/^@(title|dateline|date) (.*)\n+/gm, (_, key: string, value: string) => {
    over[key === 'date' ? 'published' : key] = value
    return ''
  })
  return document(text, over)
}

const show = (input: string): string => {
  const { dateline, sentences } = segment(read(input), knowledge)
  const head = dateline === null ? [] : [`@ ${dateline.place} ${dateline.date}`]
  return [
    ...head,
    ...sentences.map(s => `${s.zone === 'body' ? '' : `${s.zone}: `}${s.words.map(w => w.form).join(' ')}`),
  ].join('\n')
}

describe('the word lists', () => {
  test('load without a problem', () => expect(problems).toEqual([]))
  test('a wrong list is named with file and line', () => {
    const files = new Map(dataFiles('tokens'))
    files.set(
      'tokens/sentences.yml',
      (files.get('tokens/sentences.yml') ?? '').replace(/^[\s\S]*?openers:/, '\nopener:'),
    )
    expect(loadTokens(files).problems).toEqual([
      { file: 'tokens/sentences.yml', line: 2, message: 'unknown list "opener"; did you mean openers?' },
      { file: 'tokens/sentences.yml', line: 1, message: 'the list "openers" is missing' },
    ])
  })
})

describe('segmentation', () => {
  test.each(readCases('segment'))('$name', ({ input, expected }) => expect(show(input)).toBe(expected))
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'U.S.',
        'the',
        'Gen.',
        ' ',
        '\n',
        '\n\n',
        '. ',
        '"',
        '”',
        '’s',
        '(',
        ')',
        '-',
        'can’t',
        '\ud800',
        '\u0000',
        '😀',
        '3.5',
        '…',
        'A',
        'http://x.y',
        'MOSCOW, Oct 8 - ',
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join('')),
)

describe('whatever the text', () => {
  test('words are slices of it, in order, and leave out only white space and control characters', () => {
    fc.assert(
      fc.property(anyText, text => {
        let at = 0
        let between = ''
        for (const sentence of segment(document(text), knowledge).sentences) {
          expect(sentence.words.length).toBeGreaterThan(0)
          for (const word of sentence.words) {
            expect(word.start).toBeGreaterThanOrEqual(at)
            expect(word.end).toBeGreaterThan(word.start)
            expect(text.slice(word.start, word.end)).toBe(word.form)
            between += text.slice(at, word.start)
            at = word.end
          }
        }
        between += text.slice(at)
        expect(between).toMatch(/^[\p{White_Space}\p{Cc}\p{Cf}]*$/u)
      }),
    )
  })
  // What grows with the square of the text runs into the suite's own limit here.
  test('no text makes it slow', () => {
    for (const part of [
      'a',
      'a.',
      'a-',
      'ab.',
      "a'",
      '1',
      '1/',
      '(',
      '"',
      '. ',
      'x@',
      'The cat sat. ',
      'U.S. ',
      '\n',
      '[a/',
    ]) {
      const text = part.repeat(Math.ceil(200_000 / part.length))
      expect(segment(document(text), knowledge).sentences.length).toBeGreaterThanOrEqual(part === '\n' ? 0 : 1)
    }
  })
  test('a sentence of 2,000 words stays one', () => {
    const text = `${'word '.repeat(1999)}end.`
    expect(segment(document(text), knowledge).sentences.map(s => s.words.length)).toEqual([2001])
  })
  test('the empty text has no sentence', () => {
    expect(segment(document(''), knowledge)).toEqual({ dateline: null, sentences: [] })
    expect(tokenize(' \n\u0007', 0, 3, knowledge)).toEqual([])
  })
})
