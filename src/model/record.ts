import type { Statement } from './attribution.ts'
import type { Entity } from './entity.ts'
import type { EventType, MeetingFormat, RoleName, Status } from './event.ts'
import type { Quote, Span } from './span.ts'
import type { TimeType } from './time.ts'

/** The document record, format `readout/1`: see docs/record.md. */
export interface DocumentRecord {
  readonly schema: 'readout/1'
  readonly coder: { readonly version: string; readonly knowledge: string }
  readonly document: RecordDocument
  readonly entities: readonly RecordEntity[]
  readonly events: readonly RecordEvent[]
  readonly statements: readonly RecordStatement[]
  readonly times: readonly RecordTime[]
  readonly links: readonly RecordLink[]
}

export interface RecordDocument {
  readonly id: string
  readonly url: string | null
  readonly title: string | null
  readonly publisher: string | null
  readonly author: string | null
  readonly published: string | null
  readonly dateline: { readonly place: string | null; readonly date: string | null } | null
  readonly language: string
  readonly hash: string
  readonly text: string
}

export interface RecordEntity extends Entity {
  readonly mentions: readonly Span[]
}

export interface RecordActor extends Quote {
  readonly entity: string
  readonly name: string
  readonly code: string | null
  readonly sector: string | null
}

export interface RecordRole extends RecordActor {
  readonly role: RoleName
}

/** Where a date comes from: the act's own words, its sentence, what the text has set, or the report's date. */
export type DateBasis = 'stated' | 'sentence' | 'context' | 'default'

export interface RecordDate {
  readonly value: string
  readonly from: string
  readonly to: string
  readonly basis: DateBasis
  readonly start: number | null
  readonly end: number | null
  readonly text: string | null
}

/** A place as the gazetteer has it, or by its name alone. */
export interface NamedPlace {
  readonly name: string
  readonly country: string | null
  readonly region: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly geonames: number | null
}

export interface RecordPlace extends Quote, NamedPlace {}

/** One link of the chain of who says so; `by` is null where nobody is named ("reportedly"). */
export interface RecordAttribution {
  readonly by: (Quote & { readonly entity: string | null; readonly name: string }) | null
  readonly cue: Quote
}

export type Standing = 'asserted' | 'attributed' | 'confirmed' | 'denied' | 'unrefuted' | 'disputed'

/** What kind of act it is, told by one report or by all together. */
export interface ActKind {
  readonly type: EventType
  readonly plover: EventType
  readonly mode: string | null
  readonly cameo: string | null
  readonly contexts: readonly string[]
  readonly format: readonly string[]
  readonly status: Status
}

export interface RecordEvent extends ActKind {
  readonly id: string
  readonly format: readonly MeetingFormat[]
  readonly actors: readonly RecordActor[]
  readonly recipients: readonly RecordActor[]
  readonly roles: readonly RecordRole[]
  readonly date: RecordDate | null
  readonly place: RecordPlace | null
  readonly attribution: readonly RecordAttribution[]
  readonly standing: Standing
  readonly zone: 'headline' | 'dateline' | 'caption' | 'body'
  readonly trigger: Quote
  readonly sentence: Span
  readonly rule: string
  /** Names of the operators that changed the act, in order. */
  readonly operators: readonly string[]
  readonly confidence: number
}

export interface RecordStatement extends Omit<Statement, 'sentence' | 'source'> {
  readonly source: (Quote & { readonly entity: string | null }) | null
}

export interface RecordTime extends Quote {
  readonly type: TimeType
  readonly value: string | null
}

export interface RecordLink {
  readonly kind: 'response' | 'about' | 'cause' | 'same'
  /** Event ids; for `about`, a statement id may stand as `from`. */
  readonly from: string
  readonly to: string
  readonly stance: string | null
}
