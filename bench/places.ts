/** How many of the places a report names are found and resolved: GUM news (Wikipedia identities) and re3d (spans only). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { placesOf } from '../src/annotate/places.ts'
import { foldName } from '../src/knowledge/placename.ts'
import { loadPlaces, type PlaceKnowledge } from '../src/knowledge/places.ts'
import { documentOf } from '../src/model/document.ts'
import type { PlaceMention } from '../src/model/place.ts'
import { readData } from '../src/read/data.ts'
import { readTrees } from './reader.ts'

const shared = join(import.meta.dirname, '../../shared/data/entities')
const errors = process.argv.includes('--errors')

interface Wanted {
  readonly start: number
  readonly end: number
  readonly text: string
  /** Title of the Wikipedia page, or null. */
  readonly page: string | null
}

const readLines = (file: string): readonly Record<string, unknown>[] =>
  gunzipSync(readFileSync(join(shared, file)))
    .toString()
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

/** Offsets of the converted sets count code points. */
const unitsOf = (text: string): readonly number[] => {
  const units: number[] = []
  let at = 0
  for (const char of text) {
    units.push(at)
    at += char.length
  }
  return [...units, at]
}

const files = await readData()
const began = performance.now()
const { knowledge, problems } = loadPlaces(files)
const loaded = performance.now()
knowledge.readings('moscow')
console.log(
  `loaded in ${(loaded - began).toFixed(0)} ms, index in ${(performance.now() - loaded).toFixed(0)} ms, ${problems.length} problems`,
)
let spent = 0
let words = 0
let warm = false
const run = (text: string, title: string, published: string | null): readonly PlaceMention[] => {
  const document = documentOf(text, { title, published })
  const { dateline, sentences } = readTrees(document)
  // The first reading of a report opens parts of the gazetteer; what lasts is the cost of the second.
  const mentions = placesOf(document, dateline, sentences, { entities: [], mentions: [] }, knowledge)
  const start = process.cpuUsage()
  placesOf(document, dateline, sentences, { entities: [], mentions: [] }, knowledge)
  const used = process.cpuUsage(start)
  if (warm) spent += (used.user + used.system) / 1000
  if (warm) words += sentences.reduce((sum, s) => sum + s.tokens.length, 0)
  warm = true
  return mentions
}

/** The page is the mention's place: same name, or a name of it, and the country or division after the comma where there is one. */
const isPage = (page: string, mention: PlaceMention, k: PlaceKnowledge): boolean => {
  const [name = '', ...rest] = decodeURIComponent(page)
    .replaceAll('_', ' ')
    .replace(/ \(.*\)$/, '')
    .split(', ')
  const named = [name, `${name}, ${rest[0] ?? ''}`].some(
    n =>
      foldName(n) === foldName(mention.name) ||
      k
        .readings(foldName(n))
        .some(
          r => Math.abs(r.place.lat - (mention.lat ?? 999)) < 0.2 && Math.abs(r.place.lon - (mention.lon ?? 999)) < 0.2,
        ),
  )
  const beside = rest[0]
  return named && (beside === undefined || mention.region === beside || foldName(beside) === 'dc')
}

const score = (
  label: string,
  documents: readonly { text: string; title: string; date: string | null; wanted: readonly Wanted[] }[],
): void => {
  let [found, known, resolved, asked, total, coded, spurious] = [0, 0, 0, 0, 0, 0, 0]
  for (const { text, title, date, wanted } of documents) {
    const mentions = run(text, title, date)
    for (const want of wanted) {
      total++
      const got = mentions.filter(m => m.start < want.end && want.start < m.end)
      const best = got.find(m => m.start === want.start) ?? got[0]
      if (best !== undefined) found++
      if (best !== undefined && best.kind !== 'unknown') known++
      if (want.page !== null) {
        asked++
        if (best !== undefined && isPage(want.page, best, knowledge)) resolved++
        else if (errors)
          console.log(
            `  ${label} "${want.text}" = ${want.page}: ${best === undefined ? 'not found' : `${best.name}, ${best.region}, ${best.country} (${best.reason})`}`,
          )
      } else if (errors && best === undefined) console.log(`  ${label} "${want.text}": not found`)
    }
    for (const m of mentions) {
      coded++
      if (!wanted.some(w => m.start < w.end && w.start < m.end)) {
        spurious++
        if (errors)
          console.log(
            `  ${label} spurious "${m.text}" = ${m.name}, ${m.country} (${m.reason}) in: ${text.slice(Math.max(0, m.start - 40), m.end + 30).replaceAll('\n', ' ')}`,
          )
      } else if (errors) console.log(`  ${label} ok "${m.text}" = ${m.name}, ${m.region}, ${m.country} (${m.reason})`)
    }
  }
  const share = (a: number, b: number): string => `${((100 * a) / b).toFixed(1)} % (${a} of ${b})`
  console.log(
    `${label}: found ${share(found, total)}, in the gazetteer ${share(known, total)}${asked > 0 ? `, right page ${share(resolved, asked)}` : ''}, overlapping no gold place ${share(spurious, coded)}`,
  )
}

score(
  'GUM news',
  readLines('gum_news_train.jsonl.gz').map(d => {
    const text = d.text as string
    const units = unitsOf(text)
    const entities = d.entities as { type: string; wiki: string | null; span: [number, number]; text: string }[]
    // Names only: nominals ("the city", "the museum") have no page, or that of what they refer to.
    // Names only, and not those within the name of an organisation ("University of North Carolina"), which we pass over on purpose.
    const inside = (e: (typeof entities)[number]): boolean =>
      entities.some(
        o =>
          o.type === 'organization' &&
          o.span[0] <= e.span[0] &&
          o.span[1] >= e.span[1] &&
          /^(?:the )?\p{Lu}/u.test(o.text) &&
          o.text.length < 60 &&
          o !== e,
      )
    const wanted = entities
      .filter(e => e.type === 'place' && e.wiki !== null && /\p{Lu}/u.test(e.text) && e.text.length < 40 && !inside(e))
      .map(e => ({ start: units[e.span[0]] ?? 0, end: units[e.span[1]] ?? 0, text: e.text, page: e.wiki }))
    return { text, title: d.title as string, date: d.date as string, wanted }
  }),
)
score(
  're3d',
  readLines('re3d.jsonl.gz').map(d => {
    const text = d.text as string
    const units = unitsOf(text)
    const entities = d.entities as { type: string; begin: number; end: number; value: string }[]
    const wanted = entities
      .filter(e => e.type === 'Location' && /\p{Lu}/u.test(e.value) && e.value.length < 40)
      .map(e => ({ start: units[e.begin] ?? 0, end: units[e.end] ?? 0, text: e.value, page: null }))
    return { text, title: (d.title as string | null) ?? '', date: null, wanted }
  }),
)
console.log(`${((1000 * spent) / words).toFixed(1)} µs a token over ${words} tokens`)
