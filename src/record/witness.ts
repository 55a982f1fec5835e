import type { MergingKnowledge } from '../knowledge/merging.ts'
import { stemOf, wordsOf } from '../knowledge/stem.ts'
import type { EntityKind } from '../model/entity.ts'
import type {
  ActKind,
  DateBasis,
  DocumentRecord,
  RecordActor,
  RecordDate,
  RecordEvent,
  RecordPlace,
  Standing,
} from '../model/record.ts'
import type { Quote, Span } from '../model/span.ts'
import { type Days, dayNumber } from './day.ts'
import { countIn, tollsOf } from './tolls.ts'

/** Somebody who takes part, as merging compares them. */
export interface Party {
  readonly name: string
  readonly code: string | null
  /** The state it belongs to, also where it does not act for it. */
  readonly country: string | null
  readonly sector: string | null
  /** Two persons of one government are two speakers; a country is nobody in particular. Null where the record does not know. */
  readonly kind: EntityKind | null
  /** Office held, where the text or the tables give it. */
  readonly title: string | null
  /** How many they are, where the name says so: "eleven fishermen". */
  readonly count: number | null
}

/** Somebody who takes part in an act as one report tells it, with the words that say so. */
export interface WitnessParty extends Party, Quote {
  readonly entity: string
  readonly wikidata: string | null
}

/** One link of the chain of who says so; the name is "" for somebody unnamed, whose words are none. */
export interface WitnessSource extends Party {
  readonly quote: Quote | null
  readonly cue: Quote
}

/** By whom, where and when a report was taken back or replaced; the quotation stands in that document, null where a headline says it. */
export interface TakenBack {
  readonly by: string | null
  readonly document: string | null
  /** Day it was said, null where nobody knows. */
  readonly day: number | null
  readonly quote: Quote | null
}

/** One mention of an act in one report, with all that merging and listing need of it; a happening is one or more of these. */
export interface Witness extends ActKind {
  /** What the mention is known by whatever the coder's version: the report and the place of the trigger, `/2` for a second act there. */
  readonly key: string
  readonly document: string
  readonly event: string
  /** First report of which this one is a copy, or the report itself: copies are one witness. */
  readonly copy: string
  readonly publisher: string | null
  /** True when the report was taken back, or a later version of it tells the act no more. */
  readonly withdrawn: boolean
  /** What is known of its taking back; null for what stands. */
  readonly takenBack: TakenBack | null
  /** Day of publication. */
  readonly published: number | null
  readonly standing: Standing
  readonly actors: readonly WitnessParty[]
  readonly recipients: readonly WitnessParty[]
  readonly roles: readonly (WitnessParty & { readonly role: string })[]
  readonly date: (Days & { readonly value: string; readonly basis: DateBasis; readonly quote: Quote | null }) | null
  readonly place: RecordPlace | null
  /** Those who say so, the nearest first; empty for the report's own voice. */
  readonly sources: readonly WitnessSource[]
  readonly trigger: Quote
  readonly sentence: Span
  readonly rule: string
  readonly confidence: number
  /** Stem of the trigger's longest word. */
  readonly stem: string
  /** Stems of the sentence, without those of names, places and the trigger; sorted. */
  readonly words: readonly string[]
  readonly tolls: Readonly<Record<string, number>>
}

/** Reduces every event of a record, those of headlines and bodies alike; `keys` are those of the record before corrections. */
export const witnessesOf = (
  record: DocumentRecord,
  copy: string,
  knowledge: MergingKnowledge,
  keys: ReadonlyMap<string, string> = mentionKeys(record),
): readonly Witness[] => record.events.map(event => witnessOf(record, event, keys.get(event.id) ?? '', copy, knowledge))

/** The key of each event of a record, by its id. */
export const mentionKeys = (record: Pick<DocumentRecord, 'document' | 'events'>): ReadonlyMap<string, string> => {
  const times = new Map<string, number>()
  return new Map(
    record.events.map(event => {
      const place = `${record.document.id}#${event.trigger.start}-${event.trigger.end}`
      const n = (times.get(place) ?? 0) + 1
      times.set(place, n)
      return [event.id, n === 1 ? place : `${place}/${n}`] as const
    }),
  )
}

