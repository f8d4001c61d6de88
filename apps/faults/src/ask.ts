import { Agent, request } from 'node:http'
import { publicUrl } from './server.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

/** An answer of a server. */
export interface Reply {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly bytes: Buffer
}

/** Why there was no answer. */
export class NoAnswer extends Error {}

interface Question {
  readonly cookie?: string
  /** Sent as JSON by POST. */
  readonly body?: unknown
  readonly timeoutMs?: number
}

/** Asks a server on this machine. @throws {NoAnswer} when it is not there, or goes before it has answered whole */
export function ask(
  port: number,
  path: string,
  { cookie, body, timeoutMs = 60_000 }: Question = {},
): Promise<Reply> {
  const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const headers = {
    host: new URL(publicUrl).host,
    origin: publicUrl,
    ...(cookie === undefined ? {} : { cookie }),
    ...(sent ? { 'content-type': 'application/json', 'content-length': sent.length } : {}),
  }
  const options = { agent, host: '127.0.0.1', port, path, method: sent ? 'POST' : 'GET', headers }
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new NoAnswer(`${path}: ${error.message}`))
    const asked = request({ ...options, timeout: timeoutMs }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('error', fail)
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          retryAfter: answer.headers['retry-after'],
          bytes: Buffer.concat(parts),
        }),
      )
    })
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)))
    asked.once('error', fail)
    asked.end(sent)
  })
}

/** The same, parsed. @throws when it is not answered with 2xx */
export async function askJson<T>(port: number, path: string, question: Question = {}): Promise<T> {
  const { status, bytes } = await ask(port, path, question)
  if (status >= 300) throw new Error(`${path} is answered ${status}: ${bytes}`)
  return JSON.parse(bytes.toString()) as T
}
