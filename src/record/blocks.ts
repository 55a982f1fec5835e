import { whenOf } from './compare-dates.ts'
import { lengthOf } from './day.ts'
import { hash53 } from './hash.ts'
import type { Party, Witness } from './witness.ts'

/** Acts dated more vaguely than this meet by year and by all their parties, not by week. */
const WIDE = 24

/** A key that more happenings share than this tells nothing apart and is no longer followed: cost stays near linear. */
export const DENSE = 160

/** Where a mention is kept, and where its like are looked for. Kept keys are among the sought ones. */
export interface BlockKeys {
  /** Keys under which acts of this kind between all these parties in these weeks are kept: how many there are says how easily one is taken for another. */
  readonly crowd: readonly number[]
  readonly keep: readonly number[]
  readonly seek: readonly number[]
}

/**
 * Two mentions are compared only when they share a key: the kind of act (its type, or the stem of its trigger), one party or all
 * of them, and the week, or the year where one of the two is vague.
 */
export const blockKeys = (w: Witness): BlockKeys => {
  const known = remembered.get(w)
  if (known !== undefined) return known
  const keys = makeKeys(w)
  remembered.set(w, keys)
  return keys
}

/** Each mention is asked for its keys three times while it is merged. */
const remembered = new WeakMap<Witness, BlockKeys>()

const makeKeys = (w: Witness): BlockKeys => {
  const parties = [...new Set([...w.actors, ...w.recipients].map(tag))].sort()
  const all = parties.join('+')
  const groups = [
    ...(parties.length > 1 ? parties.map(who => `${w.type}|${who}`) : []),
    `${w.type}|${all}`,
    `:${w.stem}|${all}`,
  ]
  const whole = groups.slice(-2)
  const when = whenOf(w)
  if (when === null) {
    const keys = groups.map(group => keyOf(0, `U|${group}`))
    return { keep: keys, seek: keys, crowd: keys.slice(-2, -1) }
  }
  const years = range(Math.floor(when.from / 365.25), Math.floor(when.to / 365.25))
  const yearly = (kind: 'W' | 'Y'): readonly number[] =>
    years.flatMap(year => whole.map(group => keyOf(year * 52, `${kind}|${group}|${year}`)))
  if (lengthOf(when) > WIDE) return both(yearly('W'), yearly('Y'))
  const weekly = (from: number, to: number): readonly number[] =>
    range(weekOf(from), weekOf(to)).flatMap(week => groups.map(group => keyOf(week, `${group}|${week}`)))
  return {
    ...both([...weekly(when.from, when.to), ...yearly('Y')], [...weekly(when.from - 2, when.to + 2), ...yearly('W')]),
    crowd: range(weekOf(when.from), weekOf(when.to)).map(week => keyOf(week, `${whole[0]}|${week}`)),
  }
}

const both = (keep: readonly number[], seek: readonly number[]): BlockKeys => ({
  keep: [...new Set(keep)],
  seek: [...new Set([...keep, ...seek])],
  crowd: [],
})

/** Weeks before 1970 have numbers below 0. */
const FIRST_WEEK = -8000

/** The week stands before the hash, so that what is told at one time is kept in one place. */
const keyOf = (week: number, words: string): number =>
  Math.max(0, Math.min(32_767, week - FIRST_WEEK)) * 2 ** 38 + (hash53(words) % 2 ** 38)

const tag = (party: Party): string => party.code ?? party.name.toLowerCase().split(/\s+/).at(-1) ?? ''

const weekOf = (day: number): number => Math.floor(day / 7)

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) + 1 }, (_, i) => from + i)
