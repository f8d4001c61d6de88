import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { event, kg, taken, touched } from '@nguon/domain/testing'
import { revokeDevice } from '../devices/revoke-device.ts'
import { sync } from '../devices/sync.ts'
import { recordEvent } from '../events/record-event.ts'
import { givenFarm, type PrivacyApp, startPrivacyApp } from '../privacy/testing/given-privacy.ts'
import { confirmRecall } from '../recalls/confirm-recall.ts'
import { givenProposal } from '../recalls/testing/given-recall.ts'
import { givenRecallPeople } from '../recalls/testing/given-recall-people.ts'
import { givenLot, onTime } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { givenPhone } from '../testing/given-phone.ts'
import { givenSample } from '../testing/sample.ts'

let app: PrivacyApp
beforeAll(async () => {
  app = await startPrivacyApp()
})
afterAll(() => app.database.drop())

/** Entries by how they stand in the queue. */
const waiting = async () => {
  const [row] = await app.database.asOwner(
    `SELECT count(*)::int AS entries, count(log_pending)::int AS waiting,
       count(*) FILTER (WHERE event.xmin = log_pending.xmin)::int AS together
     FROM event LEFT JOIN log_pending ON event_id = id`,
  )
  return row as { entries: number; waiting: number; together: number }
}

/** Does something that records, and answers how many entries that made; each waits, and came in by the statement that kept it. */
async function recordedBy(act: () => Promise<unknown>): Promise<number> {
  const before = await waiting()
  await act()
  const after = await waiting()
  expect(after).toEqual({ entries: after.entries, waiting: after.entries, together: after.entries })
  return after.entries - before.entries
}

test('whatever is recorded waits to be sealed from the same statement on: it cannot be recorded without', async () => {
  const { db } = app
  expect(await recordedBy(() => givenSample(db))).toBeGreaterThan(100)
  let given = {} as Awaited<ReturnType<typeof givenRecallPeople>>
  expect(await recordedBy(async () => (given = await givenRecallPeople(db)))).toBeGreaterThan(3)
  const { org, people } = given
  const lot = await givenLot(db, org, kg('100'))
  const sold = () => event('dispatch', org.id, [taken(lot, kg('1'))], onTime())
  expect(await recordedBy(() => recordEvent(db, org.staff, { event: sold() }))).toBe(1)
  expect(
    await recordedBy(async () => {
      const wrong = sold()
      await recordEvent(db, org.staff, { event: wrong })
      const corrects = { eventId: wrong.id, reason: 'did_not_occur' as const, text: 'nhầm lô' }
      const correction = event('correction', org.id, [touched(lot)], { ...onTime(), corrects } as object)
      await recordEvent(db, org.staff, { event: correction })
    }),
  ).toBe(2)

  const request = await givenProposal(db, people.admin.caller, org, 3)
  expect(
    await recordedBy(() => confirmRecall(db, people.secondAdmin.caller, request.id, () => new Date())),
  ).toBeGreaterThanOrEqual(3)

  const person = await givenPerson(db, 'staff', org.id)
  let phone = {} as Awaited<ReturnType<typeof givenPhone>>
  expect(await recordedBy(async () => (phone = await givenPhone(db, person)))).toBe(1) // the key
  const entries = [await phone.sign(1, sold()), await phone.sign(2, sold())]
  expect(await recordedBy(() => sync(db, phone.caller, { entries }, new Date()))).toBe(2)
  const revoke = () => revokeDevice(db, people.admin.caller, phone.deviceId, new Date())
  expect(await recordedBy(revoke)).toBe(1)

  const farm = await givenFarm(db, 'CANARY')
  expect(await recordedBy(() => app.erase(farm.admin, { memberId: farm.member.id }))).toBe(1)
})

test('within a batch, and within a subject, entries wait in the order of their sequence', async () => {
  const links = `SELECT event_id, batch_id AS subject, sequence FROM event_batch WHERE line = 1
    UNION ALL SELECT event_id, subject_id, sequence FROM subject_entry`
  const wrong = await app.database.asOwner(
    `SELECT FROM (SELECT position, lag(position) OVER (PARTITION BY subject ORDER BY sequence) AS before
       FROM (${links}) link JOIN log_pending USING (event_id)) queue WHERE before >= position`,
  )
  expect(wrong).toEqual([])
  const [row] = await app.database.asOwner('SELECT max(sequence) AS longest FROM event_batch')
  expect((row as { longest: number }).longest).toBeGreaterThan(3)
})
