import type { EventType, Status } from '../../model/event.ts'
import type { DocumentRecord, RecordEvent } from '../../model/record.ts'
import type { CorrectableField, CorrectedActor, CorrectionKind } from '../../record/correction.ts'
import type { Happening } from '../../record/happening.ts'
import type { HappeningStanding } from '../../record/standing.ts'
import type { Filter } from './filter.ts'

/** A sentence of a report that tells an act, with where it stands: what every number leads to. */
export interface Told {
  readonly document: string
  readonly event: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  /** The sentence, word for word. */
  readonly text: string
  /** Where it begins in the report. */
  readonly start: number
  /** The word that names the act, counted from the beginning of the sentence. */
  readonly trigger: { readonly start: number; readonly end: number }
}

/** A happening in a list, with the first sentence that tells it. */
export interface HappeningRow extends Happening {
  readonly lead: Told | null
}

/** A list a page at a time: `next` is the cursor of the following page, null on the last. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly total: number
  readonly next: string | null
}

export interface Paging {
  readonly limit?: number
  readonly cursor?: string | null
}

/** One report's telling of a happening. */
export interface Witnessed extends Told {
  readonly url: string | null
  readonly act: RecordEvent
  /** The report this one repeats, or null. */
  readonly copyOf: string | null
  readonly withdrawn: boolean
}

export interface HappeningDetail {
  readonly happening: Happening
  readonly witnesses: readonly Witnessed[]
  /** What it answers, and what answers it. */
  readonly related: readonly {
    readonly kind: 'response' | 'about' | 'cause'
    readonly stance: string | null
    readonly direction: 'to' | 'from'
    readonly happening: HappeningRow
  }[]
}

/** A report in a list. */
export interface ReportRow {
  readonly id: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
  readonly url: string | null
  readonly acts: number
  readonly copyOf: string | null
  /** The words around the first finding, with the found words between U+E000 and U+E001; null where nothing was searched for. */
  readonly found: string | null
}

export interface ReportDetail {
  readonly record: DocumentRecord
  /** By event id: the happening it belongs to, and who else tells it. */
  readonly happenings: Readonly<
    Record<
      string,
      { readonly id: string; readonly standing: HappeningStanding; readonly reports: readonly ReportRef[] }
    >
  >
  readonly copyOf: ReportRef | null
  readonly copies: readonly ReportRef[]
  /** What people set right in it; the record has it applied. */
  readonly corrections: readonly CorrectionNote[]
}

export interface ReportRef {
  readonly id: string
  readonly title: string | null
  readonly publisher: string | null
  readonly published: string | null
}

/** How many happenings hold each value of a field, under the filter less that field. */
export interface Counts {
  readonly total: number
  readonly reports: number
  readonly facets: Readonly<Record<Facet, readonly Count[]>>
}

export const FACETS = ['type', 'status', 'standing', 'party', 'publisher', 'place'] as const
export type Facet = (typeof FACETS)[number]

export interface Count {
  readonly value: string
  readonly count: number
}

export const TRACKS = ['dyad', 'mediator', 'issue', 'party', 'type'] as const
/** What the lines of the timeline stand for. */
export type Track = (typeof TRACKS)[number]

export const UNITS = ['day', 'month', 'year'] as const
export type Unit = (typeof UNITS)[number]

/** A happening as a mark on the timeline. */
export interface TimelineMark {
  readonly id: string
  readonly type: EventType
  readonly status: Status
  readonly standing: HappeningStanding
  readonly from: string
  readonly to: string
  readonly who: string
  readonly whom: string
  readonly words: string
  /** Happenings this one answers. */
  readonly answers: readonly { readonly to: string; readonly stance: string | null }[]
}

export interface TimelineBucket {
  readonly from: string
  readonly cooperation: number
  readonly conflict: number
}

export interface TimelineTrack {
  /** A pair as `a~b`, or who, what type, which issue the track stands for. */
  readonly key: string
  readonly count: number
  /** The happenings one by one, or null where there are too many. */
  readonly marks: readonly TimelineMark[] | null
  readonly buckets: readonly TimelineBucket[]
}

export interface Timeline {
  readonly unit: Unit
  /** First and last day of what the filter finds. */
  readonly from: string | null
  readonly to: string | null
  readonly tracks: readonly TimelineTrack[]
  /** Tracks left out, and the happenings in them and without a date. */
  readonly more: number
  readonly undated: number
}

/** What stands between two: by type in all, a towards b, b towards a, and by both together with nobody acted upon. */
export interface NetworkEdge {
  readonly a: string
  readonly b: string
  readonly total: number
  readonly types: Readonly<Record<string, number>>
  readonly forth: Readonly<Record<string, number>>
  readonly back: Readonly<Record<string, number>>
  readonly together: Readonly<Record<string, number>>
}

