import { testOrigin } from '../serve-test.ts'
import type { Asker } from './asker.ts'
import { contractRoutes } from './declared-routes.ts'
import { routeOf } from './lines-of.ts'
import { usualCodes } from './matrix.ts'
import { accountRequests } from './requests/account-requests.ts'
import { labelRequests } from './requests/label-requests.ts'
import { peopleRequests } from './requests/people-requests.ts'
import { privateRequests } from './requests/private-requests.ts'
import { recallRequests } from './requests/recall-requests.ts'
import { recordRequests } from './requests/record-requests.ts'
import { reportRequests } from './requests/report-requests.ts'
import type { Requests, Sent } from './requests/request.ts'
import { scanRequests } from './requests/scan-requests.ts'
import type { World } from './world.ts'

/** How to make each call of the matrix. */
export const requests: Requests = {
  ...accountRequests,
  ...labelRequests,
  ...scanRequests,
  ...peopleRequests,
  ...privateRequests,
  ...recallRequests,
  ...recordRequests,
  ...reportRequests,
}

export interface Answer {
  readonly status: number
  /** Status and, where it is not the usual one, code; of what a phone sent, what became of it. */
  readonly outcome: string
  /** Body and headers as text, byte for byte. */
  readonly text: string
}

/** How many requests were sent. */
export const sent = { count: 0 }

/** Makes the call of a row as the asker makes it, from a network of its own. */
export async function send(world: World, row: string, asker: Asker, parts: Sent): Promise<Answer> {
  const { method = 'GET', path = '/' } = contractRoutes.get(routeOf(row)) ?? {}
  const { params = {}, query, body, mime = 'application/json' } = parts
  const named = path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
  const target = query ? `${named}?${query}` : named
  const headers = {
    ...{
      Origin: testOrigin,
      'X-Forwarded-For': `10.${++sent.count >> 16}.${(sent.count >> 8) & 255}.${sent.count & 255}`,
    },
    ...(await asker.credentials(method, target)),
    ...(method === 'POST' ? { 'Content-Type': mime } : {}),
  }
  const json = Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body ?? {})
  const response = await fetch(world.root + target, {
    method,
    headers,
    ...(method === 'POST' ? { body: json } : {}),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const text = `${[...response.headers].join('\n')}\n${bytes.toString('latin1')}`
  return { status: response.status, outcome: outcomeOf(response.status, bytes), text }
}

function outcomeOf(status: number, bytes: Buffer): string {
  if (status >= 400) {
    const { code } = JSON.parse(bytes.toString()) as { code: string }
    return code === usualCodes[status] ? String(status) : `${status}:${code}`
  }
  const [result] = resultsIn(bytes)
  return result ? `${status}:${result.problem?.code ?? result.state}` : String(status)
}

function resultsIn(bytes: Buffer): { state: string; problem?: { code: string } }[] {
  const text = bytes.toString('latin1')
  return text.startsWith('{"contiguous"') ? JSON.parse(text).results : []
}
