import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ErrorCode } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { onTime } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { confirmRecall } from './confirm-recall.ts'
import { givenProposal } from './testing/given-recall.ts'
import { givenRecallPeople, type RecallPeople } from './testing/given-recall-people.ts'

const rounds = 100

let database: TestDatabase
let db: DataSource
let people: RecallPeople
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  people = await givenRecallPeople(db)
})
afterAll(() => database.drop())

test(`goods that are dispatched while their recall is confirmed leave before it or not at all, in ${rounds} rounds of ${rounds} (V15.4.2)`, async () => {
  const { org } = people
  const { inspector, colleague } = people.people
  const ends = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const { id, batchIds } = await givenProposal(db, inspector.caller, org, 3)
    const sell = async (batchIndex: number): Promise<ErrorCode | 'ok'> => {
      const batchId = batchIds[batchIndex] as string
      const sale = event('dispatch', org.id, [taken(batchId, kg('1'))], onTime())
      return recordEvent(db, org.staff, { event: sale }).then(
        () => 'ok' as const,
        (error) => error.code,
      )
    }
    const delay = () => new Promise((done) => setTimeout(done, Math.random() * 12))
    const [confirmed, ...sold] = await Promise.all([
      delay().then(() => confirmRecall(db, colleague.caller, id, () => new Date())),
      ...[0, 1, 2].map(async (index) => {
        await delay()
        return sell(index)
      }),
    ])
    expect(confirmed).toMatchObject({ recorded: 3 })
    for (const [index, outcome] of sold.entries()) {
      expect(['ok', 'BATCH_ON_HOLD']).toContain(outcome)
      const rows: { type: string }[] = await db.query(
        'SELECT type FROM event_batch WHERE batch_id = $1 ORDER BY sequence',
        [batchIds[index]],
      )
      expect(rows.map(({ type }) => type)).toEqual(
        outcome === 'ok' ? ['purchase', 'dispatch', 'recall'] : ['purchase', 'recall'],
      )
      ends.add(outcome)
    }
  }
  expect([...ends].sort()).toEqual(['BATCH_ON_HOLD', 'ok'])
}, 120_000)
