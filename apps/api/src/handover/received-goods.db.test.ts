import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ReceivedGoods } from '@nguon/contract'
import {
  type BatchItem,
  type DomainError,
  type EventType,
  type Id,
  newId,
  type Quantity,
  type TraceEvent,
} from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { readLocked } from '../batches/batch-store.ts'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { readTrace } from '../traces/read-trace.ts'
import { listReceivedGoods } from './list-received-goods.ts'

let database: TestDatabase
let db: DataSource
let coop: GivenOrganization
let shop: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  coop = await givenOrganization(db)
  shop = await givenOrganization(db)
})
afterAll(() => database.drop())

async function record(
  by: GivenOrganization,
  type: EventType,
  items: BatchItem[],
  more: object = {},
): Promise<TraceEvent> {
  const made = event(type, by.id, items, { ...onTime(), ...more } as never) as TraceEvent
  await recordEvent(db, by.staff, { event: made })
  return made
}
const heard = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (error: DomainError) => error.code,
  )

/** A lot of the cooperative of which so much was sent to the shop. */
async function givenSent(much: Quantity, lotId?: Id): Promise<{ lot: Id; dispatch: Id }> {
  const lot = lotId ?? (await givenLot(db, coop, kg('100')))
  const { id } = await record(coop, 'dispatch', [taken(lot, much)], { details: { toPlaceId: shop.plot } })
  return { lot, dispatch: id }
}
const answer = (lot: Id, dispatchId: Id, counted: Quantity | undefined, more: object = {}) =>
  record(shop, 'receipt', [{ ...touched(lot), ...(counted ? { quantity: counted } : {}) }], {
    details: { dispatchId, accepted: true, ...more },
  })
const pack = async (lot: Id, much: Quantity, by = shop): Promise<Id> => {
  const out = newId()
  const birth = born('finished', by.product, `G${out.slice(-12).toUpperCase()}`)
  await record(by, 'packing', [taken(lot, much), given(out, much, birth)])
  return out
}
const listed = async (by = shop): Promise<ReceivedGoods[]> =>
  (await listReceivedGoods(db, by.staff, { limit: 200 })).items
const leftOf = async (lot: Id) => (await listed()).find(({ id }) => id === lot)?.balance

