/** @jest-environment node */
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { api, type EventRecord } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import { fakeApi } from '../testing/fake-api.ts'
import { memoryOutbox } from '../testing/memory-outbox.ts'
import { makePhone } from './make-phone.ts'
import type { Outbox } from './outbox.ts'

let outbox: Outbox
// Where there is no browser there is no database of one.
jest.unstable_mockModule('./open-outbox.ts', () => ({ openOutbox: async () => outbox }))
const { holdBack, ownedMs, takeBack } = await import('./held-back.ts')
const { setRecorder } = await import('./recorder.ts')
const { listUnsent, sendEvent, sendHeldBack, sendUnsent } = await import('./send-signed.ts')

const [personId, organizationId, deviceId] = [newId(), newId(), newId()]
const sold = (): EventRecord => ({ event: event('dispatch', organizationId, [taken(newId(), kg('1'))]) })
const idOf = ({ event: { id } }: EventRecord) => id
let server: ReturnType<typeof fakeApi>
/** The events that reached the server, with the numbers they bore. */
const arrived = () =>
  server.sent
    .filter(({ url }) => url === api.sync.path)
    .map(({ body }) => [body.entries[0].event.id, body.entries[0].event.device.sequence])

beforeEach(async () => {
  outbox = memoryOutbox()
  const phone = await makePhone(personId, organizationId)
  await outbox.enter(personId, phone)
  await outbox.register(personId, phone.publicKey, deviceId, 0)
  setRecorder({ personId, organizationId })
  server = fakeApi()
  server.on(api.sync, ({ body }: { body: { entries: EventRecord[] } }) => ({
    contiguous: body.entries.at(-1)?.event.device?.sequence,
    results: body.entries.map(({ event: { id, device } }) => ({
      ...{ sequence: device?.sequence, eventId: id, state: 'recorded' },
      recorded: { id, recordedAt: '2026-11-20T12:00:00.000Z', leafHash: 'x', batches: [], marks: [] },
    })),
  }))
})

describe('a record that may still be taken back', () => {
  test('is kept but not sent, and taken back leaves no gap in the numbers', async () => {
    const [wrong, right] = [sold(), sold()]
    expect(await holdBack([wrong])).toBe(true)
    await sendUnsent()
    expect(await listUnsent()).toMatchObject([{ eventId: idOf(wrong) }])
    expect(arrived()).toEqual([])
    expect(await takeBack([idOf(wrong)])).toBe(true)
    await sendUnsent()
    await sendEvent(right)
    expect(arrived()).toEqual([[idOf(right), 1]])
    expect(await listUnsent()).toEqual([])
  })

  test('is sent once when its page sends it, and can be taken back no more', async () => {
    const record = sold()
    await holdBack([record])
    await sendEvent(record)
    expect(await takeBack([idOf(record)])).toBe(false)
    await sendHeldBack([idOf(record)])
    expect(arrived()).toEqual([[idOf(record), 1]])
  })

  test('goes out when its page is left, and is taken back together with the others of its form or not at all', async () => {
    const [one, other] = [sold(), sold()]
    await holdBack([one, other])
    await sendHeldBack([idOf(one)])
    expect(await takeBack([idOf(one), idOf(other)])).toBe(false)
    await sendHeldBack([idOf(other)])
    expect(arrived()).toEqual([
      [idOf(one), 1],
      [idOf(other), 2],
    ])
  })

  test('of a page that was closed is sent by the next one, and not before that page had its time', async () => {
    const [old, fresh] = [sold(), sold()]
    await holdBack([old], new Date(Date.now() - ownedMs))
    await holdBack([fresh])
    await sendUnsent()
    expect(arrived()).toEqual([[idOf(old), 1]])
    expect(await listUnsent()).toMatchObject([{ eventId: idOf(fresh) }])
  })

  test('of a page that was left while nobody was signed in is sent when its person is again', async () => {
    const record = sold()
    await holdBack([record])
    setRecorder(undefined)
    await sendHeldBack([idOf(record)])
    expect(arrived()).toEqual([])
    setRecorder({ personId, organizationId })
    await sendUnsent()
    expect(arrived()).toEqual([[idOf(record), 1]])
  })

  test('is never sent as somebody else’s who uses the phone next', async () => {
    await holdBack([sold()], new Date(Date.now() - ownedMs))
    const other = newId()
    const phone = await makePhone(other, organizationId)
    setRecorder({ personId: other, organizationId })
    await outbox.enter(other, phone)
    await outbox.register(other, phone.publicKey, newId(), 0)
    await sendUnsent()
    expect(arrived()).toEqual([])
    expect(await listUnsent()).toHaveLength(1)
  })

  test('is sent or taken back, never both, when both are asked for at once', async () => {
    for (let round = 0; round < 60; round++) {
      const record = sold()
      await holdBack([record])
      const sending = sendHeldBack([idOf(record)])
      for (let step = 0; step < round; step++) await null // a step later into the sending each time
      const [isBack] = await Promise.all([takeBack([idOf(record)]), sending])
      expect(arrived().some(([id]) => id === idOf(record))).toBe(!isBack)
    }
    const numbers = arrived().map(([, number]) => number)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  test('is not held back where the phone keeps no key, nor when it waits for the network already', async () => {
    const record = sold()
    server.on(api.sync, { status: 503, body: {} })
    await sendEvent(record).catch(() => undefined)
    expect(await holdBack([record])).toBe(false)
    setRecorder(undefined)
    expect(await holdBack([sold()])).toBe(false)
  })
})
