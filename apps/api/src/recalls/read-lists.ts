import type { RecallPlan } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { readFrozen, readRecall, sightOf } from './recall-store.ts'
import { viewPlan } from './view-plan.ts'

/** What a recall froze when it was proposed, for whoever sees the recall. */
export function readLists(db: DataSource, caller: Caller, id: Id): Promise<RecallPlan> {
  return atOneMoment(db, async (tx) => {
    await enterTenant(tx, scopeOfCaller(caller))
    const recall = await readRecall(tx, sightOf(caller), id)
    const batches = await readFrozen(tx, id)
    const startIds = recall.start.batchIds ?? (await listNumbered(tx, batches, recall.start.lot?.number))
    return viewPlan(tx, caller, { at: recall.proposedAt, startIds, batches, about: id })
  })
}

/** The input lots of the set with the number that the recall started from. */
async function listNumbered(
  tx: EntityManager,
  batches: readonly { id: Id }[],
  number: string | undefined,
): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT id FROM batch WHERE id = ANY($1) AND kind = 'input' AND lot = $2 ORDER BY id`,
    [batches.map(({ id }) => id), number?.toUpperCase()],
  )
  return rows.map(({ id }) => id)
}
