import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Receiver } from '@nguon/contract'
import { type Id, newId } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenLot, givenVersion, onTime } from '../testing/given.ts'
import { givenOrganizationAt, inHaNoi, inThaiNguyen } from '../testing/given-organization-at.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { listReceivers } from './list-receivers.ts'

let database: TestDatabase
let db: DataSource
let coop: GivenOrganization
let shop: GivenOrganization
let place: Receiver
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  coop = await givenOrganizationAt(db, inThaiNguyen)
  shop = await givenOrganizationAt(db, inHaNoi)
  await name(shop.id, 'Cửa hàng Xanh')
  const placeId = newId()
  await givenVersion(
    db,
    'place',
    shop.id,
    { kind: 'store', name: 'Kho Ba Đình', addresses: [inHaNoi] },
    placeId,
  )
  place = {
    ...{ placeId, placeName: 'Kho Ba Đình', commune: 'Phường Ba Đình' },
    ...{ organizationId: shop.id, organizationName: 'Cửa hàng Xanh' },
  }
})
afterAll(() => database.drop())

const name = (id: Id, called: string, status: 'active' | 'closed' = 'active') =>
  givenVersion(db, 'organization', id, { kind: 'retailer', name: called, addresses: [inHaNoi], status }, id)
const receivers = async ({ staff }: GivenOrganization, q?: string): Promise<Receiver[]> =>
  (await listReceivers(db, staff, q, new Date())).items

describe('goods may be sent', () => {
  test('to whoever is found by name, at their places but not on their plots', async () => {
    expect(await receivers(coop, 'cua hang  xanh')).toEqual([place])
    expect(await receivers(coop, 'khong co ai')).toEqual([])
    expect(await receivers(shop, 'cua hang xanh')).toEqual([]) // what goes to one's own place is sent to nobody else
  })

  test('to partners, who are listed without a search once something was sent to them', async () => {
    expect(await receivers(coop)).toEqual([])
    const lot = await givenLot(db, coop, kg('10'))
    const details = { toPlaceId: place.placeId }
    const dispatch = event('dispatch', coop.id, [taken(lot, kg('5'))], { ...onTime(), details })
    await recordEvent(db, coop.staff, { event: dispatch })
    expect(await receivers(coop)).toEqual([place])
    expect(await receivers(shop)).toEqual([])
  })

  test('to nobody who has closed', async () => {
    await name(shop.id, 'Cửa hàng Xanh', 'closed')
    expect([await receivers(coop), await receivers(coop, 'xanh')]).toEqual([[], []])
  })
})
