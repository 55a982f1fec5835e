import type { EntityKind } from '../model/entity.ts'
import type { EventType } from '../model/event.ts'
import type {
  ActRule,
  Composition,
  FormatRule,
  OperatorRule,
  RoleRule,
  SupportRule,
  Trigger,
  TurnRule,
  WordClass,
} from './rule.ts'
import type { Grammar } from './slots.ts'

/** One reading of an entity class: every condition given must hold; an empty set asks nothing. */
export interface EntityTest {
  readonly kinds: ReadonlySet<EntityKind>
  readonly sectors: ReadonlySet<string>
  /** Sectors it must not be of. */
  readonly without: ReadonlySet<string>
  /** True: must act for a state or an organisation with a code; null: no matter. */
  readonly coded: boolean | null
}

/** A trigger together with the rule it belongs to. */
export interface Entry<R> {
  readonly trigger: Trigger
  readonly rule: R
}

/** All rules, compiled: looked up by lemma, so that matching does not slow down with their number. */
export interface Lexicon {
  readonly acts: ReadonlyMap<string, readonly Entry<ActRule>[]>
  readonly operators: ReadonlyMap<string, readonly Entry<OperatorRule>[]>
  readonly roles: ReadonlyMap<string, readonly Entry<RoleRule>[]>
  readonly supports: ReadonlyMap<string, readonly Entry<SupportRule>[]>
  readonly formats: readonly FormatRule[]
  readonly turns: readonly TurnRule[]
  readonly composition: Composition
  readonly classes: ReadonlyMap<string, readonly EntityTest[]>
  readonly grammar: Grammar
  /** Nouns that point back at an earlier act ("the offer"), with the types it may have. */
  readonly anaphors: ReadonlyMap<string, ReadonlySet<EventType>>
  /** Types of which a side may be left to be understood, by how it is found. */
  readonly understood: Readonly<
    Record<
      'speaker' | 'force' | 'authority' | 'towns' | 'opponent' | 'counterpart' | 'asked' | 'crowd',
      ReadonlySet<EventType>
    >
  >
  /** Types of act to which bystanders (class `bystander`) can be a party; of others they only hear ("told reporters"). */
  readonly touching: ReadonlySet<EventType>
  /** Types of act that a third may bring about between the sides: "released through the Red Cross". */
  readonly mediated: ReadonlySet<EventType>
  /** Types of act that judge somebody for another: "praised Peru for the release". */
  readonly judged: ReadonlySet<EventType>
  /** Types of act that are still to come where they are asked for: "demanded the release of the crew". */
  readonly awaited: ReadonlySet<EventType>
  /** Operators of what is still to be done ("would"), and the types that are done by promising them. */
  readonly promising: ReadonlySet<string>
  readonly promises: ReadonlySet<EventType>
  /** Words that share an act out: "separate talks with A and B" are two. */
  readonly separators: ReadonlySet<string>
  /** Nouns for any act: "that move". */
  readonly deeds: ReadonlySet<string>
}

/** Index of rules by the lemma of their triggers. */
export const indexByLemma = <R extends { readonly triggers: readonly Trigger[] }>(
  rules: readonly R[],
): ReadonlyMap<string, readonly Entry<R>[]> => {
  const index = new Map<string, Entry<R>[]>()
  for (const rule of rules) {
    for (const trigger of rule.triggers) {
      const list = index.get(trigger.lemma)
      if (list) list.push({ trigger, rule })
      else index.set(trigger.lemma, [{ trigger, rule }])
    }
  }
  return index
}

/** UD tags a trigger of each word class may carry; participles and gerunds cross over. */
export const TAGS: Readonly<Record<WordClass | 'modifier', ReadonlySet<string> | null>> = {
  verb: new Set(['VERB', 'AUX']),
  noun: new Set(['NOUN', 'PROPN']),
  adjective: new Set(['ADJ', 'VERB', 'ADV', 'NOUN']),
  modifier: null,
}
