import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import { StoreError } from '../store/database.ts'
import type { Store } from '../store/open.ts'
import { pageHappenings } from '../store/overview.ts'
import type { OfficesOf } from '../views/page/actor.ts'
import { EXPORTS, type Export, fits, layoutOf } from '../views/page/exports.ts'
import type { Filter } from '../views/page/filter.ts'
import { storeAnswers } from './answers.ts'
import { answerCache, tagOf, versionOf } from './cache.ts'
import { checkPageFilter } from './check.ts'
import { openApi } from './openapi.ts'
import { problemResponse, Refusal } from './problem.ts'
import { type Route, routesOf, type Writing } from './routes.ts'
import { filterOf, filterQuery } from './schemas.ts'
import { HEADERS, hostAllowed, originAllowed, rateLimit, sameToken, tokenIn } from './security.ts'
import { happeningStream, latestSeq } from './stream.ts'

export interface AppOptions {
  readonly store: Store
  readonly writing: Writing
  readonly version: string
  /** Where it listens: decides which Host headers are believed. */
  readonly host: string
  readonly token: string | null
  /** Files of the page, by name. */
  readonly page: ReadonlyMap<string, { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }>
  /** Who held which office when; nobody where left out. */
  readonly offices?: OfficesOf
  readonly limits?: Partial<Limits>
}

export interface Limits {
  readonly bodyBytes: number
  readonly readsPerMinute: number
  readonly writesPerMinute: number
  readonly streams: number
  /** How often a stream looks into the store, in milliseconds. */
  readonly look: number
}

const NO_OFFICES: OfficesOf = async () => []

const LIMITS: Limits = { bodyBytes: 8_000_000, readsPerMinute: 1200, writesPerMinute: 60, streams: 32, look: 1500 }

