/**
 * Measures the coding of acts on the sentences of ../shared/data/coding: `npm run bench:coding [-- SET… --errors]`, sets plv, gsr,
 * codebook and drills, all by default; `--errors` lists what was missed. What each figure means is told in docs/benchmarks.md.
 */
import { loadKnowledge } from '../src/knowledge/knowledge.ts'
import { createParser } from '../src/parse/parser.ts'
import { createCoder } from '../src/pipeline.ts'
import { readData, readModel } from '../src/read/data.ts'
import { measureDrills } from './coding-drills.ts'
import { measureCodebook, measureGsr } from './coding-gsr.ts'
import { measurePlv } from './coding-plv.ts'
import { givenActorsReader } from './given-actors.ts'

const args = process.argv.slice(2)
const miss = args.includes('--errors') ? (line: string): void => console.log(`MISS ${line}`) : (): void => {}
const { knowledge, problems } = loadKnowledge(await readData())
for (const problem of problems) console.error(`${problem.file}:${problem.line}: ${problem.message}`)
const parser = createParser(await readModel())
const coder = createCoder(knowledge, parser, { version: 'bench', knowledge: parser.version })

const sets: Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>> = {
  plv: () => measurePlv(givenActorsReader(knowledge, parser), miss),
  gsr: () => measureGsr(coder, miss),
  codebook: () => measureCodebook(coder, miss),
  drills: () => measureDrills(miss),
}
const wanted = args.filter(arg => !arg.startsWith('--'))
const unknown = wanted.find(name => !(name in sets))
if (unknown !== undefined) {
  console.error(`unknown set "${unknown}"; one of ${Object.keys(sets).join(', ')}`)
  process.exit(2)
}
for (const [name, measure] of Object.entries(sets)) {
  if (wanted.length === 0 || wanted.includes(name)) console.log(`\n${(await measure()).join('\n')}`)
}
