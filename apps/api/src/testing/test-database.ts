import { describe } from '@jest/globals'
import pg from 'pg'
import type { DataSource } from 'typeorm'
import { openServing } from '../db/data-source.ts'
import { startThrowaway } from '../db/embedded/throwaway.ts'
import { openFresh, prepareEmbedded, type TestServer } from './test-server.ts'

/** A migrated, empty database of one test file. */
export type TestDatabase = {
  /** Connected as the role that serves requests, as the app is. */
  db: DataSource
  /** Connection options of the owner. */
  owner: pg.ClientConfig
  /** Connection options of the role that seals entries into the log. */
  sequencer: pg.ClientConfig
  /** Runs one statement as the owner and answers its rows. */
  asOwner(sql: string, values?: unknown[]): Promise<unknown[]>
  /** Closes `db` and removes the database. */
  drop(): Promise<void>
}

const server = process.env.NGUON_TEST_SERVER
const hasOneDatabase = server !== undefined && !('template' in JSON.parse(server))

/** For tests that use two databases at once: a server that has one, which each test file empties, leaves them out. */
export const describeWithTwo = hasOneDatabase ? describe.skip : describe
if (hasOneDatabase) process.stdout.write('the server has one database: tests that use two are left out\n')

/** A database on the server of this jest run, where nothing is durable. Drop it in `afterAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  if (server === undefined)
    throw new Error('global-setup.ts has not run: use the jest configuration of apps/api')
  return openDatabase(JSON.parse(server) as TestServer)
}

/** A database on a PostgreSQL of its own with fsync on, for tests about durability. Takes about a second. */
export async function createDurableTestDatabase(): Promise<TestDatabase> {
  const embedded = await startThrowaway('full')
  try {
    const database = await openDatabase(await prepareEmbedded(embedded))
    return {
      ...database,
      async drop() {
        await database.drop()
        await embedded.stop()
      },
    }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

async function openDatabase(server: TestServer): Promise<TestDatabase> {
  const { owner, serving, sequencer, drop } = await openFresh(server)
  const db = await openServing(serving)
  return {
    db,
    owner,
    sequencer,
    asOwner: (sql, values) => runOnce(owner, sql, values),
    async drop() {
      await db.destroy()
      await drop()
    },
  }
}

async function runOnce(connection: pg.ClientConfig, sql: string, values?: unknown[]): Promise<unknown[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}
