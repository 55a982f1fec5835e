import { z } from 'zod'
import { EVENT_TYPES, STATUSES } from '../model/event.ts'
import type { DocumentRecord, RecordEvent } from '../model/record.ts'
import { CORRECTABLE } from '../record/correction.ts'
import type { Happening } from '../record/happening.ts'
import type * as Page from '../views/page/answers.ts'
import { FACETS, TRACKS, UNITS } from '../views/page/answers.ts'
import { type Filter, NO_FILTER } from '../views/page/filter.ts'

/** The shapes of what goes in and comes out, in one place: they check requests, answers in tests, and make the OpenAPI description. */

const list = (about: string) =>
  z
    .union([z.string().max(200), z.array(z.string().max(200)).max(50)])
    .transform(value => (typeof value === 'string' ? [value] : value))
    .optional()
    .meta({ description: about })

const day = (about: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD')
    .optional()
    .meta({ description: about, example: '2031-03-04' })

/** The filter all listings share; a field may be given more than once. */
export const filterQuery = z.object({
  party: list('Takes part on either side or in a role: a code or a name. All that are given must take part.'),
  pair: list(
    'Stands between the two: `ECU~PER` either way, `ECU>PER` done by the first towards the second, `ECU=PER` by both together; `~` and `=` in alphabetical order.',
  ),
  actor: list('Acts: a code or a name.'),
  recipient: list('Is acted upon.'),
  role: list('Has a role: `mediator`, or `mediator:NOR`.'),
  type: list('PLOVER type.'),
  mode: list('PLOVER mode.'),
  status: list('occurred, planned, failed, negated or possible.'),
  standing: list('asserted, attributed, confirmed, denied, unrefuted, disputed or retracted.'),
  format: list('Format of a meeting.'),
  context: list('PLOVER context.'),
  publisher: list('Told by this publisher.'),
  place: list('Name of a place, or code of its country.'),
  from: day('On or after this day.'),
  to: day('On or before this day.'),
  text: z
    .string()
    .max(400)
    .optional()
    .meta({ description: 'Words of the report: all of them, "in this order", -not this one.' }),
})

/** The page's filter of a checked query. */
export const filterOf = (query: z.output<typeof filterQuery>): Filter => ({
  ...NO_FILTER,
  ...Object.fromEntries(Object.entries(query).filter(([name, value]) => name in NO_FILTER && value !== undefined)),
})

export const pagingQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'At most so many; 50 unless told otherwise.' }),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional()
    .meta({ description: '`next` of the page before.' }),
})

const span = z.object({ start: z.number().int(), end: z.number().int() })
const quote = span.extend({ text: z.string() })
const text = z.string().nullable()

const actor = z.object({ name: z.string(), code: text, country: text, sector: text }).loose()

const told = z.object({
  document: z.string(),
  event: z.string(),
  title: text,
  publisher: text,
  published: text,
  text: z.string().meta({ description: 'The sentence, word for word.' }),
  start: z.number().int().meta({ description: 'Where the sentence begins in the report.' }),
  trigger: span.meta({ description: 'The word that names the act, counted from the beginning of the sentence.' }),
}) satisfies z.ZodType<Page.Told>

const happeningShape = z.object({
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  plover: z.enum(EVENT_TYPES),
  mode: text,
  cameo: text,
  contexts: z.array(z.string()),
  format: z.array(z.string()),
  status: z.enum(STATUSES),
  standing: z.enum(['asserted', 'attributed', 'confirmed', 'denied', 'unrefuted', 'disputed', 'retracted']),
  actors: z.array(actor),
  recipients: z.array(actor),
  roles: z.array(actor.extend({ role: z.string() })),
  date: z.object({ value: z.string(), from: z.string(), to: z.string(), basis: z.string() }).nullable(),
  place: z
    .object({
      name: z.string(),
      country: text,
      region: text,
      lat: z.number().nullable(),
      lon: z.number().nullable(),
      geonames: z.number().nullable(),
    })
    .nullable(),
  tolls: z.record(z.string(), z.number()),
  publishers: z.number().int().meta({ description: 'Independent ones: copies of a dispatch count once.' }),
  mentions: z.array(z.object({ document: z.string(), event: z.string(), trigger: span, sentence: span }).loose()),
  history: z.array(
    z.object({
      date: text,
      step: z.enum(['reported', 'claimed', 'confirmed', 'denied', 'unrefuted', 'disputed', 'retracted']),
      by: text,
      mention: z.number().int(),
      standing: z.string(),
      notice: z
        .object({ document: z.string(), quote: quote.nullable() })
        .optional()
        .meta({ description: 'The report that took it back, and the words that say so.' }),
    }),
  ),
  disagreements: z.array(
    z.object({
      field: z.string(),
      values: z.array(z.object({ value: z.string(), mentions: z.array(z.number().int()) })),
    }),
  ),
  links: z.array(z.object({ kind: z.enum(['response', 'about', 'cause']), to: z.string(), stance: text })),
})

