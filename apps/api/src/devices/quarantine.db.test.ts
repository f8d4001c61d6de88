import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { EventRecord } from '@nguon/contract'
import { DomainError, type Id, newId } from '@nguon/domain'
import { event, kg, taken, touched } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { openEvent } from '../events/entry.ts'
import { findEntry } from '../events/event-store.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { type GivenPhone, givenPhone } from '../testing/given-phone.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { decideQuarantine, listQuarantine } from './decide-quarantine.ts'
import { revokeDevice } from './revoke-device.ts'
import { sync } from './sync.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let admin: GivenPerson
let stranger: GivenPerson
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganization(db)
  admin = await givenPerson(db, 'admin', org.id, { name: 'Nông Thị Quản' })
  stranger = await givenPerson(db, 'admin', (await givenOrganization(db)).id)
})
afterAll(() => database.drop())

let phone: GivenPhone
let asPhone: Caller
let lot: Id
const now = () => new Date()
const revokedAt = () => new Date(Date.now() - 3_600_000)

/** A phone that was removed an hour ago. */
beforeEach(async () => {
  const person = await givenPerson(db, 'staff', org.id, { name: 'Lò Văn Ghi' })
  phone = await givenPhone(db, person)
  lot = await givenLot(db, org, kg('100'))
  await revokeDevice(db, admin.caller, phone.deviceId, revokedAt())
  const { accountId } = person
  asPhone = {
    kind: 'device',
    deviceId: phone.deviceId,
    organizationId: org.id,
    accountId,
    revokedAt: revokedAt(),
  }
})

const send = (...entries: EventRecord[]) => sync(db, asPhone, { entries }, now())
const statesOf = ({ results }: Awaited<ReturnType<typeof send>>) =>
  results.map(({ state, problem }) => problem?.code ?? state)
const before = (amount: string) => event('dispatch', org.id, [taken(lot, kg(amount))], onTime())
const after = (amount: string) => {
  const at = new Date().toISOString()
  return { ...before(amount), occurredAt: at, capturedAt: at }
}
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'accepted',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  )
const decideOn = (eventId: Id, decision: 'accepted' | 'rejected', by: GivenPerson = admin) =>
  decideQuarantine(db, by.caller, { eventId, decision, reason: 'Đã hỏi lại người ghi' }, now())
const find = async (eventId: Id, by: GivenPerson = admin) =>
  (await listQuarantine(db, by.caller)).find((row) => row.eventId === eventId)
const isRecorded = async (id: Id) => (await findEntry(db.manager, id)) !== undefined

describe('what a phone recorded before it was removed and sends later', () => {
  test('waits for the administrator, as it was sent, and nothing of it is dropped', async () => {
    const entries = await Promise.all([1, 2, 3].map((number) => phone.sign(number, before('10'))))
    const answer = await send(...entries)
    expect(statesOf(answer)).toEqual(['quarantined', 'quarantined', 'quarantined'])
    expect(answer.contiguous).toBe(3)
    for (const { event: sent } of entries) {
      expect(await isRecorded(sent.id)).toBe(false)
      expect(await find(sent.id)).toMatchObject({
        personName: 'Lò Văn Ghi',
        type: 'dispatch',
        event: { ...sent },
      })
    }
    expect(await send(...entries)).toEqual(answer)
  })

  test('is refused and stays on the phone when it was captured after', async () => {
    const late = after('1')
    const answer = await send(await phone.sign(1, late), await phone.sign(2, before('1')))
    expect(statesOf(answer)).toEqual(['DEVICE_REVOKED', 'quarantined'])
    expect(answer.contiguous).toBe(2)
    expect(await find(late.id)).toBeUndefined()
    expect(await isRecorded(late.id)).toBe(false)
  })

  test('is answered as recorded where it was recorded before the phone was removed', async () => {
    const person = await givenPerson(db, 'staff', org.id)
    phone = await givenPhone(db, person)
    const entry = await phone.sign(1, before('10'))
    const answer = await sync(db, phone.caller, { entries: [entry] }, now())
    await revokeDevice(db, admin.caller, phone.deviceId, now())
    asPhone = { ...asPhone, deviceId: phone.deviceId, accountId: person.accountId } as Caller
    expect(await send(entry)).toEqual(answer)
    expect(await send(await phone.sign(1, entry.event))).toEqual(answer)
  })

  test('is refused when another record waits under its id already', async () => {
    const sent = before('10')
    await send(await phone.sign(1, sent))
    const forged = { ...sent, batches: [taken(lot, kg('11'))] } as typeof sent
    expect(statesOf(await send(await phone.sign(1, forged)))).toEqual(['ID_REUSED'])
    expect(statesOf(await send(await phone.sign(2, sent)))).toEqual(['quarantined'])
    expect((await find(sent.id))?.event).toMatchObject({ batches: sent.batches })
  })

  test('says in the history since when the key signs no more', async () => {
    const key = (await readPresent(db.manager, [phone.deviceId])).get(phone.deviceId)
    expect(key).toMatchObject({ kind: 'device_key', organizationId: org.id, sequence: 2 })
    expect(Object.keys(key?.data ?? {}).sort()).toEqual(['publicKey', 'revokedAt'])
  })
})

describe('the administrator', () => {
  test("records an entry with the phone's own signature", async () => {
    const disclosures = [disclose('buyer', 'Chị Hoa')]
    const sent = { ...before('10'), _sd: digestsOf(disclosures) }
    const entry = { ...(await phone.sign(1, sent)), disclosures }
    await send(entry)
    expect(await decideOn(sent.id, 'accepted')).toMatchObject({
      decision: 'accepted',
      decidedBy: 'Nông Thị Quản',
      reason: 'Đã hỏi lại người ghi',
    })
    const stored = await findEntry(db.manager, sent.id)
    expect(stored && openEvent(stored.entry).event.device).toEqual(entry.event.device)
    expect(statesOf(await send(entry))).toEqual(['recorded'])
    const [audit] = await database.asOwner(`SELECT account_id, action FROM audit WHERE about = $1`, [
      `accepted ${sent.id}`,
    ])
    expect(audit).toEqual({ account_id: admin.accountId, action: 'quarantine_decided' })
  })

  test('records a correction with its corrective event', async () => {
    phone = await givenPhone(db, await givenPerson(db, 'staff', org.id))
    const wrong = before('10')
    await sync(db, phone.caller, { entries: [await phone.sign(1, wrong)] }, now())
    const right = { ...before('12'), occurredAt: wrong.occurredAt }
    const correction = event('correction', org.id, [touched(lot)], {
      ...onTime(),
      corrects: { eventId: wrong.id, reason: 'incorrect_data', text: 'gõ nhầm', replacedBy: right.id },
    })
    const entry = { ...(await phone.sign(2, correction)), replacement: await phone.sign(3, right) }
    await revokeDevice(db, admin.caller, phone.deviceId, revokedAt())
    const answer = await sync(db, phone.caller, { entries: [entry] }, now())
    expect([answer.contiguous, statesOf(answer)]).toEqual([3, ['quarantined']])
    await decideOn(correction.id, 'accepted')
    expect(await isRecorded(right.id)).toBe(true)
    const states = await database.asOwner('SELECT DISTINCT state FROM device_entry WHERE device_id = $1', [
      phone.deviceId,
    ])
    expect(states).toEqual([{ state: 'recorded' }])
  })

  test('rejects an entry with a reason, and it stays readable', async () => {
    const sent = before('10')
    await send(await phone.sign(1, sent))
    await decideOn(sent.id, 'rejected')
    expect(await find(sent.id)).toMatchObject({ decision: 'rejected', event: { id: sent.id } })
    expect(await isRecorded(sent.id)).toBe(false)
    expect(statesOf(await send(await phone.sign(1, sent)))).toEqual(['quarantined'])
  })

  test('decides once, also when two do at the same moment', async () => {
    for (let number = 1; number <= 20; number++) {
      const sent = before('1')
      await send(await phone.sign(number, sent))
      const answers = await Promise.all(
        (['accepted', 'rejected', 'rejected'] as const).map((decision) =>
          refusal(decideOn(sent.id, decision)),
        ),
      )
      expect(answers.sort()).toEqual(['ALREADY_DECIDED', 'ALREADY_DECIDED', 'accepted'])
      expect(await isRecorded(sent.id)).toBe((await find(sent.id))?.decision === 'accepted')
    }
  })

  test('leaves undecided what a rule refuses', async () => {
    const sent = before('101')
    await send(await phone.sign(1, sent))
    expect(await refusal(decideOn(sent.id, 'accepted'))).toBe('BATCH_OVERDRAWN')
    expect(await find(sent.id)).not.toHaveProperty('decision')
    expect(await refusal(decideOn(sent.id, 'rejected'))).toBe('accepted')
  })

  test('of another organization neither sees an entry nor decides on it (V8.4.1)', async () => {
    const sent = { ...before('10'), reasons: { LATE_ENTRY: 'CANARY-7f3a' } }
    await send(await phone.sign(1, sent))
    expect(JSON.stringify(await listQuarantine(db, stranger.caller))).not.toContain('CANARY')
    expect(await refusal(decideOn(sent.id, 'accepted', stranger))).toBe('NOT_FOUND')
    expect(await refusal(decideOn(newId(), 'accepted', stranger))).toBe('NOT_FOUND')
  })
})
