import type { EventRecord } from '@nguon/contract'
import { event, kg, taken } from '@nguon/domain/testing'
import { signBytes, signEvent } from '@nguon/transparency'
import { callText } from '../../devices/read-device.ts'
import { revokeDevice } from '../../devices/revoke-device.ts'
import { takeEntry } from '../../devices/take-entry.ts'
import type { Json } from '../break-body.ts'
import { type GivenPhone, givenPhone, makeKeyPair, publicKeyOf } from '../given-phone.ts'
import type { Maker } from './call.ts'
import { justNow } from './event-calls.ts'
import { rotating, type World } from './world.ts'

const asJson = (value: object): Json => JSON.parse(JSON.stringify(value))

type Phone = Awaited<ReturnType<World['phone']>>

/** What a phone recorded, with its next number. */
const entryOf = async (world: World, phone: Phone, times: object = justNow()): Promise<EventRecord> => {
  const sent = event('dispatch', world.org.id, [taken(await world.lot(), kg('0.1'))], times)
  return phone.sign(++phone.sequence, sent)
}

type Signable = Parameters<typeof signEvent>[1]

/** The same with the signature of the phone over whatever it has become: what is broken reaches the rules. */
const signedBy =
  ({ privateKey }: GivenPhone) =>
  async (body: Json): Promise<Json> => {
    const { entries } = (body ?? {}) as { entries?: Json }
    if (!Array.isArray(entries)) return body
    for (const entry of entries as ({ event?: Signable } | null)[]) {
      const broken = entry?.event
      // what has no canonical form, such as half a character, stays as it was signed
      if (entry && broken?.device) entry.event = await signEvent(privateKey, broken).catch(() => broken)
    }
    return body
  }

const syncAs =
  (isSignedLast: boolean): Maker =>
  async (world) => {
    const phone = await world.phone()
    const entries = [await entryOf(world, phone), await entryOf(world, phone)]
    const body = asJson({ entries })
    return { as: phone.person, body, ...(isSignedLast ? { sign: signedBy(phone) } : {}) }
  }

const wholeMinute = 60_000
/** A phone that was removed a moment ago, after what it sends was recorded on it. */
const removedPhones = new WeakMap<World, () => Promise<Phone>>()
function removedPhone(world: World): Promise<Phone> {
  const next =
    removedPhones.get(world) ??
    rotating(50, async () => {
      const person = await world.newPerson('staff')
      const phone = { person, sequence: 0, ...(await givenPhone(world.db, person)) }
      await revokeDevice(world.db, (await world.newPerson('admin')).caller, phone.deviceId, new Date())
      return phone
    })
  removedPhones.set(world, next)
  return next()
}
const before = () => justNow(-10 * wholeMinute)

const syncRemoved: Maker = async (world) => {
  const phone = await removedPhone(world)
  const { deviceId, privateKey } = phone
  const at = Date.now()
  const text = new TextEncoder().encode(callText(deviceId, at, 'POST', '/api/v1/sync'))
  const mark = `${world.org.id}.${deviceId}.${at}.${await signBytes(privateKey, text)}`
  const body = asJson({ entries: [await entryOf(world, phone, before())] })
  return { headers: { Authorization: `Device ${mark}` }, body, sign: signedBy(phone) }
}

const decide =
  (decision: 'accepted' | 'rejected'): Maker =>
  async (world) => {
    const phone = await removedPhone(world)
    const entry = await entryOf(world, phone, before())
    const { accountId, session } = phone.person
    const { deviceId } = phone
    const { organizationId } = session
    const asPhone = { kind: 'device', deviceId, organizationId, accountId, revokedAt: new Date() } as const
    await takeEntry(world.db, asPhone, entry, new Date())
    const as = await world.person('admin')
    return { as, params: { eventId: entry.event.id }, body: { decision, reason: 'đã hỏi người ghi' } }
  }

/** Phones, what they send, and what waits in quarantine. */
export const deviceCalls: Record<string, Maker[]> = {
  addDevice: [
    async (world) => ({
      as: await world.newPerson('staff'),
      body: { publicKey: await publicKeyOf(await makeKeyPair()) },
    }),
  ],
  revokeDevice: [
    async (world) => {
      const { session } = await world.newPerson('staff')
      return { as: await world.person('admin'), params: { id: session.id }, body: {} }
    },
    async (world) => {
      const person = await world.newPerson('staff')
      const { deviceId } = await givenPhone(world.db, person)
      return { as: person, params: { id: deviceId }, body: {} }
    },
  ],
  sync: [syncAs(false), syncAs(true), syncRemoved],
  decideQuarantine: [decide('accepted'), decide('rejected')],
  recordEvent: [
    async (world) => {
      const phone = await world.phone()
      return { as: phone.person, body: asJson(await entryOf(world, phone)) }
    },
  ],
}