export const happening = happeningShape.meta({
  id: 'Happening',
  description: 'An act told in one or many reports.',
}) as unknown as z.ZodType<Happening>
export const happeningRow = happeningShape
  .extend({ lead: told.nullable() })
  .meta({ id: 'HappeningRow' }) as unknown as z.ZodType<Page.HappeningRow>

const pageOf = <T>(items: z.ZodType<T>, id: string) =>
  z
    .object({
      items: z.array(items),
      total: z.number().int(),
      next: text.meta({ description: 'Cursor of the following page.' }),
    })
    .meta({ id })

export const happeningPage = pageOf(happeningRow, 'HappeningPage')

/** Acts and records follow the contract of docs/record.md; here only what every client needs is spelled out. */
const act = z
  .object({
    id: z.string(),
    type: z.enum(EVENT_TYPES),
    status: z.string(),
    trigger: quote,
    sentence: span,
    rule: z.string(),
  })
  .loose() as unknown as z.ZodType<RecordEvent>

export const record = z
  .object({
    schema: z.literal('readout/1'),
    coder: z.object({ version: z.string(), knowledge: z.string() }),
    document: z.object({ id: z.string(), title: text, publisher: text, published: text, text: z.string() }).loose(),
    entities: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string(), code: text }).loose()),
    events: z.array(act),
    statements: z.array(z.object({ id: z.string() }).loose()),
    times: z.array(quote.loose()),
    links: z.array(z.object({ kind: z.string(), from: z.string(), to: z.string(), stance: text }).loose()),
  })
  .meta({
    id: 'Record',
    description: 'What was read in one report: format readout/1.',
  }) as unknown as z.ZodType<DocumentRecord>

export const happeningDetail = z
  .object({
    happening,
    witnesses: z.array(told.extend({ url: text, act, copyOf: text, withdrawn: z.boolean() })),
    related: z.array(
      z.object({
        kind: z.enum(['response', 'about', 'cause']),
        stance: text,
        direction: z.enum(['to', 'from']),
        happening: happeningRow,
      }),
    ),
  })
  .meta({ id: 'HappeningDetail' }) satisfies z.ZodType<Page.HappeningDetail>

const ref = z.object({ id: z.string(), title: text, publisher: text, published: text })

export const reportPage = pageOf(
  ref.extend({ url: text, acts: z.number().int(), copyOf: text, found: text }) satisfies z.ZodType<Page.ReportRow>,
  'ReportPage',
)

export const reportDetail = z
  .object({
    record,
    happenings: z.record(z.string(), z.object({ id: z.string(), standing: z.string(), reports: z.array(ref) })),
    copyOf: ref.nullable(),
    copies: z.array(ref),
    corrections: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['field', 'drop', 'together', 'apart', 'withdraw', 'stand']),
        event: text,
        words: text,
        field: text,
        previous: text.meta({ description: 'What the coder had read, as JSON.' }),
        author: z.string(),
        made: z.string(),
        note: text,
      }),
    ),
  })
  .meta({ id: 'ReportDetail' })

const count = z.object({ value: z.string(), count: z.number().int() })
export const countList = z.array(count).meta({ id: 'Counts' })

export const counts = z
  .object({
    total: z.number().int(),
    reports: z.number().int(),
    facets: z.object(
      Object.fromEntries(FACETS.map(facet => [facet, z.array(count)])) as Record<Page.Facet, z.ZodArray<typeof count>>,
    ),
  })
  .meta({ id: 'FacetCounts' }) satisfies z.ZodType<Page.Counts>

export const timelineQuery = z.object({ track: z.enum(TRACKS).optional(), unit: z.enum(UNITS).optional() })

export const timeline = z
  .object({
    unit: z.enum(UNITS),
    from: text,
    to: text,
    tracks: z.array(
      z.object({
        key: z.string(),
        count: z.number().int(),
        marks: z
          .array(
            z.object({
              id: z.string(),
              type: z.enum(EVENT_TYPES),
              status: z.string(),
              standing: z.string(),
              from: z.string(),
              to: z.string(),
              who: z.string(),
              whom: z.string(),
              words: z.string(),
              answers: z.array(z.object({ to: z.string(), stance: text })),
            }),
          )
          .nullable(),
        buckets: z.array(z.object({ from: z.string(), cooperation: z.number().int(), conflict: z.number().int() })),
      }),
    ),
    more: z.number().int(),
    undated: z.number().int(),
  })
  .meta({ id: 'Timeline' })

