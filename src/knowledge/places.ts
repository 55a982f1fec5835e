import { CITY_ROW, type Gazetteer, gazetteerOf, type Place, type Reading } from './gazetteer.ts'
import { foldName } from './placename.ts'
import { loadPlaceWords, loadPlacingWords, type PlaceWords, type PlacingWords } from './placewords.ts'
import { type Problem, suggestion } from './problem.ts'
import { readTable, type TableRow } from './table.ts'

/** What the program knows of places. */
export interface PlaceKnowledge {
  readonly words: PlaceWords
  readonly placing: PlacingWords
  /** Everything a name may stand for; the name as {@link foldName} writes it. */
  readings(key: string): readonly Reading[]
  /** Towns of a country whose names may be other spellings of this one. */
  similar(name: string, country: string): readonly Place[]
  /** The name of a country's first-level division, or null. */
  regionName(place: Place): string | null
  /** The state a place belonged to on a day (ISO date; null for today): Riga in 1987 to the Soviet Union. */
  countryOn(place: Place, date: string | null): string | null
  /** False for a country of today that was part of another state on that day. */
  isState(code: string, date: string | null): boolean
  /** The country's own entry, or null. */
  country(code: string): Place | null
  capital(code: string): Place | null
  /** How many towns of this country the gazetteer knows. */
  size(country: string): number
}

const DIR = 'places'
const KINDS: readonly string[] = ['water', 'region', 'facility']

interface PastState {
  readonly code: string
  readonly from: string
  readonly to: string
  /** Country or country and division → the day it left, or null for the state's last. */
  readonly members: ReadonlyMap<string, string | null>
}

/**
 * Reads data/places: `cities.tsv`, `regions.tsv` and `countries.tsv` (built from GeoNames), `features.tsv`, `names.tsv`, `states.tsv`
 * (kept by hand), `words.yml`, `placing.yml`. Broken rows are reported and left out. The index of the cities is built on first use.
 */
export const loadPlaces = (
  files: ReadonlyMap<string, string>,
): { readonly knowledge: PlaceKnowledge; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const table = (name: string, columns: readonly string[]): readonly TableRow[] =>
    readTable(`${DIR}/${name}`, files.get(`${DIR}/${name}`) ?? '', columns, problems)

  const gazetteer = gazetteerOf(cityRows(files.get(`${DIR}/cities.tsv`) ?? '', problems))
  const countries = readCountries(
    table('countries.tsv', ['code', 'name', 'lat', 'lon', 'population', 'capital']),
    problems,
  )
  const regions = readRegions(table('regions.tsv', ['code', 'name', 'lat', 'lon', 'population']), problems)
  const states = readStates(table('states.tsv', ['code', 'name', 'lat', 'lon', 'from', 'to', 'members']), problems)
  const features = readFeatures(
    table('features.tsv', ['name', 'aliases', 'kind', 'lat', 'lon', 'country', 'town']),
    problems,
  )
  const words = loadPlaceWords(`${DIR}/words.yml`, files.get(`${DIR}/words.yml`) ?? '', problems)

  const named = new Map<string, Reading[]>()
  const add = (name: string, reading: Reading): void => {
    const key = foldName(name)
    const known = named.get(key)
    if (known === undefined) named.set(key, [reading])
    else if (!known.some(other => other.place === reading.place)) known.push(reading)
  }
  const plain = (place: Place): Reading => ({ place, usual: true, kept: false, from: null, to: null })
  for (const { place } of countries.values()) add(place.name, plain(place))
  for (const { place } of states.values()) add(place.name, plain(place))
  for (const place of regions.values()) for (const name of regionNames(place.name, words)) add(name, plain(place))
  for (const { place, aliases } of features) for (const name of [place.name, ...aliases]) add(name, plain(place))

  const target = (reference: string): Place | null => {
    const whole = countries.get(reference)?.place ?? states.get(reference)?.place ?? regions.get(reference)
    if (whole !== undefined) return whole
    const comma = reference.lastIndexOf(', ')
    const [name, country] = [reference.slice(0, comma), reference.slice(comma + 2)]
    const towns = gazetteer.readings(foldName(name)).filter(r => r.place.country === country)
    return (
      towns.toSorted((a, b) => Number(b.usual) - Number(a.usual) || b.place.population - a.place.population)[0]
        ?.place ?? null
    )
  }
  const extra = table('names.tsv', ['name', 'place', 'from', 'to', 'note']).flatMap(row => {
    const [name = '', reference = '', from = '', to = ''] = row.cells
    if (/^(?:[A-Z]{3}(?:\.[^,\t]+)?|.+, [A-Z]{3})$/.test(reference) && /^\d*$/.test(from) && /^\d*$/.test(to)) {
      return [{ row, name, reference, from: from === '' ? null : Number(from), to: to === '' ? null : Number(to) }]
    }
    problems.push({
      ...row.at,
      message: `"${row.cells.join(' ')}" is no name, place ("Town, ISO" or a code), year and year`,
    })
    return []
  })
  // Most other names stand for cities, whose index is built on first use; so are these.
  const others = new Map<string, typeof extra>()
  for (const item of extra) others.set(foldName(item.name), [...(others.get(foldName(item.name)) ?? []), item])

  const resolved = new Map<string, readonly Reading[]>()
  const readings = (key: string): readonly Reading[] => {
    const known = resolved.get(key)
    if (known !== undefined) return known
    const hand = (others.get(key) ?? []).flatMap(item => {
      const place = target(item.reference)
      return place === null ? [] : [{ place, usual: true, kept: true, from: item.from, to: item.to }]
    })
    const listed = named.get(key) ?? []
    const all = [...hand, ...listed, ...gazetteer.readings(key)]
    const distinct = all.filter((r, i) => all.findIndex(other => other.place === r.place) === i)
    // A short run of the program asks for few names, a long one for the same ones again: hits are kept, misses are not.
    if (distinct.length > 0) resolved.set(key, distinct)
    return distinct
  }

  return {
    knowledge: {
      words,
      placing: loadPlacingWords(`${DIR}/placing.yml`, files.get(`${DIR}/placing.yml`) ?? '', problems),
      readings,
      similar: gazetteer.similar,
      regionName: place =>
        place.region === '' ? null : (regions.get(`${place.country}.${place.region}`)?.name ?? null),
      countryOn: (place, date) => countryOn(place, date, [...states.values()]),
      isState: (code, date) => memberOf(code, date, [...states.values()]) === null,
      country: code => countries.get(code)?.place ?? states.get(code)?.place ?? null,
      capital: code => capitalOf(code, countries, gazetteer),
      size: gazetteer.size,
    },
    problems,
  }
}

