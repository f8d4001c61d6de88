import pg from 'pg'
import { ownerConnection, sequencerConnection, servingConnection } from '../db/connection.ts'
import { distribute } from '../db/distribute.ts'
import { migrate } from '../db/migrate.ts'
import type { ServingLogin } from '../db/roles.ts'

/**
 * One database that test files use one after the other, each with a fresh schema: what a cluster needs, where a copied database would
 * come without Citus.
 */
export type ResetServer = {
  ownerUrl: string
  /** The serving login's URL; absent: the owner's login, reduced to the serving role. */
  apiUrl?: string
  isCluster: boolean
}

const lock = '1852274031, 4' // 'nguo'; 3 is in db/migrate.ts

/** Whether the database that the URL names is on a Citus cluster. */
export async function isCluster(ownerUrl: string): Promise<boolean> {
  const client = await connect(ownerUrl)
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_extension WHERE extname = 'citus'`)
    return rowCount === 1
  } finally {
    await client.end()
  }
}

/** Throws unless everything in the database may be dropped, and a cluster can be reached by the serving login. */
export function assertResettable({ ownerUrl, apiUrl, isCluster }: ResetServer): void {
  const name = new URL(ownerUrl).pathname.slice(1)
  if (!name.includes('test'))
    throw new Error(`every table of ${name} would be dropped: name a database with "test" in its name`)
  if (isCluster && apiUrl === undefined)
    throw new Error(`set TEST_DATABASE_URL_API: a cluster's machines are reached by the serving login`)
}

let isTaken = false

/** Empties the database, migrates it, on a cluster spreads its tables, and says how to connect to it. */
export async function resetDatabase(server: ResetServer) {
  if (isTaken) throw new Error('this server has one database, and the test file has it already')
  isTaken = true
  const keeper = await connect(server.ownerUrl)
  try {
    await take(keeper)
    await keeper.query(
      'DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC',
    )
    const owner = ownerConnection(server.ownerUrl)
    await migrate(owner, loginOf(server.apiUrl))
    if (server.isCluster) await distribute(owner, () => {})
    return {
      owner,
      serving: servingConnection(server.apiUrl ?? server.ownerUrl, server.apiUrl === undefined),
      sequencer: sequencerConnection(server.ownerUrl),
      drop: () => release(keeper),
    }
  } catch (error) {
    await release(keeper)
    throw error
  }
}

const keeperName = `nguon test keeper ${process.pid}`

/**
 * Keeps other jest workers, and other runs, from emptying the database under a test. What an earlier test file of this process left
 * open, because it failed before it could drop its database, is ended.
 */
async function take(keeper: pg.Client): Promise<void> {
  keeper.on('error', () => {}) // it is ended in that way
  await keeper.query(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
    [keeperName],
  )
  await keeper.query(`SET application_name = '${keeperName}'`)
  const { rows } = await keeper.query<{ got: boolean }>(`SELECT pg_try_advisory_lock(${lock}) AS got`)
  if (!rows[0]?.got) throw new Error('another test file uses the database: run jest with --runInBand')
}

async function release(keeper: pg.Client): Promise<void> {
  isTaken = false
  await keeper.end()
}

function loginOf(apiUrl: string | undefined): ServingLogin {
  if (apiUrl === undefined) return 'owner'
  const { username, password } = new URL(apiUrl)
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(ownerConnection(url))
  await client.connect()
  return client
}
