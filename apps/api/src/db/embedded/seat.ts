import pg from 'pg'
import { StartError } from '../../config.ts'
import { isAlive } from './postmaster.ts'

/**
 * Who uses the embedded PostgreSQL, as advisory locks that end with the connection that holds them, so also with a
 * killed process. Users share `inUse`; whoever leaves last gets it alone, and stops PostgreSQL. `server` is for one.
 */
const inUse = '1852274031, 1' // 'nguo'
const server = '1852274031, 2'

export type Seat = {
  client: pg.Client
  /** Gives the seat up. True: nobody else is left, and nobody can come: the caller has to stop PostgreSQL. */
  leave(): Promise<boolean>
}

/**
 * Takes a seat at the running PostgreSQL.
 *
 * @returns `undefined` when PostgreSQL went away, or a killed server's seat is not cleared yet: look again
 * @throws {StartError} when `as` is `server` and there is one
 */
export async function takeSeat(
  connection: pg.ClientConfig,
  as: 'server' | 'cli',
  dataDir: string,
): Promise<Seat | undefined> {
  const client = new pg.Client({
    ...connection,
    database: 'postgres',
    application_name: `nguon ${as} ${process.pid}`,
  })
  client.on('error', () => {}) // the connection's end is what matters; it has its own event
  try {
    await client.connect()
    // Waits while the last user is leaving; PostgreSQL then stops and ends this connection.
    await client.query(`SELECT pg_advisory_lock_shared(${inUse})`)
    if (as === 'cli' || (await tryLock(client, server))) return { client, leave: () => leave(client) }

    const holder = await findServer(client)
    await client.end()
    if (holder && isAlive(holder)) throw alreadyRunning(dataDir, holder)
    return undefined
  } catch (error) {
    await client.end().catch(() => {})
    if (isGone(error)) return undefined
    throw explain(error, dataDir)
  }
}

async function leave(client: pg.Client): Promise<boolean> {
  try {
    await client.query('SELECT pg_advisory_unlock_all()')
    const last = await tryLock(client, inUse)
    if (!last) await client.end()
    return last // the lock is kept until PostgreSQL ends, so that nobody comes in between
  } catch (error) {
    if (isGone(error)) return false // it has crashed or was stopped by hand
    throw error
  }
}

async function tryLock(client: pg.Client, lock: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${lock}) AS locked`)
  return rows[0]?.locked === true
}

/** The process id of the server that holds the server's seat. */
async function findServer(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND granted AND (classid::bigint, objid::bigint) = (${server})`,
  )
  const pid = Number(rows[0]?.application_name.split(' ').at(-1))
  return pid > 0 ? pid : undefined
}

/** PostgreSQL refused or ended the connection because it is stopping, starting or gone. */
function isGone(error: unknown): boolean {
  const { code = '', message } = error as Error & { code?: string }
  const states = ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE']
  return (
    states.includes(code) || message.startsWith('Connection terminated') || message.includes('not queryable')
  )
}

function alreadyRunning(dataDir: string, pid: number): StartError {
  return new StartError(
    `Another Nguon server (process ${pid}) is using ${dataDir}. Stop it first, or set NGUON_DATA to another folder.`,
  )
}

function explain(error: unknown, dataDir: string): unknown {
  if ((error as { code?: string }).code !== '28P01') return error
  return new StartError(
    `The passwords in ${dataDir}/secrets.json do not fit its database: put the file back.`,
  )
}
