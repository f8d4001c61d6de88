import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  cosign,
  type Decision,
  decideAddCheckpoint,
  openNote,
  parseAddCheckpoint,
  type SignerKey,
  type VerifierKey,
} from '@nguon/transparency'
import { type Listening, listen } from './listen.ts'
import { openWitnessState, type WitnessState } from './witness-state.ts'

interface WitnessParts {
  /** Of type 4. */
  readonly key: SignerKey
  readonly logKeys: readonly VerifierKey[]
  /** The folder in which it remembers. Whoever loses it must take a new key. */
  readonly statePath: string
  readonly now?: () => Date
}

/** A request holds 63 hashes and a note at most. */
const longestBody = 128_000

/**
 * A witness (C2SP tlog-witness): says of each checkpoint of the logs it knows that it saw it and none that contradicts it, at
 * `POST /add-checkpoint`, and shows the last one at `GET /<SHA-256 of the origin>/checkpoint`.
 */
export async function serveWitness(parts: WitnessParts, at: string): Promise<Listening> {
  const state = openWitnessState(parts.statePath, parts.logKeys)
  for (const { name } of parts.logKeys) await state.findSeen(name)
  const add = oneAtATime((body: string) => addCheckpoint(body, parts, state))
  return listen(at, (request, response) => {
    const path = request.url ?? ''
    const [, originHash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? []
    if (path === '/add-checkpoint') {
      if (request.method !== 'POST') return send(response, 405)
      answerAdd(request, response, add).catch(() => response.destroy())
    } else if (request.method === 'GET' && originHash) {
      const note = state.readNote(originHash)
      send(response, note ? 200 : 404, note?.toString())
    } else send(response, 404)
  })
}

async function answerAdd(
  request: IncomingMessage,
  response: ServerResponse,
  add: (body: string) => Promise<Answer>,
): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > longestBody) return send(response, 413)
  const { status, text, type } = await add(await readBody(request)).catch((): Answer => ({ status: 500 }))
  send(response, status, text, type)
}

interface Answer {
  readonly status: number
  readonly text?: string
  readonly type?: string
}

/** What is cosigned is remembered first: after a crash the witness may have seen more than it said, never less. */
async function addCheckpoint(body: string, parts: WitnessParts, state: WitnessState): Promise<Answer> {
  const { key, logKeys, now = () => new Date() } = parts
  const decision: Decision = await decideAddCheckpoint(body, logKeys, state.findSeen)
  if (decision.status === 409) return { status: 409, text: `${decision.size}\n`, type: 'text/x.tlog.size' }
  if (decision.status !== 200) return { status: decision.status }
  const { checkpoint } = decision
  const line = await cosign(key, checkpoint, Math.floor(now().getTime() / 1000))
  // anybody may have put lines below the note: only the log's own are kept
  const { text, checked } = await openNote(parseAddCheckpoint(body).checkpoint, logKeys)
  state.keep(checkpoint.origin, `${text}\n${checked.map((signed) => signed.line).join('')}${line}`)
  return { status: 200, text: line }
}

/** Who sends more than it said, or does not say, is cut off. */
async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > longestBody) throw new RangeError('a body this long')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

/** Between the look at what was seen and its change nothing else may come. */
function oneAtATime<A, R>(act: (input: A) => Promise<R>): (input: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve()
  return (input) => {
    const mine = last.then(() => act(input))
    last = mine.catch(() => {})
    return mine
  }
}

function send(response: ServerResponse, status: number, text = '', type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'Content-Type': type, ...(status === 413 ? { Connection: 'close' } : {}) })
  response.end(text)
}
