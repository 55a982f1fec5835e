import { EVENT_TYPES, type EventType, STATUSES, type Status } from '../model/event.ts'
import type { DocumentRecord, RecordActor, RecordEvent } from '../model/record.ts'
import type { Constraints } from './merge.ts'
import { mentionKeys } from './witness.ts'

export type CorrectionKind = 'field' | 'drop' | 'together' | 'apart' | 'withdraw' | 'stand'

/** All that people said of mentions being one act or two. */
export const constraintsIn = (corrections: readonly Pick<Correction, 'kind' | 'target' | 'other'>[]): Constraints => {
  const together = new Map<string, string[]>()
  const apart = new Map<string, string[]>()
  for (const { kind, target, other } of corrections) {
    if (other === null || (kind !== 'together' && kind !== 'apart')) continue
    const map = kind === 'together' ? together : apart
    map.set(target, [...(map.get(target) ?? []), other])
    map.set(other, [...(map.get(other) ?? []), target])
  }
  return { together, apart }
}

/** Fields a person may correct. */
export const CORRECTABLE = ['type', 'mode', 'status', 'date', 'actors', 'recipients', 'cameo', 'place'] as const
export type CorrectableField = (typeof CORRECTABLE)[number]

/**
 * What a person said of the record: a field is wrong, an act is none (`drop`), two mentions are one act (`together`) or two (`apart`),
 * a report is taken back (`withdraw`) or is not, whatever a notice seems to say (`stand`). It names the words, not the coder's output, so it survives coding anew.
 */
export interface Correction {
  readonly id: string
  readonly kind: CorrectionKind
  /** Key of the mention, or id of the report. */
  readonly target: string
  /** Key of the other mention. */
  readonly other: string | null
  readonly field: CorrectableField | null
  /** New value: JSON for actors and recipients, else plain; null for none. */
  readonly value: string | null
  /** What the coder had said when it was corrected. */
  readonly previous: string | null
  readonly author: string
  readonly made: string
  readonly note: string | null
}

/** What a person gives for an actor; `text` are its words in the act's sentence. */
export interface CorrectedActor {
  readonly name: string
  readonly code: string | null
  readonly sector?: string | null
  readonly text?: string
}

/** The record as corrected, the fields changed by event, and the last word on whether the report is taken back, if anybody had one. */
export interface Corrected {
  readonly record: DocumentRecord
  readonly fields: ReadonlyMap<string, string>
  readonly ruling: Correction | null
}

/** Applies what people said of this report's words; a correction whose words the coder no longer reads as an act changes nothing. */
export const applyCorrections = (record: DocumentRecord, corrections: readonly Correction[]): Corrected => {
  if (corrections.length === 0) return { record, fields: new Map(), ruling: null }
  const keys = mentionKeys(record)
  const fields = new Map<string, string>()
  const events = record.events.flatMap((event): readonly RecordEvent[] => {
    const mine = corrections.filter(c => c.target === keys.get(event.id))
    if (mine.some(c => c.kind === 'drop')) return []
    const changed = mine.filter(c => c.kind === 'field')
    if (changed.length > 0) fields.set(event.id, [...new Set(changed.map(c => c.field))].join(' '))
    return [changed.reduce((e, c) => correctEvent(record, e, c), event)]
  })
  const rulings = corrections.filter(c => c.kind === 'withdraw' || c.kind === 'stand')
  const ruling = rulings.findLast(c => c.target === record.document.id) ?? null
  return { record: { ...record, events }, fields, ruling }
}

const correctEvent = (record: DocumentRecord, event: RecordEvent, { field, value }: Correction): RecordEvent => {
  switch (field) {
    case 'type':
      return {
        ...event,
        type: (value ?? event.type) as EventType,
        plover: (value ?? event.plover) as EventType,
        mode: null,
        cameo: null,
      }
    case 'status':
      return { ...event, status: (value ?? event.status) as Status }
    case 'mode':
      return { ...event, mode: value }
    case 'cameo':
      return { ...event, cameo: value }
    case 'date':
      return {
        ...event,
        date: value === null ? null : { value, ...daysOf(value), basis: 'stated', start: null, end: null, text: null },
      }
    case 'place':
      return { ...event, place: value === null ? null : placeFrom(record, event, value) }
    case 'actors':
    case 'recipients':
      return { ...event, [field]: actorsFrom(record, event, value ?? '[]') }
    default:
      return event
  }
}

/** First and last day of a year, a month or a day. */
export const daysOf = (value: string): { readonly from: string; readonly to: string } => {
  if (/^\d{4}$/.test(value)) return { from: `${value}-01-01`, to: `${value}-12-31` }
  if (/^\d{4}-\d{2}$/.test(value)) {
    const last = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5)), 0))
    return { from: `${value}-01`, to: last.toISOString().slice(0, 10) }
  }
  return { from: value.slice(0, 10), to: value.slice(0, 10) }
}

const placeFrom = (record: DocumentRecord, event: RecordEvent, name: string): RecordEvent['place'] => {
  const at = findIn(record, event, name)
  if (at === null) return null
  const known = event.place?.name === name ? event.place : null
  return {
    name,
    country: known?.country ?? null,
    region: known?.region ?? null,
    lat: known?.lat ?? null,
    lon: known?.lon ?? null,
    geonames: known?.geonames ?? null,
    ...at,
  }
}

const actorsFrom = (record: DocumentRecord, event: RecordEvent, json: string): readonly RecordActor[] =>
  (JSON.parse(json) as readonly CorrectedActor[]).flatMap(({ name, code, sector, text }) => {
    const at = findIn(record, event, text ?? name)
    const entity = record.entities.find(e => e.name === name)
    return at === null
      ? []
      : [{ entity: entity?.id ?? name, name, code, sector: sector ?? entity?.sector ?? null, ...at }]
  })

/** Where the words stand: in the act's sentence if they can be found there, else anywhere in the report. */
const findIn = ({ document }: DocumentRecord, event: RecordEvent, words: string) => {
  const near = document.text.indexOf(words, event.sentence.start)
  const start = near >= 0 && near + words.length <= event.sentence.end ? near : document.text.indexOf(words)
  return words === '' || start < 0 ? null : { start, end: start + words.length, text: words }
}

/** What is wrong with a correction of a field before it is kept, or null: a value the format does not know, words the report has not. */
export const correctionProblem = (
  record: DocumentRecord,
  event: RecordEvent,
  field: CorrectableField,
  value: string | null,
): string | null => {
  if (field === 'type')
    return EVENT_TYPES.includes(value as EventType)
      ? null
      : `${value} is no type; the types are ${EVENT_TYPES.join(' ')}`
  if (field === 'status')
    return STATUSES.includes(value as Status) ? null : `${value} is no status; they are ${STATUSES.join(' ')}`
  if (value === null) return null
  if (field === 'date')
    return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value) && !Number.isNaN(Date.parse(value))
      ? null
      : `"${value}" is no date: give YYYY, YYYY-MM or YYYY-MM-DD`
  if (field === 'place') return findIn(record, event, value) === null ? `the report has no words "${value}"` : null
  if (field !== 'actors' && field !== 'recipients') return null
  let list: unknown
  try {
    list = JSON.parse(value)
  } catch {
    list = null
  }
  if (!Array.isArray(list)) return `${field} are a JSON list: [{"name": "Iran", "code": "IRN", "text": "Tehran"}]`
  for (const actor of list as readonly CorrectedActor[]) {
    const words = actor.text ?? actor.name
    if (typeof words !== 'string' || findIn(record, event, words) === null)
      return `the report has no words "${words}"; give the actor's words as "text"`
  }
  return null
}
