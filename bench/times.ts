import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { timeTagger } from '../src/annotate/times.ts'
import { documentOf } from '../src/model/document.ts'
import type { TimeMention } from '../src/model/time.ts'
import { knowledge, readTrees } from './reader.ts'

// node bench/times.ts [--errors] [--recognizers]: the time tagger on GUM's Wikinews dates, or on Recognizers-Text's examples.

const errors = process.argv.includes('--errors')
const shared = new URL('../../shared/data/', import.meta.url)
const unzip = (path: string): string =>
  gunzipSync(readFileSync(new URL(path, shared)))
    .toString()
    .replace(/^\uFEFF/, '')
const percent = (part: number, whole: number): string => (whole === 0 ? '–' : ((100 * part) / whole).toFixed(1))
const score = (right: number, found: number, wanted: number): string =>
  `P ${percent(right, found)} R ${percent(right, wanted)} F1 ${percent(2 * right, found + wanted)}`

const tag = timeTagger(knowledge.times)

interface GumReport {
  readonly doc: string
  readonly date: string
  readonly text: string
  readonly dates: readonly {
    readonly span: readonly [number, number]
    readonly text: string
    readonly value: GumValue
  }[]
}
interface GumValue {
  readonly when?: string
  readonly from?: string
  readonly to?: string
  readonly notBefore?: string
  readonly notAfter?: string
}

/** GUM counts code points. */
const utf16 = (text: string): readonly number[] => {
  const at: number[] = []
  let unit = 0
  for (const character of text) {
    at.push(unit)
    unit += character.length
  }
  return [...at, unit]
}

/** The first and last day of a GUM value; open bounds (`notBefore`) say no value. */
const days = (value: GumValue): readonly [string, string] | null => {
  if (value.from && value.to) return [value.from, value.to]
  const when = value.when?.slice(0, 10)
  if (when === undefined) return null
  if (when.length === 10) return [when, when]
  const [year = 0, month] = when.split('-').map(Number)
  const last = month === undefined ? 31 : new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [`${when}${month === undefined ? '-01' : ''}-01`, `${when}${month === undefined ? '-12' : ''}-${last}`]
}

const gum = (): void => {
  let [found, wanted, strict, relaxed, valued, asked, right] = [0, 0, 0, 0, 0, 0, 0]
  for (const line of unzip('entities/gum_news_train.jsonl.gz').split('\n').filter(Boolean)) {
    const gold = JSON.parse(line) as GumReport
    // The written dateline ("Friday, July 21, 2017") is the first date of each report; the metadata hold the day of the event.
    const published = gold.dates.find(d => /^\w+day, /.test(d.text))?.value.when ?? gold.date
    const document = documentOf(gold.text, { id: gold.doc, published })
    const { sentences } = readTrees(document)
    const times = tag(document, null, sentences).filter(datable)
    const at = utf16(gold.text)
    const left = new Set(times)
    found += times.length
    wanted += gold.dates.length
    for (const date of gold.dates) {
      const [start, end] = [at[date.span[0]] ?? 0, at[date.span[1]] ?? 0]
      const match = times.find(t => t.start < end && start < t.end && left.has(t))
      if (!match) {
        if (errors) console.log(`missed ${gold.doc} «${date.text}» ${JSON.stringify(date.value)}`)
        continue
      }
      left.delete(match)
      relaxed++
      if (match.start === start && match.end === end) strict++
      else if (errors) console.log(`span ${gold.doc} «${date.text}» got «${match.text}»`)
      const want = days(date.value)
      if (want === null) {
        valued++
        continue
      }
      asked++
      // An end of an interval, and "early in 2016", cover other days than their value says.
      const own = days({ when: match.value ?? '' })
      const same = /^\d{4}(-\d\d){0,2}$/.test(match.value ?? '') ? own : [match.from, match.to]
      if (same?.[0] === want[0] && same[1] === want[1]) {
        right++
        valued++
      } else if (errors)
        console.log(
          `value ${gold.doc} ${published} «${match.text}» want ${want} got ${match.value} ${match.from} ${match.to}`,
        )
    }
    if (errors) for (const t of left) console.log(`spurious ${gold.doc} «${t.text}» ${t.value} (${t.rule})`)
  }
  console.log(`GUM Wikinews, ${wanted} dates, ${found} found`)
  console.log(`  spans, exact    ${score(strict, found, wanted)}`)
  console.log(`  spans, touching ${score(relaxed, found, wanted)}`)
  console.log(`  value and span  ${score(valued, found, wanted)}`)
  console.log(`  values right where the span was found and GUM gives one: ${percent(right, asked)} of ${asked}`)
}

