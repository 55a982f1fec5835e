import type { Happening } from '../record/happening.ts'
import type { Witness } from '../record/witness.ts'

/** What a listing says of the report an act was told in. */
export interface ReportRow {
  readonly id: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly url: string | null
  readonly language: string
  /** `current`, `superseded` by a later text, `withdrawn`, or `notice`: it takes another back. */
  readonly state: string
  /** Id of the first report this one repeats; its own id when it repeats none. */
  readonly copyOf: string
  /** Number of events. */
  readonly events: number
}

/** One act as one report tells it. */
export interface ActRow {
  /** `report#event`. */
  readonly id: string
  /** Id of the happening it belongs to. */
  readonly happening: string | null
  readonly act: Witness
  readonly sentence: string
  /** The whole text of the report, to which every offset refers. */
  readonly text: string
  readonly report: Omit<ReportRow, 'events'>
  /** Fields people corrected, or null. */
  readonly corrected: string | null
  readonly coder: string
}

/** One happening. */
export type HappeningRow = Happening

/** One attribution of a report. */
export interface StatementRow {
  readonly id: string
  readonly document: string
  readonly publisher: string | null
  readonly published: string | null
  readonly source: string | null
  readonly code: string | null
  readonly words: string | null
  readonly cue: string
  readonly stance: string
  readonly direct: boolean
  readonly content: string
}

/** Somebody who takes part in acts. */
export interface ActorRow {
  readonly name: string
  readonly code: string | null
  readonly country: string | null
  readonly sector: string | null
  readonly reports: number
  readonly acts: number
  readonly asActor: number
  readonly asRecipient: number
  readonly first: string | null
  readonly last: string | null
}
