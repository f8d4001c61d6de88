import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { EventRecord } from '@nguon/contract'
import { DomainError, type EventOf, type Id, newId, type TraceEvent } from '@nguon/domain'
import { event, kg, taken, touched } from '@nguon/domain/testing'
import { signEvent, verifyEvent } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { openEvent } from '../events/entry.ts'
import { findEntry } from '../events/event-store.ts'
import { recordEvent } from '../events/record-event.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { type GivenPhone, givenPhone } from '../testing/given-phone.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { sync } from './sync.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let other: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganization(db)
  other = await givenOrganization(db)
})
afterAll(() => database.drop())

let phone: GivenPhone
let lot: Id
beforeEach(async () => {
  phone = await givenPhone(db, await givenPerson(db, 'staff', org.id))
  lot = await givenLot(db, org, kg('100'))
})

const send = (...entries: EventRecord[]) => sync(db, phone.caller, { entries }, new Date())
const sold = (amount: string, more: object = {}) =>
  event('dispatch', org.id, [taken(lot, kg(amount))], { ...onTime(), ...more })
const statesOf = ({ results }: Awaited<ReturnType<typeof send>>) =>
  results.map(({ state, problem }) => problem?.code ?? state)
const noted = () =>
  database.asOwner('SELECT sequence, event_id, state FROM device_entry WHERE device_id = $1 ORDER BY 1', [
    phone.deviceId,
  ])
const storedOf = async (id: Id) => {
  const entry = await findEntry(db.manager, id)
  return entry && openEvent(entry.entry).event
}

describe('what a phone sends', () => {
  test('is recorded in its order, with the signature that anyone can check by the key in the history', async () => {
    const [first, second] = [sold('10'), sold('20')]
    const answer = await send(await phone.sign(1, first), await phone.sign(2, second))
    expect(answer).toMatchObject({
      contiguous: 2,
      results: [
        { sequence: 1, eventId: first.id, state: 'recorded', recorded: { id: first.id } },
        { sequence: 2, eventId: second.id, state: 'recorded', recorded: { id: second.id } },
      ],
    })
    const stored = await storedOf(first.id)
    const key = (await readPresent(db.manager, [phone.deviceId])).get(phone.deviceId)
    const { publicKey } = (key?.data ?? {}) as { publicKey: string }
    expect(await verifyEvent(Buffer.from(publicKey, 'base64url'), stored as TraceEvent)).toBe(true)
    expect(stored?.device).toMatchObject({ keyId: phone.deviceId, sequence: 1 })
  })

  test('is answered the same when it is sent again, and changes nothing', async () => {
    const entries = [await phone.sign(1, sold('10')), await phone.sign(2, sold('20'))]
    const answer = await send(...entries)
    expect(await send(...entries)).toEqual(answer)
    expect(await Promise.all(Array.from({ length: 10 }, () => send(...entries)))).toEqual(
      Array.from({ length: 10 }, () => answer),
    )
    expect(await noted()).toHaveLength(2)
  })

  test('is the same when the phone, having heard no answer, signs it anew', async () => {
    const sale = sold('10')
    const answer = await send(await phone.sign(1, sale))
    expect(await send(await phone.sign(1, sale))).toEqual(answer)
    expect(await send(await phone.sign(2, sale))).toMatchObject({
      contiguous: 2,
      results: [{ state: 'recorded', recorded: answer.results[0]?.recorded }],
    })
  })

  test('with an id that was used for another is refused', async () => {
    const sale = sold('10')
    await send(await phone.sign(1, sale))
    const forged = { ...sale, batches: [taken(lot, kg('11'))] } as TraceEvent
    expect(statesOf(await send(await phone.sign(1, forged)))).toEqual(['ID_REUSED'])
    expect(await noted()).toEqual([{ sequence: 1, event_id: sale.id, state: 'recorded' }])
  })

  test('has arrived up to the number before the first that is missing', async () => {
    const entries = await Promise.all([1, 2, 4, 5].map((sequence) => phone.sign(sequence, sold('1'))))
    expect((await send(...entries)).contiguous).toBe(2)
    expect((await send(await phone.sign(3, sold('1')))).contiguous).toBe(5)
    expect((await send()).contiguous).toBe(5)
  })

  test('keeps its number when a rule refuses it, and what follows goes on', async () => {
    const tooMuch = sold('101')
    const answer = await send(
      await phone.sign(1, sold('60')),
      await phone.sign(2, tooMuch),
      await phone.sign(3, sold('40')),
    )
    expect(statesOf(answer)).toEqual(['recorded', 'BATCH_OVERDRAWN', 'recorded'])
    expect(answer.contiguous).toBe(3)
    expect(await storedOf(tooMuch.id)).toBeUndefined()
    expect(await noted()).toMatchObject([{ state: 'recorded' }, { state: 'refused' }, { state: 'recorded' }])
  })

  test('that was refused is recorded under its number once it is right', async () => {
    const sale = await phone.sign(1, sold('150'))
    expect(statesOf(await send(sale))).toEqual(['BATCH_OVERDRAWN'])
    const more = event('purchase', org.id, [{ batchId: lot, role: 'out', quantity: kg('100') }], {
      occurredAt: '2026-01-01T00:00:00.000Z',
      capturedAt: sale.event.capturedAt,
      reasons: { LATE_ENTRY: 'ghi bổ sung' },
    })
    expect(statesOf(await send(await phone.sign(2, more)))).toEqual(['recorded'])
    expect(statesOf(await send(sale))).toEqual(['recorded'])
    expect(await noted()).toMatchObject([{ state: 'recorded' }, { state: 'recorded' }])
  })

  test('under a number that another entry has is refused, also when both come at once', async () => {
    await send(await phone.sign(1, sold('1')))
    expect(statesOf(await send(await phone.sign(1, sold('1'))))).toEqual(['DEVICE_SEQUENCE_TAKEN'])
    for (let round = 2; round < 12; round++) {
      const pair = [await phone.sign(round, sold('1')), await phone.sign(round, sold('1'))]
      const answers = await Promise.all(pair.map(async (entry) => statesOf(await send(entry))))
      expect(answers.flat().sort()).toEqual(['DEVICE_SEQUENCE_TAKEN', 'recorded'])
    }
    expect(await noted()).toHaveLength(11)
  })

  test('is a correction with its corrective event, each signed with a number of its own', async () => {
    const wrong = sold('10')
    await send(await phone.sign(1, wrong))
    const right = { ...sold('12'), occurredAt: wrong.occurredAt }
    const correction = event('correction', org.id, [touched(lot)], {
      ...onTime(),
      corrects: { eventId: wrong.id, reason: 'incorrect_data', text: 'gõ nhầm', replacedBy: right.id },
    })
    const signed = await phone.sign(2, correction)
    const sameNumber = { ...signed, replacement: await phone.sign(2, right) }
    expect(statesOf(await send(sameNumber))).toEqual(['SIGNATURE_INVALID'])
    expect(statesOf(await send({ ...signed, replacement: { event: right } }))).toEqual(['SIGNATURE_INVALID'])
    const answer = await send({ ...signed, replacement: await phone.sign(3, right) })
    expect(answer).toMatchObject({ contiguous: 3, results: [{ state: 'recorded' }] })
    expect((await storedOf(right.id))?.device?.sequence).toBe(3)
  })

  test('asks for a fresh confirmation where the web would', async () => {
    const person = await givenPerson(db, 'staff', org.id, { now: new Date(Date.now() - 600_000) })
    phone = await givenPhone(db, person)
    const voiding = event('label_activation', org.id, [touched(lot)], {
      ...onTime(),
      details: { activated: [], voided: [{ from: 'K26GAPN90001', to: 'K26GAPN90001' }] },
    } as unknown as Partial<EventOf<'label_activation'>>)
    expect(statesOf(await send(await phone.sign(1, voiding)))).toEqual(['FRESH_FACTOR_REQUIRED'])
  })
})

