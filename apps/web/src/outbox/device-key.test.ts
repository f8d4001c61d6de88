/** @jest-environment node */
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import { fromBase64Url, verifyEvent } from '@nguon/transparency'
import { Problem } from '../problem.ts'
import { fakeApi } from '../testing/fake-api.ts'
import { memoryOutbox } from '../testing/memory-outbox.ts'
import { makePhone } from './make-phone.ts'
import type { Outbox, Phone } from './outbox.ts'

let outbox: Outbox
// Where there is no browser there is no database of one.
jest.unstable_mockModule('./open-outbox.ts', () => ({ openOutbox: async () => outbox }))
const { ensureDevice } = await import('./device-key.ts')
const { setRecorder } = await import('./recorder.ts')
const { listUnsent, sendEvent, sendUnsent } = await import('./send-signed.ts')

const organizationId = newId()
const [a, b] = [newId(), newId()]
const [deviceA, deviceB] = [newId(), newId()]
const signIn = (personId: string) => setRecorder({ personId, organizationId })
const withoutNetwork = () => {
  globalThis.fetch = (async () => {
    throw new TypeError('offline')
  }) as never
}
const sold = () => ({ event: event('dispatch', organizationId, [taken(newId(), kg('1'))]) })
const record = () => sendEvent(sold()).catch((error: unknown) => error as Problem)

/** Somebody who has a key on this phone, from an earlier day. */
async function workedHere(personId: string, deviceId: string): Promise<Phone> {
  const phone = await makePhone(personId, organizationId)
  await outbox.enter(personId, phone)
  await outbox.register(personId, phone.publicKey, deviceId, 0)
  return phone
}

beforeEach(() => {
  outbox = memoryOutbox()
  setRecorder(undefined)
})

describe('on a phone that two people share, when the network goes right after the second signed in,', () => {
  test('nothing the second records is kept or sent as the first’s', async () => {
    await workedHere(a, deviceA)
    signIn(b)
    withoutNetwork()
    await ensureDevice()
    expect(await record()).toMatchObject({ code: 'UNREACHABLE', isKept: false })
    expect(await listUnsent()).toEqual([])
    expect(await outbox.readPhone()).toMatchObject({ personId: b })
    const { sent } = fakeApi()
    signIn(a)
    await sendUnsent()
    expect(sent).toEqual([])
  })

  test('the same holds when not even the part of the program arrived that makes the key', async () => {
    await workedHere(a, deviceA)
    signIn(b)
    withoutNetwork()
    expect(await record()).toMatchObject({ isKept: false })
    expect(await listUnsent()).toEqual([])
  })

  test('whoever has a key here already records with that one, and is told that it waits', async () => {
    const { publicKey } = await workedHere(b, deviceB)
    await workedHere(a, deviceA)
    signIn(b)
    withoutNetwork()
    const told = await record()
    expect(told).toBeInstanceOf(Problem)
    expect(told).toMatchObject({ status: 0, isKept: true })
    const [entry] = await listUnsent()
    expect(entry).toMatchObject({ personId: b, deviceId: deviceB, number: 1 })
    const signed = entry?.record.event
    expect(signed && (await verifyEvent(fromBase64Url(publicKey), signed))).toBe(true)
    const { sent } = fakeApi()
    signIn(a)
    await sendUnsent()
    expect(sent).toEqual([])
  })

  test('a person nobody knows signs with nobody’s key', async () => {
    await workedHere(a, deviceA)
    withoutNetwork()
    await record()
    expect(await listUnsent()).toEqual([])
  })
})

describe('a key', () => {
  const answer = (personId: string) => {
    const server = fakeApi()
    const person = { id: personId, name: 'Lan', phone: '0912345678' }
    const organization = { id: organizationId, name: 'HTX' }
    server.on(api.getSession, { kind: 'staff', person, organization })
    server.on(api.addDevice, { status: 201, body: { deviceId: deviceB, contiguous: 4 } })
    return server
  }

  test('is registered once there is a network, and goes on from the number the server knows', async () => {
    answer(b)
    signIn(b)
    await ensureDevice()
    expect(await outbox.readPhone()).toMatchObject({ personId: b, deviceId: deviceB, next: 5 })
  })

  test('is not registered for another person who signed in meanwhile, in another tab', async () => {
    const { sent } = answer(a)
    signIn(b)
    await ensureDevice()
    expect(sent.map(({ method }) => method)).toEqual(['get'])
    expect((await outbox.readPhone())?.deviceId).toBeUndefined()
  })
})
