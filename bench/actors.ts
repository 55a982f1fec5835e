/**
 * How well actors are found: phrases of `../shared/data/entities/actor_phrases_dev.jsonl`, gold actors of `../shared/gold/dev` (reports
 * not held out), coreference of people on GUM's news. `npx node bench/actors.ts [phrases|gold|coref|speed] [--errors]`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { documentOf } from '../src/model/document.ts'
import { layerOf, readActors } from './actor-reading.ts'
import { scoreClusters } from './cluster-scores.ts'
import { readTrees } from './reader.ts'

const shared = join(import.meta.dirname, '../../shared')
const errors = process.argv.includes('--errors')
const wanted =
  process.argv[2] && !process.argv[2].startsWith('--')
    ? [process.argv[2]]
    : ['phrases', 'gold', 'held', 'coref', 'speed']
const percent = (hits: number, of: number): string => `${hits}/${of} = ${((100 * hits) / Math.max(1, of)).toFixed(1)} %`

interface Phrase {
  readonly id: string
  readonly date: string | null
  readonly text: string | null
  readonly context: string
  readonly expect: Readonly<Record<string, readonly [string, string]>>
}

/** NGEC writes UNO, EUR and IGO where we write UN, EU and the organisation's own code or none. */
const COUNTRY: Readonly<Record<string, readonly string[]>> = {
  UNO: ['UN'],
  EUR: ['EU'],
  IGO: ['IMF', 'none'],
  '': ['none'],
}
/** Sector names of theirs that PLOVER has not, or writes otherwise. */
const SECTOR: Readonly<Record<string, readonly string[]>> = {
  BUD: ['REL', 'CVL'],
  '': ['none'],
  UNK: ['UNK', 'none', 'CVL'],
}
/** No phrase: the test reads a list; a placeholder, noise by intent; or, the last, a test that has country and sector swapped. */
const PLACEHOLDERS = new Set([
  'test_cop_list',
  'test_crm_list',
  'junk',
  'test_junk2',
  'test_uk33',
  'test_uk41',
  'test_nonsense2',
  'test_nonsense4',
  'test_col_sen_name',
])

const isoOf = (date: string | null): string | null => {
  if (date === null || date === '') return null
  if (/^today$/i.test(date)) return '2023-06-01'
  if (/^\d{4}-/.test(date)) return date
  const parsed = new Date(`${date} 12:00 UTC`)
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString().slice(0, 10)
}

const phrases = (): void => {
  const lines = readFileSync(join(shared, 'data/entities/actor_phrases_dev.jsonl'), 'utf8').trim().split('\n')
  let country = 0
  let countries = 0
  let sector = 0
  let sectors = 0
  for (const line of lines) {
    const phrase = JSON.parse(line) as Phrase
    if (phrase.text === null || PLACEHOLDERS.has(phrase.id)) continue
    const get = (key: string): readonly [string, string] | undefined =>
      Object.entries(phrase.expect).find(([name]) => name.endsWith(`.${key}`))?.[1]
    const wantCountry = get('country') ?? get('cc')
    const wantSector = get('code_1')
    if (!wantCountry && !wantSector) continue
    const { layer, sentences } = layerOf(
      documentOf(phrase.text, {
        published: isoOf(phrase.date),
        title: phrase.context === '' ? null : phrase.context,
      }),
    )
    // The phrase's actor: the mention that holds the root of its first sentence, or the widest.
    const root = sentences[0]?.tokens.find(t => t.head === 0)
    const mention = [...layer.mentions].sort((a, b) => {
      const holds = (m: typeof a): number => (root && m.start <= root.start && root.end <= m.end ? 0 : 1)
      const modifier = Number(a.form === 'modifier') - Number(b.form === 'modifier')
      return holds(a) - holds(b) || modifier || b.end - b.start - (a.end - a.start)
    })[0]
    const entity = layer.entities.find(e => e.id === mention?.entities[0])
    const gotCountry = entity?.code ?? entity?.country ?? 'none'
    const gotSector = entity?.sector ?? 'none'
    if (wantCountry) {
      const [op, value] = wantCountry
      const accepted = COUNTRY[value] ?? [value]
      const good = op === '!=' ? gotCountry !== value : accepted.includes(gotCountry)
      countries++
      if (good) country++
      else if (errors)
        console.log(
          `  country ${phrase.id} "${phrase.text}" (${phrase.context}) want ${value} got ${gotCountry} ${entity?.name}`,
        )
    }
    if (wantSector && wantSector[1] !== 'None') {
      sectors++
      if ((SECTOR[wantSector[1]] ?? [wantSector[1]]).includes(gotSector)) sector++
      else if (errors)
        console.log(`  sector ${phrase.id} "${phrase.text}" want ${wantSector[1]} got ${gotSector} ${entity?.name}`)
    }
  }
  console.log(
    `phrases: country ${percent(country, countries)}, sector ${percent(sector, sectors)}; left out: ${[...PLACEHOLDERS].join(' ')}`,
  )
}

