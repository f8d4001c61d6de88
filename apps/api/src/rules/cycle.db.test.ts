import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { born, event, given, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { problemOf } from '../http.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { givenCrop, lotNumber } from './testing/given-crop.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganization(db)
})
afterAll(() => database.drop())

const record = (of: Parameters<typeof recordEvent>[2]['event']) =>
  recordEvent(db, org.staff, { event: of }).then(
    () => 'accepted',
    (error) => problemOf(error).code as string,
  )
const lots = (count: number): Promise<Id[]> =>
  Promise.all(Array.from({ length: count }, () => givenLot(db, org, kg('100'))))
/** Pours 10 kg of one old lot into another. */
const poured = (from: Id, into: Id, when = onTime()) =>
  event('processing', org.id, [taken(from, kg('10')), given(into, kg('10'))], when)

test('a lot is not made from what was made from it, however far away', async () => {
  const [a = '', b = '', c = ''] = await lots(3)
  expect(await record(poured(a, b))).toBe('accepted')
  expect(await record(poured(b, c))).toBe('accepted')
  expect(await record(poured(c, a))).toBe('CYCLE')
  expect(await record(poured(b, a))).toBe('CYCLE')
  expect(await record(poured(a, c))).toBe('accepted')
})

test('an entry that comes late is judged by when it happened', async () => {
  const [a = '', b = '', c = ''] = await lots(3)
  const [first, second, third] = [onTime(), onTime(), onTime()]
  expect(await record(poured(a, b, third))).toBe('accepted')
  expect(await record(poured(b, c, first))).toBe('accepted')
  expect(await record(poured(c, a, second))).toBe('CYCLE') // of b, by c and a, into b again
  expect(await record(poured(c, a))).toBe('accepted') // what a holds by now goes nowhere
})

test('grading in place is a loss, not a cycle, and seed is kept from a harvest for the next crop', async () => {
  const [a = '', b = ''] = await lots(2)
  await record(poured(a, b))
  const graded = event('grading', org.id, [taken(b, kg('50')), given(b, kg('48'))], onTime())
  expect(await record(graded)).toBe('accepted')
  const [crop, next] = [await givenCrop(db, org), await givenCrop(db, org)]
  const lot = newId()
  const item = given(lot, kg('100'), born('input', org.product, lotNumber()))
  await record(event('harvest', org.id, [taken(crop), item], onTime()))
  expect(await record(event('sowing', org.id, [taken(lot, kg('1')), given(next)], onTime()))).toBe('accepted')
  expect(await record(event('sowing', org.id, [taken(lot, kg('1')), given(crop)], onTime()))).toBe('CYCLE')
})

test('four writers at once, two and two without a common lot, never close a ring together, in 30 rounds', async () => {
  for (let round = 0; round < 30; round += 1) {
    const ring = await lots(6)
    // whatever is last in its lot flows on; half of the ring is there before
    const at = onTime()
    const steps = ring.map((id, index) => poured(id, ring[(index + 1) % 6] as Id, at))
    const answers = await Promise.all(
      [0, 2, 4].map((index) => record(steps[index] as (typeof steps)[number])),
    )
    expect(answers).toEqual(['accepted', 'accepted', 'accepted'])
    const closing = await Promise.all(
      [1, 3, 5].map((index) => record(steps[index] as (typeof steps)[number])),
    )
    expect(closing.sort()).toEqual(['CYCLE', 'accepted', 'accepted'])
  }
}, 60_000)
