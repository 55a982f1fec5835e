import type { Quote, Span } from './span.ts'

/** Who is credited: the words, and the entity they refer to where it is known. */
export interface Source extends Quote {
  readonly entity: string | null
  /** Words that name it where its own do not: the noun a relative pronoun stands for, the source a pronoun takes up; else null. */
  readonly name: string | null
}

/** One attribution of the text: somebody (or nobody named) says something. */
export interface Statement {
  readonly id: string
  readonly sentence: number
  /** Null where the source is not named ("it is reported that", "reportedly"). */
  readonly source: Source | null
  readonly cue: Quote
  /** The words said, one or more stretches, in text order; may run over following sentences of a quotation. */
  readonly content: readonly Span[]
  /** True when the content is quoted verbatim. */
  readonly direct: boolean
  /** Name of the rule that read the cue. */
  readonly rule: string
  /** What the cue does with the content, from the knowledge: assert, claim, deny, ask, judge, think … */
  readonly does: string
  /** True when the source answers for the content as fact; acts told in it are then told on the source's word. */
  readonly vouches: boolean
  /** What the cue says of the truth of the content. */
  readonly stance: 'asserts' | 'denies' | 'unrefuted' | 'confirms' | 'doubts'
  /** Id of the statement that quotes this one, or null. */
  readonly in: string | null
}
