/**
 * How well mentions are put together: `node bench/happenings.ts [--errors] [FOLDER]…`. Codes the reports with the packaged coder, merges,
 * and compares with three keys over the mentions that the coder read: an invented crisis of 24 dispatches (`bench/crisis`), which comes
 * with the repository; ECB+ (`../shared/data/merging`, all acts, and those with an actor), which gives no dates of publication; and the
 * acts told in several of the coded dev reports (`bench/happenings-dev.json`). Folders of dispatches marked like those of the crisis are
 * judged in their place. `--errors` lists the pairs put together or kept apart wrongly.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Document, documentOf } from '../src/model/document.ts'
import type { DocumentRecord } from '../src/model/record.ts'
import type { Span } from '../src/model/span.ts'
import { loadCoder } from '../src/read/coder.ts'
import { readText } from '../src/read/text.ts'
import { likeness } from '../src/record/likeness.ts'
import { emptyState, mergeWitnesses, NO_CONSTRAINTS } from '../src/record/merge.ts'
import { type Witness, witnessesOf } from '../src/record/witness.ts'
import { merging } from '../test/reports.ts'

const shared = resolve(import.meta.dirname, '../../shared')
const errors = process.argv.includes('--errors')
const folders = process.argv.slice(2).filter(arg => arg !== '--errors')
const { coder } = await loadCoder()

/** A mention of the key, by its words, and the act it tells of. */
interface KeyMention {
  readonly spans: readonly Span[]
  readonly act: string
}

interface Judged {
  readonly witness: Witness
  readonly act: string
  readonly found: string
}

/** Merges everything coded and gives back the mentions that the key knows, with the act of the key and the happening found. */
const judge = (documents: readonly Document[], key: ReadonlyMap<string, readonly KeyMention[]>): readonly Judged[] => {
  const state = emptyState()
  const known: { witness: Witness; act: string }[] = []
  for (const document of documents) {
    const record: DocumentRecord = coder.code(document)
    const witnesses = witnessesOf(record, document.id, merging)
    const same = record.links.flatMap(l => (l.kind === 'same' ? [[l.from, l.to] as const] : []))
    for (const witness of witnesses) {
      const { start, end } = witness.trigger
      const mention = key.get(document.id)?.find(m => m.spans.some(s => s.start < end && start < s.end))
      if (mention !== undefined) known.push({ witness, act: mention.act })
    }
    mergeWitnesses(state, witnesses, new Map([[document.id, same]]), NO_CONSTRAINTS, new Map(), merging)
  }
  return known.map(k => ({ ...k, found: state.placed.get(k.witness.key) ?? k.witness.key }))
}

const percent = (share: number): string => (Number.isNaN(share) ? '–' : (share * 100).toFixed(1))
const f1 = (p: number, r: number): number => (2 * p * r) / (p + r)

const print = (name: string, judged: readonly Judged[]): void => {
  let [both, found, wanted] = [0, 0, 0]
  let [precision, recall] = [0, 0]
  for (const a of judged) {
    const cluster = judged.filter(b => b.found === a.found)
    const act = judged.filter(b => b.act === a.act)
    const shared = cluster.filter(b => b.act === a.act).length
    precision += shared / cluster.length / judged.length
    recall += shared / act.length / judged.length
    both += shared - 1
    found += cluster.length - 1
    wanted += act.length - 1
  }
  const pairs = `pairs P ${percent(both / found)} R ${percent(both / wanted)} F ${percent(f1(both / found, both / wanted))} (${wanted / 2} wanted, ${found / 2} made)`
  console.log(
    `${name}: ${judged.length} mentions; B³ P ${percent(precision)} R ${percent(recall)} F ${percent(f1(precision, recall))}; ${pairs}`,
  )
  if (errors) for (const line of wrongPairs(judged)) console.log(line)
}

/** Pairs of mentions put together that are two acts (`+`), and those kept apart that are one (`-`), with what was weighed. */
const wrongPairs = (judged: readonly Judged[]): readonly string[] =>
  judged.flatMap((a, i) =>
    judged.slice(i + 1).flatMap(b => {
      if ((a.found === b.found) === (a.act === b.act)) return []
      const { bits, veto, reasons } = likeness(a.witness, b.witness, merging)
      const why = reasons.map(r => `${r.feature} ${r.bits}${r.veto ? '!' : ''} (${r.note})`).join('; ')
      return [
        `${a.found === b.found ? '+' : '-'} ${a.witness.key} «${a.witness.trigger.text}» (${a.act}) | ${b.witness.key} «${b.witness.trigger.text}» (${b.act})`,
        `    ${bits}${veto ? ' ruled out' : ''}: ${why}`,
      ]
    }),
  )

