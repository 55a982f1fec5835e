import type { EventType, Status } from '../../model/event.ts'
import { dayNumber } from '../../record/day.ts'
import type { Happening } from '../../record/happening.ts'
import type { HappeningStanding } from '../../record/standing.ts'
import { keyOf } from './key.ts'
import { type Parties, partiesOf } from './parties.ts'

/** A happening in the few words that sums are made of: a hundred thousand are read for one chart. */
export interface Brief {
  /** Happenings with the same words may share them: what is added up of them is worked out once. */
  readonly act: ActWords
  readonly parties: Parties
  /** First and last day, in days since 1970; null without a date. */
  readonly from: number | null
  readonly to: number | null
}

/** The same with those who publish it: each with a report that tells it and still stands. */
export interface Published extends Brief {
  readonly publishers: readonly string[]
}

/** What of an act is one of few values. */
export interface ActWords {
  readonly type: EventType
  readonly status: Status
  readonly standing: HappeningStanding
  readonly country: string | null
  readonly contexts: readonly string[]
}

export const briefOf = (h: Happening): Brief => ({
  act: {
    type: h.type,
    status: h.status,
    standing: h.standing,
    country: h.place?.country ?? null,
    contexts: h.contexts,
  },
  parties: partiesOn([
    ...h.actors.map(a => ['actor', keyOf(a)] as const),
    ...h.recipients.map(a => ['recipient', keyOf(a)] as const),
    ...h.roles.map(a => [a.role, keyOf(a)] as const),
  ]),
  from: dayNumber(h.date?.from ?? null),
  to: dayNumber(h.date?.to ?? null),
})

/** The parties with the sides they are on. */
export const partiesOn = (sides: readonly (readonly [string, string])[]): Parties => {
  const keys = (wanted: string): readonly string[] => sides.flatMap(([side, key]) => (side === wanted ? [key] : []))
  const roles = sides.flatMap(([role, key]) => (role === 'actor' || role === 'recipient' ? [] : [{ role, key }]))
  return partiesOf(keys('actor'), keys('recipient'), roles)
}
