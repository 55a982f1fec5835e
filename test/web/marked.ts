import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { EventType, RoleName, Status } from '../../src/model/event.ts'
import type {
  DocumentRecord,
  RecordActor,
  RecordEntity,
  RecordEvent,
  RecordStatement,
  RecordTime,
} from '../../src/model/record.ts'
import type { Quote, Span } from '../../src/model/span.ts'
import { CAST, PLACES } from './cast.ts'

const FOLDER = new URL('./record/', import.meta.url)
const ROLES: Readonly<Record<string, RoleName>> = { H: 'host', M: 'mediator', O: 'organizer' }

/** A sample report and the record a careful reader makes of it: what the page is tested with, whatever the coder reads. */
export interface Marked {
  readonly file: string
  /** The report as it lies in samples/record. */
  readonly plain: string
  readonly record: DocumentRecord
}

/** All sample reports, in order of their file names. */
export const markedReports = (): readonly Marked[] =>
  readdirSync(FOLDER)
    .sort()
    .map(file => readMarked(file, readFileSync(new URL(file, FOLDER), 'utf8')))

interface Part {
  readonly act: number
  readonly kind: string
  readonly arg: string
  readonly quote: Quote
}

/**
 * Reads marks of the form `{1A,2S:key|words}`: the first act's actor, who is the second's source. A actor, R recipient, H host, M mediator,
 * T trigger (`TYPE/mode/status`), D date, P place, S source, C its cue, N a name without a part.
 */
