import type { Meaning } from '../../knowledge/time-meaning.ts'
import type { TimeOffset, TimeType } from '../../model/time.ts'
import { type Day, type Grain, type Period, timexOf } from './calendar.ts'

/** What a time expression says. */
export interface Reading {
  readonly type: TimeType
  readonly value: string | null
  readonly period: Period | null
  /** How fine the period is: what "two days later" may count from. */
  readonly grain: Grain | null
  readonly offset: TimeOffset | null
  /** The two ends of an interval, which are expressions of their own. */
  readonly ends: readonly [Reading, Reading] | null
  /** What the words leave open and tense has chosen. */
  readonly cycle: 'week' | 'year' | null
  /** The atoms of the expression, where it is part of another. */
  readonly extent: readonly [number, number] | null
}

/** Whether the words around a time look back or ahead; `present` leans ahead ("they meet on Friday"), `open` back. */
export type Tense = 'past' | 'present' | 'future' | 'open'

/** What an expression is read against. */
export interface TimeContext {
  /** The report's day, or null: then nothing relative is resolved. */
  readonly reference: Day | null
  readonly tense: Tense
  /** Dates told before, the latest first. */
  readonly told: readonly Reading[]
}

/** What the pattern caught: the value of a word, or an expression with catches of its own. */
export type Catch = string | number | Nested
export interface Nested {
  readonly meaning: Meaning
  readonly caught: ReadonlyMap<string, Catch>
  readonly extent: readonly [number, number]
}

/** What an operation is given and gives. */
export type Arg = string | number | Reading | null
/** One thing a rule can make of its words; null where it names a day that cannot be. */
export type Operation = (args: readonly Arg[], context: TimeContext) => Arg

export const isReading = (arg: Arg | undefined): arg is Reading => typeof arg === 'object' && arg !== null
export const numberOf = (arg: Arg | undefined): number | null =>
  typeof arg === 'number' ? arg : arg === 'X' ? Infinity : null

export const reading = (type: TimeType, value: string | null, rest: Partial<Reading> = {}): Reading => ({
  type,
  value,
  period: null,
  grain: null,
  offset: null,
  ends: null,
  cycle: null,
  extent: null,
  ...rest,
})
export const unresolved = (value: string | null = null): Reading => reading('DATE', value)
export const dated = (period: Period, grain: Grain, value = timexOf(period, grain)): Reading =>
  reading('DATE', value, { period, grain })
export const onDay = (day: Day): Reading => dated({ from: day, to: day }, 'day')