const witnessOf = (
  record: DocumentRecord,
  event: RecordEvent,
  key: string,
  copy: string,
  knowledge: MergingKnowledge,
): Witness => {
  const { document } = record
  const people = new Map(record.entities.map(entity => [entity.id, entity] as const))
  const party = (actor: RecordActor): WitnessParty => ({
    entity: actor.entity,
    name: actor.name,
    code: actor.code,
    country: people.get(actor.entity)?.country ?? null,
    sector: actor.sector,
    kind: people.get(actor.entity)?.kind ?? null,
    title: people.get(actor.entity)?.role ?? null,
    count: countIn(actor.name, knowledge),
    wikidata: people.get(actor.entity)?.wikidata ?? null,
    start: actor.start,
    end: actor.end,
    text: actor.text,
  })
  const from = dayNumber(event.date?.from ?? null)
  const to = dayNumber(event.date?.to ?? null)
  const sentence = document.text.slice(event.sentence.start, event.sentence.end)
  const masked: readonly Quote[] = [
    ...event.actors,
    ...event.recipients,
    ...event.roles,
    ...(event.place === null ? [] : [event.place]),
    // days are compared as dates, and who says so as sources
    ...[event.date === null ? null : dateQuote(event.date)].filter(quote => quote !== null),
    ...event.attribution.flatMap(link => (link.by === null ? [link.cue] : [link.by, link.cue])),
  ]
  return {
    key,
    document: document.id,
    event: event.id,
    copy,
    publisher: document.publisher,
    withdrawn: false,
    takenBack: null,
    published: dayNumber(document.published) ?? dayNumber(document.dateline?.date ?? null),
    type: event.type,
    plover: event.plover,
    mode: event.mode,
    cameo: event.cameo,
    contexts: event.contexts,
    format: event.format,
    status: event.status,
    standing: event.standing,
    actors: event.actors.map(party),
    recipients: event.recipients.map(party),
    roles: event.roles.map(role => ({ role: role.role, ...party(role) })),
    date:
      event.date === null || from === null || to === null
        ? null
        : { value: event.date.value, from, to, basis: event.date.basis, quote: dateQuote(event.date) },
    place: event.place,
    sources: event.attribution.map(link => {
      const entity = people.get(link.by?.entity ?? '')
      return {
        name: link.by?.name ?? '',
        code: entity?.code ?? null,
        country: entity?.country ?? null,
        sector: entity?.sector ?? null,
        kind: entity?.kind ?? null,
        title: entity?.role ?? null,
        count: null,
        quote: link.by === null ? null : { start: link.by.start, end: link.by.end, text: link.by.text },
        cue: link.cue,
      }
    }),
    trigger: event.trigger,
    sentence: event.sentence,
    rule: event.rule,
    confidence: event.confidence,
    stem: triggerStem(event.trigger.text, knowledge),
    words: contentStems(sentence, event.trigger.text, masked, knowledge),
    tolls: tollsOf(sentence, knowledge),
  }
}

const dateQuote = ({ start, end, text }: RecordDate): Quote | null =>
  start === null || end === null || text === null ? null : { start, end, text }

/** The rarest word of the trigger tells most: "ruled out" is "ruled", "held talks" is "talks" by its bits. */
const triggerStem = (trigger: string, { stemming, bits }: MergingKnowledge): string => {
  let best = ''
  for (const word of wordsOf(trigger)) {
    const stem = stemOf(word, stemming)
    if (best === '' || bits(stem) > bits(best)) best = stem
  }
  return best
}

/** Stems of fewer bits stand in one report of eight or more. */
const TELLING = 3

const contentStems = (
  sentence: string,
  trigger: string,
  masked: readonly Quote[],
  { stemming, bits }: MergingKnowledge,
): readonly string[] => {
  const stems = new Set(wordsOf(sentence).map(word => stemOf(word, stemming)))
  for (const words of [trigger, ...masked.map(quote => quote.text)])
    for (const word of wordsOf(words)) stems.delete(stemOf(word, stemming))
  return [...stems].filter(stem => bits(stem) >= TELLING).sort()
}
