import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type DomainError, type EventOf, type Id, newId } from '@nguon/domain'
import { born, event, given, kg, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenOrganization, givenVersion, onTime } from '../testing/given.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { testLabelKeys } from '../testing/test-labels.ts'
import { addressOfBatch, addressOfPackage } from './label-address.ts'
import { insertLabelRanges } from './label-store.ts'

const gtin = '09520009000012'
const at = { publicUrl: 'https://a.vn', key: testLabelKeys.serial }
const laterGtin = '09520009000029'

let database: TestDatabase
let db: DataSource
let app: Express
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  app = testApp(db)
})
afterAll(() => database.drop())

async function givenPacked(org: GivenOrganization, lot: string): Promise<Id> {
  const id = newId()
  const item = given(id, kg('10'), { units: 20, ...born('finished', org.product, lot) })
  await recordEvent(db, org.staff, { event: event('opening_stock', org.id, [item], onTime()) })
  return id
}

const givenRoll = (org: GivenOrganization, prefix: string): Promise<Id> =>
  givenVersion(db, 'label_run', org.id, { productId: org.product, prefix, first: 1, last: 100, digits: 6 })

const activationOf = (org: GivenOrganization, batchId: Id, runIds: readonly Id[]) => {
  const activated = runIds.map((runId) => ({ runId, first: 1, last: 5 }))
  return event('label_activation', org.id, [touched(batchId)], {
    ...onTime(),
    details: { activated, voided: [] },
  }) as EventOf<'label_activation'>
}

const withGtin = (org: GivenOrganization, changed: string) =>
  givenVersion(
    db,
    'product',
    org.id,
    { name: 'Bí xanh thơm', unit: 'kg', labelLevel: 'batch', gtin: changed },
    org.product,
  )

describe('what is printed for a batch', () => {
  test('stays as it was claimed when its product gets another GTIN', async () => {
    const org = await givenOrganization(db, { gtin })
    const id = await givenPacked(org, 'BX1')
    await recordEvent(db, org.staff, { event: activationOf(org, id, [await givenRoll(org, 'BX26')]) })
    await withGtin(org, laterGtin)
    const printed = await addressOfBatch(db.manager, 'https://a.vn', id)
    expect(printed).toEqual({ address: `https://a.vn/01/${gtin}/10/BX1`, code: 'BX1' })
    await request(app).get(`/01/${gtin}/10/BX1`).expect(200)
    const packed = await addressOfPackage(db.manager, at, id, 'BX26-000003')
    expect(packed.address).toBe(`https://a.vn/01/${gtin}/21/BX26-000003`)
    await request(app).get(`/01/${gtin}/21/BX26-000003`).expect(200)
    const typed = await request(app).get('/tra-cuu?code=BX26%20000003')
    expect(typed.headers.location).toBe(`/01/${gtin}/21/BX26-000003`)
    const reused = givenPacked(org, 'BX1')
    await expect(reused).rejects.toMatchObject({ code: 'LOT_TAKEN' } satisfies Partial<DomainError>)
  })

  test('stays its own code when its product gets a GTIN later', async () => {
    const org = await givenOrganization(db)
    const id = await givenPacked(org, 'BX2')
    const before = await addressOfBatch(db.manager, 'https://a.vn', id)
    await withGtin(org, '09520009000036')
    expect(await addressOfBatch(db.manager, 'https://a.vn', id)).toEqual(before)
    expect(before.address).toMatch(/\/T\//)
    await request(app).get(new URL(before.address).pathname).expect(200)
  })

  test.each(['%00-1', 'a%20b', '%2E%2E'])(
    'of a package numbered %s is refused, not an accident',
    async (serial) => {
      const path = `/api/v1/batches/${newId()}/packages/${serial}/qr.svg`
      expect((await request(app).get(path)).status).toBe(400)
    },
  )
})

test('two activations over the same rolls, named in opposite orders, never wait in a circle', async () => {
  const org = await givenOrganization(db, { gtin: '09520009000043' })
  const id = await givenPacked(org, 'BX3')
  const rolls = [await givenRoll(org, 'BA'), await givenRoll(org, 'BB')].sort()
  const [first, last] = rolls
  const other = db.createQueryRunner()
  await other.startTransaction()
  await other.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [first])
  const activation = activationOf(org, id, [...rolls].reverse())
  const waiting = db.transaction((tx) => insertLabelRanges(tx, activation))
  for (;;) {
    const blocked: unknown[] = await db.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    if (blocked.length > 0) break
  }
  const [free] = await other.query('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 2)) AS free', [
    last,
  ])
  await other.rollbackTransaction()
  await other.release()
  await waiting
  expect(free).toEqual({ free: true })
})

describe('a package of a product without a GTIN', () => {
  test('has an own code that is printed, scanned, voided and not activated like any other', async () => {
    const org = await givenOrganization(db)
    const run = await givenVersion(db, 'label_run', org.id, {
      productId: org.product,
      prefix: 'BX26NP',
      first: 1,
      last: 100,
      digits: 6,
    })
    const packed = await givenPacked(org, 'KHONGGTIN')
    const details = {
      activated: [{ runId: run, first: 1, last: 20 }],
      voided: [{ runId: run, first: 20, last: 20 }],
    }
    await recordEvent(db, org.staff, {
      event: event('label_activation', org.id, [touched(packed)], { ...onTime(), details }),
    })
    const { address, code } = await addressOfPackage(db.manager, at, packed, 'BX26NP-000007')
    expect([address, code]).toEqual(['https://a.vn/T/BX26NP000007', 'BX26NP000007'])
    const titles = await Promise.all(
      ['000007', '000020', '000021', '000101'].map(async (number) => {
        const { text } = await request(app).get(`/T/bx26np${number}`)
        return /<title>(.)/.exec(text)?.[1]
      }),
    )
    expect(titles).toEqual(['✓', '✕', '!', '✕'])
  })

  test('is refused a roll whose codes another organization has, or that could not be typed', async () => {
    const org = await givenOrganization(db)
    const roll = (prefix: string, digits = 6) =>
      givenVersion(db, 'label_run', org.id, {
        productId: org.product,
        prefix,
        first: 1,
        last: 9,
        digits,
      }).then(
        () => 'accepted',
        (error: DomainError) => error.code,
      )
    expect(await roll('BX26NP')).toBe('LABEL_RANGE_TAKEN')
    expect(await roll('BX26')).toBe('INVALID_REQUEST')
    expect(await roll('BX26-NP')).toBe('INVALID_REQUEST')
    expect(await roll('BX26NQ')).toBe('accepted')
  })
})
