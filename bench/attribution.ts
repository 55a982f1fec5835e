import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Statement } from '../src/model/attribution.ts'
import type { Span } from '../src/model/span.ts'
import { createReader } from './reading.ts'

/**
 * Scores statements against PolNeAR: `node bench/attribution.ts [train|dev] [documents] [--cues] [--errors]`.
 * Cue and source: exact spans; content: tokens. A discontinuous cue or source of the gold counts as the span from its first to its last word.
 */
interface Gold {
  readonly doc: string
  readonly date: string
  readonly publisher: string
  readonly title: string
  readonly text: string
  readonly attributions: readonly { cue: [number, number][]; source: [number, number][]; content: [number, number][] }[]
}

const [split = 'dev', limit = '10000'] = process.argv.slice(2).filter(a => !a.startsWith('--'))
const flag = (name: string): boolean => process.argv.includes(`--${name}`)
const file = join(import.meta.dirname, `../../shared/data/attribution/polnear.${split}.jsonl.gz`)
const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n').slice(0, Number(limit))
const read = createReader()

/** Code point offset → UTF-16 offset. */
const toUtf16 = (text: string): ((at: number) => number) => {
  const map: number[] = []
  for (let i = 0; i <= text.length; i++) if (i === 0 || !/[\uDC00-\uDFFF]/.test(text[i] ?? '')) map.push(i)
  return at => map[at] ?? text.length
}
const hull = (spans: readonly Span[]): string | null =>
  spans.length === 0 ? null : `${Math.min(...spans.map(s => s.start))}-${Math.max(...spans.map(s => s.end))}`

const counts = { cue: [0, 0, 0], source: [0, 0, 0], content: [0, 0, 0] }
const tally = (name: keyof typeof counts, got: readonly string[], want: readonly string[]): void => {
  let right = 0
  const left = new Map<string, number>()
  for (const w of want) left.set(w, (left.get(w) ?? 0) + 1)
  for (const g of got) {
    const n = left.get(g) ?? 0
    if (n > 0) {
      right++
      left.set(g, n - 1)
    }
  }
  const [r = 0, g = 0, w = 0] = counts[name]
  counts[name] = [r + right, g + got.length, w + want.length]
}
const byRule = new Map<string, { n: number; cue: number; touch: number; source: number; sources: number }>()
const missed = new Map<string, number>()
let tokens = 0
let spent = 0

for (const line of lines) {
  const gold = JSON.parse(line) as Gold
  const { text } = gold
  const at = toUtf16(text)
  const spans = (list: readonly [number, number][]): readonly Span[] =>
    list.map(([s, e]) => ({ start: at(s), end: at(e) }))
  const { sentences, found, ms } = read(gold.doc, text, gold.date, gold.title)
  spent += ms
  tokens += sentences.reduce((n, s) => n + s.tokens.length, 0)
  const want = gold.attributions.map(a => ({ cue: spans(a.cue), source: spans(a.source), content: spans(a.content) }))
  const present = (list: readonly (string | null)[]): readonly string[] => list.filter(s => s !== null)
  tally(
    'cue',
    found.map(s => hull([s.cue]) ?? ''),
    present(want.map(w => hull(w.cue))),
  )
  tally('source', present(found.map(s => (s.source ? hull([s.source]) : null))), present(want.map(w => hull(w.source))))
  const inside = (list: readonly Span[]): readonly string[] => {
    const out: string[] = []
    for (const sentence of sentences)
      for (const token of sentence.tokens)
        if (list.some(s => s.start <= token.start && token.end <= s.end)) out.push(String(token.start))
    return out
  }
  tally('content', inside(found.flatMap(s => s.content)), inside(want.flatMap(w => w.content)))
  const touching = (s: Statement): (typeof want)[number] | undefined =>
    want.find(w => w.cue.some(c => c.start < s.cue.end && s.cue.start < c.end))
  found.forEach(s => {
    const key = `${s.rule}|${s.does}${flag('words') ? ` ${s.cue.text.toLowerCase().replace(/^.* (?=\S+$)/, '')}` : ''}${flag('quoted') && found.some(o => o.id === s.in && o.direct) ? ' Q' : ''}`
    const row = byRule.get(key) ?? { n: 0, cue: 0, touch: 0, source: 0, sources: 0 }
    const match = touching(s)
    row.n++
    if (want.some(w => hull(w.cue) === hull([s.cue]))) row.cue++
    if (match) {
      row.touch++
      row.sources++
      if (hull(match.source) === (s.source ? hull([s.source]) : null)) row.source++
      else if (flag('sources'))
        console.log(
          `SOURCE got [${s.source?.text}] want [${match.source.map(c => text.slice(c.start, c.end)).join(' / ')}] cue {${s.cue.text}} :: ${text.slice(Math.max(0, s.cue.start - 120), s.cue.end + 60).replace(/\n/g, '⏎')}`,
        )
      if (flag('cues') && hull(match.cue) !== hull([s.cue]))
        console.log(`CUE got {${s.cue.text}} want {${match.cue.map(c => text.slice(c.start, c.end)).join(' / ')}}`)
    } else if (flag('spurious'))
      console.log(
        `SPURIOUS ${key} [${s.source?.text}] {${s.cue.text}} <${s.content.map(c => text.slice(c.start, c.end)).join('> <')}>`,
      )
    byRule.set(key, row)
  })
  for (const w of want)
    if (!found.some(s => w.cue.some(c => c.start < s.cue.end && s.cue.start < c.end))) {
      const words = w.cue
        .map(c => text.slice(c.start, c.end))
        .join(' / ')
        .toLowerCase()
      missed.set(words, (missed.get(words) ?? 0) + 1)
      if (flag('missed'))
        console.log(
          `MISSED [${w.source.map(c => text.slice(c.start, c.end)).join(' / ')}] {${words}} <${w.content
            .map(c => text.slice(c.start, c.end))
            .join('> <')
            .slice(
              0,
              200,
            )}> :: ${text.slice(Math.max(0, (w.cue[0]?.start ?? 0) - 80), (w.cue[0]?.end ?? 0) + 80).replace(/\n/g, '⏎')}`,
        )
    }
}

const pc = (x: number): string => (100 * x).toFixed(1).padStart(5)
for (const [name, [right = 0, got = 0, want = 0]] of Object.entries(counts)) {
  const p = right / (got || 1)
  const r = right / (want || 1)
  if (want > 0)
    console.log(
      `${name.padEnd(8)} P ${pc(p)}  R ${pc(r)}  F1 ${pc((2 * p * r) / (p + r || 1))}  (${right} right, ${got} found, ${want} gold)`,
    )
}
console.log(
  `${lines.length} documents, ${tokens} tokens, statements alone ${((1000 * spent) / tokens).toFixed(2)} µs a token`,
)
if (flag('rules'))
  for (const [rule, row] of [...byRule].sort((a, b) => b[1].n - a[1].n))
    console.log(
      `${rule.padEnd(40)} ${String(row.n).padStart(5)}  touch ${pc(row.touch / row.n)}  cue ${pc(row.cue / row.n)}  source|touch ${pc(row.source / (row.sources || 1))}`,
    )
if (flag('missing'))
  for (const [words, n] of [...missed].sort((a, b) => b[1] - a[1]).slice(0, 250)) console.log(n, words)
