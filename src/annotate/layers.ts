import type { Statement } from '../model/attribution.ts'
import type { Dateline, Document } from '../model/document.ts'
import type { EntityLayer } from '../model/entity.ts'
import type { EventMention } from '../model/event.ts'
import type { PlaceMention } from '../model/place.ts'
import type { RecordDate, RecordLink, RecordPlace, Standing } from '../model/record.ts'
import type { TimeMention } from '../model/time.ts'
import type { Sentence } from '../model/token.ts'
import type { DroppedTrigger } from './events.ts'

/** When, where and on whose word an act is told. */
export interface Circumstances {
  readonly date: RecordDate | null
  readonly place: RecordPlace | null
  /** Statements that tell it, the nearest claimant first. */
  readonly attribution: readonly Statement[]
  readonly standing: Standing
}

/** Everything the stages wrote about one document: what the record is made of and what `explain` shows. */
export interface Layers {
  readonly document: Document
  readonly dateline: Dateline | null
  readonly sentences: readonly Sentence[]
  readonly entities: EntityLayer
  readonly times: readonly TimeMention[]
  readonly places: readonly PlaceMention[]
  readonly statements: readonly Statement[]
  readonly events: readonly EventMention[]
  /** Every trigger word that became no event; found when asked for. */
  readonly dropped: () => readonly DroppedTrigger[]
  /** Keyed by event id. */
  readonly circumstances: ReadonlyMap<string, Circumstances>
  readonly links: readonly RecordLink[]
}
