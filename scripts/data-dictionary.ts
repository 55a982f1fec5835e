/** Writes docs/formats.md's dictionary from the tables themselves: `node scripts/data-dictionary.ts`. A test fails when it is out of date. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dictionary, withDictionary } from '../src/views/dictionary.ts'

const file = new URL('../docs/formats.md', import.meta.url)
writeFileSync(file, withDictionary(readFileSync(file, 'utf8'), dictionary()))
