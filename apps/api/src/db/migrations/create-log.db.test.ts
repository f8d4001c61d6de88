import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { DataSource } from 'typeorm'
import { givenSample } from '../../testing/sample.ts'
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { typeormOptions } from '../connection.ts'
import { CreateLog1795651200000 } from './1795651200000-create-log.ts'

let database: TestDatabase
let owner: DataSource
beforeAll(async () => {
  database = await createTestDatabase()
  owner = await new DataSource(typeormOptions(database.owner, 1)).initialize()
})
afterAll(async () => {
  await owner.destroy()
  await database.drop()
})

async function run(direction: 'up' | 'down'): Promise<void> {
  const runner = owner.createQueryRunner()
  await runner.startTransaction()
  await new CreateLog1795651200000()[direction](runner)
  await runner.commitTransaction()
  await runner.release()
}

const queue = async () =>
  (await database.asOwner('SELECT event_id AS id FROM log_pending ORDER BY position')) as { id: string }[]

test('entries that were recorded before there was a log wait for it, each after those before it in its histories', async () => {
  await givenSample(database.db)
  const entries = await queue()
  await run('down')
  // an entry of the same moment that comes first by its id, and last in its subject's history
  const [subject, late] = [newId(), `00000000${newId().slice(8)}`]
  const ids = [newId(), newId(), late]
  for (const [at, id] of ids.entries()) {
    await database.asOwner(
      `INSERT INTO event VALUES ($1, $1, 'care', '', decode(repeat('00', 32), 'hex'), '2026-01-01')`,
      [id],
    )
    await database.asOwner(
      `INSERT INTO subject_entry (subject_id, sequence, kind, organization_id, event_id, recorded_at, data, leaf_hash)
       VALUES ($1, $2, 'member', $3, $3, '2026-01-01', '{}', decode(repeat('00', 32), 'hex'))`,
      [subject, at + 1, id],
    )
  }
  await run('up')

  const order = (await queue()).map(({ id }) => id)
  expect([...order].sort()).toEqual([...entries.map(({ id }) => id), ...ids].sort())
  expect(order.filter((id) => ids.includes(id))).toEqual(ids)
  const wrong = await database.asOwner(
    `SELECT FROM (SELECT position, lag(position) OVER (PARTITION BY subject ORDER BY sequence) AS before
       FROM (SELECT event_id, batch_id AS subject, sequence FROM event_batch WHERE line = 1
             UNION ALL SELECT event_id, subject_id, sequence FROM subject_entry) link
       JOIN log_pending USING (event_id)) queue WHERE before >= position`,
  )
  expect(wrong).toEqual([])
})
