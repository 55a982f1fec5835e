import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readText } from '../../src/read/text.ts'
import { evidenceProblems } from '../../src/record/evidence.ts'
import { markedReports } from './marked.ts'

const folder = join(import.meta.dirname, '../../samples/record')

test('the sample reports are those marked by hand, and can be read', () => {
  const marked = markedReports()
  expect(readdirSync(folder).sort()).toEqual(marked.map(m => m.file))
  for (const { file, plain, record } of marked) {
    const source = readFileSync(join(folder, file), 'utf8')
    expect(source).toBe(plain)
    const { document, problems } = readText(source, file)
    expect(problems).toEqual([])
    expect(document?.text.trim()).toBe(record.document.text)
    expect(document?.published).toBe(record.document.published)
    expect(evidenceProblems(record)).toEqual([])
  }
})
