import { CITY_ROW, type Place } from './gazetteer.ts'
import { type Problem, suggestion } from './problem.ts'
import type { TableRow } from './table.ts'

const KINDS: readonly string[] = ['water', 'region', 'facility']

/** The well-formed rows of cities.tsv; the others are reported. */
export const cityRows = (text: string, problems: Problem[]): readonly string[] => {
  const [, ...rows] = text.split('\n')
  return rows.filter((row, i) => {
    if (row === '') return false
    if (CITY_ROW.test(row)) return true
    const message = `"${row.slice(0, 60)}" is no row of id, name, keys, latitude, longitude, country, division, population, rank`
    problems.push({ file: 'places/cities.tsv', line: i + 2, message })
    return false
  })
}

/** A place that is no town. */
export const area = (
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

export const onMap = (lat: string | undefined, lon: string | undefined): boolean =>
  lat !== undefined &&
  lon !== undefined &&
  lat !== '' &&
  lon !== '' &&
  Math.abs(Number(lat)) <= 90 &&
  Math.abs(Number(lon)) <= 180

/** Rows of countries.tsv by code. */
export const readCountries = (
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

/** Rows of regions.tsv by country and division. */
export const readRegions = (rows: readonly TableRow[], problems: Problem[]): ReadonlyMap<string, Place> => {
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

/** Rows of features.tsv. */
export const readFeatures = (
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