describe('a signature', () => {
  const refused = async (entry: EventRecord) => {
    const answer = await send(entry)
    expect(answer.contiguous).toBe(0)
    expect(await noted()).toEqual([])
    return statesOf(answer)
  }
  const wrong = ['SIGNATURE_INVALID']

  test('that is missing, or over another event, leaves no trace', async () => {
    const sale = sold('10')
    expect(await refused({ event: sale })).toEqual(wrong)
    const signed = (await phone.sign(1, sale)).event
    expect(await refused({ event: { ...signed, batches: [taken(lot, kg('99'))] } as TraceEvent })).toEqual(
      wrong,
    )
    const { device } = signed
    if (!device) throw new Error('signed')
    expect(await refused({ event: { ...signed, device: { ...device, sequence: 2 } } })).toEqual(wrong)
  })

  test('of another phone is refused: of a colleague, of another organization, of none', async () => {
    const colleague = await givenPhone(db, await givenPerson(db, 'staff', org.id))
    const foreign = await givenPhone(db, await givenPerson(db, 'staff', other.id))
    expect(await refused(await colleague.sign(1, sold('1')))).toEqual(wrong)
    expect(await refused(await foreign.sign(1, sold('1')))).toEqual(wrong)
    const device = { keyId: newId(), sequence: 1 }
    expect(await refused({ event: await signEvent(phone.privateKey, { ...sold('1'), device }) })).toEqual(
      wrong,
    )
  })

  test("does not make another organization's event one's own", async () => {
    const theirs = { ...sold('1'), organizationId: other.id } as TraceEvent
    expect(await refused(await phone.sign(1, theirs))).toEqual(wrong)
  })
})

describe('an event that is recorded by itself', () => {
  const attempt = (request: EventRecord) =>
    recordEvent(db, phone.caller, request).then(
      () => 'recorded',
      (error: DomainError) => (error instanceof DomainError ? error.code : String(error)),
    )

  test('is signed where the phone has a key, and takes its number', async () => {
    expect(await attempt({ event: sold('1') })).toBe('SIGNATURE_INVALID')
    expect(await attempt(await phone.sign(1, sold('1')))).toBe('recorded')
    expect(await attempt(await phone.sign(2, sold('1000')))).toBe('BATCH_OVERDRAWN')
    expect((await send()).contiguous).toBe(2)
  })

  test('bears no mark of a phone that the session does not run on', async () => {
    const signed = await phone.sign(1, sold('1'))
    phone = { ...phone, caller: org.staff }
    expect(await attempt(signed)).toBe('SIGNATURE_INVALID')
  })
})
