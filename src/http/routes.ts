import { z } from 'zod'
import type { DocumentRecord } from '../model/record.ts'
import type { Answers, Correction, Track, Unit } from '../views/page/answers.ts'
import { Refusal } from './problem.ts'
import * as schema from './schemas.ts'

/** A report handed in. */
export type ReportInput = z.output<typeof schema.reportInput>

/** Records, and what could not be read or kept, each with the reason in one sentence. */
export interface Coded {
  readonly records: readonly DocumentRecord[]
  readonly refused: readonly Refused[]
}

export interface Refused {
  readonly name: string
  readonly reason: string
}

/** What codes and writes. */
export interface Writing {
  /** Codes reports without keeping them; one file may hold several. */
  readonly code: (inputs: readonly ReportInput[]) => Promise<Coded>
  /** Keeps coded reports; says which could not be kept. */
  readonly keep: (records: readonly DocumentRecord[]) => Promise<readonly Refused[]>
  /** Sets the record right; null where corrections cannot be kept. */
  readonly correct: ((correction: Correction) => Promise<void>) | null
  /** The sample reports that come with the program. */
  readonly sample: () => Promise<readonly ReportInput[]>
}

/** One way to ask: what goes in, what comes out, what it is for. The same table serves requests, the description and the MCP tools. */
export interface Route {
  readonly method: 'GET' | 'POST'
  /** `{name}` stands for a part of the path. */
  readonly path: string
  readonly name: string
  readonly summary: string
  readonly query: z.ZodObject | null
  readonly body: z.ZodType | null
  readonly answer: z.ZodType
  readonly run: (request: Asked) => Promise<unknown>
}

export interface Asked {
  readonly path: Readonly<Record<string, string>>
  readonly query: never
  readonly body: never
}

const filtered = schema.filterQuery
const paged = schema.filterQuery.extend(schema.pagingQuery.shape)
type Filtered = z.output<typeof filtered>
type Paged = z.output<typeof paged>

const paging = ({ limit, cursor }: Paged): { limit?: number; cursor?: string | null } => ({
  ...(limit === undefined ? {} : { limit }),
  cursor: cursor ?? null,
})

const found = <T>(value: T | null, what: string): T => {
  if (value === null) throw new Refusal(404, 'Not found', `the record holds no ${what}`)
  return value
}

type Check = (filter: ReturnType<typeof schema.filterOf>) => Promise<void>

/** Everything that can be asked and handed in. `check` refuses filters that can match nothing. */
export const routesOf = (answers: Answers, writing: Writing, check: Check): readonly Route[] => [
  ...readingRoutes(answers, check),
  ...writingRoutes(writing),
]

