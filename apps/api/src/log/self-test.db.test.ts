import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { StartError } from '../config.ts'
import { type DatabaseConfig, openDatabase, openServing, urlOf } from '../db/data-source.ts'
import { startThrowaway } from '../db/embedded/throwaway.ts'
import { createDurableTestDatabase, createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { testDatabase } from './self-test.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const start = () => testDatabase({ api: database.db, owner: database.owner }, 'relaxed')
const refusal = async () => {
  const error = await start().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(StartError)
  return String(error)
}

test('the server starts on a database that refuses changes of the history', () => start())

describe('the server does not start when', () => {
  test.each([
    ['UPDATE', 'event'],
    ['DELETE', 'event'],
    ['TRUNCATE', 'event'],
    ['UPDATE', 'log_leaf'],
    ['DELETE', 'log_checkpoint'],
    ['DELETE', 'log_pending'],
    ['DELETE', 'disclosure'],
    ['UPDATE', 'event_batch'],
  ])('the role that serves may %s %s', async (right, table) => {
    await database.asOwner(`GRANT ${right} ON ${table} TO nguon_api`)
    expect(await refusal()).toMatch(`may ${right} rows of ${table}`)
  })

  test('it may change a single column', async () => {
    await database.asOwner('GRANT UPDATE (note) ON log_checkpoint TO nguon_api')
    expect(await refusal()).toMatch('may UPDATE rows of log_checkpoint')
  })

  test('the trigger stands alone: the right to change is refused although the trigger would stop it', async () => {
    await database.asOwner('GRANT TRUNCATE ON event TO PUBLIC')
    await expect(database.db.query('TRUNCATE event')).rejects.toThrow('IMMUTABLE')
    expect(await refusal()).toMatch('may TRUNCATE rows of event')
  })

  test.each([
    'DROP TRIGGER event_rows ON event',
    'DROP TRIGGER event_table ON event',
    'ALTER TABLE log_leaf DISABLE TRIGGER log_leaf_rows',
    'ALTER TABLE log_node ENABLE TRIGGER log_node_table', // on, but not where a session replays
    'ALTER TABLE disclosure ENABLE REPLICA TRIGGER disclosure_rows',
    'DROP TRIGGER log_pending_rows ON log_pending',
    'DROP TRIGGER audit_rows ON audit; CREATE TRIGGER audit_rows BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change(); ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_rows',
  ])('%s was run', async (sql) => {
    await database.asOwner(sql)
    expect(await refusal()).toMatch(/triggers that refuse changes of \w+ are gone or switched off/)
  })

  test('the login is a superuser’s', async () => {
    const api = await openServing(database.owner)
    await expect(testDatabase({ api, owner: database.owner }, 'relaxed')).rejects.toThrow(
      'may UPDATE rows of event',
    )
    await api.destroy()
  })
})

test('a database that may lose what it confirmed is for tests alone', async () => {
  const server = await startThrowaway('relaxed')
  const config = { DATABASE_URL: urlOf(server.owner), NGUON_DATA: '/nonexistent', NGUON_DURABILITY: 'full' }
  const opened = await openDatabase(config as DatabaseConfig, { as: 'server' })
  await expect(testDatabase(opened, 'full')).rejects.toThrow(
    'PostgreSQL has fsync, full_page_writes, synchronous_commit switched off',
  )
  await testDatabase(opened, 'relaxed')
  await opened.close()
  await server.stop()
}, 60_000)

test('the embedded database keeps what it confirmed, with checksums; one setting switched off is refused', async () => {
  const durable = await createDurableTestDatabase()
  const parts = { api: durable.db, owner: durable.owner }
  try {
    await testDatabase(parts, 'full')
    const options = '-c role=nguon_api -c synchronous_commit=off'
    const api = await openServing({ ...durable.owner, options })
    await expect(testDatabase({ ...parts, api }, 'full')).rejects.toThrow(
      'has synchronous_commit switched off',
    )
    await api.destroy()
  } finally {
    await durable.drop()
  }
}, 60_000)
