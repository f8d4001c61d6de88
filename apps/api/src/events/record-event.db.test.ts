import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type DomainError, newId, replay, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import { digestsOf, disclose, leafHash, toBase64Url } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { readLocked } from '../batches/batch-store.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { openEvent } from './entry.ts'
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

const record = (of: TraceEvent) => recordEvent(db, org.staff, { event: of })
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: DomainError) => error.code,
  )
const historyOf = (batchId: string): Promise<{ sequence: number; entry: Buffer; leaf_hash: Buffer }[]> =>
  db.query(
    `SELECT DISTINCT link.sequence, event.entry, event.leaf_hash FROM event_batch link JOIN event ON event.id = link.event_id
     WHERE link.batch_id = $1 ORDER BY link.sequence`,
    [batchId],
  )
const balanceOf = async (id: string) => (await readLocked(db.manager, [id])).get(id)?.state.balance

describe('an event', () => {
  test('is stored as the canonical bytes that its leaf hash is over, linked to the entry before', async () => {
    const lot = await givenLot(db, org, kg('100'))
    await record(event('dispatch', org.id, [taken(lot, kg('40'))], onTime()))
    const [first, second] = await historyOf(lot)
    expect(Buffer.from(leafHash(second?.entry ?? Buffer.of())).equals(second?.leaf_hash ?? Buffer.of())).toBe(
      true,
    )
    const entry = JSON.parse(second?.entry.toString() ?? '')
    expect(entry.batches[0]).toMatchObject({
      sequence: 2,
      prev: toBase64Url(first?.leaf_hash ?? Buffer.of()),
    })
    expect(JSON.stringify(entry)).not.toContain('balance')
  })

  test('sent again gives the same answer and changes nothing', async () => {
    const lot = await givenLot(db, org, kg('100'))
    const sold = event('dispatch', org.id, [taken(lot, kg('60'))], onTime())
    const answer = await record(sold)
    expect(await record(sold)).toEqual(answer)
    expect(await historyOf(lot)).toHaveLength(2)
  })

  test('with an id that was used for another is refused', async () => {
    const lot = await givenLot(db, org, kg('100'))
    const sold = event('dispatch', org.id, [taken(lot, kg('10'))], onTime())
    await record(sold)
    expect(await refusal(record({ ...sold, batches: [taken(lot, kg('11'))] }))).toBe('ID_REUSED')
  })

  test('of the largest quantity that can be written adds up exactly', async () => {
    const largest = kg('999999999999', 'tấn')
    const lot = await givenLot(db, org, largest)
    await record(event('purchase', org.id, [given(lot, largest)], onTime()))
    expect(await balanceOf(lot)).toBe(2n * 999_999_999_999n * 10n ** 12n)
  })

  test('that a rule refuses leaves no trace (V2.3.3)', async () => {
    const lot = await givenLot(db, org, kg('100'))
    const [before] = await database.asOwner('SELECT count(*) FROM event')
    expect(await refusal(record(event('dispatch', org.id, [taken(lot, kg('101'))], onTime())))).toBe(
      'BATCH_OVERDRAWN',
    )
    expect(await database.asOwner('SELECT count(*) FROM event')).toEqual([before])
  })

  test('keeps private fields out of the entry, as digests of what stands beside it', async () => {
    const lot = await givenLot(db, org, kg('100'))
    const disclosures = [disclose('vehicle', '97C-012.34'), disclose('buyer', 'Chị Hoa, chợ Đồng Xuân')]
    const sold = event('dispatch', org.id, [taken(lot, kg('1'))], {
      ...onTime(),
      _sd: digestsOf(disclosures),
    })
    await recordEvent(db, org.staff, { event: sold, disclosures })
    const [, entry] = await historyOf(lot)
    expect(entry?.entry.toString()).not.toMatch(/97C|Hoa/)
    expect(
      await database.asOwner(
        'SELECT organization_id, field FROM disclosure WHERE event_id = $1 AND digest = ANY($2) ORDER BY field',
        [sold.id, digestsOf(disclosures)],
      ),
    ).toEqual(['buyer', 'vehicle'].map((field) => ({ organization_id: org.id, field })))
    const forged = {
      ...event('dispatch', org.id, [taken(lot, kg('1'))], onTime()),
      _sd: digestsOf(disclosures),
    }
    expect(
      await refusal(recordEvent(db, org.staff, { event: forged, disclosures: disclosures.slice(1) })),
    ).toBe('INVALID_REQUEST')
  })

  test('that gives birth to a lot claims the lot number of its product', async () => {
    const lot = { ...born('harvest', org.product, 'BX260608A') }
    await record(event('purchase', org.id, [given(newId(), kg('1'), lot)], onTime()))
    expect(await refusal(record(event('purchase', org.id, [given(newId(), kg('1'), lot)], onTime())))).toBe(
      'LOT_TAKEN',
    )
  })
})