/** Names of data/places/names.tsv that stand for no place of the tables: a check for tests, since it builds the index. */
export const danglingNames = (files: ReadonlyMap<string, string>): readonly Problem[] => {
  const problems: Problem[] = []
  const { knowledge } = loadPlaces(files)
  for (const row of readTable(
    `${DIR}/names.tsv`,
    files.get(`${DIR}/names.tsv`) ?? '',
    ['name', 'place', 'from', 'to', 'note'],
    [],
  )) {
    const [name = '', reference = ''] = row.cells
    const code = reference.slice(0, 3)
    const known = knowledge.readings(foldName(name))
    const country = reference.includes(', ') ? reference.slice(-3) : code
    if (!known.some(r => r.place.country === country))
      problems.push({ ...row.at, message: `no place "${reference}" for "${name}"` })
  }
  return problems
}

const cityRows = (text: string, problems: Problem[]): readonly string[] => {
  const [, ...rows] = text.split('\n')
  return rows.filter((row, i) => {
    if (row === '') return false
    if (CITY_ROW.test(row)) return true
    const message = `"${row.slice(0, 60)}" is no row of id, name, keys, latitude, longitude, country, division, population, rank`
    problems.push({ file: `${DIR}/cities.tsv`, line: i + 2, message })
    return false
  })
}

const area = (
  name: string,
  kind: Place['kind'],
  country: string | null,
  cells: readonly (string | undefined)[],
): Place => {
  const [lat, lon, population = '0', region = ''] = cells
  return {
    name,
    kind,
    lat: Number(lat),
    lon: Number(lon),
    country,
    region,
    geonames: null,
    population: Number(population),
    rank: '',
  }
}

const onMap = (lat: string | undefined, lon: string | undefined): boolean =>
  lat !== undefined &&
  lon !== undefined &&
  lat !== '' &&
  lon !== '' &&
  Math.abs(Number(lat)) <= 90 &&
  Math.abs(Number(lon)) <= 180

