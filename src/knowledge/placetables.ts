import type { Place, Rows } from './gazetteer.ts'
import { type Problem, suggestion } from './problem.ts'
import type { TableRow } from './table.ts'

const KINDS: readonly string[] = ['water', 'region', 'facility']

const CITY_ROW = /\d+\t[^\t\n]+\t[^\t\n]*\t-?\d+\.\d+\t-?\d+\.\d+\t[A-Z]{3}\t[^\t\n]*\t\d+\t[ABCPX](?=\n|$)/y

/** The well-formed rows of cities.tsv; the others are reported. */
export const cityRows = (text: string, problems: Problem[]): Rows => {
  const starts: number[] = []
  let line = 1
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    line++
    if (text[at] === '\n') continue
    CITY_ROW.lastIndex = at
    if (CITY_ROW.test(text)) starts.push(at)
    else {
      const row = rowAt(text, at).slice(0, 60)
      const message = `"${row}" is no row of id, name, keys, latitude, longitude, country, division, population, rank`
      problems.push({ file: 'places/cities.tsv', line, message })
    }
  }
  return {
    count: starts.length,
    row: number => rowAt(text, starts[number] ?? text.length),
    withId: id => starts.indexOf(text.indexOf(`\n${id}\t`) + 1),
  }
}

const rowAt = (text: string, at: number): string => {
  const end = text.indexOf('\n', at)
  return text.slice(at, end < 0 ? text.length : end)
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
