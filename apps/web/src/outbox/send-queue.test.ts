/** @jest-environment node */
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { EventRecord, SyncResult } from '@nguon/contract'
import { type Id, newId } from '@nguon/domain'
import { event, kg, taken, touched } from '@nguon/domain/testing'
import { fromBase64Url, verifyEvent } from '@nguon/transparency'
import fc from 'fast-check'
import { noAnswer, Problem } from '../problem.ts'
import { memoryOutbox } from '../testing/memory-outbox.ts'
import { keepEntry, type RegisteredPhone } from './keep-entry.ts'
import { makePhone } from './make-phone.ts'
import type { Outbox, Unsent } from './outbox.ts'
import { type Sender, sendQueue } from './send-queue.ts'

const personId = newId()
const organizationId = newId()
const deviceId = newId()
let outbox: Outbox
let phone: RegisteredPhone
beforeEach(async () => {
  outbox = memoryOutbox()
  const made = await makePhone(personId, organizationId)
  await outbox.enter(personId, made)
  await outbox.register(personId, made.publicKey, deviceId, 0)
  phone = { ...made, deviceId }
})

const sold = (more: object = {}): EventRecord => ({
  event: event('dispatch', organizationId, [taken(newId(), kg('1'))], more),
})
const keep = async (record: EventRecord) => {
  const present = await outbox.readPhone()
  return keepEntry(outbox, { ...phone, ...present, deviceId }, record)
}
const numbersLeft = async () => (await outbox.list()).map(({ number }) => number)

const recorded = ({ number, eventId }: Unsent): SyncResult => ({
  sequence: number,
  eventId,
  state: 'recorded',
  recorded: { id: eventId, recordedAt: '2026-11-20T12:00:00.000Z', leafHash: 'x', batches: [], marks: [] },
})
const titled = (code: string, status: number) => ({
  ...{ type: 'urn:x', status, code },
  title: { vi: `vi ${code}`, en: `en ${code}` },
})
const refused =
  (code: string) =>
  ({ number, eventId }: Unsent): SyncResult => ({
    ...{ sequence: number, eventId, state: 'refused' as const },
    problem: titled(code, 409),
  })
const quarantined = ({ number, eventId }: Unsent): SyncResult => ({
  ...{ sequence: number, eventId, state: 'quarantined' as const },
})
const unknownSession = () => new Problem(titled('UNAUTHENTICATED', 401))

/** A server that answers as told, and remembers the numbers it was sent. */
function server(answers: Partial<Record<'asPerson' | 'asDevice', (entry: Unsent) => SyncResult>> = {}) {
  const heard: number[] = []
  const sender: Sender = {
    async asPerson(entry) {
      heard.push(entry.number)
      return (answers.asPerson ?? recorded)(entry)
    },
    async asDevice(entry) {
      heard.push(-entry.number)
      if (!answers.asDevice) throw unknownSession()
      return answers.asDevice(entry)
    },
    mend: async () => false,
  }
  return { heard, sender }
}
const send = (sender: Sender, own?: Unsent) =>
  sendQueue(outbox, sender, { personId, deviceId, ...(own ? { own } : {}) })