describe('goods of another organization', () => {
  test('are gone on with after they were accepted and not before, and what was sent to others never', async () => {
    const { lot, dispatch } = await givenSent(kg('80'))
    expect(await heard(pack(lot, kg('1')))).toBe('NOT_FOUND')
    expect(await leftOf(lot)).toBeUndefined()
    await answer(lot, dispatch, kg('80'))
    expect(await heard(pack(lot, kg('1')))).toBe('accepted')
    expect(await heard(pack(lot, kg('1'), await givenOrganization(db)))).toBe('NOT_FOUND')
  })

  test('are drawn on to the last gram that was accepted, not that was sent, and the sender keeps its own', async () => {
    const { lot, dispatch } = await givenSent(kg('80'))
    await answer(lot, dispatch, kg('78.5'), { reason: 'dập 1,5 kg' })
    expect(await listed()).toContainEqual(
      expect.objectContaining({
        ...{ id: lot, organizationId: coop.id, organizationName: expect.stringContaining('HTX thử') },
        ...{ productName: 'Bí xanh thơm', balance: kg('78.5'), status: 'active' },
      }),
    )
    const packed = await pack(lot, kg('0.7', 'tạ'))
    expect(await leftOf(lot)).toEqual(kg('8.5'))
    expect(await heard(pack(lot, kg('8.500001')))).toBe('BATCH_OVERDRAWN')
    await pack(lot, kg('8.5'))
    expect(await leftOf(lot)).toBeUndefined()
    expect((await readLocked(db.manager, [lot])).get(lot)?.state.balance).toBe(20_000_000_000n)
    expect((await readTrace(db, packed, 'back')).batches).toEqual([lot])
    expect((await readTrace(db, lot, 'forward')).batches).toContain(packed)
  })

  test('are not gone on with while they are disputed, though others of the same batch were accepted', async () => {
    const { lot, dispatch } = await givenSent(kg('30'))
    await answer(lot, dispatch, kg('30'))
    const second = await givenSent(kg('20'), lot)
    await answer(lot, second.dispatch, kg('12'), { accepted: false, reason: 'thối' })
    expect(await leftOf(lot)).toEqual(kg('30'))
    expect(await heard(pack(lot, kg('31')))).toBe('BATCH_OVERDRAWN')
    await pack(lot, kg('30'))
    await answer(lot, second.dispatch, kg('12'))
    expect(await leftOf(lot)).toEqual(kg('12'))
  })

  test('counted above what was sent give no more than that', async () => {
    const { lot, dispatch } = await givenSent(kg('10'))
    await answer(lot, dispatch, kg('11'))
    expect(await leftOf(lot)).toEqual(kg('10'))
    expect(await heard(pack(lot, kg('10.5')))).toBe('BATCH_OVERDRAWN')
  })

  test('drawn on by ten writers at once are never overdrawn', async () => {
    const { lot, dispatch } = await givenSent(kg('50'))
    await answer(lot, dispatch, kg('50'))
    const answers = await Promise.all(Array.from({ length: 10 }, () => heard(pack(lot, kg('11')))))
    expect(answers.filter((code) => code === 'accepted')).toHaveLength(4)
    expect(answers.filter((code) => code === 'BATCH_OVERDRAWN')).toHaveLength(6)
    expect(await leftOf(lot)).toEqual(kg('6'))
  })

  test('go on to a third organization, which may draw on what it accepts of them', async () => {
    const { lot, dispatch } = await givenSent(kg('40'))
    await answer(lot, dispatch, kg('40'))
    const third = await givenOrganization(db)
    const on = await record(shop, 'dispatch', [taken(lot, kg('25'))], { details: { toPlaceId: third.plot } })
    const details = { dispatchId: on.id, accepted: true }
    await record(third, 'receipt', [{ ...touched(lot), quantity: kg('24') }], { details })
    expect((await listed(third)).map(({ id, balance }) => [id, balance])).toEqual([[lot, kg('24')]])
    expect(await leftOf(lot)).toEqual(kg('15'))
    expect(await heard(pack(lot, kg('24.5'), third))).toBe('BATCH_OVERDRAWN')
    expect(await heard(pack(lot, kg('24'), third))).toBe('accepted')
  })

  test('that were gone on with are not disputed or uncounted afterwards, by a new answer or a correction', async () => {
    const { lot, dispatch } = await givenSent(kg('30'))
    const receipt = await answer(lot, dispatch, kg('30'))
    await pack(lot, kg('20'))
    expect(await heard(answer(lot, dispatch, kg('19')))).toBe('BATCH_OVERDRAWN')
    expect(await heard(answer(lot, dispatch, undefined, { accepted: false }))).toBe('BATCH_OVERDRAWN')
    const corrects = { eventId: receipt.id, reason: 'did_not_occur', text: 'nhầm chuyến' }
    expect(await heard(record(shop, 'correction', [touched(lot)], { corrects }))).toBe('BATCH_OVERDRAWN')
    expect(await heard(answer(lot, dispatch, kg('20')))).toBe('accepted')
    expect(await leftOf(lot)).toBeUndefined()
  })

  test('are listed page by page, held ones as held, and not gone on with while held', async () => {
    const third = await givenOrganization(db)
    const lots: Id[] = []
    for (const _each of ['a', 'b', 'c']) {
      const lot = await givenLot(db, coop, kg('9'))
      const { id } = await record(coop, 'dispatch', [taken(lot, kg('9'))], {
        details: { toPlaceId: third.plot },
      })
      await record(third, 'receipt', [touched(lot)], { details: { dispatchId: id, accepted: true } })
      lots.unshift(lot)
    }
    const [newest = '', middle = '', oldest = ''] = lots
    await record(coop, 'hold', [touched(middle)], { details: { reason: 'chờ kết quả' } })
    const first = await listReceivedGoods(db, third.staff, { limit: 2 })
    expect(first.items.map(({ id, status }) => [id, status])).toEqual([
      [newest, 'active'],
      [middle, 'held'],
    ])
    const rest = await listReceivedGoods(db, third.staff, { limit: 2, after: first.next ?? '' })
    expect(rest.items.map(({ id }) => id)).toEqual([oldest])
    expect(rest.next).toBeUndefined()
    expect(await heard(pack(middle, kg('1'), third))).toBe('BATCH_ON_HOLD')
  })
})
