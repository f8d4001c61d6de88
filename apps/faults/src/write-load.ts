import { setTimeout as pause } from 'node:timers/promises'
import { ask, NoAnswer } from './ask.ts'
import { type Crop, irrigation, type Seed, writers } from './seed.ts'

/** What the server answered 201 to: it may never be lost. */
export interface Acknowledged {
  readonly id: string
  readonly leafHash: string
  /** What was recorded, in words that are said once. */
  readonly text: string
}

/** What came of a load. */
interface Written {
  readonly acknowledged: readonly Acknowledged[]
  /** Requests that had no answer, by their connection. */
  readonly unanswered: number
  /** Answers that were neither 201 nor 503. */
  readonly odd: readonly string[]
  /** Answers 503, and how many of them did not say when to come back. */
  readonly away: number
  readonly awayWithoutTime: number
}

/** People who record, each one thing after the other. */
export interface Load {
  /** So far. */
  written(): Written
  /** Waits for the next event that is acknowledged after this moment. @returns how long that took, in ms */
  nextAcknowledged(): Promise<number>
  /** Lets everybody finish what they are at: that too is acknowledged. */
  stop(): Promise<Written>
}

interface Talk {
  readonly ports: readonly number[]
  readonly seed: Pick<Seed, 'crops' | 'cookie'>
  readonly stopping: AbortSignal
  readonly acknowledged: Acknowledged[]
  readonly odd: string[]
  readonly waiting: Set<() => void>
  unanswered: number
  away: number
  awayWithoutTime: number
}

/**
 * Starts writers that record in their own crops, and every third time all in the same one. What has no answer, or 503, is sent again
 * as it is until it is acknowledged.
 *
 * @param ports of the servers, in turns
 */
export function startLoad(ports: readonly number[], seed: Talk['seed'], count = writers): Load {
  const stop = new AbortController()
  const counts = { unanswered: 0, away: 0, awayWithoutTime: 0 }
  const lists = { acknowledged: [], odd: [], waiting: new Set<() => void>() }
  const talk: Talk = { ports, seed, stopping: stop.signal, ...lists, ...counts }
  const all = Promise.all(Array.from({ length: count }, (_, writer) => write(talk, writer)))
  const written = (): Written => ({ ...talk, acknowledged: [...talk.acknowledged] })
  return {
    written,
    async nextAcknowledged() {
      const began = performance.now()
      await new Promise<void>((resolve) => talk.waiting.add(resolve))
      return performance.now() - began
    },
    async stop() {
      stop.abort()
      await all
      return written()
    },
  }
}

async function write(talk: Talk, writer: number): Promise<void> {
  const { seed, ports, stopping } = talk
  const port = ports[writer % ports.length] ?? 0
  for (let count = 0; !stopping.aborted; count++) {
    const crop = seed.crops[count % 3 === 2 ? 0 : writer % seed.crops.length] as Crop
    const text = `tưới ${writer}/${count}`
    const body = { event: irrigation(crop, text) }
    while (!(await send(talk, port, body, text))) await pause(20)
  }
}

/** @returns whether nothing is left to do about it */
async function send(
  talk: Talk,
  port: number,
  body: { event: { id: string } },
  text: string,
): Promise<boolean> {
  try {
    const reply = await ask(port, '/api/v1/events', { cookie: talk.seed.cookie, body })
    if (reply.status === 503) {
      talk.away += 1
      if (!Number(reply.retryAfter)) talk.awayWithoutTime += 1
      return false
    }
    if (reply.status !== 201) talk.odd.push(`${reply.status}: ${reply.bytes.toString().slice(0, 300)}`)
    else acknowledge(talk, body.event.id, reply.bytes, text)
    return true
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    talk.unanswered += 1
    return false
  }
}

function acknowledge(talk: Talk, id: string, bytes: Buffer, text: string): void {
  const { leafHash } = JSON.parse(bytes.toString()) as { leafHash: string }
  talk.acknowledged.push({ id, leafHash, text })
  for (const tell of talk.waiting) tell()
  talk.waiting.clear()
}
