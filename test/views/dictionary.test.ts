import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { dictionary, withDictionary } from '../../src/views/dictionary.ts'

test('docs/formats.md has the columns as they are; "node scripts/data-dictionary.ts" brings it up to date', () => {
  const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8')
  expect(withDictionary(page, dictionary())).toBe(page)
})
