import type { Status } from '../model/event.ts'
import type { ActKind, NamedPlace } from '../model/record.ts'
import type { Span } from '../model/span.ts'
import { matchParties } from './compare-parties.ts'
import { gap, isoDay, lengthOf } from './day.ts'
import { independentGroups } from './independent.ts'
import { type HappeningStanding, type HistoryStep, historyOf } from './standing.ts'
import type { Party, Witness } from './witness.ts'

export interface HappeningActor {
  readonly name: string
  readonly code: string | null
  readonly country: string | null
  readonly sector: string | null
}

/** Values told of one field that cannot all be true, each with the mentions that tell it. */
export interface Disagreement {
  readonly field: string
  readonly values: readonly { readonly value: string; readonly mentions: readonly number[] }[]
}

export interface HappeningMention {
  readonly document: string
  readonly event: string
  readonly trigger: Span
  readonly sentence: Span
}

export interface HappeningLink {
  readonly kind: 'response' | 'about' | 'cause'
  readonly to: string
  readonly stance: string | null
}

/** An act told in one or many reports: see docs/happenings.md. */
export interface Happening extends ActKind {
  readonly id: string
  readonly standing: HappeningStanding
  readonly actors: readonly HappeningActor[]
  readonly recipients: readonly HappeningActor[]
  readonly roles: readonly (HappeningActor & { readonly role: string })[]
  readonly date: { readonly value: string; readonly from: string; readonly to: string; readonly basis: string } | null
  readonly place: NamedPlace | null
  readonly tolls: Readonly<Record<string, number>>
  /** Independent publishers: copies of a dispatch count once. */
  readonly publishers: number
  readonly mentions: readonly HappeningMention[]
  readonly history: readonly HistoryStep[]
  readonly disagreements: readonly Disagreement[]
  readonly links: readonly HappeningLink[]
}

/** Sums up the mentions of one act: each field by the most independent sources, every other value kept as a disagreement. */
export const happeningOf = (id: string, witnesses: readonly Witness[], links: readonly HappeningLink[]): Happening => {
  const standing = witnesses.filter(w => !w.withdrawn)
  const told = standing.length > 0 ? standing : witnesses
  const vote = ballot(told)
  const history = historyOf(witnesses)
  const type = vote(w => w.type) ?? 'CONSULT'
  const typed = told.filter(w => w.type === type)
  const ofType = ballot(typed)
  const date = chooseDate(told)
  const place = choosePlace(told)
  return {
    id,
    type,
    plover: ofType(w => w.plover) ?? type,
    mode: ofType(w => w.mode),
    cameo: ofType(w => w.cameo),
    contexts: [...new Set(typed.flatMap(w => w.contexts))].sort(),
    format: [...new Set(typed.flatMap(w => w.format))].sort(),
    status: chooseStatus(told),
    standing: history.at(-1)?.standing ?? 'retracted',
    actors: chooseParties(told.map(w => w.actors)),
    recipients: chooseParties(told.map(w => w.recipients)),
    roles: chooseRoles(told),
    date,
    place,
    tolls: chooseTolls(told),
    publishers: new Set(independentGroups(told)).size,
    mentions: witnesses.map(({ document, event, trigger, sentence }) => ({
      document,
      event,
      trigger: { start: trigger.start, end: trigger.end },
      sentence,
    })),
    history,
    disagreements: disagreementsOf(witnesses),
    links,
  }
}

/** Picks the value that most independent sources tell, then most mentions, then the first; null values do not vote. */
const ballot = (witnesses: readonly Witness[]) => {
  const groups = independentGroups(witnesses)
  return <T extends string>(value: (w: Witness) => T | null): T | null => {
    const votes = new Map<T, { readonly groups: Set<number>; mentions: number }>()
    for (const [i, w] of witnesses.entries()) {
      const told = value(w)
      if (told === null) continue
      const vote = votes.get(told) ?? { groups: new Set<number>(), mentions: 0 }
      vote.groups.add(groups[i] ?? 0)
      vote.mentions++
      votes.set(told, vote)
    }
    const sorted = [...votes].sort(([, a], [, b]) => b.groups.size - a.groups.size || b.mentions - a.mentions)
    return sorted[0]?.[0] ?? null
  }
}

/** Whether an act happened is told best by those who write after it: plans and fears give way to any other outcome. */
const chooseStatus = (witnesses: readonly Witness[]): Status => {
  const tiers: readonly (readonly Status[])[] = [['occurred', 'failed'], ['negated'], ['planned'], ['possible']]
  for (const tier of tiers) {
    const among = witnesses.filter(w => tier.includes(w.status))
    if (among.length > 0) return ballot(among)(w => w.status) ?? 'occurred'
  }
  return 'occurred'
}

const isFirm = (w: Witness): boolean => w.date !== null && w.date.basis !== 'default'

/** The date most independent sources can agree to; of those, the narrowest. A date that stands for the report's is used only for want. */
const chooseDate = (witnesses: readonly Witness[]): Happening['date'] => {
  const dated = witnesses.filter(w => w.date !== null)
  const pool = dated.some(isFirm) ? dated.filter(isFirm) : dated
  const groups = independentGroups(pool)
  const support = (w: Witness): number => new Set(groups.filter((_, i) => overlaps(pool[i] as Witness, w))).size
  const best = pool
    .map((w, i) => ({ w, i, support: support(w) }))
    .sort((a, b) => b.support - a.support || width(a.w) - width(b.w) || a.i - b.i)[0]?.w.date
  return best ? { value: best.value, from: isoDay(best.from), to: isoDay(best.to), basis: best.basis } : null
}

