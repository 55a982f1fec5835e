import { distance } from 'fastest-levenshtein'
import type { Problem } from '../problem.ts'
import { fold, nameFold, pieces } from './phrases.ts'
import { type Row, readTable, sortedTable } from './table.ts'

/** One stretch of somebody's public life. */
export interface Tenure {
  readonly country: string
  readonly name: string
  readonly aliases: readonly string[]
  /** Key of an office ("head_of_government"), or null where the source tells only that he belonged to the government. */
  readonly office: string | null
  /** The office as the source words it, or the empty string. */
  readonly title: string
  readonly sector: string
  /** ISO dates, maybe cut to year or month; the empty string where open or unknown. */
  readonly from: string
  readonly to: string
  readonly wikidata: string | null
  /** Where the row stands; line 0 where the table was searched, not read. */
  readonly file: string
  readonly line: number
}

/** People with their dated offices. */
export interface People {
  /** Tenures of people whose last name folds to the same as `name`'s. */
  byLastName(name: string): readonly Tenure[]
  /**
   * Tenures of an office of a country that cover the day, by start. One without an end covers no day long after the latest date that
   * the tables know: who holds an office in 2031 is not in a table of 2026.
   */
  holders(country: string, office: string, date: string): readonly Tenure[]
  /** Tenures of a country's offices that cover one of the days from the first to the last, by start. */
  during(country: string, first: string, last: string): readonly Tenure[]
  /** Reads every row now and answers what is wrong with the tables. */
  check(): readonly Problem[]
  /** Offices that one holds at a time and two do by the tables: a source is wrong. */
  contradictions(): readonly Problem[]
}

/** True when the tenure covers the day; a bound cut to month or year covers all of it. */
export const covers = (tenure: Tenure, date: string): boolean =>
  (tenure.from === '' || date >= tenure.from) && (tenure.to === '' || date <= `${tenure.to}~`)

/** Years past the latest date of the tables in which who holds an office is still taken to hold it. */
const KNOWN_AHEAD = 1

/** The key under which a last name is found: folded for romanisation. */
export const lastNameKey = (name: string): string => nameFold(pieces(name).at(-1) ?? '')

interface Source {
  readonly file: string
  readonly text: string
}

/**
 * Reads tables of people lazily. A table whose first column is `key` is sorted by it and searched as it stands, so that its twenty
 * thousand rows cost nothing until one is asked for; any other is read whole at the first question. `familyFirst`: as of {@link nameKeys}.
 */
export const readPeople = (tables: readonly Source[], familyFirst: ReadonlySet<string>): People => {
  const isSorted = (table: Source): boolean => table.text.startsWith('key\t')
  const sorted = tables.filter(isSorted).map(({ file, text }) => ({ file, table: sortedTable(text) }))
  const cache = new Map<string, readonly Tenure[]>()
  const byName = new Map<string, Tenure[]>()
  const byOffice = new Map<string, Tenure[]>()
  const byCountry = new Map<string, Tenure[]>()
  const problems: Problem[] = []
  let loaded = false
  let latest = ''
  const load = (): void => {
    loaded = true
    for (const { file, text } of tables.filter(t => !isSorted(t))) {
      for (const row of readTable(file, text, ['country', 'name'], problems)) {
        const tenure = tenureOf(file, row, problems)
        if (!tenure) continue
        for (const key of nameKeys(tenure, familyFirst)) push(byName, key, tenure)
        if (tenure.title !== '') push(byCountry, tenure.country, tenure)
        if (!tenure.office) continue
        push(byOffice, `${tenure.country} ${tenure.office}`, tenure)
        for (const day of [tenure.from, tenure.to]) if (day > latest) latest = day
      }
    }
    for (const list of [...byOffice.values(), ...byCountry.values()])
      list.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  }
  const isKnown = (date: string): boolean => Number(date.slice(0, 4)) <= Number(latest.slice(0, 4)) + KNOWN_AHEAD
  return {
    byLastName(name) {
      if (!loaded) load()
      const key = lastNameKey(name)
      const known = cache.get(key)
      if (known) return known
      const found = [...(byName.get(key) ?? [])]
      for (const { file, table } of sorted) {
        for (const row of table.rows(key)) {
          const tenure = tenureOf(file, row, problems)
          if (tenure) found.push(tenure)
        }
      }
      cache.set(key, found)
      return found
    },
    holders(country, office, date) {
      if (!loaded) load()
      return (byOffice.get(`${country} ${office}`) ?? []).filter(t => covers(t, date) && (t.to !== '' || isKnown(date)))
    },
    during(country, first, last) {
      if (!loaded) load()
      return (byCountry.get(country) ?? []).filter(
        t => (t.from === '' || t.from <= last) && (t.to === '' ? isKnown(first) : `${t.to}~` >= first),
      )
    },
    check() {
      if (!loaded) load()
      const found = [...problems]
      for (const { file, text } of tables.filter(isSorted)) {
        let before = ''
        for (const row of readTable(file, text, ['key', 'country', 'name'], found)) {
          tenureOf(file, row, found)
          if (row.get('key') < before) found.push({ file, line: row.line, message: 'the rows are not sorted by key' })
          before = row.get('key')
        }
      }
      return found.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
    },
    contradictions() {
      if (!loaded) load()
      return contradictions(byOffice)
    },
  }
}

