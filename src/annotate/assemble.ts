import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Statement } from '../model/attribution.ts'
import type { Entity } from '../model/entity.ts'
import type { EventMention, EventType, Participant, Status } from '../model/event.ts'
import type { DocumentRecord, RecordActor, RecordAttribution, RecordEntity, RecordEvent } from '../model/record.ts'
import type { Layers } from './layers.ts'

/** Hex SHA-256 of a text in UTF-8. */
const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** The layers of a document as its record. Every quoted word is checked against the text: a mismatch throws. */
export const assemble = (layers: Layers, coder: DocumentRecord['coder']): DocumentRecord => {
  const { document, dateline } = layers
  const entities = new Map(layers.entities.entities.map(entity => [entity.id, entity]))
  const record: DocumentRecord = {
    schema: 'readout/1',
    coder,
    document: {
      id: document.id,
      url: document.url,
      title: document.title,
      publisher: document.publisher,
      author: document.author,
      published: document.published,
      dateline: dateline ? { place: dateline.place, date: dateline.date } : null,
      language: document.language,
      hash: hashText(document.text),
      text: document.text,
    },
    entities: layers.entities.entities.map(entity => recordEntity(layers, entity)),
    events: layers.events.map(event => recordEvent(layers, entities, event)),
    statements: layers.statements.map(({ sentence: _, source, ...statement }) => ({ ...statement, source })),
    times: layers.times.map(({ start, end, text, type, value }) => ({ start, end, text, type, value })),
    links: layers.links,
  }
  return record
}

const recordEntity = (layers: Layers, entity: Entity): RecordEntity => ({
  id: entity.id,
  kind: entity.kind,
  name: entity.name,
  code: entity.code,
  country: entity.country,
  sector: entity.sector,
  role: entity.role,
  wikidata: entity.wikidata,
  mentions: layers.entities.mentions
    .filter(mention => mention.entities.includes(entity.id))
    .map(({ start, end }) => ({ start, end })),
})

const recordEvent = (layers: Layers, entities: ReadonlyMap<string, Entity>, event: EventMention): RecordEvent => {
  const sentence = layers.sentences[event.sentence]
  const circumstances = layers.circumstances.get(event.id)
  if (!sentence || !circumstances) throw new Error(`event ${event.id} has no sentence or circumstances`)
  const actor = (participant: Participant): RecordActor => {
    const entity = entities.get(participant.entity)
    const { start, end, text } = participant
    return {
      entity: participant.entity,
      name: entity?.name ?? text,
      code: entity?.code ?? null,
      sector: entity?.sector ?? null,
      start,
      end,
      text,
    }
  }
  const [rule = '', ...operators] = event.rules
  return {
    id: event.id,
    type: event.type,
    mode: event.mode,
    contexts: event.contexts,
    cameo: event.cameo,
    plover: ploverType(event.type, event.status),
    status: event.status,
    format: event.format,
    actors: event.actors.map(actor),
    recipients: event.recipients.map(actor),
    roles: event.roles.map(role => ({ role: role.role, ...actor(role) })),
    date: circumstances.date,
    place: circumstances.place,
    attribution: circumstances.attribution.map(statement => attributionOf(entities, statement)),
    standing: circumstances.standing,
    zone: sentence.zone,
    trigger: event.trigger,
    sentence: { start: sentence.start, end: sentence.end },
    rule,
    operators,
    confidence: event.confidence,
  }
}

const attributionOf = (entities: ReadonlyMap<string, Entity>, statement: Statement): RecordAttribution => {
  const { source, cue } = statement
  if (source === null) return { by: null, cue }
  const entity = source.entity === null ? undefined : entities.get(source.entity)
  return { by: { ...source, name: entity?.name ?? source.name ?? source.text }, cue }
}

const TO_COME: Readonly<Partial<Record<EventType, EventType>>> = {
  CONSULT: 'AGREE',
  SUPPORT: 'AGREE',
  COOPERATE: 'AGREE',
  AID: 'AGREE',
  RETREAT: 'CONCEDE',
}

/** The type by the PLOVER manual's rule: cooperation still to come is AGREE, yielding still to come is CONCEDE. */
const ploverType = (type: EventType, status: Status): EventType =>
  status === 'planned' ? (TO_COME[type] ?? type) : type
