import type { RecallPlan } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { drawUp } from './draw-up.ts'
import type { Start } from './read-start.ts'
import { viewPlan } from './view-plan.ts'

/**
 * All that a recall from this start would reach, as it is at one moment. Writes nothing but the note of a look at private fields.
 *
 * @throws {DomainError} `NOT_FOUND` for a start that is not the caller's to recall
 */
export function planRecall(db: DataSource, caller: Caller, start: Start, now: Date): Promise<RecallPlan> {
  return atOneMoment(db, async (tx) => {
    await enterTenant(tx, scopeOfCaller(caller))
    const drawn = await drawUp(tx, caller, start, now)
    return viewPlan(tx, caller, { ...drawn, at: now, about: 'recall plan' })
  })
}
