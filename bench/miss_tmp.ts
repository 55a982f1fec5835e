import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { segment } from '../src/annotate/segment.ts'
import { timeTagger } from '../src/annotate/times.ts'
import { loadTimes } from '../src/knowledge/times.ts'
import { loadTokens } from '../src/knowledge/tokens.ts'
import { dataFiles, report } from './report.ts'

const { knowledge } = loadTimes(dataFiles('time'))
const tok = loadTokens(dataFiles('tokens')).knowledge
const tag = timeTagger(knowledge)
const docs = gunzipSync(readFileSync('/work/shared/data/raw/newswire.jsonl.gz'))
  .toString()
  .split('\n')
  .filter(Boolean)
  .filter((_, i) => i % 9 === 0)
  .map(l => JSON.parse(l))
const vocab = new Set<string>()
for (const c of [
  'month',
  'weekday',
  'weekdays',
  'season',
  'daypart',
  'unit',
  'period',
  'units',
  'night',
  'deictic',
  'tens',
  'half-day',
])
  for (const f of knowledge.classes.get(c)?.forms.keys() ?? []) vocab.add(f)
for (const w of [
  'year-end',
  'today',
  'tonight',
  'overnight',
  'recent',
  'recently',
  'earlier',
  'later',
  'ago',
  'soon',
  'meanwhile',
  'weekend',
  'eve',
  'christmas',
  'century',
  'then',
  'once',
  'shortly',
  'immediately',
])
  vocab.add(w)
vocab.delete('the'); vocab.delete('a'); vocab.delete('yesterday');const counts = new Map<string, number>()
const mentions = new Map<string, number>()
let ms = 0,
  tokens = 0
for (const d of docs) {
  const doc = report({ id: d.id, text: d.text, published: d.date ?? null, dateline: d.dateline ?? null })
  const seg = segment(doc, tok)
  const sentences = seg.sentences.map(({ words, ...s }) => ({
    ...s,
    names: [],
    tokens: words.map((w, i) => ({
      ...w,
      id: i + 1,
      lemma: w.form.toLowerCase(),
      upos: '_',
      xpos: '_',
      feats: '_',
      head: 0,
      deprel: 'root',
    })),
  }))
  const t0 = performance.now()
  const times = tag(doc, seg.dateline, sentences)
  ms += performance.now() - t0
  tokens += sentences.reduce((n, s) => n + s.tokens.length, 0)
  for (const m of times) {
    const k = `${m.rule}`
    mentions.set(k, (mentions.get(k) ?? 0) + 1)
  }
  for (const s of sentences)
    for (const [i, t] of s.tokens.entries()) {
      if (!vocab.has(t.form.toLowerCase().replace(/\.$/, ''))) continue
      if (times.some(m => m.start <= t.start && t.end <= m.end)) continue
      const k = [i - 2, i - 1, i, i + 1]
        .map(j => s.tokens[j]?.form.toLowerCase() ?? '#')
        .map((w, j) => (j === 2 ? `[${w}]` : /\d/.test(w) ? '9' : w))
        .join(' ')
      counts.set(k, (counts.get(k) ?? 0) + 1)
    }
}
console.log(`${tokens} tokens, ${((1000 * ms) / tokens).toFixed(2)} µs a token`)
console.log(
  [...mentions]
    .sort((a, b) => b[1] - a[1])
    .map(([k, v]) => `${k} ${v}`)
    .join(', '),
)
for (const [k, v] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, 130)) console.log(v, k)
