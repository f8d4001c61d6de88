import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type EventOf, type Id, newId, type TraceEvent } from '@nguon/domain'
import { event, given, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { recordEvent } from '../events/record-event.ts'
import { problemOf } from '../http.ts'
import { openBrowser } from '../testing/browser.ts'
import { type GivenOrganization, givenOrganization } from '../testing/given.ts'
import { givenOrganizationAt, inHaNoi, inThaiNguyen } from '../testing/given-organization-at.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { daysAgo, givenCrop, givenPesticide, harvested, sprayed } from './testing/given-crop.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let office: GivenOrganization
let inspector: Caller
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganizationAt(db, inThaiNguyen)
  office = await givenOrganization(db)
  inspector = (await givenPerson(db, 'inspector', office.id)).caller
})
afterAll(() => database.drop())

const outcome = (caller: Caller, of: TraceEvent, replacement?: TraceEvent) =>
  recordEvent(db, caller, {
    event: of,
    ...(replacement ? { replacement: { event: replacement } } : {}),
  }).then(
    () => 'accepted',
    (error) => problemOf(error).code,
  )
const record = (of: TraceEvent, replacement?: TraceEvent) => outcome(org.staff, of, replacement)
const corrected = (wrong: TraceEvent, replacedBy?: TraceEvent): EventOf<'correction'> =>
  event(
    'correction',
    wrong.organizationId,
    [...new Set(wrong.batches.map((item) => item.batchId))].map(touched),
    {
      ...daysAgo(0),
      occurredAt: new Date().toISOString(),
      corrects: replacedBy
        ? { eventId: wrong.id, reason: 'incorrect_data', text: 'ghi nhầm', replacedBy: replacedBy.id }
        : { eventId: wrong.id, reason: 'did_not_occur', text: 'ghi nhầm' },
    },
  )
const permitted = (crop: Id, spraying: Id, days: number) =>
  event('inspection', office.id, [touched(crop)], {
    ...daysAgo(days),
    details: {
      kind: 'hậu kiểm',
      findings: [],
      conclusion: 'Mẫu nhanh âm tính',
      permits: [{ rule: 'PHI_NOT_ELAPSED', eventId: spraying, reason: 'Thuốc sinh học, mẫu nhanh âm tính' }],
    },
  })

describe('a crop', () => {
  test('is harvested three days after it was sprayed, as the label of the lot says, and not before', async () => {
    const crop = await givenCrop(db, org)
    const { lot } = await givenPesticide(db, org, 3)
    await record(sprayed(org, crop, 10, lot))
    expect(await record(harvested(org, crop, 8).harvest)).toBe('PHI_NOT_ELAPSED')
    expect(await record(harvested(org, crop, 7).harvest)).toBe('accepted')
  })

  test('waits for the days that were entered where they are more, and for every spraying', async () => {
    const crop = await givenCrop(db, org)
    const { lot } = await givenPesticide(db, org, 3)
    await record({ ...sprayed(org, crop, 10, lot), details: { preHarvestIntervalDays: 5 } })
    await record(sprayed(org, crop, 8))
    expect(await record(harvested(org, crop, 6).harvest)).toBe('PHI_NOT_ELAPSED')
    expect(await record(harvested(org, crop, 5).harvest)).toBe('accepted')
  })

  test('waits for no spraying that did not occur', async () => {
    const crop = await givenCrop(db, org)
    const spraying = { ...sprayed(org, crop, 10), details: { preHarvestIntervalDays: 30 } }
    await record(spraying)
    expect(await record(harvested(org, crop, 5).harvest)).toBe('PHI_NOT_ELAPSED')
    await record(corrected(spraying))
    expect(await record(harvested(org, crop, 5).harvest)).toBe('accepted')
  })
})