/** Everything that can be asked, over some source of answers. */
export const readingRoutes = (answers: Answers, check: Check): readonly Route[] => {
  const filterOf = async (query: Filtered): Promise<ReturnType<typeof schema.filterOf>> => {
    const filter = schema.filterOf(query)
    await check(filter)
    return filter
  }
  const get = (
    path: string,
    name: string,
    summary: string,
    query: z.ZodObject | null,
    answer: z.ZodType,
    run: (asked: Asked) => Promise<unknown>,
  ): Route => ({ method: 'GET', path, name, summary, query, body: null, answer, run })
  return [
    get(
      '/happenings',
      'happenings',
      'Happenings by date, each with the first sentence that tells it.',
      paged,
      schema.happeningPage,
      async ({ query }) => answers.happenings(await filterOf(query), paging(query)),
    ),
    get(
      '/happenings/{id}',
      'happening',
      'One happening with every sentence that tells it; an id given up in a merge leads to the one that stands for it.',
      null,
      schema.happeningDetail,
      async ({ path }) => found(await answers.happening(path.id ?? ''), `happening ${path.id}`),
    ),
    get(
      '/reports',
      'reports',
      'Reports: the best match first when words are given, else the latest.',
      paged,
      schema.reportPage,
      async ({ query }) => answers.reports(await filterOf(query), paging(query)),
    ),
    get(
      '/reports/{id}',
      'report',
      'One report as published, with all that was read in it.',
      null,
      schema.reportDetail,
      async ({ path }) => found(await answers.report(path.id ?? ''), `report ${path.id}`),
    ),
    get(
      '/counts',
      'counts',
      'How many happenings hold each value of a field, under the filter less that field.',
      filtered,
      schema.counts,
      async ({ query }) => answers.counts(await filterOf(query)),
    ),
    get(
      '/timeline',
      'timeline',
      'Happenings over time by track: one by one where they are few, counted where they are many.',
      filtered.extend(schema.timelineQuery.shape),
      schema.timeline,
      async ({ query }) => {
        const { track, unit } = query as { track?: Track; unit?: Unit }
        return answers.timeline(await filterOf(query), track ?? 'dyad', unit ?? null)
      },
    ),
    get(
      '/network',
      'network',
      'Who did what to whom, by pair and type; who hosted or mediated.',
      filtered,
      schema.network,
      async ({ query }) => answers.network(await filterOf(query)),
    ),
    get('/places', 'places', 'Where, and how exactly that is known.', filtered, schema.places, async ({ query }) =>
      answers.places(await filterOf(query)),
    ),
    get('/actors', 'actors', 'Who takes part, most first.', filtered, schema.countList, async ({ query }) =>
      answers.actors(await filterOf(query)),
    ),
    get(
      '/actors/{key}',
      'actor',
      'One actor by its code or name: people and offices, relations, statements, names in the texts.',
      filtered,
      schema.actorDetail,
      async ({ path, query }) => found(await answers.actor(path.key ?? '', await filterOf(query)), `actor ${path.key}`),
    ),
    get(
      '/claims',
      'claims',
      'What rests on somebody’s word: who said it, who denied it, who has not been heard.',
      paged,
      schema.claimPage,
      async ({ query }) => answers.claims(await filterOf(query), paging(query)),
    ),
  ]
}

/** Everything that can be handed in. */
export const writingRoutes = (writing: Writing): readonly Route[] => {
  const post = (
    path: string,
    name: string,
    summary: string,
    body: z.ZodType | null,
    answer: z.ZodType,
    run: (asked: Asked) => Promise<unknown>,
  ): Route => ({ method: 'POST', path, name, summary, query: null, body, answer, run })
  const code = async (inputs: readonly ReportInput[]): Promise<Coded> => {
    const { records, refused } = await writing.code(inputs)
    const unkept = await writing.keep(records)
    const bad = new Set(unkept.map(r => r.name))
    return { records: records.filter(r => !bad.has(r.document.id)), refused: [...refused, ...unkept] }
  }

  return [
    post(
      '/code',
      'code',
      'Codes a report and gives its record back; nothing is kept.',
      schema.reportInput,
      schema.record,
      async ({ body }) => {
        const { records, refused } = await writing.code([body as ReportInput])
        if (records[0] === undefined)
          throw new Refusal(422, 'Not readable', refused[0]?.reason ?? 'there is no report in it')
        return records[0]
      },
    ),
    post(
      '/reports',
      'keep',
      'Codes reports and keeps them.',
      z.array(schema.reportInput).min(1).max(200),
      schema.kept,
      async ({ body }) => code(body as readonly ReportInput[]),
    ),
    post(
      '/sample',
      'sample',
      'Codes and keeps the sample reports that come with the program.',
      null,
      schema.kept,
      async () => code(await writing.sample()),
    ),
    ...(writing.correct === null
      ? []
      : [
          post(
            '/corrections',
            'correct',
            'Sets an act right, or which happening it belongs to.',
            schema.correction,
            z.object({ kept: z.literal(true) }),
            async ({ body }) => {
              await writing.correct?.(body as Correction)
              return { kept: true }
            },
          ),
        ]),
  ]
}