interface GoldEvent {
  readonly in: string
  readonly actors: readonly { readonly code: string | null; readonly name: string }[]
  readonly recipients: readonly { readonly code: string | null; readonly name: string }[]
  readonly optional?: boolean
}

const gold = (held: boolean): void => {
  const folder = join(shared, 'gold/dev')
  let found = 0
  let all = 0
  let inSentence = 0
  let named = 0
  readdirSync(join(folder, 'gold'))
    .sort()
    .forEach((file, index) => {
      if ((index % 3 === 0) !== held) return
      const record = JSON.parse(readFileSync(join(folder, 'gold', file), 'utf8')) as {
        readonly events: readonly GoldEvent[]
      }
      const source = JSON.parse(readFileSync(join(folder, 'docs', file), 'utf8')) as Record<string, string>
      const document = documentOf(source.text ?? '', {
        title: source.title ?? null,
        published: source.date ?? null,
        dateline: source.dateline ?? null,
      })
      const { layer, sentences } = layerOf(document)
      const codeOf = new Map(layer.entities.map(e => [e.id, e.code]))
      for (const event of record.events) {
        const at = document.text.indexOf(event.in)
        const sentence = sentences.find(s => s.start <= at && at < s.end)
        if (!sentence) continue
        const here = layer.mentions.filter(m => m.sentence === sentence.index)
        for (const side of [...event.actors, ...event.recipients]) {
          all++
          if (here.some(m => m.entities.some(id => codeOf.get(id) === side.code))) inSentence++
          const start = document.text.indexOf(side.name, sentence.start)
          if (start < 0 || start >= sentence.end) continue
          named++
          const end = start + side.name.length
          const over = here.filter(m => m.start < end && start < m.end)
          if (over.some(m => m.entities.some(id => codeOf.get(id) === side.code))) found++
          else if (errors && !held) {
            const got = over.map(
              m => `${document.text.slice(m.start, m.end)}=${m.entities.map(id => codeOf.get(id)).join('+')}`,
            )
            console.log(`  ${file} "${side.name}" want ${side.code} got ${got.join('; ') || 'nothing'} in: ${event.in}`)
          }
        }
      }
    })
  console.log(
    `${held ? 'held out' : 'gold'}: code found in the act's sentence ${percent(inSentence, all)}; of sides named there, by an overlapping mention ${percent(found, named)}`,
  )
}

interface GumEntity {
  readonly chain: string
  readonly type: string
  readonly span: readonly [number, number]
  readonly text: string
}

