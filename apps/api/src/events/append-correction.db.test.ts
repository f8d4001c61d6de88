import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type DomainError, newId, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { readLocked } from '../batches/batch-store.ts'
import {
  type GivenOrganization,
  givenLot,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../testing/given.ts'
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

test('a corrective event keeps type, time and organization, so that nothing is smuggled in with it', async () => {
  const [lot, held] = [await givenLot(db, org, kg('100')), await givenLot(db, org, kg('100'))]
  const sold = event('dispatch', org.id, [taken(lot, kg('1'))], onTime())
  await record(sold)
  await record(event('hold', org.id, [touched(held)], onTime()))
  const correctedTo = (replacement: TraceEvent) =>
    refusal(record(correctionOf(sold, replacement), replacement))
  expect(await correctedTo({ ...sold, id: newId(), occurredAt: '2001-01-01T00:00:00.000Z' })).toBe(
    'INVALID_REQUEST',
  )
  expect(await correctedTo({ ...correctionOf(sold), id: newId() })).toBe('INVALID_REQUEST')
  expect(await correctedTo({ ...sold, id: newId(), batches: [taken(held, kg('90'))] })).toBe('BATCH_ON_HOLD')
})

test('the unit of a lot can be corrected while nothing else has happened to it', async () => {
  const id = newId()
  const birth = born('harvest', org.product, 'U1')
  const bought = event('purchase', org.id, [given(id, kg('100', 'quả'), birth)], onTime())
  await record(bought)
  const right = { ...bought, id: newId(), batches: [given(id, kg('100'), birth)] }
  await record(correctionOf(bought, right), right)
  expect(await stateOf(id)).toMatchObject({ unit: 'kg', balance: 100_000_000_000n })
  await record(event('dispatch', org.id, [taken(id, kg('1'))], onTime()))
  const again = { ...right, id: newId(), batches: [given(id, kg('100', 'quả'), birth)] }
  expect(await refusal(record(correctionOf(right, again), again))).toBe('IMMUTABLE')
})

test('grading in place is corrected although most of the lot is gone by now', async () => {
  const lot = await givenLot(db, org, kg('100'))
  const graded = event('grading', org.id, [taken(lot, kg('100')), given(lot, kg('95'))], onTime())
  await record(graded)
  await record(event('dispatch', org.id, [taken(lot, kg('90'))], onTime()))
  const right = { ...graded, id: newId(), batches: [taken(lot, kg('100')), given(lot, kg('97'))] }
  await record(correctionOf(graded, right), right)
  expect((await stateOf(lot))?.balance).toBe(7_000_000_000n)
})

test('packages are not corrected away from under their labels', async () => {
  const out = newId()
  const lot = await givenLot(db, org, kg('100'))
  const packed = (units: number) => [
    taken(lot, kg('50')),
    given(out, kg('50'), { ...born('finished', org.product, 'DG1'), units }),
  ]
  const packing = event('packing', org.id, packed(100), onTime())
  await record(packing)
  const run = await givenVersion(db, 'label_run', org.id, {
    productId: org.product,
    prefix: 'DG26XP7R9',
    first: 1,
    last: 200,
    digits: 3,
  })
  const details = { activated: [{ runId: run, first: 1, last: 100 }], voided: [] }
  await record(event('label_activation', org.id, [touched(out)], { ...onTime(), details }))
  const fewer = { ...packing, id: newId(), batches: packed(10) }
  expect(await refusal(record(correctionOf(packing, fewer), fewer))).toBe('LABEL_OVER_ISSUE')
})

test('a hold and a recall stand each for itself', async () => {
  const lot = await givenLot(db, org, kg('100'))
  const caseId = newId()
  const official = (of: TraceEvent) => recordEvent(db, operator, { event: of })
  await official(event('hold', org.id, [touched(lot)], onTime()))
  await official(
    event('recall', org.id, [touched(lot)], {
      ...onTime(),
      details: { caseId, reason: 'x', kind: 'mandatory' },
    }),
  )
  await official(
    event('recall_lifted', org.id, [touched(lot)], { ...onTime(), details: { caseId, reason: 'x' } }),
  )
  expect((await stateOf(lot))?.status).toBe('held')
})

test('staff do not end a hold of an inspector, even with a hold of their own on top', async () => {
  const lot = await givenLot(db, org, kg('100'))
  const inspectorate = await givenOrganization(db)
  await recordEvent(db, operator, { event: event('hold', inspectorate.id, [touched(lot)], onTime()) })
  await record(event('hold', org.id, [touched(lot)], onTime()))
  expect(await refusal(record(event('release', org.id, [touched(lot)], onTime())))).toBe('NOT_ALLOWED')
})
