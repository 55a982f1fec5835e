// Codes the reports of ../shared/gold/dev and runs ../shared/gold/score.mjs on both parts: those the rules were developed on, and
// the third that was set aside (bench/held-out.ts).
//
//   npm run score [-- --errors]     --errors lists them, for the developed part only
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadCoder } from '../src/read/coder.ts'
import { readReports } from '../src/read/reports.ts'
import { HELD_OUT } from './held-out.ts'

const gold = resolve(import.meta.dirname, '../../shared/gold')
if (!existsSync(gold)) {
  console.error('score: needs the coded reports in ../shared/gold, which are not here; nothing was scored')
  process.exit(1)
}
const docs = join(gold, 'dev/docs')
const coder = await loadCoder()
const files = readdirSync(docs).sort()
const documents = files.map(file => readReports(file, readFileSync(join(docs, file)), {}).documents[0])
const start = performance.now()
const records = documents.map(document => (document ? coder.code(document) : null))
const seconds = (performance.now() - start) / 1000
const sentences = documents.reduce((sum, document) => sum + (document ? coder.annotate(document).sentences.length : 0), 0)

const work = mkdtempSync(join(tmpdir(), 'readout-score-'))
const part = (name: string, keep: (doc: string) => boolean, extra: readonly string[]): void => {
  const folder = join(work, name)
  mkdirSync(folder)
  for (const file of files) if (keep(file.replace(/\.json$/, ''))) symlinkSync(join(gold, 'dev/gold', file), join(folder, file))
  const lines = join(work, `${name}.jsonl`)
  writeFileSync(lines, records.map(record => `${JSON.stringify(record)}\n`).join(''))
  const run = spawnSync(process.execPath, [join(gold, 'score.mjs'), '--docs', docs, '--gold', folder, '--records', lines, ...extra])
  console.log(`\n== ${name}\n${run.stdout}${run.stderr}`)
}
part('developed on', doc => !HELD_OUT.has(doc), process.argv.slice(2))
part('set aside', doc => HELD_OUT.has(doc), [])
rmSync(work, { recursive: true })
console.log(`${files.length} reports in ${seconds.toFixed(2)} s: ${(files.length / seconds).toFixed(0)} reports/s, ${(sentences / seconds).toFixed(0)} sentences/s`)
