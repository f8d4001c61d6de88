import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Random } from './random.ts'

/** What a network does to a request. */
const kinds = [
  'passes',
  'lost before',
  'cut mid body',
  'answer lost',
  'arrives twice',
  'arrives late',
] as const
type Kind = (typeof kinds)[number]

/** A proxy before a server that does with each request what chance says. */
export interface BadNetwork {
  readonly port: number
  /** From now on as this says; undefined: every request passes. */
  set(chance: Random | undefined): void
  /** How often it did what. */
  readonly counts: Record<Kind, number>
  /** Delivers what is still held back. */
  deliverLate(): Promise<void>
  close(): void
}

interface Held {
  readonly path: string
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** @param target port of the server */
export async function startBadNetwork(target: number): Promise<BadNetwork> {
  let chance: Random | undefined
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>
  const late: Held[] = []
  const deliverLate = async () => {
    for (const held of late.splice(0)) await forward(target, held)
  }
  const server = createServer(async (req, res) => {
    const kind = chance ? (kinds[Math.max(0, chance.below(10) - 4)] as Kind) : 'passes'
    counts[kind] += 1
    const asked = await readAsked(req)
    if (kind === 'lost before') return req.socket.destroy()
    if (kind === 'arrives late') {
      late.push(asked)
      return req.socket.destroy()
    }
    if (kind === 'cut mid body') {
      await forwardHalf(target, asked)
      return req.socket.destroy()
    }
    const answer = kind === 'arrives twice' ? await forwardTwice(target, asked) : await forward(target, asked)
    await deliverLate() // what was held back comes after what was sent later
    if (kind === 'answer lost') return req.socket.destroy()
    await answerWith(res, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const set = (next: Random | undefined) => {
    chance = next
  }
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { port, set, counts, deliverLate, close }
}

const readAsked = async (req: IncomingMessage): Promise<Held> => ({
  path: req.url ?? '/',
  method: req.method ?? 'GET',
  headers: req.headers,
  body: await buffer(req),
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

function forward(target: number, { path, method, headers, body }: Held): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onward = request(
      { host: '127.0.0.1', port: target, path, method, headers, agent: false },
      async (answer) =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) }),
    )
    onward.once('error', reject)
    onward.end(body)
  })
}

/** Both at once; the answer is that of the second. */
const forwardTwice = async (target: number, asked: Held): Promise<Answer> =>
  (await Promise.all([forward(target, asked), forward(target, asked)]))[1]

/** Announces the whole body, sends half of it, and goes. */
function forwardHalf(target: number, { path, method, headers, body }: Held): Promise<void> {
  return new Promise((resolve) => {
    const onward = request({ host: '127.0.0.1', port: target, path, method, headers, agent: false })
    onward.once('error', () => resolve()).once('close', () => resolve())
    onward.write(body.subarray(0, body.length / 2), () => onward.destroy())
  })
}

async function answerWith(res: ServerResponse, { status, headers, body }: Answer): Promise<void> {
  const { 'transfer-encoding': _chunked, connection: _connection, ...kept } = headers
  res.writeHead(status, { ...kept, 'content-length': body.length }).end(body)
}
