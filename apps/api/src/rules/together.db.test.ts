import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Id, newId, replay, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { readLocked } from '../batches/batch-store.ts'
import { openEvent } from '../events/entry.ts'
import { recordEvent } from '../events/record-event.ts'
import { problemOf } from '../http.ts'
import { type GivenOrganization, givenLot, givenOrganization } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { givenCrop, lotNumber } from './testing/given-crop.ts'

/** Rules under many writers at once. */
let database: TestDatabase
let db: DataSource
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganization(db)
})
afterAll(() => database.drop())

const record = (of: TraceEvent) =>
  recordEvent(db, org.staff, { event: of }).then(
    () => 'accepted',
    (error) => problemOf(error).code as string,
  )

/** A minute ago, after the lots came in. */
function justNow(): { occurredAt: string; capturedAt: string } {
  const at = new Date(Date.now() - 60_000).toISOString()
  return { occurredAt: at, capturedAt: at }
}

/** The stored state of each batch is what its entries add up to. */
async function expectReplayed(ids: readonly Id[]): Promise<void> {
  const locked = await readLocked(db.manager, ids)
  for (const id of ids) {
    const rows: { entry: Buffer; sequence: number }[] = await db.query(
      `SELECT event.entry, link.sequence FROM event JOIN (SELECT DISTINCT event_id, sequence FROM event_batch WHERE batch_id = $1) link
         ON link.event_id = event.id ORDER BY link.sequence`,
      [id],
    )
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1))
    const { balance, status } = replay(
      id,
      rows.map(({ entry }) => openEvent(entry).event),
    )
    expect(locked.get(id)?.state).toMatchObject({ balance, status })
    expect(balance).toBeGreaterThanOrEqual(0n)
  }
}

test.each([2, 10, 50])(
  '%i writers drawing from one input lot at once never overdraw it, in 20 rounds',
  async (writers) => {
    const crop = await givenCrop(db, org)
    for (let round = 0; round < 20; round += 1) {
      // enough for half of them, and not quite for one more
      const enough = writers / 2
      const lot = await givenLot(db, org, kg(String(enough * 0.4 + 0.3), 'lít'), { kind: 'input' })
      const uses = Array.from({ length: writers }, () =>
        event('fertilising', org.id, [taken(lot, kg('0.4', 'lít')), given(crop)], justNow()),
      )
      const answers = await Promise.all(uses.map(record))
      expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(enough)
      expect(answers.filter((answer) => answer === 'INPUT_OVERDRAWN')).toHaveLength(writers - enough)
      expect((await readLocked(db.manager, [lot])).get(lot)?.state.balance).toBe(300_000_000n)
      await expectReplayed([lot])
    }
    await expectReplayed([crop])
  },
  120_000,
)

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

test('merges that lock many batches in different orders never wait for each other in a ring, in 20 rounds', async () => {
  for (let round = 0; round < 20; round += 1) {
    const lots = await Promise.all(Array.from({ length: 12 }, () => givenLot(db, org, kg('6'))))
    const merges = Array.from({ length: 10 }, () => {
      const parts = shuffled(lots).slice(0, 8)
      const merged = given(newId(), kg('8'), born('harvest', org.product, lotNumber()))
      return event('merge', org.id, [...parts.map((id) => taken(id, kg('1'))), merged], justNow())
    })
    const answers = await Promise.all(merges.map(record))
    expect(answers.filter((answer) => answer !== 'accepted' && answer !== 'BATCH_OVERDRAWN')).toEqual([])
    expect(answers).toContain('accepted')
    const made = merges.filter((_, index) => answers[index] === 'accepted')
    await expectReplayed([
      ...new Set([...lots, ...made.flatMap(({ batches }) => batches.map((item) => item.batchId))]),
    ])
  }
}, 120_000)
