import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readout } from './readout.ts'

const folder = mkdtempSync(join(tmpdir(), 'readout-explain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'report.txt')
writeFileSync(path, 'Norway recalled its ambassador to Denmark on Monday. It was snowing.')

test('an act is explained with its tree, rule and words; one that is not there is named', async () => {
  const all = await readout(['explain', path, '--date', '2024-10-08'])
  expect(all.status).toBe(0)
  expect(all.out).toMatch(/root: recalled \(recall\) VERB/)
  expect(all.out).toMatch(/● ev1 SANCTION occurred «recalled» 7-15\n {6}rule \S+/)
  expect(all.out).toContain('actor Norway [NOR] «Norway» 0-6')
  expect(all.out).toContain('date 2024-10-07 (stated) «Monday»')
  expect(await readout(['explain', path, 'ev7'])).toMatchObject({
    status: 1,
    err: 'readout: report: no event ev7; it has ev1 to ev1\n',
  })
})

test('rules try shows a sentence, also one without any trigger', async () => {
  const { status, out } = await readout(['rules', 'try', 'It was snowing.'])
  expect({ status, out }).toEqual({ status: 0, out: 'No word of it is a trigger of any rule.\n' })
})
