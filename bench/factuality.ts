import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Document } from '../src/model/document.ts'
import type { Status } from '../src/model/event.ts'
import { loadCoder } from '../src/read/coder.ts'

/**
 * Did it happen: the status of the acts we code against UW factuality and MEANTIME, for the triggers both have:
 * `node bench/factuality.ts [uw|meantime] [limit]`. Classes: happened, not (negated or failed), open (planned or possible).
 */
type Fact = 'happened' | 'not' | 'open'
const FACTS: readonly Fact[] = ['happened', 'not', 'open']
const OF_STATUS: Readonly<Record<Status, Fact>> = {
  occurred: 'happened',
  planned: 'open',
  possible: 'open',
  failed: 'not',
  negated: 'not',
}

const [set = 'uw', limit = '100000'] = process.argv.slice(2).filter(a => !a.startsWith('--'))
const lines = gunzipSync(
  readFileSync(
    join(import.meta.dirname, `../../shared/data/factuality/${set === 'uw' ? 'uw_dev' : 'meantime'}.jsonl.gz`),
  ),
)
  .toString()
  .trim()
  .split('\n')
  .slice(0, Number(limit))
const { coder } = await loadCoder()

interface Judged {
  readonly start: number
  readonly end: number
  readonly fact: Fact
}

const documentOf = (id: string, text: string, title: string | null = null): Document => ({
  id,
  url: null,
  title,
  publisher: null,
  author: null,
  published: '2008-03-01',
  dateline: null,
  language: 'en',
  text,
})

/** One UW sentence: words with blanks between, scores from -3 (surely not) to 3 (surely); what is only likely to come about scores 1. */
const fromUw = (line: string): { document: Document; judged: readonly Judged[] } => {
  const raw = JSON.parse(line) as { id: number; tokens: string[]; events: { tok: [number, number]; score: number }[] }
  const starts: number[] = []
  let text = ''
  for (const token of raw.tokens) {
    if (text !== '' && !/^(?:[.,;:!?%)]|'s|n't|'')$/.test(token)) text += ' '
    starts.push(text.length)
    text += token
  }
  const judged = raw.events.map(({ tok: [from], score }): Judged => {
    const start = starts[from] ?? 0
    return {
      start,
      end: start + (raw.tokens[from] ?? '').length,
      fact: score >= 2 ? 'happened' : score <= -1 ? 'not' : 'open',
    }
  })
  return { document: documentOf(String(raw.id), text), judged }
}

const fromMeantime = (line: string): { document: Document; judged: readonly Judged[] } => {
  const raw = JSON.parse(line) as {
    doc: string
    text: string
    events: { spans: [number, number][]; certainty: string; polarity: string; time: string }[]
  }
  const judged = raw.events.flatMap((e): readonly Judged[] => {
    const [span] = e.spans
    if (!span) return []
    const fact: Fact =
      e.polarity === 'NEG' ? 'not' : e.certainty === 'CERTAIN' && e.time !== 'FUTURE' ? 'happened' : 'open'
    return [{ start: span[0], end: span[1], fact }]
  })
  return { document: documentOf(raw.doc, raw.text), judged }
}

const table = new Map<string, number>()
let met = 0
let asked = 0
for (const line of lines) {
  const { document, judged } = set === 'uw' ? fromUw(line) : fromMeantime(line)
  const { events } = coder.annotate(document)
  asked += judged.length
  for (const gold of judged) {
    const event = events.find(e => e.trigger.start < gold.end && gold.start < e.trigger.end)
    if (!event) continue
    met++
    const key = `${gold.fact} ${OF_STATUS[event.status]}`
    table.set(key, (table.get(key) ?? 0) + 1)
    if (process.argv.includes('--errors') && gold.fact !== OF_STATUS[event.status])
      console.log(
        `want ${gold.fact} got ${event.status} «${event.trigger.text}» ${event.rules.join(' ')} :: ${document.text.slice(Math.max(0, gold.start - 90), gold.end + 60)}`,
      )
  }
}
const at = (gold: Fact, got: Fact): number => table.get(`${gold} ${got}`) ?? 0
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const scores = FACTS.map(fact => {
  const right = at(fact, fact)
  const got = sum(FACTS.map(g => at(g, fact)))
  const want = sum(FACTS.map(g => at(fact, g)))
  const f1 = (2 * right) / (got + want || 1)
  console.log(
    `${fact.padEnd(9)} P ${((100 * right) / (got || 1)).toFixed(1)}  R ${((100 * right) / (want || 1)).toFixed(1)}  F1 ${(100 * f1).toFixed(1)}  (${want} gold)`,
  )
  return f1
})
const right = sum(FACTS.map(f => at(f, f)))
console.log(
  `accuracy ${((100 * right) / (met || 1)).toFixed(1)} %  macro F1 ${((100 * sum(scores)) / FACTS.length).toFixed(1)}  (${met} of ${asked} triggers are acts we code)`,
)
