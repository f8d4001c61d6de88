import type { RecallPlan } from '@nguon/contract'
import { newId, platformId } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { drawUp } from './draw-up.ts'
import type { Start } from './read-start.ts'
import { decideRecall, insertRecall } from './recall-store.ts'
import { viewPlan } from './view-plan.ts'

/** What a drill found, and how long it took. */
export interface Drill {
  readonly plan: RecallPlan
  readonly seconds: number
}

/**
 * A drill from the command line: follows a recall to everything it would reach and keeps the result as the platform's own. It stops
 * nothing, tells nobody and leaves no trace in the history.
 *
 * @throws {DomainError} `NOT_FOUND` for a start that does not exist
 */
export async function drillRecall(db: DataSource, start: Start, now: () => Date): Promise<Drill> {
  const operator: Caller = { kind: 'operator' }
  const startedAt = now()
  return atOneMoment(db, async (tx) => {
    await enterTenant(tx, scopeOfCaller(operator))
    const { startIds, batches } = await drawUp(tx, operator, start, startedAt)
    const id = newId()
    const proposal = {
      ...{ id, organizationId: platformId, kind: 'mandatory' as const, drill: true, startedAt },
      ...{ reason: 'diễn tập', publicMessage: null, decisionNumber: null, proposedBy: platformId },
      start: {
        ...(start.batchIds ? { batchIds: [...start.batchIds] } : {}),
        ...(start.lot ? { lot: start.lot } : {}),
      },
    }
    const plan = await viewPlan(tx, operator, { at: startedAt, startIds, batches, about: id })
    const at = now()
    await insertRecall(tx, proposal, batches, at)
    await decideRecall(tx, id, { state: 'closed', by: platformId, at })
    return { plan, seconds: (at.getTime() - startedAt.getTime()) / 1000 }
  })
}