const readCountries = (
  rows: readonly TableRow[],
  problems: Problem[],
): ReadonlyMap<string, { readonly place: Place; readonly capital: string }> => {
  const countries = new Map<string, { readonly place: Place; readonly capital: string }>()
  for (const { cells, at } of rows) {
    const [code = '', name = '', lat, lon, population, capital = ''] = cells
    if (!/^[A-Z]{3}$/.test(code) || !onMap(lat, lon))
      problems.push({ ...at, message: `"${cells.join(' ')}" is no country with a point on the map` })
    else countries.set(code, { place: area(name, 'country', code, [lat, lon, population]), capital })
  }
  return countries
}

const readRegions = (rows: readonly TableRow[], problems: Problem[]): ReadonlyMap<string, Place> => {
  const regions = new Map<string, Place>()
  for (const { cells, at } of rows) {
    const [code = '', name = '', lat, lon, population] = cells
    const [, country, region] = /^([A-Z]{3})\.(.+)$/.exec(code) ?? []
    if (country === undefined || !onMap(lat, lon))
      problems.push({ ...at, message: `"${cells.join(' ')}" is no division with a point on the map` })
    else regions.set(code, area(name, 'region', country, [lat, lon, population, region]))
  }
  return regions
}

const readStates = (
  rows: readonly TableRow[],
  problems: Problem[],
): ReadonlyMap<string, PastState & { readonly place: Place }> => {
  const states = new Map<string, PastState & { readonly place: Place }>()
  for (const { cells, at } of rows) {
    const [code = '', name = '', lat, lon, from = '', to = '', members = ''] = cells
    const dated = [from, to].every(day => /^\d{4}-\d\d-\d\d$/.test(day))
    if (!/^[A-Z]{3}$/.test(code) || !onMap(lat, lon) || !dated)
      problems.push({ ...at, message: `"${code} ${name}" is no state with a point and two days` })
    else {
      const parts = members
        .split(' ')
        .filter(part => part !== '')
        .map(part => part.split(':'))
      states.set(code, {
        code,
        from,
        to,
        members: new Map(parts.map(([member = '', left]) => [member, left ?? null])),
        place: area(name, 'country', code, [lat, lon]),
      })
    }
  }
  return states
}

const readFeatures = (
  rows: readonly TableRow[],
  problems: Problem[],
): readonly { readonly place: Place; readonly aliases: readonly string[] }[] =>
  rows.flatMap(({ cells, at }) => {
    const [name = '', aliases = '', kind = '', lat, lon, country = '', town = ''] = cells
    const known = KINDS.find(k => k === kind)
    if (known === undefined || !onMap(lat, lon) || !/^(?:[A-Z]{3})?$/.test(country)) {
      const hint =
        known === undefined
          ? `unknown kind "${kind}"${suggestion(kind, KINDS)}`
          : `no point on the map or no country: ${lat} ${lon} ${country}`
      problems.push({ ...at, message: `"${name}": ${hint}` })
      return []
    }
    // A palace is found by its name, and known by its town: "Imperial Palace, Tokyo".
    const full = town === '' ? name : `${name}, ${town}`
    const place = area(full, known as Place['kind'], country === '' ? null : country, [lat, lon])
    return [{ place, aliases: [name, ...aliases.split('|').filter(a => a !== '')] }]
  })

/** "Kyiv Oblast" is also "Kyiv"; "State of Berlin" also "Berlin". */
const regionNames = (name: string, words: PlaceWords): readonly string[] => {
  const bare = name
    .split(' ')
    .filter(word => !words.division.has(word.toLowerCase()))
    .join(' ')
    .replace(/^of /, '')
  return bare === '' || bare === name ? [name] : [name, bare]
}

const countryOn = (place: Place, date: string | null, states: readonly PastState[]): string | null =>
  place.country === null
    ? null
    : (memberOf(place.country, date, states) ??
      memberOf(`${place.country}.${place.region}`, date, states) ??
      place.country)

/** The past state that a country, or a division of one, belonged to on a day; null for none. */
const memberOf = (member: string, date: string | null, states: readonly PastState[]): string | null => {
  if (date === null) return null
  const past = states.find(state => {
    const left = state.members.get(member)
    return left !== undefined && date >= state.from && date < (left ?? state.to)
  })
  return past?.code ?? null
}

const capitalOf = (
  code: string,
  countries: ReadonlyMap<string, { readonly place: Place; readonly capital: string }>,
  gazetteer: Gazetteer,
): Place | null => {
  const id = countries.get(code)?.capital ?? ''
  return id === '' ? null : gazetteer.withId(id)
}