const byType = z.record(z.string(), z.number().int())

export const network = z
  .object({
    nodes: z.array(count),
    edges: z.array(
      z.object({
        a: z.string(),
        b: z.string(),
        total: z.number().int(),
        types: byType,
        forth: byType.meta({ description: 'a towards b.' }),
        back: byType.meta({ description: 'b towards a.' }),
        together: byType.meta({ description: 'By both, with nobody acted upon.' }),
      }),
    ),
    roles: z.array(
      z.object({ key: z.string(), role: z.string(), a: z.string(), b: z.string(), total: z.number().int() }),
    ),
  })
  .meta({ id: 'Network' }) satisfies z.ZodType<Page.Network>

export const places = z
  .object({
    places: z.array(
      z.object({
        name: z.string(),
        country: text,
        lat: z.number().nullable(),
        lon: z.number().nullable(),
        precision: z.enum(['point', 'region', 'country']),
        count: z.number().int(),
      }),
    ),
    nowhere: z.number().int(),
  })
  .meta({ id: 'Places' }) satisfies z.ZodType<Page.Places>

export const actorDetail = z
  .object({
    key: z.string(),
    name: z.string(),
    count: z.number().int(),
    people: z.array(z.object({ name: z.string(), role: text, from: text, to: text, reports: z.number().int() })),
    offices: z.array(
      z.object({ name: z.string(), title: z.string(), from: text, to: text, reports: z.number().int() }),
    ),
    names: z.array(z.object({ text: z.string(), count: z.number().int() })),
    relations: z.array(z.object({ key: z.string(), total: z.number().int(), types: byType })),
    roles: z.array(z.object({ role: z.string(), count: z.number().int() })),
    statements: z.array(
      z.object({
        document: z.string(),
        publisher: text,
        published: text,
        source: z.string(),
        code: text,
        stance: z.string(),
        text: z.string(),
        start: z.number().int(),
      }),
    ),
    reports: z.number().int(),
    read: z.number().int(),
  })
  .meta({ id: 'Actor' }) satisfies z.ZodType<Page.ActorDetail>

const voice = told.extend({ by: z.string(), code: text, cue: z.string() })
export const claimPage = pageOf(
  z.object({
    happening: happeningRow,
    said: z.array(voice),
    denied: z.array(voice),
    silent: z.array(z.object({ name: z.string(), code: text })),
  }) satisfies z.ZodType<Page.Claim>,
  'ClaimPage',
)

/** A report to be coded. */
export const reportInput = z
  .object({
    text: z
      .string()
      .min(1)
      .max(1_000_000)
      .meta({ description: 'Plain text, maybe with front matter, or a page of HTML.' }),
    name: z.string().max(300).optional().meta({ description: 'Name of its file.' }),
    id: z.string().min(1).max(300).optional(),
    title: z.string().max(1000).optional(),
    publisher: z.string().max(300).optional(),
    published: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}/, 'a date as YYYY-MM-DD')
      .optional()
      .meta({ description: 'What "Tuesday" is counted from.', example: '2031-03-04' }),
    url: z.url({ protocol: /^https?$/ }).optional(),
  })
  .meta({ id: 'ReportInput' })

export const kept = z
  .object({
    records: z.array(record),
    refused: z.array(z.object({ name: z.string(), reason: z.string() })),
  })
  .meta({ id: 'Kept' })

const correctedActor = z.object({
  name: z.string().min(1).max(300),
  code: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{1,5}$/, 'a code in capitals, or null')
    .nullable(),
  sector: z.string().max(20).nullable().optional(),
  text: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Its words in the report; the name where left out.' }),
})

const signed = {
  author: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Who says so; else the user who runs the server.' }),
  note: z.string().min(1).max(2000).optional(),
}

export const correction = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('field'),
      document: z.string(),
      event: z.string(),
      field: z.enum(CORRECTABLE),
      value: z.union([z.string().max(500), z.null(), z.array(correctedActor).max(50)]),
      ...signed,
    }),
    z.object({ kind: z.literal('drop'), document: z.string(), event: z.string(), ...signed }),
    z.object({ kind: z.literal('apart'), document: z.string(), event: z.string(), ...signed }),
    z.object({ kind: z.literal('together'), happening: z.string(), other: z.string(), ...signed }),
    z.object({ kind: z.literal('undo'), id: z.string(), ...signed }),
  ])
  .meta({ id: 'Correction' }) as unknown as z.ZodType<Page.Correction>

export const problem = z
  .object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string() })
  .meta({ id: 'Problem', description: 'RFC 9457.' })
