import { createReadStream, existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { parseTilePath } from '@nguon/transparency'
import { followHeads } from './follow-heads.ts'
import { type Listening, listen } from './listen.ts'
import type { TrustOptions } from './trust.ts'

/**
 * Serves a mirror: the heads of the batches, `GET /batch/<id>/head`, and the log itself in the form in which its server does, so that
 * others can compare the two.
 *
 * @throws {Failure} when the mirror does not verify
 */
export async function serveMirror(path: string, at: string, options: TrustOptions = {}): Promise<Listening> {
  const readHeads = followHeads(path, options)
  await readHeads()
  return listen(at, (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*') // public, and meant to be compared
    response.setHeader('X-Content-Type-Options', 'nosniff')
    const [where = ''] = (request.url ?? '').split('?')
    const [, batchId] = /^\/batch\/([A-Za-z0-9-]{1,64})\/head$/.exec(where) ?? []
    if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end()
    if (batchId === undefined) return sendFile(response, path, where.slice(1))
    readHeads().then(
      ({ batches, origin, size, checkpoint }) => {
        const head = batches.get(batchId)
        sendJson(
          response,
          head ? 200 : 404,
          head ? { batchId, ...head, origin, size, checkpoint } : { batchId, origin, size, checkpoint },
        )
      },
      (error: Error) => sendJson(response, 503, { error: error.message }),
    )
  })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' })
  response.end(JSON.stringify(body))
}

/** Only the files that make up a log. */
function sendFile(response: ServerResponse, path: string, name: string): void {
  const isFile = (name === 'checkpoint' || isTile(name)) && existsSync(join(path, name))
  if (!isFile) return void response.writeHead(404).end()
  const type = name === 'checkpoint' ? 'text/plain; charset=utf-8' : 'application/octet-stream'
  response.writeHead(200, { 'Content-Type': type })
  createReadStream(join(path, name))
    .on('error', () => response.destroy())
    .pipe(response)
}

function isTile(name: string): boolean {
  try {
    return parseTilePath(name) !== undefined
  } catch {
    return false
  }
}