/** The whole interface as one function from requests to responses; listening is the command's business. */
export const createApp = (options: AppOptions): Hono => {
  const { store, host, token, page } = options
  const limits = { ...LIMITS, ...options.limits }
  const cache = answerCache(400, 64_000_000)
  const check = checkPageFilter(store.db)
  const routes = routesOf(storeAnswers(store, options.offices ?? NO_OFFICES), options.writing, check)
  const app = new Hono()
  const reads = rateLimit(limits.readsPerMinute)
  const writes = rateLimit(limits.writesPerMinute)
  let streams = 0

  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value)
  })
  app.use(async (c, next) => {
    if (!hostAllowed(c.req.header('host'), host))
      return problemResponse(421, 'Misdirected', 'this server answers only under the name of this machine')
    const write = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if (!(write ? writes : reads)(callerOf(c)))
      return problemResponse(429, 'Too many requests', 'too many requests in a minute; wait a little', {
        'retry-after': '10',
      })
    if (write && !originAllowed(c.req.header('origin'), c.req.header('host')))
      return problemResponse(403, 'Forbidden', 'another site may not write here')
    if (token === null) return next()
    const asked = c.req.method === 'GET' && c.req.path === '/' ? c.req.query('token') : undefined
    if (asked !== undefined && sameToken(asked, token))
      return new Response(null, {
        status: 303,
        headers: {
          location: './',
          'set-cookie': `readout=${encodeURIComponent(token)}; HttpOnly; SameSite=Strict; Path=/`,
        },
      })
    const given = tokenIn(c.req.header('authorization'), c.req.header('cookie'))
    if (given === null || !sameToken(given, token))
      return problemResponse(
        401,
        'Token needed',
        'give the token as "Authorization: Bearer …", or open the address with ?token=…',
        {
          'www-authenticate': 'Bearer',
        },
      )
    return next()
  })
  app.use(
    bodyLimit({
      maxSize: limits.bodyBytes,
      onError: () =>
        problemResponse(413, 'Too large', `a request may hold ${Math.round(limits.bodyBytes / 1e6)} MB at most`),
    }),
  )

  for (const route of routes) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1{.+}')
    app.on(route.method, path, c => (route.method === 'GET' ? answer(c, route) : accept(c, route)))
  }

  const answer = async (c: Context, route: Route): Promise<Response> => {
    const tag = tagOf([await versionOf(store.db), options.version, pathOf(c)])
    const headers = { etag: tag, 'cache-control': 'private, no-cache' }
    if (c.req.header('if-none-match')?.includes(tag)) return new Response(null, { status: 304, headers })
    const kept = cache.get(tag)
    const body = kept ?? JSON.stringify(await route.run(await asked(c, route)))
    if (kept === undefined) cache.set(tag, body)
    return new Response(body, { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } })
  }
  const accept = async (c: Context, route: Route): Promise<Response> =>
    Response.json((await route.run(await asked(c, route))) as object, { headers: { 'cache-control': 'no-store' } })

  const asked = async (c: Context, route: Route): Promise<Parameters<Route['run']>[0]> => ({
    path: c.req.param() as Record<string, string>,
    query: (route.query === null ? {} : checked(route.query, queryOf(c))) as never,
    body: (route.body === null ? null : checked(route.body, await bodyOf(c))) as never,
  })

  const description = JSON.stringify(openApi(routes, options.version))
  app.get(
    '/openapi.json',
    () => new Response(description, { headers: { 'content-type': 'application/json; charset=utf-8' } }),
  )

  app.get('/stream', async c => {
    if (streams >= limits.streams) throw new Refusal(503, 'Too many streams', `${limits.streams} are listening already`)
    const filter = filterOf(checked(filterQuery, queryOf(c)))
    await check(filter)
    const since = c.req.header('last-event-id') ?? ''
    const from = /^\d{1,15}$/.test(since) ? Number(since) : await latestSeq(store)
    const gone = new AbortController()
    streams++
    gone.signal.addEventListener('abort', () => streams--, { once: true })
    c.req.raw.signal.addEventListener('abort', () => gone.abort(), { once: true })
    return new Response(happeningStream(store, filter, from, limits.look, gone.signal), {
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    })
  })

  app.get('/export/:format', async c => {
    const format = c.req.param('format')
    if (!(format in EXPORTS))
      throw new Refusal(
        404,
        'Unknown format',
        `there is no format "${format}"; there are ${Object.keys(EXPORTS).join(', ')}`,
      )
    const filter = filterOf(checked(filterQuery, queryOf(c)))
    await check(filter)
    return new Response(fileOf(store, filter, format as Export), {
      headers: {
        'content-type': EXPORTS[format as Export],
        'content-disposition': `attachment; filename="readout.${format}"`,
        'cache-control': 'no-store',
      },
    })
  })

  app.get('/:file{.*}', c => {
    const name = c.req.param('file') === '' ? 'index.html' : c.req.param('file')
    const file = page.get(name)
    if (file === undefined) throw new Refusal(404, 'Not found', 'there is nothing at this address; see openapi.json')
    const tag = tagOf([options.version, name, String(file.bytes.length)])
    if (c.req.header('if-none-match')?.includes(tag)) return new Response(null, { status: 304, headers: { etag: tag } })
    return new Response(file.bytes, { headers: { 'content-type': file.type, etag: tag, 'cache-control': 'no-cache' } })
  })

  app.notFound(() => problemResponse(404, 'Not found', 'there is nothing at this address; see openapi.json'))
  app.onError(error => {
    if (error instanceof Refusal) return problemResponse(error.status, error.title, error.message)
    if (error instanceof StoreError) return problemResponse(400, 'Not possible', error.message)
    process.stderr.write(`readout: ${error.stack ?? error.message}\n`)
    return problemResponse(500, 'Internal error', 'something went wrong; the server’s log says more')
  })
  return app
}

/** The address a request comes from, as the Node server gives it; one bucket for all where nobody does. */
const callerOf = (c: Context): string =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''

/** What is asked, by whatever name of this server. */
const pathOf = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

const queryOf = (c: Context): Record<string, string | readonly string[]> => {
  const query = new URL(c.req.url).searchParams
  return Object.fromEntries(
    [...new Set(query.keys())].map(name => {
      const values = query.getAll(name)
      return [name, values.length === 1 ? (values[0] ?? '') : values]
    }),
  )
}

const bodyOf = async (c: Context): Promise<unknown> => {
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, 'Unknown kind of content', 'send JSON, as content-type application/json')
  try {
    return await c.req.json()
  } catch {
    throw new Refusal(400, 'No JSON', 'the body is not JSON')
  }
}

const checked = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Refusal(400, 'Not understood', `${issue?.path.join('.') || 'the request'}: ${issue?.message}`)
}

const fileOf = (store: Store, filter: Filter, format: Export): ReadableStream<Uint8Array> => {
  const layout = layoutOf(format)
  const encoder = new TextEncoder()
  const rows = pageHappenings(store.db, filter)
  let index = -1
  return new ReadableStream({
    pull: async controller => {
      if (index < 0) {
        index = 0
        controller.enqueue(encoder.encode(layout.head))
      }
      let text = ''
      while (text.length < 64_000) {
        const { value, done } = await rows.next()
        if (done === true) {
          controller.enqueue(encoder.encode(text + layout.tail))
          controller.close()
          return
        }
        if (fits(format, value)) text += layout.row(value, index++)
      }
      controller.enqueue(encoder.encode(text))
    },
    cancel: async () => {
      await rows.return(undefined)
    },
  })
}
