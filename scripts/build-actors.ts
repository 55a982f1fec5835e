/**
 * Derives the big actor tables of `data/actors` from the fact tables in `../shared/data/actors` and checks the hand-written ones
 * against the npm package countries-list. Run: `npx node scripts/build-actors.ts`. Sources and licences: data/actors/README.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { getCountryDataList } from 'countries-list'
import { lastNameKey, nameKeys } from '../src/knowledge/actors/people.ts'
import { pieces } from '../src/knowledge/actors/phrases.ts'
import { readWords } from '../src/knowledge/actors/words.ts'

const root = resolve(import.meta.dirname, '..')
const shared = resolve(root, '../shared/data/actors')
const data = join(root, 'data/actors')

if (!existsSync(shared)) {
  process.stderr.write(
    `build-actors: ${shared} is missing; it holds the fact tables. The tables in data/actors stay as they are.`,
  )
  process.exit(1)
}

type Cells = Readonly<Record<string, string>>

const table = (path: string): readonly Cells[] => {
  const [head = '', ...lines] = readFileSync(path, 'utf8').replace(/\r/g, '').split('\n')
  const columns = head.split('\t')
  return lines
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => Object.fromEntries(line.split('\t').map((cell, i) => [columns[i] ?? '', cell.trim()])))
}

const write = (name: string, columns: readonly string[], rows: readonly (readonly string[])[]): void => {
  const lines = [columns.join('\t'), ...rows.map(row => row.join('\t'))]
  writeFileSync(join(data, name), `${lines.join('\n')}\n`)
  console.log(`data/actors/${name}: ${rows.length} rows`)
}

const states = table(join(data, 'states.tsv'))
const codes = new Set(states.map(s => s.code))

// Every sovereign of countries-list must have its row in states.tsv.
const DEPENDENT = 'partOf'
for (const country of getCountryDataList()) {
  if (DEPENDENT in country || codes.has(country.iso3 === 'XKX' ? 'XKX' : country.iso3)) continue
  console.log(`states.tsv has no row for ${country.iso3} ${country.name} (fine for a dependency)`)
}

/** Words that stand in small letters in the UD English Web Treebank; empty where it is missing. */
const smallWords = (): ReadonlySet<string> => {
  const path = resolve(root, '../shared/data/treebanks/EWT-train.conllu.gz')
  if (!existsSync(path)) return new Set()
  const words = new Set<string>()
  for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
    const form = line.split('\t')[1]
    if (form !== undefined && form === form.toLowerCase()) words.add(form)
  }
  return words
}

/** An ISO date, cut where the source is vague; the empty string when it is none ("2003-13-01"). */
const isoDate = (value: string): string => {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value)
  if (!match) return ''
  const [, year = '', month, day] = match
  if (month === undefined || month === '00' || Number(month) > 12) return year
  return day === undefined || day === '00' || Number(day) > 31 ? `${year}-${month}` : `${year}-${month}-${day}`
}

const COLUMNS = ['country', 'name', 'aliases', 'office', 'title', 'sector', 'from', 'to', 'wikidata'] as const

/** Heads of organisations, by words of their title. */
const ORGANIZATIONS: readonly (readonly [RegExp, string])[] = [
  [/Permanent Representative|Judge|Ambassador/, ''],
  [/United Nations|UNESCO|International Court of Justice/, 'UN'],
  [/NATO/, 'NATO'],
  [/European (Union|Commission|Council|Parliament)|Eurogroup/i, 'EU'],
  [/OSCE/, 'OSCE'],
  [/OPEC/, 'OPEC'],
  [/International Monetary Fund/, 'IMF'],
  [/Commonwealth of Independent States/, 'CIS'],
]

const OFFICES: readonly (readonly [RegExp, string])[] = [
  [/[Ff]inanc|[Tt]reasury/, 'finance_minister'],
  [/Interior|Internal/, 'interior_minister'],
  [/General Staff/, 'chief_of_general_staff'],
  [/^Speaker/, 'speaker'],
  [/Spokesperson/, 'spokesman'],
]

