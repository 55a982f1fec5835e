import { readFileSync } from 'node:fs'
import { loadExports } from '../src/knowledge/exports.ts'

const files = ['exports/scores.tsv', 'exports/cameo.tsv', 'exports/countries.tsv']
const loaded = loadExports(
  new Map(files.map(file => [file, readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')])),
)

/** The export knowledge as shipped, and what is wrong with it. */
export const { knowledge: exporting, problems: exportProblems } = loaded
