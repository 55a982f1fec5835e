import type { Statement } from '../model/attribution.ts'
import type { EventMention } from '../model/event.ts'
import type { Sentence } from '../model/token.ts'

/** What linking needs of a report. */
export interface Linkable {
  readonly sentences: readonly Sentence[]
  readonly events: readonly EventMention[]
  readonly statements: readonly Statement[]
  /** First and last day of an event by its id, where known. */
  readonly days: ReadonlyMap<string, { readonly from: string; readonly to: string }>
}
