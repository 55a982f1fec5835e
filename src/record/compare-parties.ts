import { distance } from 'fastest-levenshtein'
import { type EventType, VERBAL } from '../model/event.ts'
import type { Reason } from './reason.ts'
import type { Party, Witness } from './witness.ts'

export const isVerbal = (type: EventType): boolean => VERBAL.has(type)

type Match = 'same' | 'government' | 'alike' | 'perhaps' | 'number' | 'speaker' | 'other'

/** A named person or group stands in one act of sixteen of a block, a government in one of four. */
const BITS: Readonly<Record<Match, number>> = {
  same: 4,
  government: 2,
  alike: 2,
  perhaps: -2,
  number: -3.5,
  speaker: -4,
  other: -6,
}

/** Who did it and to whom. Meetings have no sides: both lists are compared together. */
export const compareParties = (a: Witness, b: Witness): readonly Reason[] => {
  if (isMutual(a) && isMutual(b))
    return compareSets('parties', withoutHelpers(a, b), withoutHelpers(b, a), a.type, true)
  return [
    ...compareSets('actors', a.actors, b.actors, a.type, false),
    ...compareSets('recipients', a.recipients, b.recipients, a.type, false),
  ]
}

/** Those who meet; the host or mediator of one report, whom another counts among them, says nothing of whether the two are one meeting. */
const withoutHelpers = (w: Witness, other: Witness): readonly Party[] => {
  const all = [...w.actors, ...w.recipients]
  const met = [...other.actors, ...other.recipients]
  const isOneOf = (party: Party, list: readonly Party[]): boolean =>
    list.some(p => ['same', 'government'].includes(matchParties(party, p)))
  const helpers = other.roles.filter(r => HELPS.has(r.role) && !isOneOf(r, met))
  const left = all.filter(party => !isOneOf(party, helpers))
  return left.length === 0 ? all : left
}

const HELPS: ReadonlySet<string> = new Set(['host', 'mediator', 'organizer'])

const isMutual = (w: Witness): boolean => w.type === 'CONSULT' || (w.recipients.length === 0 && w.actors.length > 1)

const compareSets = (
  feature: 'actors' | 'recipients' | 'parties',
  a: readonly Party[],
  b: readonly Party[],
  type: EventType,
  mutual: boolean,
): readonly Reason[] => {
  if (a.length === 0 || b.length === 0)
    return a.length === b.length ? [] : [{ feature, bits: -0.5, note: 'named in one report only' }]
  const pairs = pairUp(a, b)
  const clashes = pairs.filter(p => p.match === 'other' || p.match === 'speaker')
  const matched = pairs.filter(p => !clashes.includes(p))
  const left = Math.max(a.length, b.length) - Math.min(a.length, b.length)
  const verbal = isVerbal(type)
  const mean = pairs.reduce((sum, p) => sum + BITS[p.match], 0) / pairs.length
  // Two named parties that agree are rarer than one, and a meeting needs two.
  const bits = mean * (matched.length > 1 && clashes.length === 0 ? 1.5 : 1) - Math.min(1.5, left * 0.5)
  const clash = clashes[0]
  const veto =
    clash !== undefined &&
    (mutual
      ? clash.match === 'other' || isPair(a, b)
      : // whom an act is done to is read wrong more often than who does it: that weighs, and rules out nothing
        feature === 'actors' && matched.length === 0 && (clash.match === 'other' || verbal))
  const note = clash === undefined ? matched.map(agreement).join(', ') : `${clash.a.name} / ${clash.b.name}`
  return [{ feature, bits: round(bits), note, ...(veto ? { veto } : {}) }]
}

const isPair = (a: readonly Party[], b: readonly Party[]): boolean => a.length === 2 && b.length === 2

interface Pair {
  readonly a: Party
  readonly b: Party
  readonly match: Match
}

const ORDER: readonly Match[] = ['same', 'government', 'alike', 'perhaps', 'number', 'speaker', 'other']

