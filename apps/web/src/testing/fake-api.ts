import type { Endpoint } from '@nguon/contract'

interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks into
  readonly body: any
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

type Handler = (sent: Sent, url: URL) => unknown

/** A server in place of `fetch`: answers by method and path of the contract, and remembers what was sent. */
export interface FakeApi {
  readonly sent: Sent[]
  /** What an endpoint answers from now on; a function sees the request. */
  on(endpoint: Pick<Endpoint, 'method' | 'path'>, answer: unknown | Handler): void
}

/** Puts the fake in place of `fetch`. Calls nobody answers fail the test by a 404. */
export function fakeApi(): FakeApi {
  const handlers: { method: string; pattern: RegExp; answer: unknown }[] = []
  const sent: Sent[] = []
  globalThis.fetch = (async (target: string, init: RequestInit = {}) => {
    const url = new URL(target, 'http://localhost')
    const method = (init.method ?? 'GET').toLowerCase()
    const request: Sent = {
      method,
      url: target,
      headers: (init.headers ?? {}) as Record<string, string>,
      body: init.body ? JSON.parse(String(init.body)) : undefined,
    }
    sent.push(request)
    const handler = handlers.findLast((each) => each.method === method && each.pattern.test(url.pathname))
    const answered =
      typeof handler?.answer === 'function' ? (handler.answer as Handler)(request, url) : handler?.answer
    const { status, body } = isAnswer(answered)
      ? answered
      : { status: handler ? 200 : 404, body: answered ?? {} }
    return { ok: status < 400, status, json: async () => body }
  }) as unknown as typeof fetch
  return {
    sent,
    on: ({ method, path }, answer) =>
      handlers.push({ method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`), answer }),
  }
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  'status' in value &&
  'body' in value &&
  typeof value.status === 'number'

/** A refusal as the server words it. */
export const refusal = (status: number, code: string, violations: readonly object[] = []): Answer => ({
  status,
  body: {
    type: `https://nguon.vn/problems/${code}`,
    status,
    code,
    title: { vi: `vi ${code}`, en: `en ${code}` },
    violations,
  },
})