/** GUM marks what resolves to a date, not lengths, sets or "recently". */
const datable = (time: TimeMention): boolean => time.from !== null

interface Resolution {
  readonly timex?: string
  readonly type: string
  readonly value?: string
  readonly start?: string
  readonly end?: string
}
interface Spec {
  readonly Input: string
  readonly Context?: { readonly ReferenceDateTime?: string }
  readonly Results: readonly {
    readonly Text: string
    readonly Start: number
    readonly TypeName?: string
    readonly Resolution?: { readonly values?: readonly Resolution[] }
  }[]
}

const previous = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** Their quarters are three months, their unresolved seasons bare. */
const sameTimex = (ours: string | null, theirs: string | undefined): boolean =>
  ours !== null &&
  (ours === theirs || ours.replace('P1Q', 'P3M') === theirs || ours.replace(/^\d{4}-(?=[A-Z])/, '') === theirs)

/** Right when one of the readings offered (past, future) is ours. The end of their ranges is the day after, or the first of the last unit. */
const agrees = (time: TimeMention, wanted: Resolution): boolean => {
  const { start, end, timex, value } = wanted
  if (sameTimex(time.value, timex)) return true
  if (wanted.type === 'date') return time.from === value && time.to === value
  if (wanted.type === 'daterange' && start !== undefined && end !== undefined) {
    return time.from === start && time.to !== null && (time.to === previous(end) || time.to >= end)
  }
  // What they call before, after or since a time, we call the time.
  if (wanted.type === 'daterange') return time.from === start || time.to === end || time.from === end
  const [day, clock] = (time.value ?? '').split('T')
  if (wanted.type === 'datetime')
    return sameTimex(`${day}T${clock?.replace(':00', '')}`, timex) || value === `${day} ${clock}:00`
  return sameTimex(`T${clock}`, timex) || sameTimex(`T${clock?.replace(':00', '')}`, timex)
}

const recognizers = (): void => {
  const kinds = new Map<string, { right: number; found: number; all: number }>()
  let [quiet, silent] = [0, 0]
  for (const spec of JSON.parse(unzip('time/recognizers_datetime_english.json.gz')) as readonly Spec[]) {
    const published = spec.Context?.ReferenceDateTime?.slice(0, 10) ?? null
    const { sentences } = readTrees(documentOf(spec.Input, { published }))
    const times = tag({ text: spec.Input, published }, null, sentences)
    if (spec.Results.length === 0) {
      silent++
      if (times.length === 0) quiet++
      else if (errors) console.log(`spurious «${spec.Input}» ${times.map(t => t.text)}`)
    }
    for (const result of spec.Results) {
      const kind = (result.TypeName ?? '').replace('datetimeV2.', '')
      const counts = kinds.get(kind) ?? { right: 0, found: 0, all: 0 }
      kinds.set(kind, counts)
      counts.all++
      const end = result.Start + result.Text.length
      const touching = times.filter(t => t.start < end && result.Start < t.end)
      if (touching.length > 0) counts.found++
      const values = result.Resolution?.values ?? []
      if (touching.some(t => values.some(v => agrees(t, v)))) counts.right++
      else if (errors) {
        const got = touching.map(t => `«${t.text}» ${t.value} ${t.from} ${t.to}`).join(' | ')
        console.log(`${kind} «${spec.Input}» ${published} «${result.Text}» ${JSON.stringify(values[0])} got ${got}`)
      }
    }
  }
  console.log('Recognizers-Text, English')
  for (const [kind, { right, found, all }] of kinds) {
    console.log(`  ${kind.padEnd(14)} found ${percent(found, all)}  right ${percent(right, all)} of ${all}`)
  }
  console.log(`  nothing where there is nothing: ${percent(quiet, silent)} of ${silent}`)
}

if (!process.argv.includes('--recognizers')) gum()
else recognizers()
