import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { lockBatch, readLocked } from '../batches/batch-store.ts'
import { withTenant } from '../db/with-tenant.ts'
import { appendRequest } from '../events/append-request.ts'
import { openEvent } from '../events/entry.ts'
import { recordEvent } from '../events/record-event.ts'
import { problemOf } from '../http.ts'
import { type GivenOrganization, givenOrganization, onTime } from '../testing/given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../testing/given-organization-at.ts'
import { givenPerson } from '../testing/given-people.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { daysAgo, givenCrop, givenPesticide, harvested, lotNumber, sprayed } from './testing/given-crop.ts'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let inspector: Caller & { organizationId: Id }
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganizationAt(db, inThaiNguyen)
  const office = await givenOrganization(db)
  inspector = (await givenPerson(db, 'inspector', office.id)).caller as typeof inspector
})
afterAll(() => database.drop())

const outcome = (caller: Caller, of: TraceEvent) =>
  recordEvent(db, caller, { event: of }).then(
    ({ marks }) => marks.join() || 'accepted',
    (error) => problemOf(error).code as string,
  )
const record = (of: TraceEvent) => outcome(org.staff, of)
const statusOf = async (id: Id) => (await readLocked(db.manager, [id])).get(id)?.state.status
const holdsOf = async (id: Id) => {
  const rows: { entry: Buffer }[] = await db.query(
    `SELECT entry FROM event WHERE type = 'hold' AND id IN (SELECT event_id FROM event_batch WHERE batch_id = $1)`,
    [id],
  )
  return rows.map(({ entry }) => openEvent(entry))
}

/** A crop harvested eight and two days ago. */
async function givenHarvests() {
  const crop = await givenCrop(db, org)
  const [early, late] = [harvested(org, crop, 8), harvested(org, crop, 2)]
  await record(early.harvest)
  await record(late.harvest)
  const { lot } = await givenPesticide(db, org, 3)
  return { crop, early: early.lot, late: late.lot, spraying: sprayed(org, crop, 10, lot) }
}

describe('a spraying entered after the harvest it forbids', () => {
  test('is accepted and marked, and what was harvested too soon is held at once, with the reason', async () => {
    const { early, late, spraying } = await givenHarvests()
    expect(await record(spraying)).toBe('LATE_ENTRY,RULE_BROKEN_LATER')
    expect([await statusOf(early), await statusOf(late)]).toEqual(['held', 'active'])
    const [hold, more] = await holdsOf(early)
    expect(more).toBeUndefined()
    expect(hold?.event).toMatchObject({
      organizationId: org.id,
      details: { rule: 'RULE_BROKEN_LATER', causedBy: spraying.id },
    })
    expect(JSON.stringify(hold?.event.details)).toMatch(/cách ly 3 ngày.*chờ cán bộ kiểm tra/)
    expect(await record(event('dispatch', org.id, [taken(early, kg('5'))], onTime()))).toBe('BATCH_ON_HOLD')
  })

  test('sent again holds nothing again', async () => {
    const { early, spraying } = await givenHarvests()
    await Promise.all(Array.from({ length: 8 }, () => record(spraying)))
    expect(await holdsOf(early)).toHaveLength(1)
  })

  test('holds for an inspector: the cooperative neither releases nor corrects it, nor says such a thing itself', async () => {
    const { early, late, spraying } = await givenHarvests()
    await record(spraying)
    const release = (organizationId: Id) => event('release', organizationId, [touched(early)], onTime())
    const [hold] = await holdsOf(early)
    const undo = event('correction', org.id, [touched(early)], {
      ...onTime(),
      corrects: { eventId: hold?.event.id ?? '', reason: 'did_not_occur', text: 'nhầm' },
    })
    expect(await record(release(org.id))).toBe('NOT_ALLOWED')
    expect(await record(undo)).toBe('NOT_ALLOWED')
    const details = { reason: 'x', rule: 'RULE_BROKEN_LATER' as const, causedBy: spraying.id }
    expect(await record(event('hold', org.id, [touched(late)], { ...onTime(), details }))).toBe('NOT_ALLOWED')
    expect(await statusOf(early)).toBe('held')
    expect(await outcome(inspector, release(inspector.organizationId))).toBe('accepted')
    expect(await statusOf(early)).toBe('active')
    await record(event('hold', org.id, [touched(early)], onTime()))
    expect(await record(release(org.id))).toBe('accepted') // of their own
  })

  test('that did not occur leaves the hold to the inspector', async () => {
    const { early, spraying } = await givenHarvests()
    await record(spraying)
    const about = [...new Set(spraying.batches.map(({ batchId }) => batchId))].map(touched)
    const corrects = { eventId: spraying.id, reason: 'did_not_occur' as const, text: 'nhầm thửa' }
    expect(await record(event('correction', org.id, about, { ...onTime(), corrects }))).toBe('accepted')
    expect(await statusOf(early)).toBe('held')
  })

  test('is only marked late when it forbids nothing', async () => {
    const { crop, early, late } = await givenHarvests()
    expect(await record(sprayed(org, crop, 10))).toBe('LATE_ENTRY')
    expect([await statusOf(early), await statusOf(late)]).toEqual(['active', 'active'])
  })
})

