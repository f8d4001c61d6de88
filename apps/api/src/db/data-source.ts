import type pg from 'pg'
import { DataSource } from 'typeorm'
import { type Config, StartError } from '../config.ts'
import { ownerConnection, servingConnection, typeormOptions } from './connection.ts'
import { type EmbeddedConnection, openEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import type { ServingLogin } from './roles.ts'
import { tables } from './tables.ts'

const poolSize = 12

/** The open database: migrated, and connected as the role that serves requests. */
export type Database = {
  /** For what only the owner may do (backup, self-test of the roles): connection options for a pg client. */
  owner: pg.ClientConfig
  /** Everything else: a pool of connections as the serving role. */
  api: DataSource
  close(): Promise<void>
}

export type DatabaseConfig = Pick<
  Config,
  'DATABASE_URL' | 'DATABASE_URL_API' | 'NGUON_DATA' | 'NGUON_DURABILITY'
>

export type DatabaseUse = {
  /** A server is alone on an embedded database and brings it back after a crash; the CLI joins the running one. */
  as: 'server' | 'cli'
  onRestart?: () => void
  onLost?: (error: unknown) => void
}

/**
 * Opens the database that the configuration names, or the embedded one of the data folder, and runs pending migrations.
 *
 * @throws {StartError} when the operator has to change something
 */
export async function openDatabase(config: DatabaseConfig, use: DatabaseUse): Promise<Database> {
  if (config.DATABASE_URL !== undefined) {
    const { DATABASE_URL: owner, DATABASE_URL_API: api } = config
    return connect(ownerConnection(owner), servingConnection(api ?? owner, api === undefined), loginOf(api))
  }

  const embedded = await openEmbedded({
    ...use,
    dataDir: config.NGUON_DATA,
    durability: config.NGUON_DURABILITY,
  })
  const [owner, api] = [urlOf(embedded.owner), urlOf(embedded.api)]
  try {
    const database = await connect(ownerConnection(owner), servingConnection(api, false), embedded.api)
    return {
      ...database,
      async close() {
        try {
          await database.close()
        } finally {
          await embedded.stop()
        }
      },
    }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

async function connect(owner: pg.ClientConfig, api: pg.ClientConfig, login: ServingLogin): Promise<Database> {
  try {
    await migrate(owner, login)
    const db = await openServing(api)
    return { owner, api: db, close: () => db.destroy() }
  } catch (error) {
    throw explain(error)
  }
}

/** A pool of connections as the serving role, to a database that is migrated. */
export function openServing(connection: pg.ClientConfig): Promise<DataSource> {
  return new DataSource({ ...typeormOptions(connection, poolSize), entities: [...tables] }).initialize()
}

/** @param api DATABASE_URL_API */
function loginOf(api: string | undefined): ServingLogin {
  if (api === undefined) return 'owner'
  const { username, password } = new URL(api)
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
}

export function urlOf({ user, password, host, port, database }: EmbeddedConnection): string {
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`
}

/** A database that cannot be reached or logged in to is for the operator, without a stack. */
function explain(error: unknown): unknown {
  const { code = '', message } = error as Error & { code?: string }
  const reachable = ![
    'ECONNREFUSED',
    'ENOTFOUND',
    'ETIMEDOUT',
    'EAI_AGAIN',
    '28P01',
    '28000',
    '3D000',
  ].includes(code)
  return reachable
    ? error
    : new StartError(`The database cannot be reached: ${message || code}`, { cause: error })
}
