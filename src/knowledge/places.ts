import { type Gazetteer, gazetteerOf, type Place, type Reading } from './gazetteer.ts'
import { countryOn, memberOf, readStates } from './paststates.ts'
import { foldName } from './placename.ts'
import { cityRows, readCountries, readFeatures, readRegions } from './placetables.ts'
import { loadPlaceWords, loadPlacingWords, type PlaceWords, type PlacingWords } from './placewords.ts'
import type { Problem } from './problem.ts'
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
  const words = loadPlaceWords(`${DIR}/words.yml`, files.get(`${DIR}/words.yml`), problems)

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
      placing: loadPlacingWords(`${DIR}/placing.yml`, files.get(`${DIR}/placing.yml`), problems),
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

/** "Kyiv Oblast" is also "Kyiv"; "State of Berlin" also "Berlin". */
const regionNames = (name: string, words: PlaceWords): readonly string[] => {
  const bare = name
    .split(' ')
    .filter(word => !words.division.has(word.toLowerCase()))
    .join(' ')
    .replace(/^of /, '')
  return bare === '' || bare === name ? [name] : [name, bare]
}

const capitalOf = (
  code: string,
  countries: ReadonlyMap<string, { readonly place: Place; readonly capital: string }>,
  gazetteer: Gazetteer,
): Place | null => {
  const id = countries.get(code)?.capital ?? ''
  return id === '' ? null : gazetteer.withId(id)
}
