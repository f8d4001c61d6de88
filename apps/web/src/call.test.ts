import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { attend } from './attendant.ts'
import { call, requestOf } from './call.ts'
import { Problem } from './problem.ts'
import { type FakeApi, fakeApi, refusal } from './testing/fake-api.ts'

const id = '0199c82c-c000-7000-8000-0000000000d1'
let server: FakeApi
beforeEach(() => {
  server = fakeApi()
})

describe('a call', () => {
  test('puts what the path names into the path and the rest of a question into the query', () => {
    expect(requestOf(api.getTrace, { id, direction: 'back', left: undefined })).toEqual({
      url: `/api/v1/batches/${id}/trace?direction=back`,
    })
  })

  test('sends what is to be recorded as the body', () => {
    expect(requestOf(api.recordEvent, { event: { id } })).toEqual({
      url: '/api/v1/events',
      body: `{"event":{"id":"${id}"}}`,
    })
  })

  test('carries nothing but its data: the session is a cookie, which no script reads', async () => {
    server.on(api.getSession, { kind: 'anonymous' })
    await call(api.getSession, {})
    expect(server.sent[0]?.headers).toEqual({ accept: 'application/json' })
  })

  test('that needs a fresh confirmation asks for it once and is sent again', async () => {
    const fresh = { isFresh: false, asked: 0 }
    server.on(api.removePerson, () =>
      fresh.isFresh ? { done: true } : refusal(403, 'FRESH_FACTOR_REQUIRED'),
    )
    const leave = attend({
      sessionEnded: () => {},
      confirm: async () => {
        fresh.asked += 1
        fresh.isFresh = true
        return true
      },
    })
    await expect(call(api.removePerson, { id })).resolves.toEqual({ done: true })
    leave()
    expect(fresh.asked).toBe(1)
    expect(server.sent).toHaveLength(2)
  })

  test('says that the session has ended, and is not sent again', async () => {
    let ended = 0
    server.on(api.listPeople, refusal(401, 'UNAUTHENTICATED'))
    const leave = attend({
      sessionEnded: () => {
        ended += 1
      },
      confirm: async () => true,
    })
    await expect(call(api.listPeople, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    leave()
    expect([ended, server.sent.length]).toEqual([1, 1])
  })

  test('passes on why the server refused, with a title in both languages', async () => {
    server.on(
      api.recordEvent,
      refusal(409, 'LOT_TAKEN', [{ code: 'LOT_TAKEN', message: 'taken', path: 'batches.0' }]),
    )
    const attempt = call(api.recordEvent, { event: {} as never })
    await expect(attempt).rejects.toMatchObject({
      name: 'Problem',
      code: 'LOT_TAKEN',
      title: { vi: 'vi LOT_TAKEN', en: 'en LOT_TAKEN' },
      violations: [{ path: 'batches.0' }],
    })
  })

  test('that gets no answer says so instead of failing without a word', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    await expect(call(api.getSession, {})).rejects.toMatchObject({ code: 'UNREACHABLE' })
  })

  test.each([
    ['a page of a proxy', 502, 'not ours'],
    ['an answer of another shape', 200, { kind: 'king' }],
  ])('does not take %s for an answer', async (_what, status, body) => {
    server.on(api.getSession, { status, body })
    await expect(call(api.getSession, {})).rejects.toBeInstanceOf(Problem)
  })
})
