import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { DocumentRecord } from '../../src/model/record.ts'
import { readout } from './readout.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-code-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const records = (out: string): readonly DocumentRecord[] =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as DocumentRecord)

/** Every span of a record that comes with its words must give them. */
const mismatches = (record: DocumentRecord): readonly unknown[] => {
  const wrong: unknown[] = []
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { start, end, text } = value as { start?: unknown; end?: unknown; text?: unknown }
    if (typeof start === 'number' && typeof end === 'number' && typeof text === 'string') {
      if (record.document.text.slice(start, end) !== text) wrong.push(value)
    }
    Object.values(value).forEach(walk)
  }
  walk(record)
  return wrong
}

const sentence = 'Norway recalled its ambassador to Denmark on Monday.'

test('bad input of every kind: a clear line or a right record', async () => {
  const files = [
    put('a-empty.txt', ''),
    put('b-binary.txt', Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 7) % 256))),
    put('c-utf16.txt', Buffer.from(`\ufeff${sentence}`, 'utf16le')),
    put('d-latin1.txt', Buffer.from('Señor Peña met the president of Peru in Lima.', 'latin1')),
    put('e-bom.txt', `\ufeff${sentence}`),
    put('f-menu.html', '<html><body><nav><a href="/">Home</a></nav><p>Hello.</p></body></html>'),
    put('g-lines.jsonl', `{"id":"g1","text":"${sentence}"}\n{"id":"g2","te\n{"id":"g3","text":"${sentence}"}\n`),
    put('h-long.txt', `${'Norway and Denmark and Sweden '.repeat(333)}spoke.`),
    put('i-surrogates.json', '{"text":"Norway \\ud800 recalled \\udc00 its ambassador to Denmark. \\ud83d"}'),
    put('j-control.txt', 'Norway\u0007 recalled\u001b[31m its\u0000 ambassador\u200b to Denmark.\u000c'),
    put('k-baddate.txt', `---\ndate: someday\n---\n${sentence}`),
    put('l-emoji.txt', '😀 🇳🇴👍🏽 https://example.org/?q=1 @desk #news 日本語のテキスト。'),
    join(folder, 'm-missing.txt'),
    put('n-deep.html', `<html>${'<div>'.repeat(5000)}x`),
    put('o-table.txt', 'a\t1\nb\t2\n'),
  ]
  const { status, out, err } = await readout(['code', ...files, '--format', 'jsonl'])
  expect(status).toBe(1)
  expect(err.replaceAll(`${folder}/`, '').split('\n')).toEqual([
    'readout: a-empty.txt: is empty',
    'readout: b-binary.txt: is binary, not text',
    'readout: f-menu.html: holds no article: no element with enough running text was found in the page',
    'readout: g-lines.jsonl:2: broken JSON: Unterminated string in JSON at position 14',
    'readout: k-baddate.txt: the date "someday" is not understood; write YYYY-MM-DD. Coded as a report without a date',
    'readout: m-missing.txt: no such file',
    'readout: n-deep.html: is nested too deeply to be read',
    '',
  ])
  const found = records(out)
  expect(found.map(record => record.document.id)).toEqual([
    'c-utf16',
    'd-latin1',
    'e-bom',
    'g1',
    'g3',
    'h-long',
    'i-surrogates',
    'j-control',
    'k-baddate',
    'l-emoji',
    'o-table',
  ])
  expect(found.flatMap(mismatches)).toEqual([])
  for (const id of ['c-utf16', 'e-bom', 'g1', 'g3', 'k-baddate']) {
    const record = found.find(r => r.document.id === id)
    expect(record?.document.published).toBe(null)
    expect(record?.document.text).toBe(sentence)
    expect(record?.events.map(event => event.type)).toEqual(['SANCTION'])
  }
  // Without a date of publication "Monday" is a weekday and no day.
  expect(
    found.flatMap(record => record.events.map(event => event.date?.from ?? null)).filter(day => day !== null),
  ).toEqual([])
})

describe('readout code', () => {
  test('the same bytes for any number of threads and twice; dates from the command line', async () => {
    const lines = Array.from({ length: 14 }, (_, i) =>
      JSON.stringify({ id: `r${i}`, text: `OSLO - ${sentence} ${'It was raining. '.repeat(i * 4)}` }),
    )
    const path = put('many.jsonl', lines.join('\n'))
    const args = ['code', path, '--date', '2024-10-08', '--publisher', 'Wire']
    const runs = [await readout([...args, '-j', '1']), await readout([...args, '-j', '2'])]
    expect(runs.map(run => run.status)).toEqual([0, 0])
    expect(runs[1]?.out).toBe(runs[0]?.out)
    const [record] = records(runs[0]?.out ?? '')
    expect(record?.document).toMatchObject({
      id: 'r0',
      published: '2024-10-08',
      publisher: 'Wire',
      dateline: { place: 'OSLO', date: null },
    })
    expect(record?.events[0]?.date?.value).toBe('2024-10-07')
  }, 240_000)

  test('the sample, for reading', async () => {
    const { status, out, err } = await readout([
      'code',
      join(import.meta.dirname, '../../samples/kampala.txt'),
      '--format',
      'text',
    ])
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toMatch(/\[met\]1/)
    expect(out).toMatch(/CONSULT/)
    expect(out).not.toContain('\u001b')
  })

  test('trees of another parser are kept', async () => {
    const parsed = await readout(['parse'], sentence)
    const { status, out } = await readout(['code', '-', '--format', 'json'], parsed.out)
    expect(status).toBe(0)
    const record = JSON.parse(out) as DocumentRecord
    expect(record.document.text).toBe(sentence)
    expect(record.events.map(event => event.type)).toEqual(['SANCTION'])
  })

  test('knowledge with an error is named with file and line, where the user has it', async () => {
    mkdirSync(join(folder, 'own/events'), { recursive: true })
    const file = put('own/events/mine.yml', 'type: ACUSE\n')
    const own = await readout(['code', '--rules', join(folder, 'own')], sentence)
    expect(own.status).toBe(1)
    expect(own.err).toContain(`${file}:1: unknown type "ACUSE"; did you mean ACCUSE?`)
    const { status, err } = await readout(['code', '--rules', join(folder, 'nowhere')], sentence)
    expect(status).toBe(1)
    expect(err).toContain('nowhere: no such folder')
  })
})
