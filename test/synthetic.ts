import type { EventType } from '../src/model/event.ts'
import type { DocumentRecord } from '../src/model/record.ts'
import { type Act, act, report } from './reports.ts'

/** A random number generator with a seed (mulberry32), so that every run makes the same records. */
const seeded = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const CODES = (
  'USA RUS CHN IRN IRQ ISR SYR LBN TUR ARM AZE GEO UKR POL DEU FRA GBR ITA ESP EST LVA LTU FIN SWE NOR JPN KOR PRK IND PAK AFG ' +
  'SAU KWT ARE EGY LBY DZA MAR SDN ETH KEN NGA ZAF COD RWA UGA BRA ARG CHL COL VEN MEX CUB CAN AUS NZL IDN MYS PHL VNM THA MMR'
).split(' ')
const SURNAMES =
  'Aranu Belsky Corvo Dastan Elmer Faruk Galo Hennig Idris Jovan Karim Lorca Mirzo Nadel Orban Petko Quiro Rasan Sokol Tarin'.split(
    ' ',
  )
const TOWNS =
  'Alvia Bordo Cantara Delme Estrel Farno Gorza Halim Isker Jurna Kolva Lesna Marat Nirvo Ostra Pelin Ruvo Samar Tolga Urvan'.split(
    ' ',
  )
const MATTERS =
  'border river tariff prisoner pipeline treaty embassy harbour election visa fishing airspace island debt refugee satellite'.split(
    ' ',
  )
const VERBS: readonly (readonly [EventType, string])[] = [
  ['CONSULT', 'met'],
  ['CONSULT', 'held talks with'],
  ['AGREE', 'promised'],
  ['REJECT', 'rebuffed'],
  ['ACCUSE', 'accused'],
  ['THREATEN', 'threatened'],
  ['REQUEST', 'urged'],
  ['ASSAULT', 'shelled'],
  ['SANCTION', 'punished'],
  ['COERCE', 'arrested envoys of'],
  ['AID', 'gave relief to'],
  ['SUPPORT', 'praised'],
]
const PUBLISHERS = ['Reuters', 'AFP', 'TASS', 'Xinhua', 'AP', 'Kyodo', 'EFE', 'ANSA']

/** Plausible reports of invented acts, `perReport` each, over so many days; some acts are told by several publishers. Deterministic. */
export function* syntheticReports(count: number, perReport = 5, seed = 1, days = 14_000): Generator<DocumentRecord> {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * random() * list.length)] as T
  const recent: { type: EventType; text: string; day: number }[] = []
  for (let i = 0; i < count; i++) {
    const day = Math.floor((i / Math.max(1, count)) * days)
    const acts: Act[] = []
    for (let j = 0; j < perReport; j++) {
      const old = recent[recent.length - 1 - Math.floor(random() * 40)]
      if (old !== undefined && day - old.day < 4 && random() < 0.3) {
        acts.push(act(old.type, old.text.replace(' over the ', random() < 0.5 ? ' over a ' : ' on the ')))
        continue
      }
      const [type, verb] = pick(VERBS)
      const [a, b] = [pick(CODES), pick(CODES)]
      const actor = random() < 0.5 ? `[A:${a}* ${pick(SURNAMES)}]` : `[A:${a} ${a}]`
      const place =
        random() < 0.4
          ? ` in [P:${pick(TOWNS)}/${b}/${Math.floor(random() * 60)}/${Math.floor(random() * 90)} ${pick(TOWNS)}]`
          : ''
      const when = new Date((day - Math.floor(random() * 3)) * 86_400_000).toISOString().slice(0, 10)
      const claim = random() < 0.2 ? ', [S:GBR London] [C said]' : ''
      const text = `${actor} [T ${verb}] [R:${b === a ? 'UN' : b} ${b === a ? 'UN' : b}]${place} over the ${pick(MATTERS)} ${pick(MATTERS)} affair of ${pick(TOWNS)} [D:${when} that day]${claim}.`
      acts.push(act(type, text))
      recent.push({ type, text, day })
      if (recent.length > 60) recent.shift()
    }
    const published = new Date(day * 86_400_000).toISOString().slice(0, 10)
    yield report(`s${i}`, PUBLISHERS[i % PUBLISHERS.length] ?? null, published, acts)
  }
}
