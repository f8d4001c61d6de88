import pg from 'pg'
import { DataSource, type MigrationInterface } from 'typeorm'
import { StartError } from '../config.ts'
import { typeormOptions } from './connection.ts'
import { migrations } from './migrations/index.ts'
import { ensureRoles, type ServingLogin } from './roles.ts'

type MigrationClass = new () => MigrationInterface

const table = 'migration'
const lock = '1852274031, 3' // 'nguo'; 1 and 2 are in embedded/seat.ts, in another database

/**
 * Brings the database up to this program: the roles, then every migration that has not run, each in a
 * transaction. Processes that start at once wait for each other.
 *
 * @param owner connection options of the owner
 * @param login how the app will become the serving role
 * @throws {StartError} when the database was made by a newer program
 */
export async function migrate(
  owner: pg.ClientConfig,
  login: ServingLogin,
  list: readonly MigrationClass[] = migrations,
): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(`SELECT pg_advisory_lock(${lock})`)
    await ensureRoles(client, login)
    await assertKnown(client, list)
    await runPending(owner, list)
  } finally {
    await client.end()
  }
}

async function runPending(owner: pg.ClientConfig, list: readonly MigrationClass[]): Promise<void> {
  const db = await new DataSource({
    ...typeormOptions(owner, 2),
    migrations: [...list],
    migrationsTableName: table,
    migrationsTransactionMode: 'each',
  }).initialize()
  try {
    await db.runMigrations()
  } finally {
    await db.destroy()
  }
}

/** An older program must not write to the tables of a newer one. */
async function assertKnown(client: pg.Client, list: readonly MigrationClass[]): Promise<void> {
  const exists = await client.query(
    'SELECT FROM pg_tables WHERE schemaname = current_schema AND tablename = $1',
    [table],
  )
  if (exists.rowCount === 0) return

  const known = list.map((migration) => new migration().name ?? migration.name)
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM ${table} WHERE name <> ALL ($1::text[]) ORDER BY id`,
    [known],
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new StartError(
    `The database was made by a newer version of Nguon (unknown: ${names}). Install that version.`,
  )
}
