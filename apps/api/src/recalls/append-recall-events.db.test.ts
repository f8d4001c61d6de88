import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { decimalText, type Id, newId, replay } from '@nguon/domain'
import { event, kg, taken, touched } from '@nguon/domain/testing'
import { leafHash, toBase64Url } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { lockMany } from '../batches/lock-many.ts'
import { appendEvent } from '../events/append-event.ts'
import { openEvent } from '../events/entry.ts'
import { recordEvent } from '../events/record-event.ts'
import { givenLot, onTime, operator } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { appendRecallEvents, type RecallEvent } from './append-recall-events.ts'
import { confirmRecall } from './confirm-recall.ts'
import { proposeRecall } from './propose-recall.ts'
import { givenMany } from './testing/given-many.ts'
import { recallOf } from './testing/given-recall.ts'
import { givenRecallPeople, type RecallPeople } from './testing/given-recall-people.ts'

let database: TestDatabase
let db: DataSource
let people: RecallPeople
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  people = await givenRecallPeople(db)
})
afterAll(() => database.drop())

interface Row {
  sequence: number
  event_id: Id
  entry: Buffer
  leaf_hash: Buffer
  event_hash: Buffer
  recorded_at: Date
  balance: string
  status: string
}
const historyOf = (batchId: Id): Promise<Row[]> =>
  db.query(
    `SELECT link.*, event.entry, event.leaf_hash AS event_hash, event.recorded_at FROM event_batch link JOIN event ON event.id = link.event_id
     WHERE link.batch_id = $1 ORDER BY link.sequence, link.line`,
    [batchId],
  )

/** A lot to which something happened: made, drawn from, held. */
async function givenUsed(): Promise<Id> {
  const lot = await givenLot(db, people.org, kg('10'))
  await recordEvent(db, operator, {
    event: event('destroy', people.org.id, [taken(lot, kg('2.5'))], onTime()),
  })
  await recordEvent(db, operator, { event: event('hold', people.org.id, [touched(lot)], onTime()) })
  return lot
}

const recall = (batchId: Id): RecallEvent =>
  event('recall', people.inspectorate.id, [touched(batchId)], onTime())

/** A history holds together: sequences without a gap, each entry the hash of the one before, balance and status as replay says. */
async function expectSound(batchId: Id): Promise<void> {
  const rows = await historyOf(batchId)
  const events = rows.map(({ entry }) => openEvent(entry))
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_row, index) => index + 1))
  rows.forEach((row, index) => {
    const stored = JSON.parse(String(row.entry)) as {
      batches: { batchId: Id; sequence: number; prev: string | null }[]
    }
    const item = stored.batches.find((each) => each.batchId === batchId)
    const before = rows[index - 1]
    expect(item).toMatchObject({
      sequence: row.sequence,
      prev: before ? toBase64Url(before.leaf_hash) : null,
    })
    expect(row.leaf_hash).toEqual(Buffer.from(leafHash(row.entry)))
    expect(row.event_hash).toEqual(row.leaf_hash)
  })
  const state = replay(
    batchId,
    events.map((each) => each.event),
  )
  const last = rows.at(-1)
  expect({ balance: Number(last?.balance), status: last?.status }).toEqual({
    balance: Number(decimalText(state.balance)),
    status: state.status,
  })
}

describe('events that are appended many at once', () => {
  test('are stored as one that is appended alone, column by column and byte by byte', async () => {
    const [alone, bulk] = [await givenUsed(), await givenUsed()]
    const [first, second] = [recall(alone), recall(bulk)]
    const recordedAt = first.capturedAt
    const like = { ...second, occurredAt: first.occurredAt, capturedAt: first.capturedAt } as RecallEvent
    await db.transaction((tx) => appendEvent(tx, operator, { event: first }, { recordedAt }))
    await db.transaction(async (tx) => {
      await lockMany(tx, [bulk])
      await appendRecallEvents(tx, [like], recordedAt)
    })
    const [single, many] = [(await historyOf(alone)).at(-1), (await historyOf(bulk)).at(-1)]
    const shapeOf = (row: Row | undefined, batchId: Id, eventId: Id) => {
      const { entry, leaf_hash: _leaf, event_hash: _hash, ...rest } = row as Row
      const text = JSON.stringify({ ...rest, entry: JSON.parse(String(entry)) })
      return text
        .replaceAll(batchId, 'BATCH')
        .replaceAll(eventId, 'EVENT')
        .replace(/"prev":"[^"]+"/, '"prev":"P"')
    }
    expect(shapeOf(many, bulk, like.id)).toBe(shapeOf(single, alone, first.id))
    for (const lot of [alone, bulk]) await expectSound(lot)
  })

  test('go through the same rules: one that is refused takes all with it', async () => {
    const lots = [await givenUsed(), await givenUsed()] as const
    const late = { ...recall(lots[1]), occurredAt: '2027-11-20T00:00:00.000Z' } as RecallEvent
    const attempt = db.transaction((tx) =>
      appendRecallEvents(tx, [recall(lots[0]), late], new Date().toISOString()),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'FUTURE_EVENT' })
    expect(await historyOf(lots[0])).toHaveLength(3)
    await expect(
      db.transaction((tx) => appendRecallEvents(tx, [recall(newId())], new Date().toISOString())),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('a recall of 10,000 batches is in force with one confirmation, each with a sound history', async () => {
  const { org } = people
  const { inspector, colleague } = people.people
  const source = await givenLot(db, org, kg('20000'))
  const made = await givenMany(db, org, source, 10_000)
  const request = recallOf([source])
  await proposeRecall(db, inspector.caller, request, new Date())
  const { recorded } = await confirmRecall(db, colleague.caller, request.id, () => new Date())
  expect(recorded).toBe(10_001)
  const [counts] = await db.query(
    `SELECT count(*)::int AS recalls, count(DISTINCT batch_id)::int AS batches, count(DISTINCT event_id)::int AS events
     FROM event_batch WHERE batch_id = ANY($1) AND type = 'recall' AND status = 'recalled'`,
    [[source, ...made]],
  )
  expect(counts).toEqual({ recalls: 10_001, batches: 10_001, events: 10_001 })
  for (const batchId of [source, made[0], made[5000], made[9999]]) await expectSound(batchId as Id)
}, 120_000)
