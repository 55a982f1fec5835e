import { z } from 'zod'
import { EXPORTS } from '../views/page/exports.ts'
import type { Route } from './routes.ts'
import { filterQuery, problem } from './schemas.ts'

interface JsonSchema {
  readonly [key: string]: unknown
}

/** The OpenAPI 3.1 description of the routes, made of the schemas that check them. */
export const openApi = (routes: readonly Route[], version: string): JsonSchema => {
  const components: Record<string, JsonSchema> = {}
  const schemaOf = (type: z.ZodType, io: 'input' | 'output'): JsonSchema => {
    const {
      $defs,
      $schema: _,
      ...root
    } = z.toJSONSchema(type, {
      io,
      unrepresentable: 'any',
      reused: 'inline',
    }) as JsonSchema & { $defs?: Record<string, JsonSchema> }
    for (const [id, def] of Object.entries($defs ?? {})) components[id] ??= rerooted(def)
    const { id } = type.meta() ?? {}
    if (id === undefined) return rerooted(root)
    components[id] ??= rerooted(root)
    return { $ref: `#/components/schemas/${id}` }
  }
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes) {
    const parameters = [
      ...[...route.path.matchAll(/\{(\w+)\}/g)].map(m => ({
        name: m[1],
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...(route.query === null ? [] : queryParameters(route.query, schemaOf)),
    ]
    paths[route.path] ??= {}
    const methods = paths[route.path] as Record<string, JsonSchema>
    methods[route.method.toLowerCase()] = {
      operationId: route.name,
      summary: route.summary,
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(route.body === null
        ? {}
        : {
            requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } },
          }),
      responses: {
        200: {
          description: 'The answer.',
          content: { 'application/json': { schema: schemaOf(route.answer, 'output') } },
        },
        default: {
          description: 'A problem, in one sentence.',
          content: { 'application/problem+json': { schema: schemaOf(problem, 'output') } },
        },
      },
    }
  }
  const filter = queryParameters(filterQuery, schemaOf)
  const stream = { description: 'The answer.', content: { 'text/event-stream': { schema: { type: 'string' } } } }
  paths['/stream'] = {
    get: {
      operationId: 'stream',
      summary:
        'Server-sent events: `happening` for each new happening that the filter lets through. `Last-Event-ID` resumes.',
      parameters: filter,
      responses: { 200: stream },
    },
  }
  paths['/export/{format}'] = {
    get: {
      operationId: 'export',
      summary: 'The happenings that the filter lets through, as a file.',
      parameters: [{ name: 'format', in: 'path', required: true, schema: { enum: Object.keys(EXPORTS) } }, ...filter],
      responses: {
        200: { description: 'The file.', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
      },
    },
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Readout',
      version,
      description:
        'A sourced record of political events. Offsets count UTF-16 units of the report’s text; errors are RFC 9457 problem details.',
    },
    security: [{}, { token: [] }],
    paths,
    components: { schemas: components, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  }
}

const queryParameters = (
  query: z.ZodObject,
  schemaOf: (type: z.ZodType, io: 'input' | 'output') => JsonSchema,
): readonly JsonSchema[] =>
  Object.entries(query.shape).map(([name, type]) => ({
    name,
    in: 'query',
    description: (type as z.ZodType).meta()?.description,
    schema: schemaOf(type as z.ZodType, 'input'),
  }))

/** References inside a schema lead to the components of the whole. */
const rerooted = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema
