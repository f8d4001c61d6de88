import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type EventOf, type Id, newId, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { readLocked } from '../batches/batch-store.ts'
import { recordEvent } from '../events/record-event.ts'
import { problemOf } from '../http.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../testing/given-organization-at.ts'
import { givenPerson } from '../testing/given-people.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { daysAgo, givenCrop, lotNumber } from './testing/given-crop.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let office: GivenOrganization
let inspector: Caller
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganizationAt(db, inThaiNguyen)
  office = await givenOrganization(db)
  inspector = (await givenPerson(db, 'inspector', office.id)).caller
})
afterAll(() => database.drop())

const outcome = (caller: Caller, of: TraceEvent) =>
  recordEvent(db, caller, { event: of }).then(
    ({ marks }) => marks.join() || 'accepted',
    (error) => problemOf(error).code as string,
  )
const record = (of: TraceEvent) => outcome(org.staff, of)
const hold = (id: Id, when: object = onTime()) =>
  outcome(inspector, event('hold', office.id, [touched(id)], when))
const decided = (ids: readonly Id[]): EventOf<'inspection'> =>
  event('inspection', office.id, ids.map(touched), {
    ...onTime(),
    details: {
      kind: 'hậu kiểm',
      findings: [],
      conclusion: 'Loại bỏ phần hỏng rồi kiểm tra lại',
      permits: [{ rule: 'BATCH_ON_HOLD', reason: 'Phân loại lại dưới sự giám sát' }],
    },
  })
const graded = (...ids: Id[]) =>
  event(
    'grading',
    org.id,
    [
      ...ids.map((id) => taken(id, kg('10'))),
      given(newId(), kg(String(10 * ids.length)), born('harvest', org.product, lotNumber())),
    ],
    onTime(),
  )

describe('rework of a held batch', () => {
  test('takes an inspector’s decision about each of the batches, and is no leave to sell', async () => {
    const [a, b] = [await givenLot(db, org, kg('100')), await givenLot(db, org, kg('100'))]
    await hold(a)
    await hold(b)
    expect(await record(graded(a))).toBe('BATCH_ON_HOLD')
    expect(await outcome(inspector, decided([a]))).toBe('accepted')
    expect(await record(graded(a))).toBe('accepted')
    expect(await record(graded(a, b))).toBe('BATCH_ON_HOLD')
    expect(await record(event('dispatch', org.id, [taken(a, kg('1'))], onTime()))).toBe('BATCH_ON_HOLD')
    expect((await readLocked(db.manager, [a])).get(a)?.state.status).toBe('held')
  })

  test('is decided anew once the batch is held or recalled again', async () => {
    const a = await givenLot(db, org, kg('100'))
    await hold(a)
    await outcome(inspector, decided([a]))
    await hold(a)
    expect(await record(graded(a))).toBe('BATCH_ON_HOLD')
    await outcome(inspector, decided([a]))
    expect(await record(graded(a))).toBe('accepted')
  })

  test('ends with the decision when that is corrected, which is refused once it was relied on', async () => {
    const [a, b] = [await givenLot(db, org, kg('100')), await givenLot(db, org, kg('100'))]
    await hold(a)
    await hold(b)
    const decision = decided([a, b])
    await outcome(inspector, decision)
    const undone = (eventId: Id) =>
      event('correction', office.id, [touched(a), touched(b)], {
        ...onTime(),
        corrects: { eventId, reason: 'did_not_occur', text: 'ghi nhầm lô' },
      })
    expect(await outcome(inspector, undone(decision.id))).toBe('accepted')
    expect(await record(graded(a))).toBe('BATCH_ON_HOLD')
    const again = decided([a, b])
    await outcome(inspector, again)
    await record(graded(b))
    expect(await outcome(inspector, undone(again.id))).toBe('BATCH_ON_HOLD')
  })
})

describe('a diary entry about a held crop', () => {
  const weeded = (crop: Id, days: number) => event('weeding', org.id, [given(crop)], daysAgo(days))

  test('from before the hold is accepted and marked; from after it, or taking goods out, it is refused', async () => {
    const crop = await givenCrop(db, org)
    await hold(crop, daysAgo(1))
    expect(await record(weeded(crop, 2))).toBe('LATE_ENTRY')
    expect(await record(weeded(crop, 0))).toBe('BATCH_ON_HOLD')
    const lot = given(newId(), kg('5'), born('harvest', org.product, lotNumber()))
    expect(await record(event('harvest', org.id, [taken(crop), lot], daysAgo(2)))).toBe('BATCH_ON_HOLD')
    await outcome(inspector, event('release', office.id, [touched(crop)], onTime()))
    expect(await record(weeded(crop, 0))).toBe('accepted')
  })

  test('is held against the first hold that is in force, not against one that was released', async () => {
    const crop = await givenCrop(db, org)
    await hold(crop, daysAgo(9))
    await outcome(inspector, event('release', office.id, [touched(crop)], daysAgo(8)))
    await hold(crop, daysAgo(4))
    await hold(crop, daysAgo(2))
    expect(await record(weeded(crop, 5))).toBe('LATE_ENTRY')
    expect(await record(weeded(crop, 3))).toBe('BATCH_ON_HOLD')
  })
})
