// Codes the reports of ../shared/gold/dev and runs ../shared/gold/score.mjs on both parts: those the rules were developed on, and
// the third that was set aside (bench/held-out.ts).
//
//   npm run score [-- --errors]     --errors lists them, for the developed part only
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadCoder } from '../src/read/coder.ts'
import { readSources } from '../src/read/sources.ts'
import { HELD_OUT } from './held-out.ts'

const gold = resolve(import.meta.dirname, '../../shared/gold')
if (!existsSync(gold)) {
  console.error('score: needs the coded reports in ../shared/gold, which are not here; nothing was scored')
  process.exit(1)
}
const { coder, problems } = await loadCoder()
for (const problem of problems) console.error(`${problem.file}:${problem.line}: ${problem.message}`)
const documents = []
for await (const reading of readSources([join(gold, 'dev/docs')])) {
  if (reading.kind === 'document') documents.push(reading.document)
}
const start = performance.now()
const records = documents.map(document => coder.code(document))
const seconds = (performance.now() - start) / 1000

const work = mkdtempSync(join(tmpdir(), 'readout-score-'))
const lines = join(work, 'records.jsonl')
writeFileSync(lines, records.map(record => `${JSON.stringify(record)}\n`).join(''))
const part = (name: string, keep: (doc: string) => boolean, extra: readonly string[]): void => {
  const folder = join(work, name.replaceAll(' ', '-'))
  mkdirSync(folder)
  for (const file of readdirSync(join(gold, 'dev/gold'))) {
    if (keep(file.replace(/\.json$/, ''))) symlinkSync(join(gold, 'dev/gold', file), join(folder, file))
  }
  const args = ['--docs', join(gold, 'dev/docs'), '--gold', folder, '--records', lines, ...extra]
  const run = spawnSync(process.execPath, [join(gold, 'score.mjs'), ...args], { encoding: 'utf8' })
  console.log(`\n== ${name}\n${run.stdout}${run.stderr}`)
}
part('developed on', doc => !HELD_OUT.has(doc), process.argv.slice(2))
part('set aside', doc => HELD_OUT.has(doc), [])
rmSync(work, { recursive: true })
const sentences = documents.reduce((sum, document) => sum + coder.annotate(document).sentences.length, 0)
console.log(
  `${documents.length} reports in ${seconds.toFixed(2)} s: ${(documents.length / seconds).toFixed(0)} reports/s, ${(sentences / seconds).toFixed(0)} sentences/s`,
)
