import { type Id, readWays as readWaysOf, type TraceEvent, type Way } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { walkFrom } from '../traces/read-trace.ts'

/**
 * What would flow into each batch the event gives to that was there before, and where that has gone: what CYCLE asks for.
 *
 * Batches that are far from the event are not locked. So where something other than bought goods flows into an old batch, the
 * writers who do such a thing wait for each other and look again: else two of them could close a ring together, neither seeing the
 * other's half. They hold the locks of their batches by then, so that nobody waits for anybody twice.
 *
 * @param born the batches that this event has just added to the index
 */
export async function readWays(
  tx: EntityManager,
  event: TraceEvent,
  born: ReadonlySet<Id>,
): Promise<readonly Way[]> {
  const existed = (id: Id) => !born.has(id)
  const read = () =>
    readWaysOf(event, existed, async (starts, direction, at) =>
      (await walkFrom(tx, starts, direction, at)).reached.keys(),
    )
  const ways = await read()
  const taken = new Set(event.batches.filter(({ role }) => role === 'in').map(({ batchId }) => batchId))
  if (!ways.some(({ before }) => [...before].some((id) => !taken.has(id)))) return ways
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('cycle', 3))`)
  return read()
}