const officeholders: string[][] = []
const seen = new Set<string>()
const addHolder = (row: readonly string[]): void => {
  const key = row.slice(0, 2).concat(row.slice(3, 5), row.slice(6, 7)).join('|')
  if (seen.has(key)) return
  seen.add(key)
  officeholders.push([...row])
}
for (const row of table(join(shared, 'leaders.tsv'))) {
  // REIGN states no licence, so none of its rows is taken; Phoenix (MIT) and the hand-written history cover the years before 2014.
  if (row.source?.startsWith('REIGN')) continue
  const role = row.role ?? ''
  const title = row.title ?? ''
  let country = row.iso3 === 'UNK' ? 'XKX' : (row.iso3 ?? '')
  let office = role.split(':')[0] ?? ''
  let sector = 'GOV'
  if (office === 'igo_head') {
    country = ORGANIZATIONS.find(([pattern]) => pattern.test(title))?.[1] ?? ''
    if (country === '') continue
    office = `${country.toLowerCase()}_office`
  } else if (office === 'other') {
    office = OFFICES.find(([pattern]) => pattern.test(title))?.[1] ?? ''
    if (/Speaker/.test(title)) sector = 'LEG'
    if (/General Staff/.test(title)) sector = 'MIL'
    if (/Intelligence/.test(title)) sector = 'SPY'
  }
  if (!/^[A-Z]{2,4}$/.test(country)) continue
  // "<=2021-02" says gone by that snapshot: the end is not known better.
  const to = isoDate((row.end ?? '').replace(/^<=/, ''))
  const from = isoDate((row.start ?? '').replace(/^<=/, ''))
  if (from !== '' && to !== '' && to < from) continue
  const name = (row.name ?? '').replace(/ *\(.*\)$/, '')
  if (name === '') continue
  addHolder([country, name, row.aliases ?? '', office, title, sector, from, to, ''])
}
for (const row of table(join(shared, 'foreign_ministers_2022.tsv'))) {
  const country = row.iso3 === 'UNK' ? 'XKX' : (row.iso3 ?? '')
  if ((row.name ?? '') === '') continue
  // The list tells who was in office in 2022, not until when.
  addHolder([
    country,
    row.name ?? '',
    '',
    'foreign_minister',
    row.position ?? '',
    'GOV',
    isoDate(row.start ?? ''),
    '',
    row.wikidata ?? '',
  ])
}
// Of an office one holds at a time, a tenure ends where another's begins: the sources' ends are dates of snapshots.
const ALONE = new Set([
  'head_of_government',
  'foreign_minister',
  'defence_minister',
  'finance_minister',
  'interior_minister',
])
const FROM = 6
const TO = 7
officeholders.sort((a, b) => ((a[FROM] ?? '') < (b[FROM] ?? '') ? -1 : 1))
for (const [i, row] of officeholders.entries()) {
  if (!ALONE.has(row[3] ?? '') || row[FROM] === '') continue
  const next = officeholders
    .slice(i + 1)
    .find(
      other =>
        other[0] === row[0] && other[3] === row[3] && other[1] !== row[1] && (other[FROM] ?? '') > (row[FROM] ?? ''),
    )
  const begins = next?.[FROM] ?? ''
  if (begins !== '' && (row[TO] === '' || (row[TO] ?? '') > begins)) row[TO] = begins
}
officeholders.sort((a, b) => (a.join('\t') < b.join('\t') ? -1 : 1))
write('officeholders.tsv', COLUMNS, officeholders)

/** CAMEO role → PLOVER sector. */
const sectorOf = (role: string): string | null => {
  if (role.startsWith('GOV') || role === '') return role.startsWith('GOVSPY') ? 'SPY' : 'GOV'
  const first = role.slice(0, 3)
  if (first === 'MED') return 'JRN'
  return ['MIL', 'REB', 'OPP', 'SPY', 'LEG', 'JUD', 'COP', 'PTY'].includes(first) ? first : null
}
const TITLED =
  /^(the |former |ex-|president|prime|premier|vice|secretary|minister|foreign|defen[cs]e|gov\.?|govern|senator|sen\.|rep\.|general|gen\.|king|queen|sheikh|mr|dr|chancellor|interior|finance)/i