describe('several writers', () => {
  test('recording at the same moment form one unbroken chain', async () => {
    const lot = await givenLot(db, org, kg('1000'))
    const sales = Array.from({ length: 30 }, () =>
      event('dispatch', org.id, [taken(lot, kg('10'))], onTime()),
    )
    await Promise.all(sales.map(record))
    const history = await historyOf(lot)
    expect(history.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 31 }, (_, index) => index + 1),
    )
    for (const [index, { entry }] of history.entries()) {
      const [item] = JSON.parse(entry.toString()).batches
      const before = history[index - 1]
      expect(item.prev).toBe(before ? toBase64Url(before.leaf_hash) : null)
    }
  })

  test('never overdraw a lot together', async () => {
    const lot = await givenLot(db, org, kg('100'))
    const sales = Array.from({ length: 20 }, () =>
      event('dispatch', org.id, [taken(lot, kg('15'))], onTime()),
    )
    const answers = await Promise.all(sales.map((sale) => refusal(record(sale))))
    expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(6)
    expect(await balanceOf(lot)).toBe(10_000_000_000n)
  })

  test('sending one event a hundred times record it once and all hear the same', async () => {
    const lot = await givenLot(db, org, kg('100'))
    const harvest = event(
      'split',
      org.id,
      [taken(lot, kg('50')), given(newId(), kg('50'), born('harvest', org.product, 'BX1'))],
      onTime(),
    )
    const answers = await Promise.all(Array.from({ length: 100 }, () => record(harvest)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await historyOf(lot)).toHaveLength(2)
  })

  test('using one id for two records at once store one of them, and the other hears that the id was used', async () => {
    for (let round = 0; round < 20; round++) {
      const [a, b] = [await givenLot(db, org, kg('10')), await givenLot(db, org, kg('10'))]
      const sold = event('dispatch', org.id, [taken(a, kg('1'))], onTime())
      const answers = await Promise.all(
        [record(sold), record({ ...sold, batches: [taken(b, kg('1'))] })].map(refusal),
      )
      expect(answers.sort()).toEqual(['ID_REUSED', 'accepted'])
    }
  })

  test('get times that never run backwards along a batch', async () => {
    const lot = await givenLot(db, org, kg('1000'))
    await Promise.all(
      Array.from({ length: 30 }, () => record(event('dispatch', org.id, [taken(lot, kg('1'))], onTime()))),
    )
    const times = (await historyOf(lot)).map(({ entry }) => JSON.parse(entry.toString()).recordedAt)
    expect(times).toEqual([...times].sort())
  })

  test('touching the same batches in any order never deadlock', async () => {
    const [a, b] = [await givenLot(db, org, kg('500')), await givenLot(db, org, kg('500'))]
    const both = (first: string, second: string, lot: string) =>
      event(
        'merge',
        org.id,
        [
          taken(first, kg('5')),
          taken(second, kg('5')),
          given(newId(), kg('10'), born('harvest', org.product, lot)),
        ],
        onTime(),
      )
    const merges = Array.from({ length: 40 }, (_, index) =>
      index % 2 ? both(a, b, `M${index}`) : both(b, a, `M${index}`),
    )
    const answers = await Promise.all(merges.map((merge) => refusal(record(merge))))
    expect(answers.filter((answer) => answer !== 'accepted')).toEqual([])
  })
})

describe('the history', () => {
  test('kept balances and states are what replaying the entries gives', async () => {
    const lot = await givenLot(db, org, kg('1000'))
    await record(
      event('grading', org.id, [taken(lot, kg('1000')), given(lot, kg('950'), { units: 500 })], onTime()),
    )
    await record(event('hold', org.id, [touched(lot)], onTime()))
    await record(event('release', org.id, [touched(lot)], onTime()))
    await record(event('dispatch', org.id, [taken(lot, kg('0.5', 'tạ'))], onTime()))
    const events = (await historyOf(lot)).map(({ entry }) => openEvent(entry).event)
    const replayed = replay(lot, events)
    const stored = (await readLocked(db.manager, [lot])).get(lot)?.state
    expect(stored).toMatchObject({
      balance: replayed.balance,
      status: replayed.status,
      madeAt: replayed.madeAt,
    })
    expect(replayed.balance).toBe(900_000_000_000n)
    expect(replayed.unitsPacked).toBe(500)
  })
})
