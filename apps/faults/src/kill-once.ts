import { setTimeout as pause } from 'node:timers/promises'
import { killPostgres, postmasterPid } from './postgres.ts'
import type { Load } from './write-load.ts'

/** A kill, and what it did. */
export interface Kill {
  readonly processes: number
  /** Until an event was acknowledged by the PostgreSQL that came after. */
  readonly tookMs: number
  /** Requests that it cut off, or that were answered 503 because of it. */
  readonly hit: number
}

/** Kills PostgreSQL under a load, and waits until another one has taken an event. */
export async function killOnce(dataDir: string, load: Load): Promise<Kill> {
  const before = { pid: postmasterPid(dataDir), hit: hitBy(load) }
  const began = performance.now()
  const processes = killPostgres(dataDir)
  while ([before.pid, undefined].includes(postmasterPid(dataDir))) await pause(10)
  await load.nextAcknowledged()
  return { processes, tookMs: performance.now() - began, hit: hitBy(load) - before.hit }
}

const hitBy = (load: Load): number => load.written().unanswered + load.written().away