/** A dispatch of the crisis, in whose text `{words|act}` marks the words that tell an act. */
const crisisReport = (
  name: string,
  file: string,
): { readonly document: Document; readonly key: readonly KeyMention[] } => {
  const marked = readText(file, name).document
  if (marked === null) throw new Error(`${name} holds no text`)
  const key: KeyMention[] = []
  let text = ''
  let end = 0
  for (const mark of marked.text.matchAll(/\{([^|}]*)\|([^}]*)\}/g)) {
    const [whole, words = '', act = ''] = mark
    text += marked.text.slice(end, mark.index)
    key.push({ act, spans: [{ start: text.length, end: text.length + words.length }] })
    text += words
    end = mark.index + whole.length
  }
  return { document: { ...marked, text: text + marked.text.slice(end) }, key }
}
const judgeFolder = (name: string, folder: string): void => {
  const reports = readdirSync(folder)
    .filter(file => file.endsWith('.txt'))
    .sort()
    .map(file => crisisReport(file.replace('.txt', ''), readFileSync(join(folder, file), 'utf8')))
  const key = new Map(reports.map(r => [r.document.id, r.key]))
  print(
    name,
    judge(
      reports.map(r => r.document),
      key,
    ),
  )
}
if (folders.length > 0) {
  for (const folder of folders) judgeFolder(folder, folder)
  process.exit(0)
}
judgeFolder('an invented crisis', join(import.meta.dirname, 'crisis'))

if (!existsSync(shared)) {
  console.error('bench/happenings: the other keys need ../shared, which is not here')
  process.exit(1)
}

interface EcbReport {
  readonly doc: string
  readonly text: string
  readonly mentions: readonly {
    readonly kind: string
    readonly cluster: string
    readonly spans: readonly (readonly [number, number])[]
  }[]
}
const ecb = gunzipSync(readFileSync(join(shared, 'data/merging/ecbplus_dev.jsonl.gz')))
  .toString('utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as EcbReport)
const ecbKey = new Map(
  ecb.map(({ doc, text, mentions }) => {
    // the set counts code points
    const at = [0]
    for (const character of text) at.push((at.at(-1) ?? 0) + character.length)
    const span = ([start, end]: readonly [number, number]): Span => ({ start: at[start] ?? 0, end: at[end] ?? 0 })
    return [doc, mentions.filter(m => m.kind === 'event').map(m => ({ spans: m.spans.map(span), act: m.cluster }))]
  }),
)
const acts = judge(
  ecb.map(({ doc, text }) => documentOf(text, { id: doc })),
  ecbKey,
)
print('ECB+ dev, all acts the coder read', acts)
print(
  'ECB+ dev, those with an actor',
  acts.filter(({ witness }) => witness.actors.length > 0),
)

interface GoldReport {
  readonly id: string
  readonly text: string
  readonly title: string
  readonly date: string
  readonly source: string
  readonly dateline: string | null
}
const { clusters } = JSON.parse(readFileSync(join(import.meta.dirname, 'happenings-dev.json'), 'utf8')) as {
  readonly clusters: Readonly<Record<string, readonly string[]>>
}
const members = Object.entries(clusters).flatMap(([act, list]) => list.map(member => ({ act, member })))
const names = [...new Set(members.map(({ member }) => member.split(':')[0] ?? ''))]
const read = (kind: string, name: string): unknown =>
  JSON.parse(readFileSync(join(shared, 'gold/dev', kind, `${name}.json`), 'utf8'))
const reports = names.map(name => read('docs', name) as GoldReport)
const devKey = new Map(
  reports.map(({ id, text }) => {
    const { events } = read('gold', id) as {
      readonly events: readonly { readonly trigger: string; readonly in: string }[]
    }
    return [
      id,
      events.flatMap((event, index): readonly KeyMention[] => {
        const act = members.find(({ member }) => member === `${id}:${index}`)?.act
        const start = text.indexOf(event.in) + event.in.indexOf(event.trigger)
        return act === undefined ? [] : [{ act, spans: [{ start, end: start + event.trigger.length }] }]
      }),
    ]
  }),
)
const documents = reports.map(({ id, title, source, date, dateline, text }) =>
  documentOf(text, { id, title, publisher: source, published: date, dateline: dateline ?? null }),
)
print('coded dev reports', judge(documents, devKey))