const readMarked = (file: string, source: string): Marked => {
  const [, head = '', marked = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? []
  const meta = new Map(head.split('\n').map(line => [line.split(': ')[0] ?? '', line.split(': ').slice(1).join(': ')]))
  let text = ''
  const parts: Part[] = []
  let at = 0
  const body = marked.trim()
  for (const match of body.matchAll(/\{([\dA-Z,]+):?([^|{}]*)\|([^}]+)\}/g)) {
    text += body.slice(at, match.index)
    const words = match[3] ?? ''
    const quote = { start: text.length, end: text.length + words.length, text: words }
    for (const role of (match[1] ?? '').split(','))
      parts.push({
        act: Number(/^\d+/.exec(role)?.[0] ?? 1),
        kind: role.replace(/^\d+/, ''),
        arg: match[2] ?? '',
        quote,
      })
    text += words
    at = match.index + match[0].length
  }
  text += body.slice(at)
  const id = file.replace(/\.txt$/, '')
  const published = meta.get('published') ?? null
  const sentences = [...text.matchAll(/[^\n]+/g)].map(m => ({ start: m.index, end: m.index + m[0].length }))
  const sentenceOf = (q: Span): Span => sentences.find(s => s.start <= q.start && q.end <= s.end) ?? q

  const entities: RecordEntity[] = []
  const actor = ({ arg, quote }: Part): RecordActor => {
    const known = CAST[arg]
    if (known === undefined) throw new Error(`${file}: nobody is called ${arg}`)
    let entity = entities.find(e => e.name === known.name)
    if (entity === undefined) {
      const { role = null, ...rest } = known
      entity = {
        id: `e${entities.length + 1}`,
        ...rest,
        country: known.code,
        role,
        wikidata: null,
        mentions: [],
      } as RecordEntity
      entities.push(entity)
    }
    if (!entity.mentions.some(m => m.start === quote.start))
      entities[entities.indexOf(entity)] = entity = {
        ...entity,
        mentions: [...entity.mentions, { start: quote.start, end: quote.end }],
      }
    return { entity: entity.id, name: entity.name, code: entity.code, sector: entity.sector, ...quote }
  }
  for (const part of parts) if (part.kind === 'N' && CAST[part.arg] !== undefined) actor(part)

  const acts = Math.max(0, ...parts.map(p => p.act))
  const statements: RecordStatement[] = []
  const events: RecordEvent[] = []
  for (let n = 1; n <= acts; n++) {
    const mine = parts.filter(p => p.act === n)
    const of = (kind: string): readonly Part[] => mine.filter(p => p.kind === kind)
    const trigger = of('T')[0]
    if (trigger === undefined) throw new Error(`${file}: act ${n} has no trigger`)
    const [type = '', mode = '', status = ''] = trigger.arg.split(/[/ ]/)
    const sentence = sentenceOf(trigger.quote)
    const date = of('D')[0]
    const place = of('P')[0]
    const where = place === undefined ? undefined : PLACES[place.arg]
    const source = of('S')[0]
    const cue = of('C')[0]
    const by = source === undefined ? null : actor(source)
    const denied = cue?.quote.text === 'denied'
    if (cue !== undefined)
      statements.push({
        id: `st${statements.length + 1}`,
        source: by === null ? null : { entity: by.entity, start: by.start, end: by.end, text: by.text },
        cue: cue.quote,
        content: [sentence],
        direct: false,
        stance: denied ? 'denies' : cue.quote.text === 'confirmed' ? 'confirms' : 'asserts',
        in: null,
        rule: 'by-hand',
        does: denied ? 'deny' : 'assert',
        vouches: true,
      })
    const value = date?.arg ?? published
    events.push({
      id: `ev${n}`,
      type: type as EventType,
      mode: mode === '' ? null : mode,
      contexts: ['ASSAULT', 'MOBILIZE', 'RETREAT'].includes(type) ? ['military'] : ['diplomatic'],
      cameo: null,
      plover: type as EventType,
      status: (status === '' ? 'occurred' : status) as Status,
      format: [],
      actors: of('A').map(actor),
      recipients: of('R').map(actor),
      roles: [...of('H'), ...of('M'), ...of('O')].map(p => ({ role: ROLES[p.kind] ?? 'host', ...actor(p) })),
      date:
        value === null
          ? null
          : {
              value,
              ...bounds(value),
              basis: date === undefined ? 'default' : 'stated',
              start: date?.quote.start ?? null,
              end: date?.quote.end ?? null,
              text: date?.quote.text ?? null,
            },
      place: place === undefined || where === undefined ? null : { ...where, region: null, ...place.quote },
      attribution:
        cue === undefined
          ? []
          : [
              {
                by:
                  by === null
                    ? null
                    : { entity: by.entity, name: by.name, start: by.start, end: by.end, text: by.text },
                cue: cue.quote,
              },
            ],
      standing: denied
        ? 'denied'
        : cue === undefined
          ? 'asserted'
          : cue.quote.text === 'confirmed'
            ? 'confirmed'
            : 'attributed',
      zone: 'body',
      trigger: trigger.quote,
      sentence,
      rule: `${type.toLowerCase()}-by-hand`,
      operators: [],
      confidence: 0.9,
    })
  }
  const times: RecordTime[] = parts.filter(p => p.kind === 'D').map(p => ({ ...p.quote, type: 'DATE', value: p.arg }))
  const links = (meta.get('links') ?? '')
    .split(';')
    .filter(Boolean)
    .map(link => {
      const [from, kind, to, stance = null] = link.trim().split(' ')
      return { kind: kind as 'response', from: `ev${from}`, to: `ev${to}`, stance }
    })
  const dateline = /^(.*), /.exec(meta.get('dateline') ?? '')?.[1] ?? null
  return {
    file,
    plain: `---\n${head
      .split('\n')
      .filter(line => !line.startsWith('links'))
      .join('\n')}\n---\n${text}\n`,
    record: {
      schema: 'readout/1',
      coder: { version: 'by hand', knowledge: 'by hand' },
      document: {
        id,
        url: null,
        title: meta.get('title') ?? null,
        publisher: meta.get('publisher') ?? null,
        author: null,
        published,
        dateline: { place: dateline, date: published },
        language: 'en',
        hash: createHash('sha256').update(text).digest('hex'),
        text,
      },
      entities,
      events,
      statements,
      times,
      links,
    },
  }
}

const bounds = (value: string): { from: string; to: string } => {
  if (!/^\d{4}-\d{2}$/.test(value)) return { from: value, to: value }
  const end = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0))
  return { from: `${value}-01`, to: end.toISOString().slice(0, 10) }
}
