import type { RecallView } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { assertNotRefused, refusalToGoOn } from './may-decide.ts'
import { lockRecall, readRecall, sightOf, updateClosed } from './recall-store.ts'
import { viewRecall } from './view-recalls.ts'

/**
 * Closes a recall that is in force, with its conclusion: an admin of the organization, or an inspector of the inspectorate. What was
 * not lifted stays recalled for ever. The same person closing it again with the same conclusion gets the same answer.
 *
 * @throws {DomainError} `ALREADY_DECIDED`, `NOT_ALLOWED`, `NOT_FOUND`
 */
export async function closeRecall(
  db: DataSource,
  caller: Caller,
  { id, conclusion }: { readonly id: Id; readonly conclusion: string },
  now: Date,
): Promise<RecallView> {
  const sight = sightOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const recall = await lockRecall(tx, sight, id)
    const by = sessionOf(caller).accountId
    if (recall.closedBy === by && recall.conclusion === conclusion) return viewRecall(tx, caller, recall)
    assertNotRefused(refusalToGoOn(recall, caller))
    await updateClosed(tx, id, { by, at: now, conclusion })
    await noteAudit(tx, caller, 'recall_closed', { organizationId: recall.organizationId, about: id })
    return viewRecall(tx, caller, await readRecall(tx, sight, id))
  })
}
