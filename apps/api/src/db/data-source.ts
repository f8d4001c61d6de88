import type pg from 'pg'
import { DataSource } from 'typeorm'
import { type Config, StartError } from '../config.ts'
import { ownerConnection, sequencerConnection, servingConnection, typeormOptions } from './connection.ts'
import { type Embedded, type EmbeddedConnection, openEmbedded } from './embedded.ts'
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
  /** Connection options of the role that seals entries into the log. */
  sequencer: pg.ClientConfig
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
  const reached = await reachDatabase(config, use)
  try {
    const database = await connect(reached)
    return {
      ...database,
      async close() {
        try {
          await database.close()
        } finally {
          await reached.stop()
        }
      },
    }
  } catch (error) {
    await reached.stop()
    throw error
  }
}

/** A database as it is, before anything is migrated: how each role connects to it. */
export interface Reached extends Pick<Database, 'owner' | 'sequencer'> {
  readonly serving: pg.ClientConfig
  readonly login: ServingLogin
  stop(): Promise<void>
}

/** Finds the database that the configuration names, or starts or joins the embedded one, and leaves it as it is. */
export async function reachDatabase(config: DatabaseConfig, use: DatabaseUse): Promise<Reached> {
  if (config.DATABASE_URL !== undefined) {
    const { DATABASE_URL: owner, DATABASE_URL_API: api } = config
    const serving = servingConnection(api ?? owner, api === undefined)
    return { ...asOwner(owner), serving, login: loginOf(api), stop: async () => {} }
  }

  const { NGUON_DATA: dataDir, NGUON_DURABILITY: durability } = config
  return reachEmbedded(await openEmbedded({ ...use, dataDir, durability }))
}

/** How each role connects to an embedded PostgreSQL that runs. */
export function reachEmbedded(embedded: Embedded): Reached {
  const serving = servingConnection(urlOf(embedded.api), false)
  return { ...asOwner(urlOf(embedded.owner)), serving, login: embedded.api, stop: () => embedded.stop() }
}

const asOwner = (url: string) => ({ owner: ownerConnection(url), sequencer: sequencerConnection(url) })

async function connect({ owner, sequencer, serving, login }: Reached): Promise<Database> {
  try {
    await migrate(owner, login)
    const db = await openServing(serving)
    return { owner, api: db, sequencer, close: () => db.destroy() }
  } catch (error) {
    throw explain(error)
  }
}

/** A pool of connections as the serving role, to a database that is migrated. */
export function openServing(connection: pg.ClientConfig): Promise<DataSource> {
  return new DataSource({ ...typeormOptions(connection, poolSize), entities: [...tables] }).initialize()
}

/** A connection as the role of the sequencer, to a database that is migrated: one transaction after the other. */
export function openSequencing(connection: pg.ClientConfig): Promise<DataSource> {
  return new DataSource(typeormOptions(connection, 1)).initialize()
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
