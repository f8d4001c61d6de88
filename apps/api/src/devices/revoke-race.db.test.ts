import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { event, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { type GivenOrganization, givenLot, givenOrganization, onTime } from '../testing/given.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { givenPhone } from '../testing/given-phone.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { revokeDevice } from './revoke-device.ts'
import { sync } from './sync.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let admin: GivenPerson
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganization(db)
  admin = await givenPerson(db, 'admin', org.id)
})
afterAll(() => database.drop())

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const recordedOf = async (deviceId: string) => {
  const rows = await db.query(
    `SELECT id FROM event WHERE organization_id = $1 AND convert_from(entry, 'UTF8')::jsonb->'device'->>'keyId' = $2 ORDER BY id`,
    [org.id, deviceId],
  )
  return rows.map(({ id }: { id: string }) => id)
}

/** A phone sends six entries, two of which overdraw the lot, while it is revoked. */
async function round(number: number) {
  const phone = await givenPhone(db, await givenPerson(db, 'staff', org.id))
  const lot = await givenLot(db, org, kg('100'))
  const amounts = ['10', '200', '10', '10', '300', '10']
  const entries = await Promise.all(
    amounts.map((amount, index) =>
      phone.sign(index + 1, event('dispatch', org.id, [taken(lot, kg(amount))], onTime())),
    ),
  )
  // two tabs, each in its order
  const sending = Promise.all(
    [entries.slice(0, 3), entries.slice(3)].map((some) =>
      sync(db, phone.caller, { entries: some }, new Date()),
    ),
  )
  await pause((number % 20) * 2)
  await revokeDevice(db, admin.caller, phone.deviceId, new Date())
  const atRevocation = await recordedOf(phone.deviceId)
  const told = (await sending).flatMap(({ results }) => results)
  const { contiguous } = await sync(db, phone.caller, { entries: [] }, new Date())
  const noted: { state: string; event_id: string }[] = (await database.asOwner(
    'SELECT state, event_id FROM device_entry WHERE device_id = $1',
    [phone.deviceId],
  )) as { state: string; event_id: string }[]
  const waiting = await database.asOwner('SELECT event_id FROM quarantine WHERE device_id = $1', [
    phone.deviceId,
  ])
  const recorded = await recordedOf(phone.deviceId)
  return { entries, atRevocation, recorded, told, contiguous, noted, waiting }
}

test('nothing that a phone sends is recorded once it is revoked, and nothing is lost (100 rounds, V15.4.2)', async () => {
  const counts = { recorded: 0, quarantined: 0, refused: 0 }
  for (let number = 0; number < 100; number++) {
    const { entries, atRevocation, recorded, told, contiguous, noted, waiting } = await round(number)
    expect(recorded).toEqual(atRevocation)
    expect(contiguous).toBe(entries.length)
    const idsIn = (state: string) => noted.filter((row) => row.state === state).map((row) => row.event_id)
    expect(idsIn('recorded').sort()).toEqual(recorded)
    expect(idsIn('quarantined').sort()).toEqual(
      waiting.map((row) => (row as { event_id: string }).event_id).sort(),
    )
    for (const { eventId, state } of told) expect(idsIn(state)).toContain(eventId)
    for (const { state } of told) counts[state] += 1
  }
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0)
}, 120_000)
