import { readFileSync } from 'node:fs'
import { loadExports } from '../src/knowledge/exports.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import { sentenceNumbers } from '../src/views/sentence-number.ts'

const files = ['exports/scores.tsv', 'exports/cameo.tsv', 'exports/countries.tsv']
const read = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map(name => [name, readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')]))
const loaded = loadExports(read(files))

/** The export knowledge as shipped, and what is wrong with it. */
export const { knowledge: exporting, problems: exportProblems } = loaded

/** Counts sentences as shipped. */
export const numbered = sentenceNumbers(
  loadTokens(read(['words', 'abbreviations', 'sentences', 'zones'].map(name => `tokens/${name}.yml`))).knowledge,
)
