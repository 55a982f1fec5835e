import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { EVENT_TYPES, MEETING_FORMATS, ROLE_NAMES, STATUSES } from '../model/event.ts'
import type { DocumentRecord } from '../model/record.ts'
import { dayNumber, isoDay } from '../record/day.ts'

const text = z.string().nullable()
const list = z.array(z.string())
const span = z.object({ start: z.int(), end: z.int() })
const quote = span.extend({ text: z.string() })
const actor = quote.extend({ entity: z.string(), name: z.string(), code: text, sector: text })
/** A day, maybe with a time of day behind it, that the calendar has. */
const day = z.string().refine(value => isoDay(dayNumber(value) ?? Number.NaN) === value.slice(0, 10), 'is no date')

const event = z.object({
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  mode: text,
  contexts: list,
  cameo: text,
  plover: z.enum(EVENT_TYPES),
  status: z.enum(STATUSES),
  format: z.array(z.enum(MEETING_FORMATS)),
  actors: z.array(actor),
  recipients: z.array(actor),
  roles: z.array(actor.extend({ role: z.enum(ROLE_NAMES) })),
  date: z
    .object({
      value: z.string(),
      from: day,
      to: day,
      basis: z.enum(['stated', 'sentence', 'context', 'default']),
      start: z.int().nullable(),
      end: z.int().nullable(),
      text,
    })
    .nullable(),
  place: quote
    .extend({
      name: z.string(),
      country: text,
      region: text,
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      geonames: z.int().nullable(),
    })
    .nullable(),
  attribution: z.array(z.object({ by: quote.extend({ entity: text, name: z.string() }).nullable(), cue: quote })),
  standing: z.enum(['asserted', 'attributed', 'confirmed', 'denied', 'unrefuted', 'disputed']),
  zone: z.enum(['headline', 'dateline', 'caption', 'body']),
  trigger: quote,
  sentence: span,
  rule: z.string(),
  operators: list,
  confidence: z.number(),
})

const statement = z.object({
  id: z.string(),
  source: quote.extend({ entity: text }).nullable(),
  cue: quote,
  content: z.array(span),
  direct: z.boolean(),
  rule: z.string(),
  does: z.string(),
  vouches: z.boolean(),
  stance: z.enum(['asserts', 'denies', 'unrefuted', 'confirms', 'doubts']),
  in: text,
})

/** The whole of docs/record.md: a store relies on every field. */
const shape = z.object({
  schema: z.literal('readout/1'),
  coder: z.object({ version: z.string(), knowledge: z.string() }),
  document: z
    .object({
      id: z.string().min(1),
      url: text,
      title: text,
      publisher: text,
      author: text,
      published: day.nullable(),
      dateline: z.object({ place: text, date: text }).nullable(),
      language: z.string(),
      hash: z.string(),
      text: z.string(),
    })
    .refine(({ text, hash }) => createHash('sha256').update(text).digest('hex') === hash, {
      path: ['hash'],
      message: 'is not that of the text',
    }),
  entities: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['person', 'country', 'organization', 'group', 'place']),
      name: z.string(),
      code: text,
      country: text,
      sector: text,
      role: text,
      wikidata: text,
      mentions: z.array(span),
    }),
  ),
  events: z.array(event),
  statements: z.array(statement),
  times: z.array(quote.extend({ type: z.enum(['DATE', 'TIME', 'DURATION', 'SET']), value: text })),
  links: z.array(
    z.object({ kind: z.enum(['response', 'about', 'cause', 'same']), from: z.string(), to: z.string(), stance: text }),
  ),
}) satisfies z.ZodType<DocumentRecord>

/** A record, or a line on what is wrong and where. */
export type RecordReading = { readonly record: DocumentRecord } | { readonly problem: string }

/** Reads records coded before, one a line of JSON, from files and `-`, standard input; nothing stops it. */
export const readRecords = async function* (paths: readonly string[]): AsyncGenerator<RecordReading> {
  for (const path of paths) {
    let n = 0
    try {
      const input = path === '-' ? process.stdin : createReadStream(path)
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        n++
        if (line.trim() !== '') yield readRecord(line, `${path}:${n}`)
      }
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error
      yield { problem: `${path}: ${error.message}` }
    }
  }
}

const readRecord = (line: string, where: string): RecordReading => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return { problem: `${where}: broken JSON: ${(error as Error).message}` }
  }
  const [issue] = shape.safeParse(value).error?.issues ?? []
  if (issue === undefined) return { record: value as DocumentRecord }
  const what = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  return { problem: `${where}: no record of the format readout/1: ${what}${issue.message}` }
}
