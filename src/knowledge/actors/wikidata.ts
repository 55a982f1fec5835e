import type { ActorKnowledge } from '../actors.ts'
import type { Problem } from '../problem.ts'
import { readCsv } from './csv.ts'
import { readPeople } from './people.ts'

/** A user's table of office-holders made from a query result, and what was refused. */
export interface Imported {
  /** Tab-separated, as `NAME.officeholders.tsv` wants it. */
  readonly table: string
  readonly rows: number
  readonly problems: readonly Problem[]
  /** Offices two hold at a time; lines are those of the table. */
  readonly contradictions: readonly Problem[]
}

/** What a column may be called; the first that a row has counts. Wikidata's query service names columns as the query does. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  name: ['personLabel', 'itemLabel', 'name', 'person_name', 'label', 'holderLabel'],
  wikidata: ['person', 'item', 'wikidata', 'holder', 'qid'],
  title: ['positionLabel', 'officeLabel', 'title', 'position', 'office', 'role'],
  country: [
    'iso3',
    'country_code',
    'countryCode',
    'code',
    'countryLabel',
    'country',
    'stateLabel',
    'jurisdictionLabel',
  ],
  aliases: ['aliases', 'altLabels', 'personAltLabel', 'itemAltLabel'],
  sector: ['sector'],
  from: ['start', 'from', 'startDate', 'start_date', 'startTime'],
  to: ['end', 'to', 'endDate', 'end_date', 'endTime'],
}

/**
 * Reads the result of a Wikidata query, JSON as the query service returns or downloads it, or CSV, into a table of office-holders.
 * A row without a name, a country the program knows or a possible date is refused and named.
 */
export const importActors = (knowledge: ActorKnowledge, file: string, text: string): Imported => {
  const problems: Problem[] = []
  const lines: string[] = []
  const seen = new Set<string>()
  for (const { line, get } of rowsOf(file, text, problems)) {
    const value = (column: string): string => {
      for (const name of COLUMNS[column] ?? []) {
        const found = get(name)
        if (found !== '') return found.replace(/[\t\r\n]+/g, ' ').trim()
      }
      return ''
    }
    const refuse = (message: string): void => {
      problems.push({ file, line, message })
    }
    const name = value('name')
    const title = value('title')
    if (name === '' || /^Q\d+$/.test(name)) {
      refuse(name === '' ? 'no name (a column personLabel, itemLabel or name)' : `${name} has no label`)
      continue
    }
    const country = countryOf(knowledge, value('country'), title)
    if (country === null) {
      refuse(`no country is known for ${name}${value('country') === '' ? '' : `: "${value('country')}"`}`)
      continue
    }
    const from = dateOf(value('from'))
    const to = dateOf(value('to'))
    if (from === null || to === null || (from !== '' && to !== '' && to < from)) {
      refuse(`no dates: from "${value('from')}" to "${value('to')}"`)
      continue
    }
    const office = officeOf(knowledge, title)
    const wikidata = /Q\d+$/.exec(value('wikidata'))?.[0] ?? ''
    const aliases = value('aliases').replaceAll(/\s*[;|]\s*/g, '|')
    const row = [country, name, aliases, office ?? '', title, value('sector') || 'GOV', from, to, wikidata].join('\t')
    if (seen.has(row)) continue
    seen.add(row)
    lines.push(row)
  }
  const table = `${['country\tname\taliases\toffice\ttitle\tsector\tfrom\tto\twikidata', ...lines.sort()].join('\n')}\n`
  const contradictions = readPeople([{ file, text: table }], knowledge.words.familyFirst).contradictions()
  return { table, rows: lines.length, problems, contradictions }
}

interface Cells {
  readonly line: number
  readonly get: (name: string) => string
}

const rowsOf = (file: string, text: string, problems: Problem[]): readonly Cells[] => {
  if (/^\s*[[{]/.test(text)) return jsonRows(file, text, problems)
  const [head, ...records] = readCsv(text)
  const columns = new Map(head?.cells.map((name, i) => [name.trim(), i]))
  return records.map(({ line, cells }) => ({ line, get: name => cells[columns.get(name) ?? -1] ?? '' }))
}

const jsonRows = (file: string, text: string, problems: Problem[]): readonly Cells[] => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    problems.push({ file, line: 1, message: `no JSON: ${error instanceof Error ? error.message : String(error)}` })
    return []
  }
  const results = isRecord(parsed) && isRecord(parsed.results) ? parsed.results.bindings : parsed
  if (!Array.isArray(results)) {
    problems.push({ file, line: 1, message: 'no list of rows, nor results.bindings of a query' })
    return []
  }
  return results.map((row: unknown, i) => ({
    line: i + 1,
    get: name => {
      const cell = isRecord(row) ? row[name] : undefined
      const value = isRecord(cell) ? cell.value : cell
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    },
  }))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** "RWA", "Rwanda", or the end of "Prime Minister of Rwanda". */
const countryOf = (knowledge: ActorKnowledge, given: string, title: string): string | null => {
  const find = (text: string): string | null => {
    const bare = text.trim().replace(/^the /i, '')
    if (/^[A-Z]{3}$/.test(bare) && knowledge.states.has(bare)) return bare
    return knowledge.names.exact(bare).find(name => name.actor.kind === 'country')?.actor.code ?? null
  }
  if (given !== '') return find(given)
  const of = title.lastIndexOf(' of ')
  return of < 0 ? null : find(title.slice(of + 4))
}

/** The key of the dated office a title names: the whole of it, or what stands before "of Rwanda". */
const officeOf = (knowledge: ActorKnowledge, title: string): string | null => {
  let rest = title
  for (let step = 0; step < 3; step++) {
    const office = knowledge.nouns.exact(rest)[0]?.office
    if (office) return office
    const of = rest.lastIndexOf(' of ')
    if (of < 0) return null
    rest = rest.slice(0, of)
  }
  return null
}

/** An ISO day out of "2021-03-11T00:00:00Z"; empty for none, null for what is no date of our era. */
const dateOf = (value: string): string | null => {
  if (value === '' || value.startsWith('t')) return ''
  const match = /^\+?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T|$)/.exec(value)
  if (!match) return null
  const [, year = '', month, day] = match
  if (month === undefined || month === '00') return year
  if (Number(month) > 12) return null
  if (day === undefined || day === '00') return `${year}-${month}`
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return Number(day) > last ? null : `${year}-${month}-${day}`
}
