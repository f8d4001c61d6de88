import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/** The running embedded PostgreSQL of a data folder. @throws when there is none */
function readPidFile(dataDir: string): { pid: number; port: number } {
  const lines = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

/** Connection of the owner, a superuser. */
export function ownerOf(dataDir: string): pg.ClientConfig & { password: string; port: number } {
  const secrets: { owner: string } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))
  const { port } = readPidFile(dataDir)
  return { host: '127.0.0.1', port, user: 'nguon', password: secrets.owner, database: 'nguon' }
}

/** What a server is told to use the PostgreSQL of a data folder that another one runs, or a proxy before it. */
export function urlsOf(
  dataDir: string,
  port = readPidFile(dataDir).port,
): { DATABASE_URL: string; DATABASE_URL_API: string } {
  const secrets: { owner: string; api: string } = JSON.parse(
    readFileSync(join(dataDir, 'secrets.json'), 'utf8'),
  )
  const url = (user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${port}/nguon`
  return { DATABASE_URL: url('nguon', secrets.owner), DATABASE_URL_API: url('nguon_api', secrets.api) }
}

/** Runs SQL as the owner; several statements with `;` where there are no values. @returns the rows of the last */
export async function asOwner<Row = Record<string, unknown>>(
  dataDir: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(ownerOf(dataDir))
  client.on('error', () => undefined) // PostgreSQL may be killed under it: the query tells
  await client.connect()
  try {
    const result: pg.QueryResult | pg.QueryResult[] =
      values.length > 0 ? await client.query(sql, [...values]) : await client.query(sql)
    const last = Array.isArray(result) ? result.at(-1) : result
    return (last?.rows ?? []) as Row[]
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Kills PostgreSQL and all its processes at once, as a power cut of that machine would. Its pid file stays.
 *
 * @returns how many processes were killed
 */
export function killPostgres(dataDir: string): number {
  const { pid } = readPidFile(dataDir)
  const all = [pid, ...childrenOf(pid)]
  process.kill(pid, 'SIGSTOP') // so that none is made while the others are killed
  for (const each of [...new Set([...all, ...childrenOf(pid)])].reverse()) kill(each)
  return all.length
}

/** The process that the pid file names; undefined while it is being written anew. */
export function postmasterPid(dataDir: string): number | undefined {
  try {
    return readPidFile(dataDir).pid || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // else it has just ended by itself
  }
}

function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((child) => parentOf(child) === pid).map(Number)
}

/** Fourth field of /proc/PID/stat; the second, a name in brackets, may hold blanks. */
function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined // it has ended
  }
}
