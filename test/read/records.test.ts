import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readRecords } from '../../src/read/records.ts'
import { report } from '../reports.ts'
import { syntheticReports } from '../synthetic.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-records-'))
afterAll(() => rmSync(folder, { recursive: true }))

const read = async (lines: readonly string[]): Promise<readonly string[]> => {
  const path = join(folder, 'r.jsonl')
  writeFileSync(path, lines.join('\n'))
  const found: string[] = []
  for await (const reading of readRecords([path]))
    found.push('problem' in reading ? reading.problem.slice(folder.length + 1) : reading.record.document.id)
  return found
}

const records = [...syntheticReports(3, 2, 1, 20)]

test('what the coder writes is a record, with and without acts', async () => {
  const bare = report('bare', null, null, [])
  expect(await read([...records, bare].map(r => JSON.stringify(r)))).toEqual(['s0', 's1', 's2', 'bare'])
})

const damages: readonly (readonly [name: string, damage: string | RegExp, problem: string, instead: string])[] = [
  ['a line cut off', '{"schema":"readout/1"', 'broken JSON: ', ''],
  ['bytes of something else', '\u0001\ufffd', 'broken JSON: ', ''],
  ['another schema', '{"schema":"other"}', 'no record of the format readout/1: schema: ', ''],
  ['a list', '[]', 'no record of the format readout/1: Invalid input: expected object', ''],
  ['an act without words', /,"trigger":\{[^}]*\}/, 'no record of the format readout/1: events.0.trigger: ', ''],
  ['an act of no type', /"type":"[A-Z]+"/, 'no record of the format readout/1: events.0.type: ', '"type":"SING"'],
  [
    'a day the calendar lacks',
    /"published":"[^"]*"/,
    'no record of the format readout/1: document.published: is no date',
    '"published":"2024-02-30"',
  ],
  [
    'the hash of another text',
    /"text":"/,
    'no record of the format readout/1: document.hash: is not that of the text',
    '"text":"So ',
  ],
  ['no mentions', /,"mentions":\[[^\]]*\]/, 'no record of the format readout/1: entities.0.mentions: ', ''],
]
test.each(damages)('%s is named by its line, the rest is read', async (_, damage, problem, instead) => {
  const [first, second, third] = records.map(r => JSON.stringify(r)) as [string, string, string]
  const line = typeof damage === 'string' ? damage : second.replace(damage, instead)
  expect(line).not.toBe(second)
  const found = await read([first, line, third])
  expect([found[0], found[2]]).toEqual(['s0', 's2'])
  expect(found[1]?.slice(0, `r.jsonl:2: ${problem}`.length)).toBe(`r.jsonl:2: ${problem}`)
})

test('a file that is not there is named', async () => {
  for await (const reading of readRecords([join(folder, 'none.jsonl')]))
    expect('problem' in reading && reading.problem).toMatch(/none\.jsonl: ENOENT/)
})
