import { keepEntry } from '../../web/src/outbox/keep-entry.ts'
import { makePhone } from '../../web/src/outbox/make-phone.ts'
import type { Outbox, Unsent } from '../../web/src/outbox/outbox.ts'
import { type Sender, sendQueue } from '../../web/src/outbox/send-queue.ts'
import { noAnswer, Problem } from '../../web/src/problem.ts'
import { memoryOutbox } from '../../web/src/testing/memory-outbox.ts'
import { ask, askJson, NoAnswer } from './ask.ts'
import type { Random } from './random.ts'
import { type Crop, irrigation } from './seed.ts'
import type { Acknowledged } from './write-load.ts'

/** A phone with the outbox of the web app: its own code, over a disk in memory. */
export interface TestPhone {
  readonly deviceId: string
  /** What the server has answered, by the event's id. */
  readonly acknowledged: Map<string, Acknowledged>
  /** How often it was killed while it forgot what it had sent. */
  deaths(): number
  /** Keeps something; answers the entry. */
  keep(text: string, crop: Crop): Promise<Unsent>
  /** Sends what waits, once, as far as the network lets it. @param chance of the phone being killed on the way */
  send(chance?: Random): Promise<void>
  /** What waits. */
  waiting(): Promise<Unsent[]>
  forget(entry: Unsent): Promise<void>
  /** Up to which number the server says that nothing is missing. */
  contiguous(): Promise<number>
}

interface Person {
  readonly cookie: string
  readonly personId: string
}

class Killed extends Error {}

/** @param port of the network it is in; `server` of the server itself */
export async function givePhone(
  { cookie, personId }: Person,
  organizationId: string,
  { port, server }: { readonly port: number; readonly server: number },
): Promise<TestPhone> {
  const outbox = memoryOutbox()
  const made = await makePhone(personId, organizationId)
  await outbox.enter(personId, made)
  const body = { publicKey: made.publicKey }
  const { deviceId } = await askJson<{ deviceId: string }>(server, '/api/v1/devices', { cookie, body })
  await outbox.register(personId, made.publicKey, deviceId, 0)
  const acknowledged = new Map<string, Acknowledged>()
  const sender = senderOf(port, cookie, acknowledged)
  let deaths = 0
  return {
    ...{ deviceId, acknowledged, deaths: () => deaths },
    async keep(text, crop) {
      const phone = await outbox.readPhone()
      if (!phone) throw new Error('nobody is at the phone')
      return keepEntry(outbox, { ...phone, deviceId }, { event: irrigation(crop, text) } as never)
    },
    async send(chance) {
      try {
        await sendQueue(chance ? mortal(outbox, chance) : outbox, sender, { personId, deviceId })
      } catch (error) {
        if (!(error instanceof Killed)) throw error
        deaths += 1
      }
    },
    waiting: () => outbox.list(),
    forget: (entry) => outbox.remove(entry),
    async contiguous() {
      const body = { entries: [] }
      return (await askJson<{ contiguous: number }>(server, '/api/v1/sync', { cookie, body })).contiguous
    },
  }
}

/** The outbox of a phone that sometimes dies when it is about to forget an entry, or has just done so. */
const mortal = (outbox: Outbox, chance: Random): Outbox => ({
  ...outbox,
  async remove(entry) {
    const fate = chance.below(10)
    if (fate === 0) throw new Killed()
    await outbox.remove(entry)
    if (fate === 1) throw new Killed()
  },
})

function senderOf(port: number, cookie: string, acknowledged: TestPhone['acknowledged']): Sender {
  return {
    async asPerson({ record, eventId }) {
      const { results } = await call(port, cookie, { entries: [record] })
      const [result] = results
      if (!result) throw noAnswer()
      const { method } = record.event.details as { method: string }
      if (result.recorded)
        acknowledged.set(eventId, { id: eventId, leafHash: result.recorded.leafHash, text: method })
      return result
    },
    asDevice: () => Promise.reject(noAnswer()),
    mend: () => Promise.resolve(false),
  }
}

/** As the web app asks: no answer, or one of a server that is out of order, is a problem without an answer. */
async function call(
  port: number,
  cookie: string,
  body: object,
): Promise<{ results: Awaited<ReturnType<Sender['asPerson']>>[] }> {
  const reply = await ask(port, '/api/v1/sync', { cookie, body }).catch((error: unknown) => {
    throw error instanceof NoAnswer ? noAnswer() : error
  })
  const answer = JSON.parse(reply.bytes.toString())
  if (reply.status >= 300) throw new Problem(answer)
  return answer
}
