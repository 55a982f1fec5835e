import type { Quote } from './span.ts'

export type TimeType = 'DATE' | 'TIME' | 'DURATION' | 'SET'

/** How far a time lies from what it is counted from: "two days after" is `{ count: 2, unit: 'day' }`, "a week before" `{ count: -1, unit: 'week' }`. */
export interface TimeOffset {
  readonly count: number
  readonly unit: string
}

/** A TIMEX3 expression. */
export interface TimeMention extends Quote {
  readonly sentence: number
  readonly type: TimeType
  /** TIMEX3 value: "2024-08", "2024-W41", "PAST_REF", "P3D"; null when the words fix nothing. */
  readonly value: string | null
  /** First and last day covered (ISO dates, inclusive), where the value fixes them; else null. */
  readonly from: string | null
  readonly to: string | null
  /** True for times said of the act itself ("in August"), false for one that only anchors another ("a day after …"), ages, titles. */
  readonly anchors: boolean
  /** Token id of the syntactic head of the words. */
  readonly head: number
  /** Set where the words only tell how far the act is from another ("a day after the visit"); the dates of acts resolve it. */
  readonly offset: TimeOffset | null
  /** Set where the words leave the week or the year open ("on Tuesday", "in March") and tense chose it: a plan may mean the next one. */
  readonly cycle: 'week' | 'year' | null
  /** Name of the rule that read the words. */
  readonly rule: string
}
