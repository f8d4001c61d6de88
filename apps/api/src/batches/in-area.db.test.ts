import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AreaUnit, type EventType, type Id, newId } from '@nguon/domain'
import { event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { communeIn } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime, operator } from '../testing/given.ts'
import { givenOrganizationAt, inHaNoi, inThaiNguyen } from '../testing/given-organization-at.ts'
import { givenPerson } from '../testing/given-people.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { listBatches } from './list-batches.ts'
import { readBatch, readChain } from './read-batch.ts'
import { scopeOf } from './scope-of.ts'

let database: TestDatabase
let db: DataSource
let here: GivenOrganization
let there: GivenOrganization
let inspectorate: Id
let inspector: Caller
/** In the area, outside it, and outside it with goods that came from inside. */
let lot: Id
let foreign: Id
let onward: Id
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  here = await givenOrganizationAt(db, inThaiNguyen)
  there = await givenOrganizationAt(db, inHaNoi)
  inspectorate = (await givenOrganization(db)).id
  inspector = (await givenPerson(db, 'inspector', inspectorate)).caller
  lot = await givenLot(db, here, kg('100'))
  foreign = await givenLot(db, there, kg('100'))
  onward = await givenLot(db, there, kg('10'))
  const processing = event('processing', there.id, [taken(lot, kg('5')), given(onward, kg('5'))], {
    ...onTime(),
    reasons: { LOSS_OUT_OF_PROFILE: 'thử' },
  })
  await receive(lot)
  await recordEvent(db, operator, { event: processing })
})
afterAll(() => database.drop())

/** Goods of `here` arrive at `there`. */
async function receive(id: Id): Promise<void> {
  const dispatch = event('dispatch', here.id, [taken(id, kg('5'))], {
    ...onTime(),
    details: { toPlaceId: there.plot },
  })
  await recordEvent(db, here.staff, { event: dispatch })
  const receipt = event('receipt', there.id, [{ ...touched(id), quantity: kg('5') }], {
    ...onTime(),
    details: { dispatchId: dispatch.id, accepted: true },
  })
  await recordEvent(db, there.staff, { event: receipt })
}

const withArea = (area: readonly AreaUnit[]): Caller => ({
  ...inspector,
  kind: 'inspector',
  organizationId: inspectorate,
  area,
})
const problem = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    ({ code, message }) => ({ code, message }),
  )

describe('an inspector', () => {
  test('lists the batches of the area and no others', async () => {
    const listed = await listBatches(db.manager, { ...scopeOf(inspector), limit: 200 })
    expect(listed.map(({ id }) => id)).toEqual([lot])
  })

  test('narrows the area to one commune, and sees no more by it', async () => {
    const inCommune = (caller: Caller, code: string) => {
      const area = communeIn(scopeOf(caller).area, code)
      return listBatches(db.manager, { ...scopeOf(caller), area, limit: 200 })
    }
    const { wardCode } = inThaiNguyen
    expect((await inCommune(inspector, wardCode)).map(({ id }) => id)).toEqual([lot])
    for (const code of ['01840', inHaNoi.wardCode]) expect(await inCommune(inspector, code)).toEqual([])
    expect(await inCommune(withArea([]), wardCode)).toEqual([])
    const own = (await inCommune(here.staff, wardCode)).map(({ id }) => id)
    expect([own, await inCommune(here.staff, inHaNoi.wardCode)]).toEqual([[lot], []])
  })

  test('without an area lists nothing and reads nothing', async () => {
    const nowhere = withArea([])
    expect(await listBatches(db.manager, { ...scopeOf(nowhere), limit: 200 })).toEqual([])
    expect(await problem(readBatch(db, nowhere, 'https://x.vn', lot))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('whose area was something else on the days of the events reads nothing', async () => {
    const before = withArea([
      { level: 'province', code: '19', validFrom: '2025-07-01', validTo: '2025-12-31' },
    ])
    expect(await problem(readBatch(db, before, 'https://x.vn', lot))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('reads the whole chain of a batch in the area, wherever it leads', async () => {
    const { batches } = await readChain(db, inspector, lot)
    expect(batches.map(({ id }) => id)).toEqual(expect.arrayContaining([lot, onward]))
  })

  test.each([
    ['read', (id: Id) => readBatch(db, inspector, 'https://x.vn', id)],
    ['asked for its chain', (id: Id) => readChain(db, inspector, id)],
    ...(['inspection', 'lab_test', 'hold', 'release'] as const).map(
      (type) => [`given a ${type}`, (id: Id) => record(type, id)] as const,
    ),
  ])(
    'gets the same answer for a batch elsewhere that is %s as for one that does not exist (V8.4.1)',
    async (_what, act) => {
      const unknown = newId()
      const answer = await problem(act(unknown))
      expect(answer).toMatchObject({ code: 'NOT_FOUND' })
      for (const id of [foreign, onward])
        expect(await problem(act(id))).toEqual({
          code: 'NOT_FOUND',
          message: answer?.message.replace(unknown, id),
        })
    },
  )

  test('does not hold a batch elsewhere along with one in the area', async () => {
    const both = event('hold', inspectorate, [touched(lot), touched(foreign)], onTime())
    expect(await problem(recordEvent(db, inspector, { event: both }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('records an inspection of a batch in the area', async () => {
    expect((await record('inspection', lot)).batches).toHaveLength(1)
  })
})

const record = (type: EventType, id: Id) =>
  recordEvent(db, inspector, { event: event(type, inspectorate, [touched(id)], onTime() as never) })

test('nobody records a recall alone: not an inspector, not an admin, not staff (V2.3.5)', async () => {
  const attempts: [Caller, Id][] = [
    [inspector, inspectorate],
    [{ kind: 'admin', organizationId: here.id }, here.id],
    [here.staff, here.id],
  ]
  for (const [caller, organizationId] of attempts) {
    const recall = event('recall', organizationId, [touched(lot)], onTime())
    expect(await problem(recordEvent(db, caller, { event: recall }))).toMatchObject({ code: 'NOT_ALLOWED' })
  }
})

test.each([
  ['the cooperative', () => [here.staff, here.id] as const],
  ['an inspector', () => [inspector, inspectorate] as const],
])('%s does not undo a recall by a correction: it takes lifting it', async (_who, by) => {
  const [caller, organizationId] = by()
  const recalled = await givenLot(db, here, kg('1'))
  const recall = event('recall', organizationId, [touched(recalled)], onTime())
  await recordEvent(db, operator, { event: recall })
  const correction = event('correction', organizationId, [touched(recalled)], {
    ...onTime(),
    corrects: { eventId: recall.id, reason: 'did_not_occur', text: 'nhầm' },
  })
  expect(await problem(recordEvent(db, caller, { event: correction }))).toMatchObject({ code: 'NOT_ALLOWED' })
})
