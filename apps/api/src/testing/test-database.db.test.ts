import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  createDurableTestDatabase,
  createTestDatabase,
  describeWithTwo,
  type TestDatabase,
} from './test-database.ts'

describeWithTwo('a database of a test', () => {
  let one: TestDatabase
  let other: TestDatabase
  beforeAll(async () => {
    ;[one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  })
  afterAll(() => Promise.all([one.drop(), other.drop()]))

  test('each test file has a database of its own', async () => {
    await one.asOwner('CREATE TABLE only_here (id int)')
    await expect(other.asOwner('SELECT * FROM only_here')).rejects.toThrow('does not exist')
  })

  test('tests are connected as the role that serves requests', async () => {
    expect(await one.db.query('SELECT current_user AS "user"')).toEqual([{ user: 'nguon_api' }])
  })

  test('sessions that serve are set to UTC and a time limit', async () => {
    const settings = `SELECT current_setting('timezone') AS zone, current_setting('statement_timeout') AS timeout`
    expect(await one.db.query(settings)).toEqual([{ zone: 'UTC', timeout: '30s' }])
  })

  test('values that a JavaScript number or date would change arrive as text', async () => {
    const values = `SELECT 9007199254740993::int8 AS count, 0.1::numeric AS share, '2026-02-28'::date AS day`
    expect(await one.db.query(values)).toEqual([
      { count: '9007199254740993', share: '0.1', day: '2026-02-28' },
    ])
  })

  test('a test about durability gets a database that writes to disk', async () => {
    const durable = await createDurableTestDatabase()
    expect(await durable.db.query('SHOW fsync')).toEqual([{ fsync: 'on' }])
    await durable.drop()
  }, 30_000)
})
