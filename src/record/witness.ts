import type { MergingKnowledge } from '../knowledge/merging.ts'
import type { EntityKind } from '../model/entity.ts'
import type { EventType, Status } from '../model/event.ts'
import type { DateBasis, DocumentRecord, RecordActor, RecordEvent, RecordPlace, Standing } from '../model/record.ts'
import type { Quote, Span } from '../model/span.ts'
import { type Days, dayNumber } from './day.ts'
import { stemOf, wordsOf } from './stem.ts'
import { tollsOf } from './tolls.ts'

/** Somebody who takes part, as merging compares them. */
export interface Party {
  readonly name: string
  readonly code: string | null
  readonly sector: string | null
  /** Two persons of one government are two speakers; a country is nobody in particular. Null where the record does not know. */
  readonly kind: EntityKind | null
}

/** One mention of an act in one report, reduced to what merging compares; a happening is one or more of these. */
export interface Witness {
  /** What the mention is known by whatever the coder's version: the report and the place of the trigger, `/2` for a second act there. */
  readonly key: string
  readonly document: string
  readonly event: string
  /** First report of which this one is a copy, or the report itself: copies are one witness. */
  readonly copy: string
  readonly publisher: string | null
  /** True when the report was taken back, or a later version of it tells the act no more. */
  readonly withdrawn: boolean
  /** Day of publication. */
  readonly published: number | null
  readonly type: EventType
  readonly plover: EventType
  readonly mode: string | null
  readonly cameo: string | null
  readonly contexts: readonly string[]
  readonly format: readonly string[]
  readonly status: Status
  readonly standing: Standing
  readonly actors: readonly Party[]
  readonly recipients: readonly Party[]
  readonly roles: readonly (Party & { readonly role: string })[]
  readonly date: (Days & { readonly value: string; readonly basis: DateBasis }) | null
  readonly place: Omit<RecordPlace, 'start' | 'end' | 'text'> | null
  /** Names of those who say so, the nearest first; empty for the report's own voice, "" for somebody unnamed. */
  readonly sources: readonly (Party & { readonly cue: string })[]
  readonly trigger: Span
  readonly sentence: Span
  readonly rule: string
  readonly confidence: number
  /** Stem of the trigger's longest word. */
  readonly stem: string
  /** Stems of the sentence, without those of names, places and the trigger; sorted. */
  readonly words: readonly string[]
  readonly tolls: Readonly<Record<string, number>>
}

/** Reduces every event of a record; the words of headlines and bodies alike. */
export const witnessesOf = (record: DocumentRecord, copy: string, knowledge: MergingKnowledge): readonly Witness[] => {
  const keys = mentionKeys(record)
  return record.events.map(event => witnessOf(record, event, keys.get(event.id) ?? '', copy, knowledge))
}

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
  const party = (actor: RecordActor): Party => ({
    name: actor.name,
    code: actor.code,
    sector: actor.sector,
    kind: people.get(actor.entity)?.kind ?? null,
  })
  const from = dayNumber(event.date?.from ?? null)
  const to = dayNumber(event.date?.to ?? null)
  const sentence = document.text.slice(event.sentence.start, event.sentence.end)
  const masked: readonly Quote[] = [
    ...event.actors,
    ...event.recipients,
    ...event.roles,
    ...(event.place === null ? [] : [event.place]),
  ]
  return {
    key,
    document: document.id,
    event: event.id,
    copy,
    publisher: document.publisher,
    withdrawn: false,
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
        : { value: event.date.value, from, to, basis: event.date.basis },
    place: event.place === null ? null : placeOf(event.place),
    sources: event.attribution.map(link => {
      const entity = people.get(link.by?.entity ?? '')
      return {
        name: link.by?.name ?? '',
        code: entity?.code ?? null,
        sector: entity?.sector ?? null,
        kind: entity?.kind ?? null,
        cue: link.cue.text,
      }
    }),
    trigger: { start: event.trigger.start, end: event.trigger.end },
    sentence: event.sentence,
    rule: event.rule,
    confidence: event.confidence,
    stem: triggerStem(event.trigger.text, knowledge),
    words: contentStems(sentence, event.trigger.text, masked, knowledge),
    tolls: tollsOf(sentence, knowledge),
  }
}

const placeOf = ({ name, country, region, lat, lon, geonames }: RecordPlace): Witness['place'] => ({
  name,
  country,
  region,
  lat,
  lon,
  geonames,
})

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
