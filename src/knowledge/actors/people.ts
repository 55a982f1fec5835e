import type { Problem } from '../problem.ts'
import { fold, nameFold, pieces } from './phrases.ts'
import { readTable } from './table.ts'

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
}

/** People with their dated offices. */
export interface People {
  /** Tenures of people whose last name folds to the same as `name`'s, or differs by one letter where `near`. */
  byLastName(name: string): readonly Tenure[]
  /** Tenures of an office of a country, by start. */
  holders(country: string, office: string): readonly Tenure[]
}

/** True when the tenure covers the day; a bound cut to month or year covers all of it. */
export const covers = (tenure: Tenure, date: string): boolean =>
  (tenure.from === '' || date >= tenure.from) && (tenure.to === '' || date <= `${tenure.to}~`)

/** The key under which a last name is found: folded for romanisation. */
export const lastNameKey = (name: string): string => nameFold(pieces(name).at(-1) ?? '')

/**
 * Reads tables of office-holders lazily: nothing is split before the first question, and a row is read only when its last name or its
 * country is asked for.
 */
export const readPeople = (tables: readonly { file: string; text: string }[], problems: Problem[]): People => {
  const byName = new Map<string, Tenure[]>()
  const byOffice = new Map<string, Tenure[]>()
  let loaded = false
  const load = (): void => {
    loaded = true
    for (const { file, text } of tables) {
      for (const row of readTable(file, text, ['country', 'name'], problems)) {
        const from = row.get('from')
        const to = row.get('to')
        if (!DATE.test(from) || !DATE.test(to) || (from !== '' && to !== '' && to < from)) {
          problems.push({ file, line: row.line, message: `no dates: from "${from}" to "${to}"` })
          continue
        }
        const tenure: Tenure = {
          country: row.get('country'),
          name: row.get('name'),
          aliases: row.list('aliases'),
          office: row.get('office') || null,
          title: row.get('title'),
          sector: row.get('sector') || 'GOV',
          from,
          to,
          wikidata: row.get('wikidata') || null,
        }
        const keys = new Set([tenure.name, ...tenure.aliases].map(lastNameKey))
        // Chinese, Korean and Hungarian names may put the family first: "Xi Jinping" is "Xi" in the next sentence.
        const first = pieces(tenure.name)[0]
        if (first !== undefined && FAMILY_FIRST.has(tenure.country)) keys.add(nameFold(first))
        for (const key of keys) push(byName, key, tenure)
        if (tenure.office) push(byOffice, `${tenure.country} ${tenure.office}`, tenure)
      }
    }
    for (const list of byOffice.values()) list.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  }
  return {
    byLastName(name) {
      if (!loaded) load()
      return byName.get(lastNameKey(name)) ?? []
    },
    holders(country, office) {
      if (!loaded) load()
      return byOffice.get(`${country} ${office}`) ?? []
    },
  }
}

const DATE = /^(\d{4}(-\d\d(-\d\d)?)?)?$/
const FAMILY_FIRST: ReadonlySet<string> = new Set(['CHN', 'KOR', 'PRK', 'TWN', 'VNM', 'KHM', 'SGP', 'MMR'])

const push = (map: Map<string, Tenure[]>, key: string, tenure: Tenure): void => {
  const list = map.get(key)
  if (list) list.push(tenure)
  else map.set(key, [tenure])
}

/** How two full names of one last name agree: 2 when given names meet, 1 when one has none or only initials, 0 when they clash. */
export const givenNamesAgree = (a: string, b: string): 0 | 1 | 2 => {
  const left = pieces(a).map(nameFold)
  const right = pieces(b).map(nameFold)
  if (left.length < 2 || right.length < 2) return 1
  const given = new Set(left)
  let initial = false
  for (const piece of right) {
    if (piece === right.at(-1) && piece === left.at(-1)) continue
    if (given.has(piece)) return 2
    if (left.some(l => (l.length === 1 || piece.length === 1) && l[0] === piece[0])) initial = true
  }
  return initial ? 1 : 0
}

/** A word as people's names compare it. */
export const nameKey = (word: string): string => nameFold(fold(word))
