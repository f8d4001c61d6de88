import { describe, expect, test } from '@jest/globals'
import { eventTypes } from '@nguon/domain'
import * as z from 'zod'
import { api, type Endpoint, type FileEndpoint, files, upload } from './index.ts'
import { openApiDocument } from './openapi.ts'

const rows: [string, Endpoint | FileEndpoint][] = [...Object.entries(api), ...Object.entries(files)]
const document = openApiDocument('https://truyxuat.example.vn')

describe('every call', () => {
  test.each(rows)('%s takes what its path names, and nothing that nobody named', (_name, { path, input }) => {
    if (input instanceof z.ZodDiscriminatedUnion) return assertEachStrict(input)
    if (!(input instanceof z.ZodObject)) throw new Error('an input is an object')
    const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(Object.keys(input.shape)).toEqual(expect.arrayContaining(named))
    expect(z.strictObject(input.shape).safeParse({ nobodyNamedThis: 1 }).success).toBe(false)
    expect(input.safeParse({ nobodyNamedThis: 1 }).success).toBe(false)
  })

  test('stands once: no two share method and path', () => {
    const all = [
      ...rows.map(([, { method, path }]) => `${method} ${path}`),
      `${upload.method} ${upload.path}`,
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  test('is in the OpenAPI document, with who may make it and the form of its refusals', () => {
    for (const [name, { method, path }] of rows) {
      const operation = document.paths?.[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method]
      expect(operation).toMatchObject({ operationId: name, 'x-who': expect.any(Array) })
      expect(JSON.stringify(operation?.responses)).toContain('#/components/schemas/Problem')
    }
  })
})

test('the reference says which files are taken and how large, and that they are shown as copies or saved, not opened (V5.1.1)', () => {
  const { post } = document.paths?.['/api/v1/files'] ?? {}
  const body = post?.requestBody as { content: Record<string, unknown> }
  expect(Object.keys(body.content)).toEqual([...upload.mime])
  for (const mime of upload.mime) expect(post?.summary).toContain(mime.split('/')[1])
  expect(post?.summary).toContain(`at most ${upload.maxBytes / 1024 / 1024} MB, without metadata`)
  expect(document.paths?.['/api/v1/files/{sha256}']?.get?.summary).toMatch(
    /re-encoded.*always as an attachment/,
  )
})

test('no call answers with a table for a spreadsheet, where a text could be a formula (V1.2.10)', () => {
  const types = new Set(JSON.stringify(document).match(/"[\w.+-]+\/[\w.+-]+":\{"schema"/g))
  expect([...types].map((type) => type.split('"')[1]).sort()).toEqual([
    'application/json',
    'application/pdf',
    ...['application/problem+json', 'application/zpl'],
    ...['image/jpeg', 'image/png', 'image/svg+xml', 'image/webp'],
    'text/plain',
  ])
})

test('the document of the call that records names every event type of the model', () => {
  const text = JSON.stringify(document.paths?.['/api/v1/events']?.post)
  for (const type of eventTypes) expect(text).toContain(`"${type}"`)
})

/** Of an input of several forms each refuses what nobody named. */
function assertEachStrict({ options }: z.ZodDiscriminatedUnion): void {
  for (const option of options) {
    if (!(option instanceof z.ZodObject)) throw new Error('a form of an input is an object')
    expect(option.def.catchall).toBeInstanceOf(z.ZodNever)
  }
}