const width = (w: Witness): number => (w.date === null ? Infinity : lengthOf(w.date))
const overlaps = (a: Witness, b: Witness): boolean => a.date !== null && b.date !== null && gap(a.date, b.date) === 0

/** The place most sources name, a town before its country. */
const choosePlace = (witnesses: readonly Witness[]): Happening['place'] => {
  const towns = witnesses.filter(w => w.place !== null && (w.place.geonames !== null || w.place.region !== null))
  const pool = towns.length > 0 ? towns : witnesses.filter(w => w.place !== null)
  const name = ballot(pool)(w => w.place?.name ?? null)
  const place = pool.find(w => w.place?.name === name)?.place
  if (!place) return null
  return {
    name: place.name,
    country: place.country,
    region: place.region,
    lat: place.lat,
    lon: place.lon,
    geonames: place.geonames,
  }
}

/** Everybody any report names, each once under the fullest name; a government gives way to its minister where both are named. */
const chooseParties = (lists: readonly (readonly Party[])[]): readonly HappeningActor[] => {
  const kept: Party[] = []
  for (const party of lists.flat()) {
    const at = kept.findIndex(other => {
      const match = matchParties(other, party)
      return match === 'same' || match === 'government'
    })
    const other = kept[at]
    if (other === undefined) kept.push(party)
    else if (isFuller(party, other)) kept[at] = party
  }
  return kept.map(({ name, code, country, sector }) => ({ name, code, country, sector }))
}

const isFuller = (a: Party, b: Party): boolean =>
  (a.kind === 'person') === (b.kind === 'person')
    ? a.kind === 'person' && a.name.split(' ').length > b.name.split(' ').length
    : a.kind === 'person'

const chooseRoles = (witnesses: readonly Witness[]): Happening['roles'] => {
  const names = [...new Set(witnesses.flatMap(w => w.roles.map(r => r.role)))].sort()
  return names.flatMap(role =>
    chooseParties(witnesses.map(w => w.roles.filter(r => r.role === role))).map(party => ({ role, ...party })),
  )
}

const tollNames = (witnesses: readonly Witness[]): readonly string[] =>
  [...new Set(witnesses.flatMap(w => Object.keys(w.tolls)))].sort()

/** The count most sources give, the latest on a tie: tolls rise as bodies are found. */
const chooseTolls = (witnesses: readonly Witness[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    tollNames(witnesses).map(name => {
      const latest = [...witnesses].sort((a, b) => (b.published ?? 0) - (a.published ?? 0))
      return [name, Number(ballot(latest)(w => w.tolls[name]?.toString() ?? null))] as const
    }),
  )

/** Fields in which mentions contradict each other; a vaguer date or place contradicts nothing. */
const disagreementsOf = (witnesses: readonly Witness[]): readonly Disagreement[] => {
  const fields: readonly (readonly [string, (w: Witness) => string | null])[] = [
    ['type', w => w.type],
    ['status', w => w.status],
    ['place', w => (w.place?.geonames != null || w.place?.region != null ? w.place.name : null)],
    ...tollNames(witnesses).map(name => [name, (w: Witness) => w.tolls[name]?.toString() ?? null] as const),
  ]
  const told = fields.flatMap(([field, value]) => gather(field, witnesses, value))
  return [...dateDisagreement(witnesses), ...told]
}

const gather = (
  field: string,
  witnesses: readonly Witness[],
  value: (w: Witness) => string | null,
): readonly Disagreement[] => {
  const values = new Map<string, number[]>()
  for (const [i, w] of witnesses.entries()) {
    const told = value(w)
    if (told !== null && !w.withdrawn) values.set(told, [...(values.get(told) ?? []), i])
  }
  if (values.size < 2) return []
  return [{ field, values: mostFirst([...values].map(([v, mentions]) => ({ value: v, mentions }))) }]
}

const mostFirst = <T extends { readonly mentions: readonly number[] }>(values: readonly T[]): readonly T[] =>
  [...values].sort((a, b) => b.mentions.length - a.mentions.length || (a.mentions[0] ?? 0) - (b.mentions[0] ?? 0))

/** Firm dates fall into sets that share a day, narrow ones first; two sets or more are a disagreement. */
const dateDisagreement = (witnesses: readonly Witness[]): readonly Disagreement[] => {
  const sets: { readonly of: Witness; readonly mentions: number[] }[] = []
  const firm = witnesses
    .map((w, i) => ({ w, i }))
    .filter(({ w }) => isFirm(w) && !w.withdrawn)
    .sort((a, b) => width(a.w) - width(b.w) || a.i - b.i)
  for (const { w, i } of firm) {
    const fits = sets.filter(set => overlaps(set.of, w))
    if (fits.length === 0) sets.push({ of: w, mentions: [i] })
    else for (const set of fits) set.mentions.push(i)
  }
  if (sets.length < 2) return []
  const values = sets.map(set => ({
    value: set.of.date?.value ?? '',
    mentions: [...set.mentions].sort((a, b) => a - b),
  }))
  return [{ field: 'date', values: mostFirst(values) }]
}
