import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import * as z from 'zod'
import { api, files, upload } from './api.ts'
import type { Endpoint, FileEndpoint } from './endpoint.ts'
import { Problem } from './views.ts'

const problem = {
  description: 'Refused: an RFC 9457 problem with a stable code',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** The OpenAPI 3.1 document of every call, made from the same table that serves and calls them. */
export function openApiDocument(serverUrl: string) {
  const registry = new OpenAPIRegistry()
  for (const [name, row] of Object.entries(api)) registerJson(registry, name, row as Endpoint)
  for (const [name, row] of Object.entries(files)) registerBytes(registry, name, row as FileEndpoint)
  registerUpload(registry)
  const { $schema: _dialect, ...schema } = z.toJSONSchema(Problem)
  registry.registerComponent('schemas', 'Problem', schema as object)
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Nguồn',
      version: '1',
      description: 'Traceability of farm produce',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
  })
}

const templateOf = (path: string): string => path.replaceAll(/:([a-zA-Z0-9]+)/g, '{$1}')

/** The parts of an input that stand in the path, and the rest. */
function splitInput(path: string, input: z.ZodType) {
  const shape = input instanceof z.ZodObject ? (input.shape as Record<string, z.ZodType>) : {}
  const inPath = new Set([...path.matchAll(/:([a-zA-Z0-9]+)/g)].map(([, name]) => name))
  const pick = (wanted: boolean) =>
    z.object(Object.fromEntries(Object.entries(shape).filter(([name]) => inPath.has(name) === wanted)))
  return { params: pick(true), rest: pick(false) }
}

const common = (name: string, row: Pick<Endpoint, 'summary' | 'tag' | 'who' | 'path' | 'method'>) => ({
  operationId: name,
  method: row.method,
  path: templateOf(row.path),
  summary: row.summary,
  tags: [row.tag],
  'x-who': row.who,
})

function registerJson(registry: OpenAPIRegistry, name: string, row: Endpoint): void {
  const { params, rest } = splitInput(row.path, row.input)
  const body = { content: { 'application/json': { schema: rest } } }
  registry.registerPath({
    ...common(name, row),
    request: { params, ...(row.method === 'get' ? { query: rest } : { body }) },
    responses: {
      [row.status ?? 200]: { description: 'Done', content: { 'application/json': { schema: row.output } } },
      default: problem,
    },
  })
}

function registerBytes(registry: OpenAPIRegistry, name: string, row: FileEndpoint): void {
  const { params, rest } = splitInput(row.path, row.input)
  const content = Object.fromEntries(row.mime.map((mime) => [mime, { schema: z.string() }]))
  registry.registerPath({
    ...common(name, row),
    request: { params, query: rest },
    responses: { 200: { description: 'The bytes', content }, default: problem },
  })
}

function registerUpload(registry: OpenAPIRegistry): void {
  const content = Object.fromEntries(upload.mime.map((mime) => [mime, { schema: z.string() }]))
  registry.registerPath({
    ...common('uploadFile', upload),
    request: { body: { content } },
    responses: {
      201: { description: 'Kept', content: { 'application/json': { schema: upload.output } } },
      default: problem,
    },
  })
}