const people: string[][] = []
for (const row of table(join(shared, 'phoenix_people.tsv'))) {
  const country = row.iso3 ?? ''
  const code = row.code ?? ''
  if (!codes.has(country) || !code.startsWith(country)) continue
  const sector = sectorOf(code.slice(3))
  if (sector === null) continue
  const from = isoDate(row.start ?? '')
  const to = isoDate(row.end ?? '')
  // Phoenix leaves a tenure open that its last update (2010) found open; who held office then is not known to hold it today.
  if (from === '' || from > '2012' || (to !== '' && to < from)) continue
  const name = (row.name ?? '').replace(/^(Sir|Dr|Sheikh|Lt|Col|Gen|Maj|Adm)\.? /, '')
  if (name.split(' ').length < 2 && sector === 'GOV' && name.length < 4) continue
  const aliases = (row.aliases ?? '')
    .split('|')
    .filter(a => a !== '' && !TITLED.test(a) && !/administration|government|regime/i.test(a) && a.split(' ').length > 1)
    .slice(0, 3)
  people.push([country, name, aliases.join('|'), '', '', sector, from, to === '' ? '2012' : to, ''])
}
const { familyFirst } = readWords('words.yml', readFileSync(join(data, 'words.yml'), 'utf8'), [])
// Sorted by folded last name, one row a key, so that the program finds a name without reading the table.
const keyed = people.flatMap(row => {
  const [country = '', name = '', aliases = ''] = row
  return [...nameKeys({ country, name, aliases: aliases === '' ? [] : aliases.split('|') }, familyFirst)].map(key => [
    key,
    ...row,
  ])
})
const byKey = (a: readonly string[], b: readonly string[]): number => {
  const [left, right] = [a.join('\t'), b.join('\t')]
  return (a[0] ?? '') < (b[0] ?? '') ? -1 : (a[0] ?? '') > (b[0] ?? '') ? 1 : left < right ? -1 : 1
}
write('phoenix.people.tsv', ['key', ...COLUMNS], keyed.filter(row => row[0] !== '').sort(byKey))

/** Names that are first of all something else. */
const WORDS = new Set(['Trend', 'AA', 'Petra', 'Dawn', 'Fars', 'Mehr'])
const media = table(join(shared, 'media.tsv'))
  .filter(row => !WORDS.has(row.name ?? ''))
  .map(row => [
    (row.name ?? '').replace(/ \(.*\)$/, ''),
    (row.aliases ?? '')
      .split('|')
      .filter(a => a !== '' && !a.includes('(') && !WORDS.has(a))
      .join('|'),
    '',
    row.iso3 ?? '',
    'JRN',
    'organization',
  ])
const known = new Set(media.map(row => (row[0] ?? '').toLowerCase()))
const extra = readFileSync(join(data, 'papers.txt'), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .flatMap(line => {
    const [country = '', list = ''] = line.split('\t')
    return list
      .split('|')
      .filter(name => !known.has(name.toLowerCase()))
      .map(name => [name, '', '', country, 'JRN', 'organization'])
  })
write('media.tsv', ['name', 'aliases', 'code', 'country', 'sector', 'kind'], [...media, ...extra])

// Armed groups and organisations Phoenix lists (MIT), where the hand-written table has none of that name.
const own = new Set(
  table(join(data, 'organizations.tsv')).flatMap(row =>
    [row.name ?? '', ...(row.aliases ?? '').split('|')].map(name => name.toLowerCase()),
  ),
)
const SMALL = /\b(Of|The|And|For|In|On|To|De|Del|La|Las|Los|El|Du|Des)\b/g
const groups = table(join(shared, 'orgs_phoenix.tsv')).flatMap(row => {
  const name = (row.name ?? '').replace(SMALL, word => word.toLowerCase()).replace(/^./, c => c.toUpperCase())
  const code = row.cameo_code ?? ''
  if (name.split(' ').length < 3 || own.has(name.toLowerCase()) || /[^\p{L} '-]/u.test(name)) return []
  const country = codes.has(code.slice(0, 3)) ? code.slice(0, 3) : ''
  if (row.kind === 'armed' && code.slice(3, 6) === 'REB' && country !== '')
    return [[name, '', '', country, 'REB', 'group']]
  if (row.kind === 'ngo')
    return [[name, '', '', codes.has(code.slice(3, 6)) ? code.slice(3, 6) : '', 'NGO', 'organization']]
  return []
})
write(
  'phoenix.organizations.tsv',
  ['key', 'name', 'aliases', 'code', 'country', 'sector', 'kind'],
  groups
    .map(row => [pieces(row[0] ?? '')[0] ?? '', ...row])
    .filter(row => row[0] !== '')
    .sort(byKey),
)

// Towns that tell a country, from the places gazetteer (GeoNames): those whose name is clearly one country's.
const gazetteer = process.env.PLACES ?? join(root, 'data/places/cities.tsv')
if (existsSync(gazetteer)) {
  const byName = new Map<string, { readonly country: string; readonly population: number }[]>()
  for (const row of table(gazetteer)) {
    const list = byName.get(row.name ?? '')
    const city = { country: row.country ?? '', population: Number(row.population ?? 0) }
    if (list) list.push(city)
    else byName.set(row.name ?? '', [city])
  }
  // The capital of a state of the past is a town like others today.
  const capitals = new Set(
    states.flatMap(s => [
      s.name ?? '',
      ...(s.aliases ?? '').split('|'),
      ...(s.to ? [] : (s.capitals ?? '').split('|')),
    ]),
  )
  // "Bush" is a town in Egypt and "Obama" one in Japan: whoever led a state is meant sooner.
  const leading = /^(head_of_state|head_of_government|foreign_minister|vice_president|leader)$/
  const families = new Set(
    ['history.officeholders.tsv', 'officeholders.tsv']
      .flatMap(file => table(join(data, file)))
      .filter(row => leading.test(row.office ?? ''))
      .map(row => lastNameKey(row.name ?? '')),
  )
  // "Most" and "Police" are towns too: words the treebank writes small are none here.
  const small = smallWords()
  const given = new Set(readFileSync(join(data, 'given-names.tsv'), 'utf8').split(/[\s]+/))
  const towns = new Map<string, string[]>()
  for (const [name, list] of byName) {
    list.sort((a, b) => b.population - a.population)
    const [first, second] = list
    if (!first || first.population < 40000 || capitals.has(name) || name.length < 4 || !codes.has(first.country))
      continue
    if (families.has(lastNameKey(name)) || given.has(name) || small.has(name.toLowerCase())) continue
    if (second && second.country !== first.country && second.population * 3 > first.population) continue
    towns.set(first.country, [...(towns.get(first.country) ?? []), name])
  }
  // First-level regions of one country only, and not words like "Central".
  const regions = join(dirname(gazetteer), 'regions.tsv')
  const regionOf = new Map<string, Set<string>>()
  for (const row of existsSync(regions) ? table(regions) : []) {
    const country = (row.code ?? '').slice(0, 3)
    const name = (row.name ?? '').replace(
      / (Province|Region|State|Governorate|District|Oblast|County|Department|Prefecture)$/,
      '',
    )
    if (Number(row.population ?? 0) > 100000 && codes.has(country))
      regionOf.set(name, (regionOf.get(name) ?? new Set()).add(country))
  }
  const GENERIC =
    /^(Central|Eastern|Western|Northern|Southern|North|South|East|West|Capital|Metro|National|Federal|Upper|Lower|Greater|City|Littoral|Coast|Centre|Center|Victoria|Wellington|Western Area|Distrito|Amazonas|La |El |Los )/
  for (const [name, countries] of regionOf) {
    const [country = ''] = countries
    if (countries.size > 1 || name.length < 5 || GENERIC.test(name) || capitals.has(name)) continue
    towns.set(country, [...(towns.get(country) ?? []), name])
  }
  for (const line of readFileSync(join(data, 'regions.txt'), 'utf8').split('\n')) {
    const [country = '', list = ''] = line.split('\t')
    if (codes.has(country)) towns.set(country, [...(towns.get(country) ?? []), ...list.split('|')])
  }
  const rows = [...towns].flatMap(([country, names]) =>
    [...new Set(names)].map(name => [pieces(name)[0] ?? '', name, country]),
  )
  write('cities.tsv', ['key', 'name', 'country'], rows.filter(row => row[0] !== '').sort(byKey))
} else {
  console.log('data/places/cities.tsv is missing: cities.tsv stays as it is')
}