/** Somebody who hosts or mediates what two others do. */
export interface NetworkRole {
  readonly key: string
  readonly role: string
  readonly a: string
  readonly b: string
  readonly total: number
}

export interface Network {
  readonly nodes: readonly Count[]
  readonly edges: readonly NetworkEdge[]
  readonly roles: readonly NetworkRole[]
}

/** How exactly a place is known: a point, the middle of a region, or a whole country. */
export type Precision = 'point' | 'region' | 'country'

export interface MapPlace {
  readonly name: string
  readonly country: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly precision: Precision
  readonly count: number
}

export interface Places {
  readonly places: readonly MapPlace[]
  /** Happenings whose place no report names. */
  readonly nowhere: number
}

export interface ActorDetail {
  readonly key: string
  readonly name: string
  readonly count: number
  /** People and bodies that act for it, with their offices as the reports give them. */
  readonly people: readonly {
    readonly name: string
    readonly role: string | null
    readonly from: string | null
    readonly to: string | null
    readonly reports: number
  }[]
  /** Those who held its offices in the time of the reports, as dated lists have it, by start; `to` is null where it is open. */
  readonly offices: readonly {
    readonly name: string
    readonly title: string
    readonly from: string | null
    readonly to: string | null
    /** Reports that name the person. */
    readonly reports: number
  }[]
  /** Words the reports use for it. */
  readonly names: readonly { readonly text: string; readonly count: number }[]
  readonly relations: readonly {
    readonly key: string
    readonly total: number
    readonly types: Readonly<Record<string, number>>
  }[]
  readonly roles: readonly { readonly role: string; readonly count: number }[]
  readonly statements: readonly Said[]
  /** Reports that name it, and how many of them, the latest, the lists above are made of. */
  readonly reports: number
  readonly read: number
}

/** Something somebody said, in the words of the report. */
export interface Said {
  readonly document: string
  readonly publisher: string | null
  readonly published: string | null
  readonly source: string
  readonly code: string | null
  readonly stance: string
  readonly text: string
  readonly start: number
}

/** What some say happened: who says so, who denies it, and who takes part but has not been heard. */
export interface Claim {
  readonly happening: HappeningRow
  readonly said: readonly ClaimVoice[]
  readonly denied: readonly ClaimVoice[]
  readonly silent: readonly { readonly name: string; readonly code: string | null }[]
}

export interface ClaimVoice extends Told {
  readonly by: string
  readonly code: string | null
  readonly cue: string
}

/** A correction in force, as a person sees it at the act. */
export interface CorrectionNote {
  readonly id: string
  readonly kind: CorrectionKind
  /** The act it is about; null for a report as a whole. */
  readonly event: string | null
  /** The word that names the act. */
  readonly words: string | null
  readonly field: string | null
  /** What the coder had read, as JSON. */
  readonly previous: string | null
  readonly author: string
  readonly made: string
  readonly note: string | null
}

/** What is to be put right: a field of an act, that it is no act, that it belongs to another happening, that two happenings are one; or a correction taken back. */
export type Correction = {
  /** Who says so; the user who runs the server where it is left out. */
  readonly author?: string | undefined
  readonly note?: string | undefined
} & (
  | {
      readonly kind: 'field'
      readonly document: string
      readonly event: string
      readonly field: CorrectableField
      /** Actors and recipients as a list; null takes the value away. */
      readonly value: string | null | readonly CorrectedActor[]
    }
  | { readonly kind: 'drop'; readonly document: string; readonly event: string }
  | { readonly kind: 'apart'; readonly document: string; readonly event: string }
  | { readonly kind: 'together'; readonly happening: string; readonly other: string }
  | { readonly kind: 'undo'; readonly id: string }
)

/** Everything the page asks: answered by a server over a store, or by the page itself over records it coded. */
export interface Answers {
  happenings(filter: Filter, paging: Paging): Promise<Page<HappeningRow>>
  happening(id: string): Promise<HappeningDetail | null>
  reports(filter: Filter, paging: Paging): Promise<Page<ReportRow>>
  report(id: string): Promise<ReportDetail | null>
  counts(filter: Filter): Promise<Counts>
  timeline(filter: Filter, track: Track, unit: Unit | null): Promise<Timeline>
  network(filter: Filter): Promise<Network>
  places(filter: Filter): Promise<Places>
  actors(filter: Filter): Promise<readonly Count[]>
  actor(key: string, filter: Filter): Promise<ActorDetail | null>
  claims(filter: Filter, paging: Paging): Promise<Page<Claim>>
}