test('a spraying and the harvest it forbids, recorded one after the other and in 40 rounds at once: refused or held', async () => {
  const ends = new Set<string>()
  for (let round = -2; round < 40; round += 1) {
    const crop = await givenCrop(db, org)
    const { lot } = await givenPesticide(db, org, 7)
    const [first, second] = [harvested(org, crop, 2), harvested(org, crop, 1)]
    const acts = [
      () => record(sprayed(org, crop, 3, lot)),
      () => record(first.harvest),
      () => record(second.harvest),
    ]
    const order = acts.map((_, index) => index).sort(() => Math.random() - 0.5)
    const answers: string[] = []
    const act = async (index: number) => {
      answers[index] = (await acts[index]?.()) ?? ''
    }
    if (round >= 0) await Promise.all(order.map(act))
    else for (const index of round === -2 ? [0, 1, 2] : [1, 2, 0]) await act(index)
    expect(answers[0]).toMatch(/RULE_BROKEN_LATER|accepted|LATE_ENTRY/)
    const harvests = [first.lot, second.lot]
    for (const [index, id] of harvests.entries()) {
      const isRefused = answers[index + 1] === 'PHI_NOT_ELAPSED'
      expect([answers[index + 1], await statusOf(id)]).toEqual(
        isRefused ? ['PHI_NOT_ELAPSED', undefined] : ['accepted', 'held'],
      )
      ends.add(isRefused ? 'refused' : 'held')
    }
  }
  expect([...ends].sort()).toEqual(['held', 'refused'])
}, 60_000)

/** Until so many connections wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  while ((await database.asOwner(sql)).length < count) await new Promise((done) => setTimeout(done, 5))
}

test.each([
  ['was known before', false],
  ['is recorded meanwhile', true],
])(
  'a late spraying locks in order what it holds, whether the harvest %s or not',
  async (_when, isMeanwhile) => {
    const crop = await givenCrop(db, org)
    const lot = `0000${newId().slice(4)}` // in order before the crop
    const birth = born('harvest', org.product, lotNumber())
    await record(event('purchase', org.id, [given(lot, kg('10'), birth)], daysAgo(5)))
    const harvest = event('harvest', org.id, [taken(crop), given(lot, kg('10'))], daysAgo(1))
    const spraying = { ...sprayed(org, crop, 2), details: { preHarvestIntervalDays: 7 } }
    if (!isMeanwhile) await record(harvest)

    let commit = () => {}
    const first = withTenant(db, { organizationId: org.id }, async (tx) => {
      if (isMeanwhile) await appendRequest(tx, org.staff, { event: harvest }, {})
      else for (const id of [lot, crop]) await lockBatch(tx, id)
      await new Promise<void>((done) => {
        commit = done
      })
    })
    while (!(await isLocked(lot)) || !(await isLocked(crop))) await new Promise((done) => setTimeout(done, 5))
    const other = db.transaction(async (tx) => {
      await lockBatch(tx, lot)
      await new Promise((done) => setTimeout(done, 300)) // by now the spraying waits for the lot
      await lockBatch(tx, crop)
    })
    await untilWaiting(1)
    const answer = record(spraying)
    await untilWaiting(2)
    commit()
    await Promise.all([first, other])
    expect(await answer).toContain('RULE_BROKEN_LATER')
    expect(await statusOf(lot)).toBe('held')
  },
)

async function isLocked(id: Id): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows: unknown[] = await tx.query('SELECT FROM batch WHERE id = $1 FOR UPDATE SKIP LOCKED', [id])
    return rows.length === 0
  })
}
