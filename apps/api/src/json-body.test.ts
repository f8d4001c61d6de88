import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { answerProblem } from './http.ts'
import { jsonBody } from './json-body.ts'

/** Says back what it understood. */
const app = express()
  .use((req, _res, next) => {
    Object.assign(req, { id: '1', log: { error: () => undefined } })
    next()
  })
  .use(jsonBody())
  .post('/', (req, res) => {
    res.json({ understood: req.body })
  })
  .use(answerProblem)

const send = (body: string | Buffer, type = 'application/json') =>
  request(app)
    .post('/')
    .set('Content-Type', type)
    .serialize((bytes: unknown) => bytes as string) // as it is
    .send(body as string)
const kib = 1024

/** A number in so many objects and lists, which take turns. */
function nested(depth: number, open: readonly string[], close: readonly string[]): string {
  const levels = Array.from({ length: depth }, (_, level) => level % open.length)
  const [opened, closed] = [levels.map((at) => open[at]), levels.reverse().map((at) => close[at])]
  return `${opened.join('')}1${closed.join('')}`
}

describe('a body', () => {
  test('is understood as it was sent', async () => {
    const body = { a: [1, 'ế', null, { '"': '\\' }] }
    expect((await send(JSON.stringify(body))).body).toEqual({ understood: body })
  })

  test.each([
    ['objects', ['{"a":'], ['}']],
    ['lists', ['['], [']']],
    ['both', ['{"a":', '['], ['}', ']']],
  ])('of %s may be nested 32 levels deep, and no further', async (_name, open, close) => {
    expect((await send(nested(32, open, close))).status).toBe(200)
    const answer = await send(nested(33, open, close))
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'INVALID_REQUEST'])
  })

  test('nested a hundred thousand deep is refused before it is parsed', async () => {
    const answer = await send('['.repeat(100_000)) // no JSON at all: the depth is what it is refused for
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([400, 'nested deeper than 32 levels'])
  })

  test('may hold any number of brackets in a text', async () => {
    const body = { text: `${'[{'.repeat(100)}"\\"[${'{'.repeat(100)}` }
    expect((await send(JSON.stringify(body))).body).toEqual({ understood: body })
  })

  test('may be as wide as it fits: what is closed is not counted', async () => {
    const body = { list: Array.from({ length: 1000 }, () => ({ a: [] })) }
    expect((await send(JSON.stringify(body))).status).toBe(200)
  })

  test('has at most 256 KiB, counted in bytes', async () => {
    const ofSize = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`
    expect((await send(ofSize(256 * kib))).status).toBe(200)
    const answer = await send(ofSize(256 * kib + 1))
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([413, 'ENTRY_TOO_LARGE'])
    expect((await send(JSON.stringify({ a: 'ế'.repeat(100 * kib) }))).status).toBe(413)
  })

  test('is not sent compressed: a small one could be anything large', async () => {
    const answer = await request(app)
      .post('/')
      .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
      .serialize((bytes: unknown) => bytes as string)
      .send(gzipSync('{"a":1}') as unknown as string)
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'INVALID_REQUEST'])
  })

  test.each(['"text"', '1', 'null', 'true', '', ' ', '{', '{"a":}', "{'a':1}", '{"a":1}}', '[1,]', 'NaN'])(
    '%j is no object, and never makes the server fail',
    async (body) => {
      const { status } = await send(body)
      expect(status).toBeLessThan(500)
      if (body.trim() !== '') expect(status).toBe(400)
    },
  )

  test.each([
    ['utf-7', Buffer.from('+AFs-'.repeat(1000) + '+AF0-'.repeat(1000))],
    ['utf-16', Buffer.from(`["∀",${'['.repeat(1000)}${']'.repeat(1001)}`, 'utf16le')],
    ['utf-16le', Buffer.from('{"a":1}', 'utf16le')],
    ['utf-32', Buffer.from('{"a":1}')],
    ['latin1', Buffer.from('{"a":1}')],
  ])(
    'in %s is refused: JSON is UTF-8, and what it hides would not be counted (V1.5.3)',
    async (charset, body) => {
      const answer = await send(body, `application/json; charset=${charset}`)
      expect([answer.status, JSON.parse(answer.text).code]).toEqual([400, 'INVALID_REQUEST'])
    },
  )

  test('may say that it is UTF-8', async () => {
    expect((await send('{"a":1}', 'application/json; charset=UTF-8')).status).toBe(200)
  })

  test('that is not JSON by its type is left alone', async () => {
    expect((await send('a=1', 'application/x-www-form-urlencoded')).body).toEqual({})
  })

  test('with the names of prototypes in it changes no prototype (V15.3.6)', async () => {
    const answer = await send('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}')
    expect(answer.status).toBe(200)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })
})
