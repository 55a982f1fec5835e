import type { Tenure } from '../../knowledge/actors/people.ts'
import type { DocumentRecord } from '../../model/record.ts'
import type { ActorDetail, Count, Said } from './answers.ts'
import type { Brief } from './brief.ts'
import { keyOf } from './key.ts'
import { networkOf } from './network.ts'
import { createTally } from './tally.ts'

const MOST_SAID = 200
const MOST_ACTORS = 500

/** What the reports say of one actor by themselves. */
export type ActorInReports = Pick<ActorDetail, 'name' | 'people' | 'names' | 'statements'>

/** Everybody who takes part, with the number of happenings, most first. */
export const actorsOf = (happenings: readonly Brief[]): readonly Count[] => {
  const tally = createTally()
  for (const { parties } of happenings) for (const key of parties.all) tally.add(key)
  return tally.sorted().slice(0, MOST_ACTORS)
}

/** What the happenings in which an actor takes part say of it: how many, with whom, in which roles. */
export const actorInHappenings = (
  key: string,
  mine: readonly Brief[],
): Pick<ActorDetail, 'count' | 'relations' | 'roles'> => {
  const roles = createTally()
  for (const { parties } of mine)
    for (const role of new Set(parties.roles.filter(r => r.key === key).map(r => r.role))) roles.add(role)
  return {
    count: mine.length,
    relations: networkOf(mine)
      .edges.filter(e => e.a === key || e.b === key)
      .map(({ a, b, total, types }) => ({ key: a === key ? b : a, total, types })),
    roles: roles.sorted().map(({ value, count }) => ({ role: value, count })),
  }
}

/** The dated lists of who held the offices of a country, asked for some days. */
export type OfficesOf = (country: string, first: string, last: string) => Promise<readonly Tenure[]>

/** Those who held an actor's offices in the time of the reports that name it. */
export const officesIn = async (
  key: string,
  { people }: ActorInReports,
  officesOf: OfficesOf,
): Promise<ActorDetail['offices']> => {
  const first = people.reduce<string | null>((day, p) => least(day, p.from), null)
  const last = people.reduce<string | null>((day, p) => most(day, p.to), null)
  if (first === null || last === null) return []
  return (await officesOf(key, first, last)).map(({ name, aliases, title, from, to }) => ({
    name,
    title,
    from: from || null,
    to: to || null,
    reports: people.filter(p => p.name === name || aliases.includes(p.name)).reduce((sum, p) => sum + p.reports, 0),
  }))
}

/** Who acts for an actor, what the reports call it, what it said; null where none of them names it. */
export const actorInReports = (key: string, records: readonly DocumentRecord[]): ActorInReports | null => {
  const names = createTally()
  const people = new Map<
    string,
    { name: string; role: string | null; from: string | null; to: string | null; reports: number }
  >()
  const statements: Said[] = []
  let name: string | null = null
  for (const { document, entities, statements: all } of records) {
    const own = entities.filter(e => is(e, key))
    for (const entity of own) {
      if (entity.kind !== 'person' || entity.name === key) name ??= entity.name
      for (const { start, end } of entity.mentions) names.add(document.text.slice(start, end))
      if (entity.kind === 'place') continue
      const known = people.get(`${entity.name}\n${entity.role}`)
      people.set(`${entity.name}\n${entity.role}`, {
        name: entity.name,
        role: entity.role,
        from: least(known?.from ?? null, document.published),
        to: most(known?.to ?? null, document.published),
        reports: (known?.reports ?? 0) + 1,
      })
    }
    for (const s of all) {
      const source = own.find(e => e.id === s.source?.entity)
      const first = s.content[0]
      if (source === undefined || first === undefined) continue
      statements.push({
        document: document.id,
        publisher: document.publisher,
        published: document.published,
        source: source.name,
        code: source.code,
        stance: s.stance,
        text: s.content.map(c => document.text.slice(c.start, c.end)).join(' … '),
        start: first.start,
      })
    }
  }
  if (names.counts.size === 0) return null
  return {
    name: name ?? key,
    people: [...people.values()].sort((a, b) => b.reports - a.reports || (a.name < b.name ? -1 : 1)),
    names: names.sorted().map(({ value, count }) => ({ text: value, count })),
    statements: statements.sort(latestFirst).slice(0, MOST_SAID),
  }
}

const latestFirst = (a: Said, b: Said): number => {
  const [x, y] = [a.published ?? '', b.published ?? '']
  if (x !== y) return x < y ? 1 : -1
  return a.document === b.document ? a.start - b.start : a.document < b.document ? -1 : 1
}

const is = (actor: { readonly code: string | null; readonly name: string }, key: string): boolean =>
  keyOf(actor) === key || actor.name === key

const least = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)
const most = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
