import type { Name, NamedActor } from '../../knowledge/actors/named.ts'
import type { ActorKnowledge } from '../../knowledge/actors.ts'
import type { Focus } from './focus.ts'
import type { NameHit, Reading } from './reading.ts'
import type { Draft, Registry } from './registry.ts'

/** What every step of the entity stage sees: the knowledge, the document's date, its sentences, and what has been found so far. */
export interface Setting {
  readonly knowledge: ActorKnowledge
  /** ISO date of the report, or null: then no dated office is read. */
  readonly date: string | null
  readonly text: string
  readonly readings: readonly Reading[]
  readonly focus: Focus
  readonly registry: Registry
}

/** The state's code on the report's date: "Moscow" is the Soviet Union in 1987, and Prague Czechoslovakia. */
export const stateOn = (setting: Setting, code: string): string => {
  if (setting.date === null) return code
  for (const state of setting.knowledge.states.values()) {
    if (state.heir === code && setting.date >= (state.from ?? '') && setting.date < (state.to ?? '9')) return state.code
  }
  return code
}

/** Name of a state or of an organisation's code; the code itself where nobody named it. */
export const stateName = (setting: Setting, code: string): string => setting.knowledge.states.get(code)?.name ?? code

/**
 * The sense of a spelling that fits the text: of an actor told before, of a state named, and of those left an organisation before a
 * capital ("Brussels" is the Union, where nothing speaks of Belgium).
 */
export const senseOf = (setting: Setting, hit: NameHit): Name | undefined => {
  const { senses } = hit
  if (senses.length < 2) return senses[0]
  return (
    senses.find(s => setting.registry.get(`actor ${s.actor.name}`) !== undefined) ??
    senses.find(s => s.actor.country !== null && setting.focus.named(s.actor.country)) ??
    (senses.some(s => s.sort === 'capital') ? senses.find(s => s.sort === 'organization') : undefined) ??
    senses[0]
  )
}

/** The entity of a state. */
export const stateDraft = (setting: Setting, code: string): Draft => {
  const on = stateOn(setting, code)
  return setting.registry.ensure(`state ${on}`, () => ({
    kind: 'country',
    name: stateName(setting, on),
    code: on,
    country: on,
    sector: null,
    role: null,
    wikidata: null,
    gender: null,
    plural: false,
    noun: null,
    office: null,
  }))
}

/** The entity of an actor the gazetteer names. States, their capitals, adjectives and peoples are one entity. */
export const actorDraft = (setting: Setting, name: Name): Draft => {
  const { actor } = name
  if (actor.kind === 'country' && actor.code !== null) return stateDraft(setting, actor.code)
  return setting.registry.ensure(`actor ${actor.name}`, () => ({
    kind: actor.kind,
    name: actor.name,
    code: codeOn(setting, actor),
    country: actor.country,
    sector: actor.sector,
    role: null,
    wikidata: null,
    gender: null,
    plural: actor.kind === 'group',
    noun: null,
    office: null,
  }))
}

const codeOn = (setting: Setting, actor: NamedActor): string | null =>
  actor.code === null ? null : stateOn(setting, actor.code)

/** The words of tokens `from` to `to`, with their offsets. */
export const wordsOf = (
  setting: Setting,
  reading: Reading,
  from: number,
  to: number,
): { readonly start: number; readonly end: number; readonly text: string } => {
  const start = reading.tokens[from]?.start ?? 0
  const end = reading.tokens[to]?.end ?? start
  return { start, end, text: setting.text.slice(start, end) }
}
