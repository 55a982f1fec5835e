import { readdirSync, readFileSync } from 'node:fs'
import { dateEvents } from '../src/annotate/dating.ts'
import { timeTagger } from '../src/annotate/times.ts'
import { documentOf } from '../src/model/document.ts'
import type { EventMention, EventType, Status } from '../src/model/event.ts'
import type { RecordDate } from '../src/model/record.ts'
import { knowledge, readTrees } from './reader.ts'

// node bench/dates.ts [--errors]: dates of the gold acts of the development reports, triggers given. Every third report is held out.

interface GoldEvent {
  readonly trigger: string
  readonly in: string
  readonly type: readonly EventType[]
  readonly status: Status
  readonly actors?: readonly { readonly code: string | null; readonly name: string }[]
  readonly date: string | null
  readonly optional?: boolean
}

const errors = process.argv.includes('--errors')
const folder = new URL('../../shared/gold/dev/', import.meta.url)
const load = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as T
const tag = timeTagger(knowledge.times)

const days = (value: string): readonly [number, number] => {
  const [y = 0, m, d] = value.split('-').map(Number)
  const from = Date.UTC(y, (m ?? 1) - 1, d ?? 1)
  return [from, d ? from : m ? Date.UTC(y, m, 0) : Date.UTC(y, 11, 31)]
}
/** As the scorer judges: within the gold's days, or holding them within a month. */
const right = (gold: string, date: RecordDate): boolean => {
  const [a, b] = [Date.parse(date.from), Date.parse(date.to)]
  const [c, d] = days(gold)
  return (a >= c && b <= d) || (a <= c && b >= d && b - a <= 31 * 864e5)
}

const counts = new Map<string, { right: number; all: number }>()
const count = (key: string, good: boolean): void => {
  const c = counts.get(key) ?? { right: 0, all: 0 }
  c.all++
  if (good) c.right++
  counts.set(key, c)
}
const files = readdirSync(new URL('gold/', folder))
  .filter(f => f.endsWith('.json'))
  .sort()
for (const [i, file] of files.entries()) {
  const heldOut = i % 3 === 0
  if (heldOut !== process.argv.includes('--held-out')) continue
  const gold = load<{ readonly doc: string; readonly events: readonly GoldEvent[] }>(`gold/${file}`)
  const doc = load<{
    readonly id: string
    readonly text: string
    readonly title?: string
    readonly date?: string
    readonly dateline?: string
  }>(`docs/${gold.doc}.json`)
  const document = documentOf(doc.text, {
    id: doc.id,
    title: doc.title ?? null,
    published: doc.date ?? null,
    dateline: doc.dateline || null,
  })
  const { dateline, sentences } = readTrees(document)
  const times = tag(document, dateline, sentences)
  const events: EventMention[] = []
  for (const [k, e] of gold.events.entries()) {
    const start = doc.text.indexOf(e.in) + e.in.indexOf(e.trigger)
    const sentence = sentences.find(s => s.start <= start && start < s.end)
    if (!sentence) continue
    const inside = sentence.tokens.filter(t => t.start < start + e.trigger.length && start < t.end)
    const ids = new Set(inside.map(t => t.id))
    const head = inside.find(t => !ids.has(t.head)) ?? inside[0]
    if (!head) continue
    // One wording for several acts ("in July and September"): the event stage gives each its own time.
    const twins = gold.events.filter(o => o.in === e.in && o.trigger === e.trigger && o.date !== null)
    const several = new Set(twins.map(o => o.date)).size > 1
    const its = several
      ? times.find(
          t =>
            t.sentence === sentence.index &&
            t.from !== null &&
            e.date !== null &&
            right(e.date, { value: '', from: t.from, to: t.to ?? '', basis: 'stated', start: 0, end: 0, text: '' }),
        )
      : undefined
    events.push({
      id: `${k}`,
      sentence: sentence.index,
      head: head.id,
      trigger: { start, end: start + e.trigger.length, text: e.trigger },
      type: e.type[0] ?? 'CONSULT',
      mode: null,
      contexts: [],
      cameo: null,
      status: e.status,
      format: [],
      actors: (e.actors ?? []).map(a => ({
        start,
        end: start,
        text: a.name,
        sentence: sentence.index,
        head: 0,
        entity: a.code ?? a.name,
      })),
      recipients: [],
      roles: [],
      within: its ? { start: its.start, end: its.end } : null,
      rules: ['gold'],
      confidence: 1,
    })
  }
  const dates = dateEvents({ document, dateline, sentences, times, events }, knowledge.times.tense)
  for (const event of events) {
    const e = gold.events[Number(event.id)]
    if (!e) continue
    const date = dates.get(event.id) ?? null
    if (!e.optional) count(`basis ${date?.basis ?? 'none'} of all acts`, date !== null)
    if (e.date === null) {
      if (!e.optional) count(`undated in gold: ${date?.basis ?? 'none'}`, date === null)
      continue
    }
    const good = date !== null && right(e.date, date)
    count(e.optional ? 'optional acts' : 'acts', good)
    if (!e.optional) count(`acts, basis ${date?.basis ?? 'none'}`, good)
    if (errors && !good && !e.optional) {
      const s = sentences[event.sentence]
      console.log(
        `${file} ${doc.date}/${dateline?.date} want ${e.date} got ${date?.value} ${date?.basis} «${date?.text}» ${event.type} ${event.status} «${event.trigger.text}»\n    ${doc.text.slice(s?.start, s?.end).replace(/\s+/g, ' ')}\n    ${times
          .filter(t => t.sentence === event.sentence)
          .map(t => `${t.text}=${t.value}`)
          .join(' | ')}`,
      )
    }
  }
}
for (const [key, { right: r, all }] of [...counts].sort())
  console.log(`${key.padEnd(28)} ${((100 * r) / all).toFixed(1)} of ${all}`)
