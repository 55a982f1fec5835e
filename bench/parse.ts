import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createParser } from '../src/parse/parser.ts'
import { scoreParses } from './parse-scores.ts'
import { readTreebank } from './treebank.ts'

const model = readFileSync(process.env.MODEL ?? join(import.meta.dirname, '../models/en.bin'))
const began = performance.now()
const parser = createParser(model)
console.log(
  `model ${parser.version}, ${(model.length / 1e6).toFixed(1)} MB, loaded in ${(performance.now() - began).toFixed(0)} ms`,
)

for (const path of process.argv.slice(2)) {
  const gold = readTreebank(path)
  const forms = gold.map(s => s.form)
  parser.parse(forms.slice(0, 300))
  const start = process.cpuUsage()
  const parses = parser.parse(forms)
  const spent = process.cpuUsage(start)
  const words = forms.reduce((sum, f) => sum + f.length, 0)
  const speed = words / ((spent.user + spent.system) / 1e6)
  const scores = scoreParses(gold, parses)
  console.log(`${basename(path)}: ${words} words, ${Math.round(speed)} words/s of processor time`)
  console.log(scores.map(([name, value]) => `  ${name} ${value.toFixed(2)}`).join(''))
}
console.log(`resident memory ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`)
