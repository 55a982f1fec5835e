import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { loadMerging } from '../src/knowledge/merging.ts'
import type { EventType, Status } from '../src/model/event.ts'
import type {
  DocumentRecord,
  RecordActor,
  RecordAttribution,
  RecordEntity,
  RecordEvent,
  RecordStatement,
} from '../src/model/record.ts'
import type { Quote } from '../src/model/span.ts'

/** The merging knowledge as shipped. */
export const merging = loadMerging(
  new Map(
    ['merging/words.yml', 'merging/words.tsv', 'merging/notices.yml', 'merging/answers.yml'].map(file => [
      file,
      readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8'),
    ]),
  ),
).knowledge

/** One sentence with one act, its parts marked: see `report`. */
export interface Act {
  readonly type: EventType
  readonly text: string
  readonly status?: Status
  readonly mode?: string
  readonly standing?: RecordEvent['standing']
  readonly basis?: 'stated' | 'default' | 'context'
  readonly date?: string
}

/** An act for `report`. */
export const act = (type: EventType, text: string, more: Omit<Act, 'type' | 'text'> = {}): Act => ({
  type,
  text,
  ...more,
})

const MARK = /\[([ARTDPSCH])(?::(\S*))? ([^\]]+)\]/g

/**
 * Makes a record of marked sentences. `[A:IRN Iran]` is an actor of that code, `[A:IRN* Rafsanjani]` a person; R a recipient, H a host,
 * `[T warned]` the trigger, `[D:1987-10-20 Tuesday]` the date, `[P:Basra/IRQ/30.5/47.8 Basra]` the place, S the source, C its cue.
 * `more.note` is a last paragraph that tells no act.
 */
export const report = (
  id: string,
  publisher: string | null,
  published: string | null,
  acts: readonly Act[],
  more: { readonly version?: string; readonly url?: string; readonly title?: string; readonly note?: string } = {},
): DocumentRecord => {
  let text = ''
  const entities: RecordEntity[] = []
  const events: RecordEvent[] = []
  const statements: RecordStatement[] = []
  for (const [index, given] of acts.entries()) {
    if (text !== '') text += '\n\n'
    const begin = text.length
    const parts: { kind: string; arg: string; quote: Quote }[] = []
    let at = 0
    for (const match of given.text.matchAll(MARK)) {
      text += given.text.slice(at, match.index)
      const words = match[3] ?? ''
      parts.push({
        kind: match[1] ?? '',
        arg: match[2] ?? '',
        quote: { start: text.length, end: text.length + words.length, text: words },
      })
      text += words
      at = match.index + match[0].length
    }
    text += given.text.slice(at)
    const of = (kind: string): typeof parts => parts.filter(p => p.kind === kind)
    const actor = (p: (typeof parts)[number]): RecordActor => {
      const person = p.arg.endsWith('*')
      const code = p.arg.replace('*', '').replace('-', '')
      let entity = entities.find(e => e.name === p.quote.text)
      if (entity === undefined) {
        entity = {
          id: `e${entities.length + 1}`,
          kind: person ? 'person' : code === '' ? 'group' : 'country',
          name: p.quote.text,
          code: code === '' ? null : code,
          country: code === '' ? null : code,
          sector: code === '' ? 'REB' : 'GOV',
          role: null,
          wikidata: null,
          mentions: [],
        }
        entities.push(entity)
      }
      entities[entities.indexOf(entity)] = {
        ...entity,
        mentions: [...entity.mentions, { start: p.quote.start, end: p.quote.end }],
      }
      return { entity: entity.id, name: entity.name, code: entity.code, sector: entity.sector, ...p.quote }
    }
    const trigger = of('T')[0]?.quote ?? { start: begin, end: begin, text: '' }
    const date = of('D')[0]
    const place = of('P')[0]
    const [placeName = '', country = null, lat = null, lon = null] = place?.arg.split('/') ?? []
    const source = of('S')[0]
    const cue = of('C')[0]
    const by = source === undefined ? null : actor(source)
    const attribution: RecordAttribution[] =
      cue === undefined
        ? []
        : [
            {
              by:
                by === null ? null : { entity: by.entity, name: by.name, start: by.start, end: by.end, text: by.text },
              cue: cue.quote,
            },
          ]
    const sentence = { start: begin, end: text.length }
    if (cue !== undefined)
      statements.push({
        id: `st${statements.length + 1}`,
        source: by === null ? null : { entity: by.entity, start: by.start, end: by.end, text: by.text },
        cue: cue.quote,
        content: [sentence],
        direct: false,
        rule: 'say',
        does: 'assert',
        vouches: true,
        stance: 'asserts',
        in: null,
      })
    const value = date?.arg ?? given.date ?? published?.slice(0, 10)
    events.push({
      id: `ev${index + 1}`,
      type: given.type,
      mode: given.mode ?? null,
      contexts: [],
      cameo: null,
      plover: given.type,
      status: given.status ?? 'occurred',
      format: [],
      actors: of('A').map(actor),
      recipients: of('R').map(actor),
      roles: of('H').map(p => ({ role: 'host' as const, ...actor(p) })),
      date:
        value === undefined
          ? null
          : {
              value,
              ...bounds(value),
              basis: date === undefined ? (given.basis ?? 'default') : 'stated',
              start: date?.quote.start ?? null,
              end: date?.quote.end ?? null,
              text: date?.quote.text ?? null,
            },
      place:
        place === undefined
          ? null
          : {
              name: placeName,
              country,
              region: lat === null ? null : placeName,
              lat: lat === null ? null : Number(lat),
              lon: lon === null ? null : Number(lon),
              geonames: null,
              ...place.quote,
            },
      attribution,
      standing: given.standing ?? (attribution.length > 0 ? 'attributed' : 'asserted'),
      zone: 'body',
      trigger,
      sentence,
      rule: 'by-hand',
      operators: [],
      confidence: 0.9,
    })
  }
  if (more.note !== undefined) text += `${text === '' ? '' : '\n\n'}${more.note}`
  return {
    schema: 'readout/1',
    coder: { version: more.version ?? '0.1.0', knowledge: 'test' },
    document: {
      id,
      url: more.url ?? null,
      title: more.title ?? `Report ${id}`,
      publisher,
      author: null,
      published,
      dateline: null,
      language: 'en',
      hash: createHash('sha256').update(text).digest('hex'),
      text,
    },
    entities,
    events,
    statements,
    times: [],
    links: [],
  }
}

const bounds = (value: string): { from: string; to: string } => {
  if (/^\d{4}$/.test(value)) return { from: `${value}-01-01`, to: `${value}-12-31` }
  if (/^\d{4}-\d{2}$/.test(value)) {
    const end = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0))
    return { from: `${value}-01`, to: end.toISOString().slice(0, 10) }
  }
  return { from: value, to: value }
}
