import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { segment } from '../src/annotate/segment.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import { documentOf } from '../src/model/document.ts'

/** Company results and price tables: hardly a sentence among them. */
const TABLES = /\b(QTR|SHR|DIV|DIVIDEND|OPENS? AT|YEAR NET|MTHS|QUARTER)\b/

/** Sentences out of running text are this long; shorter ones teach little, longer ones are mostly lists. */
const [SHORTEST, LONGEST] = [5, 60]

/**
 * Writes the words of the newswire's sentences, one sentence a line with single spaces, for self-training.
 * Usage: node training/news-words.ts NEWSWIRE.jsonl.gz OUT.txt WORDS
 */
const [source = '', out = '', most = '0'] = process.argv.slice(2)
const folder = join(import.meta.dirname, '../data/tokens')
const { knowledge } = loadTokens(
  new Map(readdirSync(folder).map(file => [`tokens/${file}`, readFileSync(join(folder, file), 'utf8')])),
)
const reports = gunzipSync(readFileSync(source)).toString('utf8').trim().split('\n')
const lines: string[] = []
const seen = new Set<string>()
let words = 0
for (let i = 0; i < reports.length && words < Number(most); i++) {
  // Every report in an order that mixes the months: 7919 is prime to their number.
  const report = JSON.parse(reports[(i * 7919) % reports.length] ?? '{}') as {
    id: string
    title: string
    date: string
    text: string
  }
  if (TABLES.test(report.title)) continue
  const { id, title, date, text } = report
  for (const sentence of segment(documentOf(text, { id, title, published: date }), knowledge).sentences) {
    const forms = sentence.words.map(word => word.form)
    const line = forms.join(' ')
    const numbers = forms.filter(form => /^\d/.test(form)).length
    if (forms.length < SHORTEST || forms.length > LONGEST || numbers * 4 > forms.length || seen.has(line)) continue
    seen.add(line)
    lines.push(line)
    words += forms.length
  }
}
mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, `${lines.join('\n')}\n`)
console.log(`${lines.length} sentences, ${words} words`)
