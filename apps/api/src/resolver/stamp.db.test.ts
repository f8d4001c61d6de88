import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { event, kg, touched } from '@nguon/domain/testing'
import { recordEvent } from '../events/record-event.ts'
import { keepScans } from '../scans/keep-scans.ts'
import {
  type GivenOrganization,
  givenLot,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createPageCache } from './page-cache.ts'
import { readStamps, shareStamps } from './stamp.ts'

let database: TestDatabase
let org: GivenOrganization
let lot: Id
let other: Id
beforeAll(async () => {
  database = await createTestDatabase()
  org = await givenOrganization(database.db)
  lot = await givenLot(database.db, org, kg('10'))
  other = await givenLot(database.db, org, kg('10'))
})
afterAll(() => database.drop())

const code = '01/08930000000001/21/0001'
const scan = (of: string) => {
  const at = new Date('2026-11-23T08:00:00.000Z')
  return keepScans(database.db, [{ code: of, at, agent: 'zalo android', device: Buffer.alloc(16) }], at)
}

test.each<[string, boolean, () => Promise<unknown>]>([
  ['an event of a batch it depends on', false, () => hold(lot)],
  ['an event of another batch', true, () => hold(other)],
  ['new words of its organization', false, () => givenVersion(database.db, 'place', org.id, place)],
  ['the first scan of its code', false, () => scan(code)],
  ['one more', false, () => scan(code)],
  ['a scan of another code', true, () => scan(`${code}0`)],
])('a page that is kept, after %s, is shown again: %s', async (_what, isShown, happen) => {
  const cache = createPageCache(shareStamps(database.db))
  const dependencies = { batchIds: [lot], organizationIds: [org.id, newId()], codes: [code] }
  const stamps = await readStamps(database.db.manager, dependencies)
  cache.keep('page', { body: Buffer.alloc(1), etag: '"x"', dependencies, stamps })
  await happen()
  expect((await cache.find('page')) !== undefined).toBe(isShown)
})

const place = { kind: 'plot' as const, name: 'Ruộng mới', addresses: [] }
const hold = (id: Id) =>
  recordEvent(database.db, operator, { event: event('hold', org.id, [touched(id)], onTime()) })
