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
  const kinds = [w.type, `:${w.stem}`]
  const parties = [...new Set([...w.actors, ...w.recipients].map(tag))].sort()
  const all = parties.join('+')
  const whos = parties.length > 1 ? [...parties, all] : [all]
  const when = whenOf(w)
  const keep = new Set<string>()
  const seek = new Set<string>()
  for (const kind of kinds) {
    if (when === null) {
      for (const who of whos) keep.add(`U|${kind}|${who}`)
      continue
    }
    const years = range(Math.floor(when.from / 365.25), Math.floor(when.to / 365.25))
    if (lengthOf(when) > WIDE)
      for (const year of years) {
        keep.add(`W|${kind}|${all}|${year}`)
        seek.add(`Y|${kind}|${all}|${year}`)
      }
    else {
      for (const who of whos) {
        for (const week of range(weekOf(when.from), weekOf(when.to))) keep.add(`${kind}|${who}|${week}`)
        for (const week of range(weekOf(when.from - 2), weekOf(when.to + 2))) seek.add(`${kind}|${who}|${week}`)
      }
      for (const year of years) {
        keep.add(`Y|${kind}|${all}|${year}`)
        seek.add(`W|${kind}|${all}|${year}`)
      }
    }
  }
  return { keep: [...keep].map(hash53), seek: [...new Set([...keep, ...seek])].map(hash53) }
}

const tag = (party: Party): string => party.code ?? party.name.toLowerCase().split(/\s+/).at(-1) ?? ''

const weekOf = (day: number): number => Math.floor(day / 7)

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) + 1 }, (_, i) => from + i)
