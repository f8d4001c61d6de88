import type { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { queryPrepared, together } from './query-prepared.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const setting = { name: 'test-set', text: `SELECT set_config('test.word', $1, true) AS word` }
const reading = { name: 'test-read', text: `SELECT current_setting('test.word', true) AS word` }
const dividing = { name: 'test-divide', text: 'SELECT 1 / $1::int AS part' }

describe('statements that travel together', () => {
  test('are run in the order in which they were called', async () => {
    const words = await database.db.transaction((tx) =>
      together(
        ['a', 'b', 'c'].flatMap((word) => [
          queryPrepared(tx, setting, [word]),
          queryPrepared(tx, reading, []),
        ]),
      ),
    )
    expect(words.flat()).toEqual(['a', 'a', 'b', 'b', 'c', 'c'].map((word) => ({ word })))
  })

  test('are all on the way before the first is answered', async () => {
    const [waiting, behind] = [
      { name: 'test-lock', text: 'SELECT pg_advisory_xact_lock(7)' },
      {
        name: 'test-behind',
        text: `SELECT '${'sent although the first still waits. '.repeat(100)}' AS word`,
      },
    ]
    const holder = database.db.createQueryRunner()
    await holder.query('SELECT pg_advisory_lock(7)')
    await database.db.transaction(async (tx) => {
      const client: pg.PoolClient = await tx.queryRunner?.connect()
      const written = () => (client.connection.stream as Socket).bytesWritten
      const before = written()
      const answers = together([queryPrepared(tx, waiting, []), queryPrepared(tx, behind, [])])
      await new Promise((later) => setImmediate(later))
      expect(written() - before).toBeGreaterThan(waiting.text.length + behind.text.length)
      await holder.query('SELECT pg_advisory_unlock(7)')
      await answers
    })
    await holder.release()
  })

  test('of which one fails say why it failed, not that the transaction has', async () => {
    const attempt = database.db.transaction(async (tx) => {
      const first = queryPrepared(tx, dividing, [0])
      const late = first.finally(() => new Promise((later) => setImmediate(later))) // told after the one behind it
      await together([late, queryPrepared(tx, dividing, [1])])
    })
    await expect(attempt).rejects.toMatchObject({ code: '22012' })
  })
})
