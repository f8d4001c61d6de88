import { describe, expect, test } from '@jest/globals'
import type { Endpoint } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import express from 'express'
import request from 'supertest'
import * as z from 'zod'
import { anonymous } from './accounts/caller.ts'
import { TooManyRequests } from './accounts/limits.ts'
import { answerProblem, serve } from './http.ts'

/** What the server answers when a call throws `error`; what is logged goes into `log`. */
function answerTo(error: unknown, log: unknown[] = []) {
  const app = express()
  app.use((req, _res, next) => {
    Object.assign(req, { id: '1', logFailure: (err: unknown) => log.push({ err }) })
    next(error)
  })
  return request(app.use(answerProblem)).get('/')
}
const coded = (code: string) => Object.assign(new Error('…'), { code })

test.each([
  ['no connection is free in time', new Error('timeout exceeded when trying to connect')],
  ['a new connection is not there in time', new Error('Connection terminated due to connection timeout')],
  ['a connection breaks', new Error('Connection terminated unexpectedly')],
  [
    'a broken connection is used',
    new Error('Client has encountered a connection error and is not queryable'),
  ],
  ['a statement takes too long', coded('57014')],
  ['the database stops', coded('57P01')],
  ['nothing listens', coded('ECONNREFUSED')],
])('while %s the caller is asked to come again (V16.5.2)', async (_case, error) => {
  const answer = await answerTo(error)
  expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'UNAVAILABLE', detail: 'the database is away' })
})

test.each(['53100', 'ENOSPC'])(
  'while the disk is full (%s) the caller is asked to come again',
  async (code) => {
    const answer = await answerTo(coded(code))
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5'])
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'UNAVAILABLE',
      detail: 'no room is left on the disk',
    })
  },
)

test.each([new Error('cannot read timeout of undefined'), coded('23505'), 'text', null])(
  'a mistake of ours (%s) is one, is in the log, and says nothing to others (V16.5.4, V16.5.1)',
  async (error) => {
    const [log, thrown] = [[] as unknown[], error ?? new TypeError()]
    const answer = await answerTo(thrown, log)
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([500, undefined])
    expect(log).toEqual([{ err: thrown }])
  },
)

describe('what a call answers', () => {
  const endpoint: Endpoint = {
    method: 'get',
    path: '/one',
    summary: '',
    tag: 'Files',
    who: ['anonymous'],
    input: z.strictObject({}),
    output: z.object({ name: z.string(), inner: z.object({ shown: z.string() }) }),
  }
  const answerWith = (row: object) => {
    const door = { router: express.Router(), callerOf: () => anonymous, now: () => new Date() }
    serve(door, endpoint, async () => row as never)
    return request(express().use(door.router).use(answerProblem)).get('/one')
  }

  test('is what its contract names, whatever else the row holds (V15.3.1)', async () => {
    const row = { name: 'A', passwordHash: 'CANARY', inner: { shown: 'B', secret: 'CANARY' } }
    expect((await answerWith(row)).body).toEqual({ name: 'A', inner: { shown: 'B' } })
  })
})

test('what was refused on purpose keeps its code, whatever it says', async () => {
  const answer = await answerTo(new DomainError('NOT_FOUND', 'Connection terminated'))
  expect([answer.status, answer.headers['retry-after']]).toEqual([404, undefined])
})

test('who has guessed too often hears when to come again', async () => {
  const answer = await answerTo(new TooManyRequests(840))
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, '840'])
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'TOO_MANY_REQUESTS', detail: 'come again in 840 s' })
})
