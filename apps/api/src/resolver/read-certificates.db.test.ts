import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { born, event, given, kg, taken } from '@nguon/domain/testing'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import { givenOrganization, givenVersion, onTime } from '../testing/given.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a certificate of plots is told only where all of the batch grew on them', async () => {
  const { db } = database
  const org = await givenOrganization(db, { gtin: '09520009000012' })
  const other = await givenVersion(db, 'place', org.id, {
    kind: 'plot',
    name: 'Ruộng Cốc Lùng',
    addresses: [],
  })
  const data = {
    type: 'VietGAP' as const,
    number: 'VG-TT-MAU-0009',
    placeIds: [org.plot],
    productIds: [org.product],
    issuedOn: '2020-01-01',
  }
  await givenVersion(db, 'certificate', org.id, data)
  const harvest = async (plots: string[], lot: string) => {
    const [crop, id] = [newId(), newId()]
    const standing = given(crop, undefined, born('crop', org.product, `VU-${lot}`, { plots }))
    await recordEvent(db, org.staff, { event: event('opening_stock', org.id, [standing], onTime()) })
    const items = [taken(crop), given(id, kg('10'), born('harvest', org.product, lot))]
    await recordEvent(db, org.staff, { event: event('harvest', org.id, items, onTime()) })
    return id
  }
  const [certified, bare] = [await harvest([org.plot], 'CN1'), await harvest([other], 'CN2')]
  await harvest([org.plot, other], 'CN3')
  const merged = [
    taken(certified, kg('5')),
    taken(bare, kg('5')),
    given(newId(), kg('10'), born('harvest', org.product, 'CN4')),
  ]
  await recordEvent(db, org.staff, { event: event('merge', org.id, merged, onTime()) })
  const told = async (lot: string) => {
    const { status, text } = await request(testApp(db)).get(`/01/09520009000012/10/${lot}`)
    return [status, text.includes('VG-TT-MAU-0009')]
  }
  expect(await told('CN1')).toEqual([200, true])
  for (const lot of ['CN2', 'CN3', 'CN4']) expect([lot, await told(lot)]).toEqual([lot, [200, false]])
})
