/** @jest-environment node */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { checkTexts } from '@nguon/locale'
import { formatPolicy, parseVerifierKey } from '@nguon/transparency'
import { wordsOf } from './phrases.ts'
import { type Outcome, runCheck } from './run-check.ts'
import {
  bytesOf,
  growthOf,
  makePhone,
  noteOf,
  type SampleLog,
  sealAll,
  traceOf,
} from './testing/sample-log.ts'

const page = { batchId: 'a', state: 'valid', own: 2, all: 2, path: '/01/09520003000025/10/A' }

/** What the server answers at each of the three addresses that a check asks for, in this order. */
const steps = ['/log/policy', '/api/v1/trace/', '/api/v1/log/consistency'] as const
type Step = (typeof steps)[number]
type Answers = Readonly<Record<Step, () => Promise<Response>>>

let log: SampleLog
let whole: Answers
/** What this phone kept of a check when the log was smaller. */
let kept: Map<string, string>
let older: string
beforeAll(async () => {
  const phone = await makePhone()
  const a1 = await phone.entryOf({ batchId: 'a', sequence: 1 })
  const a2 = await phone.entryOf({ batchId: 'a', sequence: 2, prev: a1 })
  log = await sealAll([phone.keyEntry, a1, a2])
  const trace = await traceOf(log, { batchIds: ['a'], entries: [1, 2], keys: [0] })
  const policy = formatPolicy({
    logs: [{ key: parseVerifierKey(log.verifierKey) }],
    witnesses: [],
    threshold: 0,
  })
  const growth = await growthOf(log, 2, 3)
  older = await noteOf(log, 2)
  whole = {
    '/log/policy': async () => new Response(policy),
    '/api/v1/trace/': async () => new Response(new Uint8Array(bytesOf(trace))),
    '/api/v1/log/consistency': async () => new Response(new Uint8Array(growth)),
  }
})

const before = {
  fetch: globalThis.fetch,
  storage: Object.getOwnPropertyDescriptor(globalThis, 'localStorage'),
}
beforeEach(() => {
  kept = new Map()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
  }
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: storage })
})
afterEach(() => {
  jest.useRealTimers()
  globalThis.fetch = before.fetch
  Object.defineProperty(
    globalThis,
    'localStorage',
    before.storage ?? { configurable: true, value: undefined },
  )
})

/** The server answers so; what it is asked while `signal` has gone off it never answers. */
function serve(answers: Answers): void {
  globalThis.fetch = (async (path: string, { signal }: RequestInit = {}) => {
    const step = steps.find((each) => path.startsWith(each))
    if (!step) throw new Error(`nobody answers ${path}`)
    const gone = new Promise<never>((_resolve, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason)),
    )
    return Promise.race([answers[step](), gone])
  }) as typeof fetch
}

/** This phone knows the log's key, or not; with a note it saw the log before. */
function remember(step: Step): void {
  if (step === '/log/policy') return
  const note = step === '/api/v1/log/consistency' ? { note: older } : {}
  kept.set('nguon-log', JSON.stringify({ key: log.verifierKey, ...note }))
}

const said = (outcome: Outcome) => {
  const { title, lines } = wordsOf(outcome, checkTexts('vi'), 'vi')
  return [title, ...lines]
}
const couldNot = [
  'Chưa kiểm tra được',
  'Không có mạng, hoặc máy chủ chưa trả lời. Hãy thử lại sau.',
  'Điều này không nói lên hàng thật hay giả.',
]

/** A body of which the first half comes, and then this. */
const cutOff = (end: (body: ReadableStreamDefaultController) => void) => async () =>
  new Response(
    new ReadableStream({
      start(body) {
        body.enqueue(new Uint8Array(Buffer.from('{"batchId":"a","batchIds":["a"],')))
        end(body)
      },
    }),
  )

const troubles: readonly (readonly [what: string, answer: () => Promise<Response>])[] = [
  ['the network is gone', () => Promise.reject(new TypeError('Failed to fetch'))],
  [
    'the network goes in the middle of the answer',
    cutOff((body) => body.error(new TypeError('network error'))),
  ],
  ['the server fails', async () => new Response('{"status":500}', { status: 500 })],
  ['the server has no room', async () => new Response('', { status: 503, headers: { 'Retry-After': '5' } })],
  ['a proxy answers in its place', async () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
]

describe.each(steps)('at %s', (step) => {
  test.each(troubles)(
    '%s: the page says that it could not check, and remembers nothing',
    async (_what, answer) => {
      remember(step)
      const memory = kept.get('nguon-log')
      serve({ ...whole, [step]: answer })
      const outcome = await runCheck(page, '')
      expect(outcome).toEqual({ kind: 'unchecked', obstacle: 'network' })
      expect(said(outcome)).toEqual(couldNot)
      expect(kept.get('nguon-log')).toBe(memory)
    },
  )

  test('an answer that never comes is waited for half a minute, and no longer', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate', 'performance'] })
    remember(step)
    let checking: Promise<Outcome> | undefined
    let outcome: Outcome | undefined
    await new Promise<void>((asked) => {
      serve({ ...whole, [step]: () => new Promise(() => asked()) })
      checking = runCheck(page, '').then((came) => {
        outcome = came
        return came
      })
    })
    await jest.advanceTimersByTimeAsync(29_999)
    expect(outcome).toBeUndefined()
    await jest.advanceTimersByTimeAsync(1)
    expect(said(await (checking as Promise<Outcome>))).toEqual(couldNot)
  })

  test('an answer that is cut short, but was whole to the network, is no answer', async () => {
    remember(step)
    serve({ ...whole, [step]: cutOff((body) => body.close()) })
    const [title, , last] = said(await runCheck(page, ''))
    expect([title, last]).toEqual([couldNot[0], couldNot[2]])
  })
})

test('with whole answers the same phone is content', async () => {
  for (const step of steps) {
    kept.clear()
    remember(step)
    serve(whole)
    expect(await runCheck(page, '')).toMatchObject({ kind: 'checked', isKept: true, checked: { records: 2 } })
  }
})
