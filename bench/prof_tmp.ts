import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { timeTagger } from '../src/annotate/times.ts'
import { segment } from '../src/annotate/segment.ts'
import { loadTimes } from '../src/knowledge/times.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import { dataFiles, report } from './report.ts'
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1000 }
let a = cpu()
const { knowledge } = loadTimes(dataFiles('time'))
console.log('load', cpu() - a); a = cpu()
const tag = timeTagger(knowledge)
console.log('index', cpu() - a)
const tok = loadTokens(dataFiles('tokens')).knowledge
const docs = gunzipSync(readFileSync('/work/shared/data/raw/newswire.jsonl.gz')).toString().split('\n').filter(Boolean).filter((_, i) => i % 9 === 0).map(l => JSON.parse(l))
const work = docs.map(d => {
  const doc = report({ id: d.id, text: d.text, published: d.date ?? null, dateline: d.dateline ?? null })
  const seg = segment(doc, tok)
  const sentences = seg.sentences.map(({ words, ...s }) => ({ ...s, names: [], tokens: words.map((w, i) => ({ ...w, id: i + 1, lemma: w.form.toLowerCase(), upos: '_', xpos: '_', feats: '_', head: 0, deprel: 'root' })) }))
  return { doc, dateline: seg.dateline, sentences }
})
const n = work.reduce((n, w) => n + w.sentences.reduce((m, s) => m + s.tokens.length, 0), 0)
for (let k = 0; k < 3; k++) { a = cpu(); for (const w of work) tag(w.doc, w.dateline, w.sentences); console.log(n, 'tokens', ((cpu() - a) * 1000 / n).toFixed(2), 'µs/token') }
