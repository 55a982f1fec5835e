import type { Quote, Span } from './span.ts'

export const EVENT_TYPES = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'COOPERATE',
  'AID',
  'RETREAT',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
] as const

/** A PLOVER type. */
export type EventType = (typeof EVENT_TYPES)[number]

/** Acts done by saying so: dated and placed where the words are spoken; two speakers of one government do two. */
export const VERBAL: ReadonlySet<EventType> = new Set([
  'AGREE',
  'SUPPORT',
  'CONCEDE',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
])

export const STATUSES = ['occurred', 'planned', 'failed', 'negated', 'possible'] as const

/** What became of an act: the contract's five outcomes. */
export type Status = (typeof STATUSES)[number]

export const MEETING_FORMATS = [
  'bilateral',
  'trilateral',
  'multilateral',
  'sidelines',
  'phone',
  'proximity',
  'summit',
  'visit',
] as const

export type MeetingFormat = (typeof MEETING_FORMATS)[number]

export const ROLE_NAMES = ['host', 'mediator', 'organizer', 'venue', 'guarantor', 'topic'] as const

/** What somebody is in an act besides its sides. */
export type RoleName = (typeof ROLE_NAMES)[number]

/** Words that name somebody who takes part, and whom they refer to. */
export interface Participant extends Quote {
  readonly sentence: number
  /** Token id of the head of the words. */
  readonly head: number
  /** Entity id. */
  readonly entity: string
}

export interface RoleParticipant extends Participant {
  readonly role: RoleName
}

/** What one sentence reports of one act; date, place and source are found by later stages. */
export interface EventMention {
  readonly id: string
  readonly sentence: number
  /** Token id of the trigger's head word. */
  readonly head: number
  readonly trigger: Quote
  readonly type: EventType
  readonly mode: string | null
  readonly contexts: readonly string[]
  readonly cameo: string | null
  readonly status: Status
  readonly format: readonly MeetingFormat[]
  readonly actors: readonly Participant[]
  readonly recipients: readonly Participant[]
  readonly roles: readonly RoleParticipant[]
  /** Where the words of an act shared out over several times or parties point ("in July and September"): narrows the search. */
  readonly within: Span | null
  /** Name of the rule that read the trigger, then of each operator that changed it, in order of application. */
  readonly rules: readonly string[]
  readonly confidence: number
}