const coref = (): void => {
  const lines = gunzipSync(readFileSync(join(shared, 'data/entities/gum_news_train.jsonl.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
  const documents = lines.map(line => {
    const doc = JSON.parse(line) as {
      readonly title: string
      readonly date: string
      readonly text: string
      readonly entities: readonly GumEntity[]
    }
    // Offsets count code points.
    const at: number[] = []
    let unit = 0
    for (const char of doc.text) {
      at.push(unit)
      unit += char.length
    }
    at.push(unit)
    const { layer, sentences } = layerOf(documentOf(doc.text, { title: doc.title, published: doc.date }))
    const headAt = (start: number, end: number): number | null => {
      for (const s of sentences) {
        const inside = s.tokens.filter(t => t.start >= start && t.end <= end)
        if (inside.length === 0) continue
        const top = inside.find(t => t.head === 0 || !inside.some(o => o.id === t.head))
        return top ? top.start : null
      }
      return null
    }
    const isName = (text: string): boolean => /^\p{Lu}/u.test(text) && !/^(The|A|An) /.test(text)
    const isPronoun = (text: string): boolean =>
      /^(he|him|his|himself|she|her|hers|herself|they|them|their|i|me|my|we|us|our|who|whose|whom)$/i.test(text)
    const key = new Map<string, Set<number>>()
    for (const entity of doc.entities) {
      if (entity.type !== 'person' || (!isName(entity.text) && !isPronoun(entity.text))) continue
      const head = headAt(at[entity.span[0]] ?? 0, at[entity.span[1]] ?? 0)
      if (head === null) continue
      const set = key.get(entity.chain) ?? new Set<number>()
      set.add(head)
      key.set(entity.chain, set)
    }
    const goldHeads = new Set([...key.values()].flatMap(s => [...s]))
    const response = new Map<string, Set<number>>()
    for (const mention of layer.mentions) {
      const token = sentences[mention.sentence]?.tokens[mention.head - 1]
      if (!token || !goldHeads.has(token.start) || mention.entities.length !== 1) continue
      const id = mention.entities[0] ?? ''
      const set = response.get(id) ?? new Set<number>()
      set.add(token.start)
      response.set(id, set)
    }
    return { key: [...key.values()], response: [...response.values()] }
  })
  const { muc, b3, ceaf } = scoreClusters(documents)
  const line = (
    name: string,
    s: { readonly precision: number; readonly recall: number; readonly f1: number },
  ): string =>
    `${name} P ${(100 * s.precision).toFixed(1)} R ${(100 * s.recall).toFixed(1)} F ${(100 * s.f1).toFixed(1)}`
  console.log(`coref (people, names and pronouns): ${line('MUC', muc)}; ${line('B3', b3)}; ${line('CEAFe', ceaf)}`)
}

const speed = (): void => {
  const lines = gunzipSync(readFileSync(join(shared, 'data/raw/newswire.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .slice(0, 400)
  const documents = lines.map(line => {
    const raw = JSON.parse(line) as Record<string, string>
    return documentOf(raw.text ?? '', {
      title: raw.title ?? null,
      published: raw.date ?? null,
      dateline: raw.dateline ?? null,
    })
  })
  const before = process.cpuUsage()
  const parsed = documents.map(d => ({ document: d, ...readTrees(d) }))
  const parsing = process.cpuUsage(before)
  readActors(parsed.slice(0, 50))
  const start = process.cpuUsage()
  readActors(parsed)
  const spent = process.cpuUsage(start)
  const tokens = parsed.reduce((sum, d) => sum + d.sentences.reduce((n, s) => n + s.tokens.length, 0), 0)
  const micro = (u: NodeJS.CpuUsage): string => ((u.user + u.system) / tokens).toFixed(1)
  console.log(
    `speed: ${tokens} tokens; segmenting and parsing ${micro(parsing)} µs a token, actors and coreference ${micro(spent)}`,
  )
}

const runs: Readonly<Record<string, () => void>> = {
  phrases,
  gold: () => gold(false),
  // Held out: only the figure, never the errors.
  held: () => gold(true),
  coref,
  speed,
}
for (const name of wanted) runs[name]?.()