const tenureOf = (file: string, row: Row, problems: Problem[]): Tenure | null => {
  const from = row.get('from')
  const to = row.get('to')
  if (!DATE.test(from) || !DATE.test(to) || (from !== '' && to !== '' && to < from)) {
    problems.push({ file, line: row.line, message: `no dates: from "${from}" to "${to}"` })
    return null
  }
  return {
    country: row.get('country'),
    name: row.get('name'),
    aliases: row.list('aliases'),
    office: row.get('office') || null,
    title: row.get('title'),
    sector: row.get('sector') || 'GOV',
    from,
    to,
    wikidata: row.get('wikidata') || null,
    file,
    line: row.line,
  }
}

const DATE = /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$/

/**
 * Keys under which somebody is found: the last name of each of his names, and the first where he is of a country whose names put the
 * family first (`familyFirst`).
 */
export const nameKeys = (
  who: Pick<Tenure, 'name' | 'aliases' | 'country'>,
  familyFirst: ReadonlySet<string>,
): ReadonlySet<string> => {
  const keys = new Set([who.name, ...who.aliases].map(lastNameKey))
  if (familyFirst.has(who.country)) {
    const first = pieces(who.name)[0]
    if (first !== undefined) keys.add(nameFold(first))
  }
  return keys
}

const push = (map: Map<string, Tenure[]>, key: string, tenure: Tenure): void => {
  const list = map.get(key)
  if (list) list.push(tenure)
  else map.set(key, [tenure])
}

/** Offices one person can hold at a time, held by two for more than a season: one source is wrong. */
const SINGLE: ReadonlySet<string> = new Set(['head_of_government', 'foreign_minister', 'defence_minister'])

const contradictions = (byOffice: ReadonlyMap<string, readonly Tenure[]>): readonly Problem[] => {
  const found: Problem[] = []
  for (const [key, list] of byOffice) {
    if (!SINGLE.has(key.split(' ')[1] ?? '')) continue
    for (let i = 1; i < list.length; i++) {
      const [before, after] = [list[i - 1], list[i]]
      if (!before || !after || lastNameKey(before.name) === lastNameKey(after.name) || after.from === '') continue
      if (before.to !== '' && before.to.slice(0, 7) > after.from.slice(0, 7)) {
        const message = `${key}: ${before.name} until ${before.to}, but ${after.name} from ${after.from}`
        found.push({ file: after.file, line: after.line, message })
      }
    }
  }
  return found
}

const NO_WORDS: ReadonlySet<string> = new Set()

/** How two full names of one last name agree: 2 when given names meet, 1 when one has none or only initials, 0 when they clash. */
export const givenNamesAgree = (a: string, b: string, particles: ReadonlySet<string> = NO_WORDS): 0 | 1 | 2 => {
  const telling = (name: string): readonly string[] =>
    pieces(name)
      .filter(piece => !particles.has(piece))
      .map(nameFold)
  const left = telling(a)
  const right = telling(b)
  const family = right.find(piece => piece === left.at(-1)) ?? left.find(piece => piece === right.at(-1))
  const given = (names: readonly string[]): readonly string[] => {
    const at = family === undefined ? names.length - 1 : names.lastIndexOf(family)
    return names.filter((_, i) => i !== at)
  }
  const [mine, yours] = [given(left), given(right)]
  if (mine.length === 0 || yours.length === 0) return 1
  if (
    mine.some(
      piece =>
        piece.length > 1 && yours.some(other => other === piece || isShort(piece, other) || isShort(other, piece)),
    )
  )
    return 2
  return mine.some(piece => yours.some(other => (piece.length === 1 || other.length === 1) && piece[0] === other[0]))
    ? 1
    : 0
}

/** "Yuri" and "Yury" fold alike; "Mohammad" and "Mohamed", "Sergei" and "Serge" differ by a letter or an ending. */
const isShort = (short: string, long: string): boolean =>
  short.length >= 4 &&
  (long.startsWith(short) ||
    (Math.abs(short.length - long.length) < 2 && short[0] === long[0] && distance(short, long) === 1))

/** A word as people's names compare it. */
export const nameKey = (word: string): string => nameFold(fold(word))
