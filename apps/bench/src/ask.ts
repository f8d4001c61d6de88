import { Agent, type OutgoingHttpHeaders, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** An answer of the server, its body as text. */
export interface Reply {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** Asks the server over a connection that stays open; thin, so that the server is what is measured. */
export function ask(
  port: number,
  path: string,
  { cookie, body }: { readonly cookie?: string; readonly body?: unknown } = {},
): Promise<Reply> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const headers: OutgoingHttpHeaders = {
    host: `localhost:${port}`,
    origin: `http://localhost:${port}`,
    ...(cookie === undefined ? {} : { cookie }),
    ...(sent === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
  }
  const method = sent === undefined ? 'GET' : 'POST'
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path, method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.once('error', reject)
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    asked.once('error', reject)
    asked.end(sent)
  })
}
