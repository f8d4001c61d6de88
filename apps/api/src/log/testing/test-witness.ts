import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  cosign,
  decideAddCheckpoint,
  generateKey,
  type Seen,
  type SignerKey,
  type VerifierKey,
} from '@nguon/transparency'
import type { Witness } from '../witness-list.ts'

/** A witness in memory. */
export interface TestWitness extends Witness {
  readonly key: SignerKey
  /** The requests that came, each with the status that it was answered. */
  readonly asked: { old: string; status: number }[]
  /** From now on answers this instead; `silent`: nothing at all. */
  answers?: { status: number; body?: string; location?: string } | 'silent'
  seen: Seen | undefined
  close(): Promise<void>
}

export async function startTestWitness(logKey: VerifierKey, name = 'witness.example'): Promise<TestWitness> {
  const server = createServer((req, res) => {
    answer(req, witness, logKey).then(
      ({ status, body = '', location }) =>
        res.writeHead(status, location === undefined ? {} : { location }).end(body),
      () => res.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const witness: TestWitness = {
    key: await generateKey(name, 4),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ asked: [], seen: undefined },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return witness
}

async function answer(
  req: IncomingMessage,
  witness: TestWitness,
  logKey: VerifierKey,
): Promise<{ status: number; body?: string; location?: string }> {
  const body = await text(req)
  const note = (status: number) => witness.asked.push({ old: body.split('\n')[0] ?? '', status })
  if (witness.answers === 'silent') {
    note(0)
    return new Promise(() => {})
  }
  if (witness.answers) {
    note(witness.answers.status)
    return witness.answers
  }
  const decision = await decideAddCheckpoint(body, [logKey], async () => witness.seen)
  note(decision.status)
  if (decision.status === 409) return { status: 409, body: `${decision.size}\n` }
  if (decision.status !== 200) return { status: decision.status }
  witness.seen = decision.checkpoint
  return { status: 200, body: await cosign(witness.key, decision.checkpoint, 1_795_161_600) }
}
