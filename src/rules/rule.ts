import type { EventType, MeetingFormat, RoleName, Status } from '../model/event.ts'
import type { Slot } from './slots.ts'

/** Where a piece of knowledge stands, for messages and explanations. Lines count from 1. */
export interface Origin {
  readonly file: string
  readonly line: number
}

/** A condition on one slot of a trigger: `+object:visit|trip`, `-subject:@company`, `+object:CONSULT`. */
export interface SlotTest {
  readonly slot: Slot
  /** False when the slot must not be filled so. */
  readonly wanted: boolean
  /** Lemmas of which the head must be one; empty with no `classes` and no `types`: anything. */
  readonly lemmas: ReadonlySet<string>
  /** Entity classes (`@actor`, `@state` …) of which the words must be one. */
  readonly classes: readonly string[]
  /** Types of act of which the head must be a word: talks, a meeting and a summit are all CONSULT. */
  readonly types: readonly EventType[]
}

/** A word, with its particles and conditions: `break off +object:relation|tie`. */
export interface Trigger {
  readonly text: string
  readonly lemma: string
  /** Words that must hang on it: particles, fixed prepositions, adverbs. */
  readonly particles: readonly string[]
  readonly tests: readonly SlotTest[]
}

export type WordClass = 'verb' | 'noun' | 'adjective'

/** Slots to look in, in order; the first that yields somebody counts. A `+` joins slots whose finds are taken together. */
export type SlotPath = readonly (readonly Slot[])[]

/** How an act is read off a trigger. */
export interface ActRule extends Origin {
  readonly name: string
  readonly type: EventType
  /** What the words alone tell: "is expected in Rome" is a plan. Operators compose on it. */
  readonly status: Status
  readonly wordClass: WordClass
  readonly triggers: readonly Trigger[]
  readonly actor: SlotPath
  readonly recipient: SlotPath
  /** All who take part are actors: meetings, clashes, accords. */
  readonly mutual: boolean
  /** Slots whose acts are the content of this one ("refused to meet", "offer of aid") and no events of their own. */
  readonly absorbs: readonly Slot[]
  readonly mode: string | null
  readonly contexts: readonly string[]
  readonly cameo: string | null
  readonly format: readonly MeetingFormat[]
  /** What this act turns into when its content is an act of these types: "vowed to retaliate" threatens; `content`: only the content counts. */
  readonly turns: ReadonlyMap<EventType, EventType | 'content'>
  /** Who must be known for the act to count: any political side, an actor, a recipient, both, or nobody. */
  readonly needs: 'any' | 'actor' | 'recipient' | 'both' | 'two' | 'none'
  readonly examples: readonly Example[]
}

/** What an operator does to the status of the act in its scope; of `unreal` acts (hoped for, preferred) none is recorded; see data/operators/composition.yml. */
export type Effect = 'planned' | 'failed' | 'negated' | 'possible' | 'attempted' | 'occurred' | 'unreal' | 'none'

/** `past`, `present`: the tense of the operator's word; `infinitive`, `perfect`: the form of the act's ("was to have met"). */
export type FormCondition = 'past' | 'present' | 'infinitive' | 'perfect'

/** A word above or beside an act that changes what became of it. */
export interface OperatorRule extends Origin {
  readonly name: string
  readonly wordClass: WordClass | 'modifier'
  readonly triggers: readonly Trigger[]
  /** Slots of the operator in which the act stands; for modifiers, relations by which the word hangs on the act: `advmod`, `det/obj`. */
  readonly over: readonly Slot[]
  readonly effect: Effect
  /** Applies only to acts of these types; empty: all. */
  readonly types: readonly EventType[]
  /** Conditions on the form of the words: all must hold. */
  readonly when: readonly FormCondition[]
  readonly examples: readonly Example[]
}

/** A word beside an act that names somebody with a role in it: host, mediator, organizer … */
export interface RoleRule extends Origin {
  readonly name: string
  readonly wordClass: WordClass
  readonly triggers: readonly Trigger[]
  readonly role: RoleName
  /** Where the holder stands, seen from the role word. */
  readonly holder: SlotPath
  /** Slots of the role word in which the act stands. */
  readonly over: readonly Slot[]
  /** Slots of the act in which the role word stands ("with the mediation of"). */
  readonly under: readonly Slot[]
  readonly types: readonly EventType[]
  readonly examples: readonly Example[]
}

/** A word that carries an act's noun and lends it subject, tense and adjuncts: "held talks", "took place", "a round of talks". */
export interface SupportRule extends Origin {
  readonly name: string
  readonly wordClass: WordClass
  readonly triggers: readonly Trigger[]
  /** Slots of the verb in which the act's noun stands. */
  readonly over: readonly Slot[]
  readonly types: readonly EventType[]
  readonly examples: readonly Example[]
}

/** A word that gives a meeting its format: "trilateral", "on the sidelines". */
export interface FormatRule {
  readonly format: MeetingFormat
  /** Slots of the act (or of its support verb) in which one of the words stands. */
  readonly under: readonly Slot[]
  readonly words: ReadonlySet<string>
}

/** What an act turns into after certain operators: "will not withdraw" is a refusal. */
export interface TurnRule extends Origin {
  readonly name: string
  /** Operators of which one of each group must have been applied. */
  readonly after: readonly (readonly string[])[]
  readonly types: readonly EventType[]
  readonly type: EventType
  readonly status: Status
}

/** A sentence and what must be read in it; `not` examples must not yield an act of the rule's type. */
export interface Example extends Origin {
  readonly text: string
  /** Lines such as `REJECT occurred ARM -> RUS`; empty for a sentence in which nothing must be found. */
  readonly expected: readonly string[]
}

/** New status from old status and effect. */
export type Composition = Readonly<Record<Exclude<Effect, 'none' | 'unreal'>, Readonly<Record<Status, Status>>>>
