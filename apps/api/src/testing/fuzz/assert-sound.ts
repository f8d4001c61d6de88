import { expect } from '@jest/globals'
import type { Answer, Wire } from './call.ts'

/** No answer may take longer. */
const mostMs = 2000

/** What a stack trace, a path of the server or a message of the database looks like. */
const inside =
  /\n\s+at |node_modules|\.[jt]s:\d+|file:\/\/\/|\/apps\/api\/|\bSELECT\b.*\bFROM\b|INSERT INTO|violates [a-z-]+ constraint|syntax error at|(relation|column) "|invalid input syntax|QueryFailed|ZodError/i

/** How long answers took: the slowest, and the route it was of. */
export interface Slowest {
  ms: number
  path: string
}

/** Throws unless the server answered as it should to whatever it was sent: soon, not with a failure, and with nothing of its inside. */
export function assertSound(sent: Wire, answer: Answer, slowest: Slowest): void {
  const { status, text, type, ms } = answer
  if (ms > slowest.ms) Object.assign(slowest, { ms, path: sent.path })
  const found = inside.exec(text)?.[0]
  const told = found !== undefined && sent.body.includes(found) ? undefined : found // said back, not told
  const isProblem = status < 400 || type.startsWith('application/problem+json')
  if (status < 500 && status >= 200 && ms < mostMs && told === undefined && isProblem) return
  expect({
    ...{ path: sent.path, status, ms, told, text: text.slice(0, 2000) },
    ...{ sent: sent.body.subarray(0, 3000).toString(), as: sent.headers },
  }).toBe('an answer that is sound')
}