describe('an entry that is kept', () => {
  test('bears the next number and the signature of the phone', async () => {
    const { publicKey } = phone
    const entries = [await keep(sold()), await keep(sold())]
    expect(entries.map(({ record }) => record.event.device?.sequence)).toEqual([1, 2])
    for (const { record } of entries)
      expect(await verifyEvent(fromBase64Url(publicKey), record.event)).toBe(true)
  })

  test('asked for again is the very same bytes', async () => {
    const record = sold()
    const first = await keep(record)
    expect(await keep(record)).toEqual(first)
    expect(await keep(first.record)).toEqual(first)
    expect(await numbersLeft()).toEqual([1])
  })

  test('and changed before it was sent keeps its number', async () => {
    const record = sold()
    await keep(record)
    const { event: changed } = sold({ id: record.event.id, precision: 'day' })
    const entry = await keep({ event: changed })
    expect(entry.number).toBe(1)
    expect((await outbox.list()).map(({ record: kept }) => kept.event.precision)).toEqual(['day'])
    expect(await verifyEvent(fromBase64Url(phone.publicKey), entry.record.event)).toBe(true)
  })

  test('and is a correction takes two numbers', async () => {
    const right = sold().event
    const corrects = {
      eventId: newId(),
      reason: 'incorrect_data' as const,
      text: 'gõ nhầm',
      replacedBy: right.id,
    }
    const correction = event('correction', organizationId, [touched(newId())], { corrects })
    const { record } = await keep({ event: correction, replacement: { event: right } })
    expect([record.event.device?.sequence, record.replacement?.event.device?.sequence]).toEqual([1, 2])
    expect((await keep(sold())).number).toBe(3)
  })

  test('in two tabs at once never shares a number', async () => {
    const entries = await Promise.all(Array.from({ length: 20 }, () => keep(sold())))
    expect(entries.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
    expect(await numbersLeft()).toHaveLength(20)
  })
})

describe('what waits', () => {
  test('is sent in its order, and forgotten once it is answered', async () => {
    for (let count = 0; count < 3; count++) await keep(sold())
    const { heard, sender } = server()
    expect(await send(sender)).toMatchObject({ quarantined: 0 })
    expect(heard).toEqual([1, 2, 3])
    expect(await numbersLeft()).toEqual([])
  })

  test('stays, and what comes after it too, when there is no answer', async () => {
    for (let count = 0; count < 3; count++) await keep(sold())
    const { heard, sender } = server({
      asPerson: (entry) => {
        if (entry.number === 2) throw noAnswer()
        return recorded(entry)
      },
    })
    const { stopped } = await send(sender)
    expect([stopped?.code, heard]).toEqual(['UNREACHABLE', [1, 2]])
    expect(await numbersLeft()).toEqual([2, 3])
    await send(server().sender)
    expect(await numbersLeft()).toEqual([])
  })

  test('and is refused with nobody there to be told stays to be shown, and holds up nothing', async () => {
    for (let count = 0; count < 2; count++) await keep(sold())
    const asPerson = (entry: Unsent) =>
      entry.number === 1 ? refused('BATCH_OVERDRAWN')(entry) : recorded(entry)
    await send(server({ asPerson }).sender)
    expect(await outbox.list()).toMatchObject([{ number: 1, refused: { code: 'BATCH_OVERDRAWN' } }])
    const { heard, sender } = server()
    await send(sender)
    expect(heard).toEqual([])
  })

  test('and belongs to another person waits for that person', async () => {
    await keep(sold())
    const { heard, sender } = server()
    await sendQueue(outbox, sender, { personId: newId(), deviceId: newId() })
    expect(heard).toEqual([])
    expect(await numbersLeft()).toEqual([1])
  })

  test('goes to the quarantine as the phone itself when the phone was removed', async () => {
    for (let count = 0; count < 2; count++) await keep(sold())
    const asPerson = () => {
      throw unknownSession()
    }
    expect(await send(server({ asPerson, asDevice: quarantined }).sender)).toMatchObject({ quarantined: 2 })
    expect(await numbersLeft()).toEqual([])
  })

  test('stays when the session has ended and the phone was not removed', async () => {
    await keep(sold())
    const asPerson = () => {
      throw unknownSession()
    }
    expect((await send(server({ asPerson }).sender)).stopped?.code).toBe('UNAUTHENTICATED')
    expect(await numbersLeft()).toEqual([1])
  })

  test('of a key that was replaced goes as that key, and never holds up the new one', async () => {
    await keep(sold())
    const made = await makePhone(personId, organizationId)
    await outbox.replacePhone(made)
    const fresh: Id = newId()
    await outbox.register(personId, made.publicKey, fresh, 0)
    await keepEntry(outbox, { ...made, deviceId: fresh }, sold())
    const { heard, sender } = server()
    await sendQueue(outbox, sender, { personId, deviceId: fresh })
    expect(heard).toEqual([-1, 1])
    expect(await outbox.list()).toMatchObject([{ deviceId }])
  })
})

describe('what somebody waits for', () => {
  test('is answered, after all that waited before it', async () => {
    await keep(sold())
    const own = await keep(sold())
    const { heard, sender } = server()
    expect((await send(sender, own)).own).toMatchObject({ id: own.eventId })
    expect(heard).toEqual([1, 2])
  })

  test('is told when it is refused, and not kept', async () => {
    const own = await keep(sold())
    const answer = await send(server({ asPerson: refused('BATCH_OVERDRAWN') }).sender, own)
    expect(answer.own).toMatchObject({ name: 'Problem', code: 'BATCH_OVERDRAWN' })
    expect(await numbersLeft()).toEqual([])
  })

  test('stays to be shown when it was captured after the phone was removed', async () => {
    const own = await keep(sold())
    await send(server({ asPerson: refused('DEVICE_REVOKED') }).sender, own)
    expect(await outbox.list()).toMatchObject([{ number: 1, refused: { code: 'DEVICE_REVOKED' } }])
  })

  test('keeps its number when the server has not noted it', async () => {
    const own = await keep(sold())
    await send(server({ asPerson: refused('SIGNATURE_INVALID') }).sender, own)
    expect(await numbersLeft()).toEqual([1])
  })

  test('is asked for again where another tab has sent it already', async () => {
    const own = await keep(sold())
    await outbox.remove(own)
    expect((await send(server().sender, own)).own).toMatchObject({ id: own.eventId })
  })

  test('is sent once more when the person has confirmed who they are', async () => {
    const own = await keep(sold())
    let isConfirmed = false
    const asPerson = (entry: Unsent) =>
      isConfirmed ? recorded(entry) : refused('FRESH_FACTOR_REQUIRED')(entry)
    const mend = async ({ code }: Problem) => {
      isConfirmed = code === 'FRESH_FACTOR_REQUIRED'
      return isConfirmed
    }
    expect((await send({ ...server({ asPerson }).sender, mend }, own)).own).toMatchObject({ id: own.eventId })
  })
})

test('however often the network fails, everything arrives in order, once and without a gap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('down', 'lost', 'up'), { maxLength: 30 }), async (weather) => {
      outbox = memoryOutbox()
      await outbox.enter(personId, phone)
      await outbox.register(personId, phone.publicKey, deviceId, 0)
      const arrived = new Map<number, string>()
      const moods = [...weather]
      const asPerson = (entry: Unsent) => {
        const mood = moods.pop() ?? 'up'
        if (mood === 'down') throw noAnswer()
        expect(arrived.get(entry.number) ?? entry.eventId).toBe(entry.eventId)
        arrived.set(entry.number, entry.eventId)
        if (mood === 'lost') throw noAnswer()
        return recorded(entry)
      }
      const records = Array.from({ length: 5 }, () => sold())
      for (const record of records) await send(server({ asPerson }).sender, await keep(record))
      while ((await numbersLeft()).length > 0) await send(server({ asPerson }).sender)
      expect([...arrived]).toEqual(records.map(({ event: { id } }, index) => [index + 1, id]))
    }),
    { numRuns: 50, seed: jest.getSeed() },
  )
})