const rank = ({ a, b, match }: Pair): number => ORDER.indexOf(match) * 2 + (fold(a.name) === fold(b.name) ? 0 : 1)

/** Each party of the shorter list with the nearest one of the longer, the surest first, none twice. */
const pairUp = (a: readonly Party[], b: readonly Party[]): readonly Pair[] => {
  const all = a
    .flatMap((x, i) => b.map((y, j) => ({ i, j, a: x, b: y, match: matchParties(x, y) })))
    // "Japan" goes with "Japan" before it goes with one of its ministers
    .sort((p, q) => rank(p) - rank(q) || p.i - q.i || p.j - q.j)
  const left = new Set<number>()
  const right = new Set<number>()
  return all.filter(({ i, j }) => {
    if (left.has(i) || right.has(j)) return false
    left.add(i)
    right.add(j)
    return true
  })
}

/** How near two parties are: the same name or office; one government, of which at most one is a named person; two persons of it; others. */
export const matchParties = (a: Party, b: Party): Match => {
  const people = isNamed(a) && isNamed(b)
  if (a.code !== null && b.code !== null && a.code !== b.code) return 'other'
  // "forces of Iran" in two reports are no likelier one band than Iran is
  if (sameName(a, b))
    return isPerson(a) || a.kind === 'organization' ? 'same' : a.code === null ? 'alike' : 'government'
  // a mention kept by an earlier version was not counted
  const [x, y] = [a.count ?? null, b.count ?? null]
  const counted = x !== null && y !== null
  // "26 Somali pirates" and "the pirates" are alike, "26 pirates" and "23 pirates" hardly the same
  if (counted && x !== y) return 'number'
  const alike = sharesWord(a, b)
  if (counted && alike) return 'same'
  if (a.code === null || b.code === null) return people ? 'other' : alike ? 'alike' : 'perhaps'
  if (people) return 'speaker'
  return isPerson(a) && isPerson(b) ? matchOffices(a, b) : 'government'
}

/** "the foreign minister of Iran" may be the one another report names, and is not its minister of defence. */
const matchOffices = (a: Party, b: Party): Match => {
  if (a.title === null || b.title === null) return 'government'
  return a.title === b.title ? 'same' : 'perhaps'
}

const sharesWord = (a: Party, b: Party): boolean => {
  const [x, y] = [fold(a.name).split(' '), fold(b.name).split(' ')]
  return x.some(word => word.length >= 4 && y.some(other => stemmed(other) === stemmed(word)))
}

const stemmed = (word: string): string => word.slice(0, Math.max(4, Math.min(6, word.length - 1)))

const isPerson = (party: Party): boolean => party.kind === 'person'

/** Somebody without a name goes by an office: "Iran's foreign minister", foreign minister of Iran. */
const isNamed = (party: Party): boolean =>
  isPerson(party) &&
  !fold(party.title ?? '')
    .split(' ')
    .includes(fold(party.name).split(' ').at(-1) ?? '')

/** Names are the same when equal, when one is the other's last word ("Putin"), or when last words differ by one letter of six. */
const sameName = (a: Party, b: Party): boolean => {
  const x = fold(a.name)
  const y = fold(b.name)
  if (x === y) return true
  if (!isNamed(a) || !isNamed(b)) return false
  const [first, second] = [x.split(' '), y.split(' ')]
  const [last, other] = [first.at(-1) ?? '', second.at(-1) ?? '']
  const near = last === other || (Math.min(last.length, other.length) >= 6 && distance(last, other) <= 1)
  if (!near) return false
  const given = first.length > 1 && second.length > 1 ? [first[0] ?? '', second[0] ?? ''] : null
  return given === null || given[0]?.[0] === given[1]?.[0]
}

const fold = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const agreement = (pair: Pair): string =>
  pair.match === 'same'
    ? pair.a.name
    : `${pair.a.name} ~ ${pair.b.name}${pair.a.code === null ? '' : ` (${pair.a.code})`}`

const round = (x: number): number => Math.round(x * 10) / 10