describe('an inspector', () => {
  test('permits harvests in spite of one spraying, from then on', async () => {
    const crop = await givenCrop(db, org)
    const { lot } = await givenPesticide(db, org, 14)
    const spraying = sprayed(org, crop, 10, lot)
    await record(spraying)
    expect(await outcome(inspector, permitted(crop, spraying.id, 6))).toBe('accepted')
    expect(await record(harvested(org, crop, 7).harvest)).toBe('PHI_NOT_ELAPSED')
    expect(await record(harvested(org, crop, 5).harvest)).toBe('accepted')
    const other = sprayed(org, crop, 9, lot)
    await record(other)
    expect(await record(harvested(org, crop, 4).harvest)).toBe('PHI_NOT_ELAPSED')
  })

  test('permits nothing after a spraying of another crop, or of none', async () => {
    const [crop, other] = [await givenCrop(db, org), await givenCrop(db, org)]
    const spraying = sprayed(org, other, 10)
    await record(spraying)
    expect(await outcome(inspector, permitted(crop, spraying.id, 6))).toBe('NOT_FOUND')
    expect(await outcome(inspector, permitted(crop, newId(), 6))).toBe('NOT_FOUND')
  })

  test('is the only one to permit it, in the area, with a fresh confirmation (V7.5.3)', async () => {
    const crop = await givenCrop(db, org)
    const { lot } = await givenPesticide(db, org, 14)
    const spraying = sprayed(org, crop, 10, lot)
    await record(spraying)
    const app = testApp(db)
    const stale = new Date(Date.now() - 6 * 60_000)
    const tired = await givenPerson(db, 'inspector', office.id, { now: stale })
    const far = await givenPerson(db, 'inspector', office.id, {
      area: [{ level: 'province', code: '01', validFrom: '2025-07-01' }],
    })
    const admin = await givenPerson(db, 'admin', org.id)
    const post = async (person: { cookie: string }, organizationId: Id) => {
      const inspection = { ...permitted(crop, spraying.id, 6), organizationId }
      const { status, body } = await openBrowser(app, person.cookie).post('/api/v1/events', {
        event: inspection,
      })
      return [status, body.code]
    }
    expect(await post(tired, office.id)).toEqual([403, 'FRESH_FACTOR_REQUIRED'])
    expect(await post(far, office.id)).toEqual([404, 'NOT_FOUND'])
    expect(await post(admin, org.id)).toEqual([403, 'NOT_ALLOWED'])
    expect(await record(harvested(org, crop, 5).harvest)).toBe('PHI_NOT_ELAPSED')
    const fresh = await givenPerson(db, 'inspector', office.id)
    expect(await post(fresh, office.id)).toEqual([201, undefined])
    expect(await record(harvested(org, crop, 5).harvest)).toBe('accepted')
  })
})

describe('a correction that would break a harvest recorded since is refused:', () => {
  test('of the days of its spraying', async () => {
    const crop = await givenCrop(db, org)
    const spraying = { ...sprayed(org, crop, 10), details: { preHarvestIntervalDays: 3 } }
    await record(spraying)
    await record(harvested(org, crop, 6).harvest)
    const longer = { ...spraying, id: newId(), details: { preHarvestIntervalDays: 5 } }
    expect(await record(corrected(spraying, longer), longer)).toBe('PHI_NOT_ELAPSED')
    const shorter = { ...spraying, id: newId(), details: { preHarvestIntervalDays: 4 } }
    expect(await record(corrected(spraying, shorter), shorter)).toBe('accepted')
  })

  test('of the label of what was sprayed', async () => {
    const crop = await givenCrop(db, org)
    const { lot, received } = await givenPesticide(db, org, 3)
    await record(sprayed(org, crop, 10, lot))
    await record(harvested(org, crop, 6).harvest)
    const longer = { ...received, id: newId(), details: { preHarvestIntervalDays: 5 } }
    expect(await record(corrected(received, longer), longer)).toBe('PHI_NOT_ELAPSED')
  })

  test('of the permit it relied on', async () => {
    const crop = await givenCrop(db, org)
    const { lot } = await givenPesticide(db, org, 14)
    const spraying = sprayed(org, crop, 10, lot)
    await record(spraying)
    const permit = permitted(crop, spraying.id, 6)
    await outcome(inspector, permit)
    await record(harvested(org, crop, 5).harvest)
    expect(await outcome(inspector, corrected(permit))).toBe('PHI_NOT_ELAPSED')
  })

  test('of the expiry of an input that was used', async () => {
    const crop = await givenCrop(db, org)
    const { lot, received } = await givenPesticide(db, org, 3, '2099-01-01')
    await record(sprayed(org, crop, 10, lot))
    const expiring = (useBy: string): TraceEvent => {
      const [item] = received.batches
      const creates = { ...item?.creates, useBy } as NonNullable<typeof item>['creates']
      return { ...received, id: newId(), batches: [{ ...item, creates } as NonNullable<typeof item>] }
    }
    const early = expiring(daysAgo(11).occurredAt.slice(0, 10))
    expect(await record(corrected(received, early), early)).toBe('INPUT_EXPIRED')
    const late = expiring(daysAgo(10).occurredAt.slice(0, 10))
    expect(await record(corrected(received, late), late)).toBe('accepted')
  })
})

test('a harvest that came too soon is still corrected for its weight', async () => {
  const crop = await givenCrop(db, org)
  const { harvest } = harvested(org, crop, 6)
  await record(harvest)
  await record({ ...sprayed(org, crop, 8), details: { preHarvestIntervalDays: 7 } })
  const [from, into] = harvest.batches
  const lighter: TraceEvent = {
    ...harvest,
    id: newId(),
    batches: [from, { ...into, quantity: { value: '1350', unit: 'kg' } }] as TraceEvent['batches'],
  }
  expect(await record(corrected(harvest, lighter), lighter)).toBe('accepted')
})

test('a crop of another province is none of the inspector’s', async () => {
  const elsewhere = await givenOrganizationAt(db, inHaNoi)
  const crop = await givenCrop(db, elsewhere)
  const spraying = event('spraying', elsewhere.id, [given(crop)], daysAgo(10))
  await outcome(elsewhere.staff, spraying)
  expect(await outcome(inspector, permitted(crop, spraying.id, 6))).toBe('NOT_FOUND')
})
