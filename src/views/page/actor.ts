import type { DocumentRecord } from '../../model/record.ts'
import type { Happening } from '../../record/happening.ts'
import type { ActorDetail, Count, Network, Said } from './answers.ts'
import { keyOf } from './key.ts'
import { networkOf } from './network.ts'
import { createTally } from './tally.ts'

const MOST_SAID = 200

/** What the reports say of one actor by themselves. */
export type ActorInReports = Pick<ActorDetail, 'name' | 'people' | 'names' | 'statements'>

/** What happenings say of one actor: how many, with whom, in which roles. */
export const actorInHappenings = (
  key: string,
  happenings: readonly Happening[],
): Pick<ActorDetail, 'count' | 'relations' | 'roles'> => {
  const mine = happenings.filter(h => [...h.actors, ...h.recipients, ...h.roles].some(a => is(a, key)))
  const roles = createTally()
  for (const h of mine) for (const role of new Set(h.roles.filter(r => is(r, key)).map(r => r.role))) roles.add(role)
  return { count: mine.length, relations: relationsOf(key, networkOf(mine)), roles: rolesOf(roles.sorted()) }
}

/** Those an actor has to do with, out of a network. */
export const relationsOf = (key: string, { edges }: Network): ActorDetail['relations'] =>
  edges
    .filter(e => e.a === key || e.b === key)
    .map(({ a, b, total, types }) => ({ key: a === key ? b : a, total, types }))

export const rolesOf = (counts: readonly Count[]): ActorDetail['roles'] =>
  counts.map(({ value, count }) => ({ role: value, count }))

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
