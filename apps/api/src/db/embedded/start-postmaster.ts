import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../../config.ts'
import type { Binaries } from './binaries.ts'
import { type Postmaster, removeStalePidFile, waitUntilReady } from './postmaster.ts'
import { type Account, spawnAs } from './unprivileged.ts'

export type StartOptions = {
  binaries: Binaries
  account: Account
  /** false: neither fsync nor full page writes, for tests. */
  durable: boolean
  /** The port to listen on; absent: a free one. */
  port: number | undefined
}

const patienceMs = 10_000
const maxLogBytes = 10_000_000

/**
 * Starts PostgreSQL on the cluster folder, in its own process group: Ctrl-C reaches us, and we stop it in order.
 *
 * @returns `undefined` when another process started one first
 * @throws {StartError} with PostgreSQL's own words when it does not start
 */
export async function startPostmaster(
  cluster: string,
  options: StartOptions,
): Promise<Postmaster | undefined> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const port = options.port ?? (await findFreePort())
    const { started, words } = await tryStart(cluster, port, options)
    if (started) return started
    if (/postmaster.pid" already exists/.test(words)) {
      if (removeStalePidFile(cluster)) continue
      return undefined
    }
    // The port was taken in between, or the processes of a killed PostgreSQL are just ending.
    const passing = /could not bind|Address already in use|shared memory block .* is still in use/.test(words)
    if (!passing || Date.now() > deadline) throw new StartError(`PostgreSQL does not start:\n${words}`)
    await sleep(50)
  }
}

async function tryStart(cluster: string, port: number, options: StartOptions) {
  const logPath = join(dirname(cluster), 'postgres.log')
  if (existsSync(logPath) && statSync(logPath).size > maxLogBytes) renameSync(logPath, `${logPath}.1`)
  const log = openSync(logPath, 'a', 0o600)
  try {
    const before = statSync(logPath).size
    const child = spawnAs(
      options.account,
      options.binaries.postgres,
      postgresArgs(cluster, port, options.durable),
      {
        stdio: ['ignore', log, log],
        detached: true,
      },
    )
    await once(child, 'spawn')
    child.unref()
    const started = await waitUntilReady(cluster, child.pid as number)
    return { started, words: readFileSync(logPath).subarray(before).toString().trim() }
  } finally {
    closeSync(log)
  }
}

function postgresArgs(cluster: string, port: number, durable: boolean): string[] {
  const onOff = durable ? 'on' : 'off'
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // their paths may be too long, and passwords are asked in one way only
    fsync: onOff,
    synchronous_commit: onOff,
    full_page_writes: onOff,
    max_connections: 60,
    shared_buffers: '128MB',
    jit: 'off', // costs more than it saves on our short statements
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', cluster, '-p', String(port), ...flags]
}

/** A TCP port of this machine that nobody listens on at the moment. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no TCP address')
  return address.port
}
