import type { PlaceMention } from '../model/place.ts'
import { foldName, looseKey } from './placename.ts'

/** A place of the gazetteer. */
export interface Place {
  readonly name: string
  readonly kind: PlaceMention['kind']
  readonly lat: number
  readonly lon: number
  /** ISO 3166 alpha-3; null for what lies in several countries or none. */
  readonly country: string | null
  /** Code of the first-level division within the country, or the empty string. */
  readonly region: string
  readonly geonames: number | null
  readonly population: number
  /** C capital, A seat of a first-level division, B of a second-level one, X quarter of a city, P any other; empty for what is no town. */
  readonly rank: string
}

/** One thing a name may stand for. */
export interface Reading {
  readonly place: Place
  /** True for the place's own name and for names in data/places/names.tsv; false for a spelling among GeoNames' many. */
  readonly usual: boolean
  /** True for a name in data/places/names.tsv: what news means by it. */
  readonly kept: boolean
  /** Years between which the place bore this name; null where open, and both null for a name of today. */
  readonly from: number | null
  readonly to: number | null
}

/** The rows of cities.tsv, indexed by name on first use: the index costs a tenth of a second, and short runs need little of it. */
export interface Gazetteer {
  readings(key: string): readonly Reading[]
  /** Towns of a country whose names may be other spellings of this one. */
  similar(name: string, country: string): readonly Place[]
  /** How many towns of this country the gazetteer knows. */
  size(country: string): number
  /** The town with this GeoNames id, or null. */
  withId(geonames: string): Place | null
}

/** The rows of cities.tsv, cut out of its text one by one: eighty thousand strings would be a tenth of the start. */
export interface Rows {
  readonly count: number
  /** A well-formed row: id, name, keys, latitude, longitude, country, division, population, rank, tabs between. */
  row(number: number): string
  /** The number of the row with this id, −1 where there is none. */
  withId(id: string): number
}

const cityOf = (row: string): Place => {
  const [geonames, name = '', , lat, lon, country = '', region = '', population, rank = ''] = row.split('\t')
  return {
    name,
    kind: 'city',
    lat: Number(lat),
    lon: Number(lon),
    country,
    region,
    geonames: Number(geonames),
    population: Number(population),
    rank,
  }
}

interface Index {
  /** Shard of a key → numbers of the rows that have a key in it. */
  readonly shards: readonly (readonly number[] | undefined)[]
  readonly ofCountry: ReadonlyMap<string, readonly number[]>
}

/** Row number, or row numbers, counted from 1; negative where the key is one of the other spellings. */
type Numbers = number | number[]

const PLAIN = /^[A-Za-z ]+$/
const SHARDS = 1024
/** Keys are indexed only down to their first two letters at first, the rest when one of them is asked for. */
const shardOf = (first: number, second: number): number => (first * 37 + (second || 0)) % SHARDS

/** Calls `visit` with every key of a row; the second column holds the other spellings, with "=" before the name's own key if need be. */
const eachKey = (row: string, visit: (key: string, usual: boolean) => void): void => {
  const first = row.indexOf('\t')
  const second = row.indexOf('\t', first + 1)
  const third = row.indexOf('\t', second + 1)
  const name = row.slice(first + 1, second)
  if (PLAIN.test(name)) visit(name.toLowerCase(), true)
  if (third === second + 1) return
  for (const key of row.slice(second + 1, third).split('|')) {
    if (key.startsWith('=')) visit(key.slice(1), true)
    else visit(key, false)
  }
}

const indexOf = (rows: Rows): Index => {
  const shards: number[][] = []
  const ofCountry = new Map<string, number[]>()
  const put = (shard: number, number: number): void => {
    const list = shards[shard]
    if (list === undefined) shards[shard] = [number]
    else if (list[list.length - 1] !== number) list.push(number)
  }
  for (let number = 0; number < rows.count; number++) {
    const row = rows.row(number)
    const first = row.indexOf('\t')
    const second = row.indexOf('\t', first + 1)
    const third = row.indexOf('\t', second + 1)
    // Lower case by its bit; names with other letters have their key written out.
    put(shardOf(row.charCodeAt(first + 1) | 32, row.charCodeAt(first + 2) | 32), number)
    for (let at = second; at >= 0 && at < third; at = row.indexOf('|', at + 1)) {
      const from = row.charCodeAt(at + 1) === 61 ? at + 2 : at + 1
      const next = row.charCodeAt(from + 1)
      if (from < third) put(shardOf(row.charCodeAt(from), next === 124 || next === 9 ? 0 : next), number)
    }
    const at = row.indexOf('\t', row.indexOf('\t', third + 1) + 1) + 1
    const country = row.slice(at, at + 3)
    const others = ofCountry.get(country)
    if (others === undefined) ofCountry.set(country, [number])
    else others.push(number)
  }
  return { shards, ofCountry }
}

const keysOf = (rows: Rows, numbers: readonly number[]): ReadonlyMap<string, Numbers> => {
  const keys = new Map<string, Numbers>()
  for (const number of numbers) {
    eachKey(rows.row(number), (key, usual) => {
      const row = usual ? number + 1 : -number - 1
      const known = keys.get(key)
      if (known === undefined) keys.set(key, row)
      else if (typeof known === 'number') keys.set(key, [known, row])
      else known.push(row)
    })
  }
  return keys
}

/** Coarse key → row numbers, of one country: built only where a name is found nowhere else. */
const looseIndexOf = (rows: Rows, numbers: readonly number[]): ReadonlyMap<string, readonly number[]> => {
  const index = new Map<string, number[]>()
  for (const number of numbers) {
    const coarse = new Set<string>()
    eachKey(rows.row(number), key => coarse.add(looseKey(key)))
    for (const key of coarse) {
      if (key.length < SHORTEST_LOOSE) continue
      const known = index.get(key)
      if (known === undefined) index.set(key, [number])
      else known.push(number)
    }
  }
  return index
}

/** Shorter coarse keys are shared by names that have little in common. */
const SHORTEST_LOOSE = 3

/** A gazetteer over the rows of cities.tsv. */
export const gazetteerOf = (rows: Rows): Gazetteer => {
  let index: Index | null = null
  const loose = new Map<string, ReadonlyMap<string, readonly number[]>>()
  const opened: (ReadonlyMap<string, Numbers> | undefined)[] = []
  const cities = new Map<number, Place>()
  const city = (number: number): Place => {
    const known = cities.get(number)
    if (known !== undefined) return known
    const made = cityOf(rows.row(number))
    cities.set(number, made)
    return made
  }
  const built = (): Index => {
    index ??= indexOf(rows)
    return index
  }
  return {
    readings(key) {
      const shard = shardOf(key.charCodeAt(0), key.charCodeAt(1))
      const keys = opened[shard] ?? keysOf(rows, built().shards[shard] ?? [])
      opened[shard] = keys
      const found = keys.get(key)
      if (found === undefined) return []
      const numbers = typeof found === 'number' ? [found] : found
      return numbers.map(n => ({ place: city(Math.abs(n) - 1), usual: n > 0, kept: false, from: null, to: null }))
    },
    similar(name, country) {
      const known = loose.get(country) ?? looseIndexOf(rows, built().ofCountry.get(country) ?? [])
      loose.set(country, known)
      return (known.get(looseKey(foldName(name))) ?? []).map(city)
    },
    size: country => built().ofCountry.get(country)?.length ?? 0,
    withId(geonames) {
      const number = rows.withId(geonames)
      return number < 0 ? null : city(number)
    },
  }
}
