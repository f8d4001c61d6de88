import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type DomainError, newId, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { readLocked } from '../batches/batch-store.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { readTrace } from '../traces/read-trace.ts'
import { recordEvent } from './record-event.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganization(db)
})
afterAll(() => database.drop())

const record = (of: TraceEvent, replacement?: TraceEvent) =>
  recordEvent(db, org.staff, { event: of, ...(replacement ? { replacement: { event: replacement } } : {}) })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: DomainError) => error.code,
  )
const stateOf = async (id: string) => (await readLocked(db.manager, [id])).get(id)?.state
const correctionOf = (corrected: TraceEvent, replacedBy?: TraceEvent) =>
  event('correction', org.id, [...new Set(corrected.batches.map(({ batchId }) => batchId))].map(touched), {
    ...onTime(),
    corrects: replacedBy
      ? { eventId: corrected.id, reason: 'incorrect_data', text: 'gõ nhầm số', replacedBy: replacedBy.id }
      : { eventId: corrected.id, reason: 'did_not_occur', text: 'không có chuyến này' },
  })

test('what did not occur gives back what it took', async () => {
  const lot = await givenLot(db, org, kg('100'))
  const sold = event('dispatch', org.id, [taken(lot, kg('40'))], onTime())
  await record(sold)
  await record(correctionOf(sold))
  expect((await stateOf(lot))?.balance).toBe(100_000_000_000n)
})

test('wrong data is replaced in one command, and sending it again changes nothing', async () => {
  const lot = await givenLot(db, org, kg('100'))
  const sold = event('dispatch', org.id, [taken(lot, kg('40'))], onTime())
  await record(sold)
  const right = { ...sold, id: newId(), batches: [taken(lot, kg('35'))] }
  const correction = correctionOf(sold, right)
  const answer = await record(correction, right)
  expect((await stateOf(lot))?.balance).toBe(65_000_000_000n)
  expect(await record(correction, right)).toEqual(answer)
  expect(await refusal(record(correctionOf(sold)))).toBe('IMMUTABLE')
})

test('lineage leaves the corrected event out and takes the corrective one', async () => {
  const [wrong, meant] = [await givenLot(db, org, kg('100')), await givenLot(db, org, kg('100'))]
  const out = newId()
  const packed = event(
    'packing',
    org.id,
    [taken(wrong, kg('10')), given(out, kg('10'), born('finished', org.product, 'P1'))],
    onTime(),
  )
  await record(packed)
  const right = {
    ...packed,
    id: newId(),
    batches: [taken(meant, kg('10')), given(out, kg('10'), born('finished', org.product, 'P1'))],
  }
  await record(correctionOf(packed, right), right)
  expect((await readTrace(db, out, 'back')).batches).toEqual([meant])
  expect((await readTrace(db, wrong, 'forward')).batches).toEqual([])
})

test('an event that others depend on is not corrected away', async () => {
  const out = newId()
  const lot = await givenLot(db, org, kg('100'))
  const split = event(
    'split',
    org.id,
    [taken(lot, kg('50')), given(out, kg('50'), born('harvest', org.product, 'S1'))],
    onTime(),
  )
  await record(split)
  await record(event('dispatch', org.id, [taken(out, kg('45'))], onTime()))
  expect(await refusal(record(correctionOf(split)))).toBe('USED_BEFORE_MADE')
  expect((await stateOf(out))?.balance).toBe(5_000_000_000n)
})

test('a hold that did not occur leaves the batch as it was before', async () => {
  const lot = await givenLot(db, org, kg('100'))
  const hold = event('hold', org.id, [touched(lot)], onTime())
  await record(hold)
  expect((await stateOf(lot))?.status).toBe('held')
  await record(correctionOf(hold))
  expect((await stateOf(lot))?.status).toBe('active')
})

test('a correction keeps the lot number of what it corrects', async () => {
  const out = newId()
  const lot = await givenLot(db, org, kg('100'))
  const named = (number: string) => [
    taken(lot, kg('10')),
    given(out, kg('10'), born('harvest', org.product, number)),
  ]
  const split = event('split', org.id, named('S2'), onTime())
  await record(split)
  const renamed = { ...split, id: newId(), batches: named('S3') }
  expect(await refusal(record(correctionOf(split, renamed), renamed))).toBe('IMMUTABLE')
})
