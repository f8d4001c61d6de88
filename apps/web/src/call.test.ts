import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { call, requestOf } from './call.ts'
import { Problem } from './problem.ts'
import { type FakeApi, fakeApi, refusal } from './testing/fake-api.ts'

const id = '0199c82c-c000-7000-8000-0000000000d1'
let server: FakeApi
beforeEach(() => {
  server = fakeApi()
})
afterEach(() => window.history.replaceState(null, '', '/'))

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

  test.each([
    ['a cooperative', `/app/htx/${id}/lo`, `organization:${id}`],
    ['an inspector', '/app/kiem-tra', 'inspector'],
    ['nobody', '/app', undefined],
  ])('speaks for %s where that workspace is open', async (_who, path, role) => {
    window.history.replaceState(null, '', path)
    server.on(api.getSession, { kind: 'anonymous' })
    await call(api.getSession, {})
    expect(server.sent[0]?.headers['x-nguon-demo']).toBe(role)
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
