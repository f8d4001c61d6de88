import type { RecallView } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { assertNotRefused, refusalToWithdraw } from './may-decide.ts'
import { decideRecall, lockRecall, readRecall, sightOf } from './recall-store.ts'
import { viewRecall } from './view-recalls.ts'

/**
 * Takes back a recall that nobody confirmed: an admin of the organization, or an inspector of the inspectorate that proposed it.
 *
 * @throws {DomainError} `ALREADY_DECIDED`, `NOT_ALLOWED`, `NOT_FOUND`
 */
export async function withdrawRecall(
  db: DataSource,
  caller: Caller,
  { id, reason }: { readonly id: Id; readonly reason: string },
  now: Date,
): Promise<RecallView> {
  const sight = sightOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const recall = await lockRecall(tx, sight, id)
    assertNotRefused(refusalToWithdraw(recall, caller))
    await decideRecall(tx, id, { state: 'withdrawn', by: sessionOf(caller).accountId, at: now, reason })
    await noteAudit(tx, caller, 'recall_withdrawn', { organizationId: recall.organizationId, about: id })
    return viewRecall(tx, caller, await readRecall(tx, sight, id))
  })
}
