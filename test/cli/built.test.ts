import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCommand } from '../../scripts/command.ts'
import { readout } from './readout.ts'

/** A folder where the built command will find the package's data. */
const dist = join(import.meta.dirname, '../../dist')
mkdirSync(dist, { recursive: true })
const folder = mkdtempSync(join(dist, 'test-'))
const samples = join(import.meta.dirname, '../../samples/record')

beforeAll(() => buildCommand(folder))
afterAll(() => rmSync(folder, { recursive: true }))

test('the command as it is shipped codes as its sources do, in threads too', async () => {
  const sources = await readout(['code', samples, '--jobs', '1', '--format', 'jsonl'])
  const built = await readout(['code', samples, '--jobs', '2', '--format', 'jsonl'], '', {}, join(folder, 'main.js'))
  expect(built.err).toBe('')
  expect(built.out).toBe(sources.out)
  expect(built.out.split('\n').length).toBeGreaterThan(20)
})

test('it finds its version', async () => {
  expect((await readout(['--version'], '', {}, join(folder, 'main.js'))).out).toBe((await readout(['--version'])).out)
})
