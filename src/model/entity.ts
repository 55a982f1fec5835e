import type { Span } from './span.ts'

export type EntityKind = 'person' | 'country' | 'organization' | 'group' | 'place'

/** A thing the document speaks of: an actor, or a place. */
export interface Entity {
  /** Unique in the document: "e1", "e2" … in order of first mention. */
  readonly id: string
  readonly kind: EntityKind
  /** Canonical name; the text may spell it otherwise. */
  readonly name: string
  /** ISO 3166 alpha-3 of the state it acts for (SUN, DDR, YUG, CSK for states of the past); UN, EU, NATO … ; null for the codeless. */
  readonly code: string | null
  /** ISO 3166 alpha-3 of the state it belongs to, also where it does not act for it: rebels, parties, firms, citizens. */
  readonly country: string | null
  /** PLOVER sector (GOV, MIL, REB …), or null. */
  readonly sector: string | null
  /** The office held on the document's date, or as the text gives it: "Prime Minister of Armenia". */
  readonly role: string | null
  readonly wikidata: string | null
}

/**
 * How the words refer: a proper name; a nominal ("the Armenian government", "rebels"); a pronoun; or a modifier that lends an
 * actor to another noun ("Russian initiatives", "Yerevan's position", "Russian-mediated talks", "U.S.-brokered").
 */
export type ReferenceForm = 'name' | 'nominal' | 'pronoun' | 'modifier'

/** Words that refer to one entity, or to several at once ("both sides", "the leaders of Armenia and Azerbaijan"). */
export interface EntityMention extends Span {
  /** Index of the sentence. */
  readonly sentence: number
  /** Token id of the syntactic head of the words, the key by which acts find their actors. */
  readonly head: number
  readonly form: ReferenceForm
  /** Ids of the entities referred to; one, or several for a plural mention; never empty in the finished layer. */
  readonly entities: readonly string[]
}

/** The layer the entity and coreference stages write. Mentions are in text order. */
export interface EntityLayer {
  readonly entities: readonly Entity[]
  readonly mentions: readonly EntityMention[]
}
