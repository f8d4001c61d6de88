import { readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a running PostgreSQL writes down about itself. */
export type Postmaster = {
  pid: number
  port: number
  /** `starting`, `ready`, `stopping`, … */
  status: string
}

const pollMs = 10

/** The living PostgreSQL of the cluster folder, if there is one. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const [pid, folder, , port, , , , status] = readPidFile(cluster)
  // The folder differs in a copy of a running one: that PostgreSQL is not ours.
  if (!pid || folder !== cluster || !isAlive(Number(pid)) || isOther(Number(pid))) return undefined
  return { pid: Number(pid), port: Number(port), status: status?.trim() ?? 'starting' }
}

/**
 * Removes a pid file whose process id has gone to another program: PostgreSQL would take that for a colleague and
 * refuse to start. Answers whether it did.
 */
export function removeStalePidFile(cluster: string): boolean {
  const [pid, folder] = readPidFile(cluster)
  const stale = folder === cluster && isAlive(Number(pid)) && isOther(Number(pid))
  if (stale) rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return stale
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/**
 * After a crash of the machine, the id in the file may belong to any program, or to a dead one that nobody reaped
 * (no command line). Only Linux tells; elsewhere we trust the file.
 */
function isOther(pid: number): boolean {
  try {
    const [program = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return basename(program) !== 'postgres' && basename(program) !== 'unshare'
  } catch {
    return false
  }
}

/** Whether a process has this id, also one that is not ours to signal. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Stops PostgreSQL in order: running statements are broken off, everything confirmed is on disk. Takes 20–80 ms.
 *
 * @throws when it has not ended within a minute
 */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  if (findPostmaster(cluster)?.pid === pid) process.kill(pid, 'SIGINT')
  await waitUntilGone(cluster, pid)
}

/** Waits until the cluster's PostgreSQL `pid` has ended. It removes its pid file as the last thing it does. */
export async function waitUntilGone(cluster: string, pid: number): Promise<void> {
  const deadline = Date.now() + 60_000
  while (findPostmaster(cluster)?.pid === pid) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (pid ${pid}) in ${cluster} does not stop`)
    await sleep(pollMs)
  }
}

/** Waits while PostgreSQL starts, or recovers from a crash. Answers `undefined` when it ended instead. */
export async function waitUntilReady(cluster: string, pid: number): Promise<Postmaster | undefined> {
  while (isAlive(pid)) {
    const found = findPostmaster(cluster)
    if (found?.pid === pid && found.status === 'ready') return found
    await sleep(pollMs)
  }
  return undefined
}
