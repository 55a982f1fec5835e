import type { Quote } from './span.ts'

export type TimeType = 'DATE' | 'TIME' | 'DURATION' | 'SET'

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
}
