import { Agent, type IncomingMessage, request } from 'node:http'
import type { Json } from '../break-body.ts'
import type { GivenPerson } from '../given-people.ts'
import { testOrigin } from '../serve-test.ts'
import type { World } from './world.ts'

/** A call as its maker means it: it is accepted, unless something is broken. */
export interface Call {
  /** Who makes it; absent: anybody. */
  readonly as?: GivenPerson | undefined
  readonly headers?: Record<string, string>
  readonly params?: { [name: string]: Json }
  /** JSON, or the bytes of a file. */
  readonly body: Json | Buffer
  /** Done to the body last, broken or not: a phone signs what it sends. */
  readonly sign?: (body: Json) => Promise<Json>
}

/** Makes a call that is new each time. */
export type Maker = (world: World) => Promise<Call>

export interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly ms: number
}

/** What goes over the wire. */
export interface Wire {
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: Buffer
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 })
let address = 0

/** Each call from another network, or limits would let nothing through. */
const nextNetwork = (): string => {
  const number = ++address
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
}

/** A path can hold so much; what is longer is cut. */
const longestParam = 1500

/** The path with its parameters, whatever they are by now. */
export function pathOf(pattern: string, params: Json | undefined): string {
  return pattern.replaceAll(/:(\w+)/g, (_all, name: string) => {
    const value =
      typeof params === 'object' && params !== null ? (params as Record<string, Json>)[name] : null
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
    return encodeURIComponent(Buffer.from(text.slice(0, longestParam)).toString())
  })
}

export const headersOfCall = ({ as, headers }: Call): Record<string, string> => ({
  'Content-Type': 'application/json',
  ...{ Origin: testOrigin, 'X-Forwarded-For': nextNetwork() },
  ...(as ? { Cookie: as.cookie } : {}),
  ...headers,
})

/** Posts bytes as they are, and says how long the answer took. */
export function post({ port }: World, { path, headers, body }: Wire): Promise<Answer> {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    const options = { port, path, agent, method: 'POST', host: '127.0.0.1' }
    const sending = request(
      { ...options, headers: { ...headers, 'Content-Length': body.length } },
      (answer) => {
        readText(answer).then((text) => {
          const { statusCode: status = 0, headers: said } = answer
          resolve({ status, type: said['content-type'] ?? '', text, ms: performance.now() - start })
        }, reject)
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
