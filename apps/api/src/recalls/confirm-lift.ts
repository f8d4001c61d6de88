import type { LiftView } from '@nguon/contract'
import { type EventOf, type Id, newId } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { lockMany } from '../batches/lock-many.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { appendRecallEvents } from './append-recall-events.ts'
import { type Lift, readLift, updateLifted } from './lift-store.ts'
import { assertNotRefused, refusalToLift } from './may-decide.ts'
import { type OpenCases, readOpenCases } from './open-cases.ts'
import { lockRecall, type Recall, readFrozen, sightOf } from './recall-store.ts'
import { viewLift } from './view-lifts.ts'

/**
 * Ends the recall of those batches as the second person, with a `recall_lifted` each, all or none. A batch that another recall
 * stops too stays stopped: that one is said again, in the same transaction. Confirming it again answers the same person as before.
 *
 * @returns `recorded`: for how many batches the recall ended now
 * @throws {DomainError} `SECOND_PERSON_REQUIRED`, `NOT_ALLOWED`, `ALREADY_DECIDED`, `NOT_FOUND`
 */
export async function confirmLift(
  db: DataSource,
  caller: Caller,
  { id, liftId }: { readonly id: Id; readonly liftId: Id },
  now: () => Date,
): Promise<{ lift: LiftView; recorded: number }> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const recall = await lockRecall(tx, sightOf(caller), id)
    const lift = await readLift(tx, id, liftId)
    const { accountId } = sessionOf(caller)
    if (lift.state === 'done' && lift.decidedBy === accountId)
      return { lift: await viewLift(tx, caller, recall, lift), recorded: 0 }
    assertNotRefused(refusalToLift(recall, lift, caller))
    const { at, recorded } = await liftBatches(tx, recall, lift, now)
    await updateLifted(tx, liftId, { by: accountId, at })
    const { organizationId } = recall
    await noteAudit(tx, caller, 'recall_lifted', { organizationId, about: id })
    return { lift: await viewLift(tx, caller, recall, await readLift(tx, id, liftId)), recorded }
  })
}

async function liftBatches(
  tx: EntityManager,
  recall: Recall,
  lift: Lift,
  now: () => Date,
): Promise<{ at: Date; recorded: number }> {
  const ids = (lift.batchIds ?? stoppedIn(await readFrozen(tx, recall.id))).toSorted()
  await lockMany(tx, ids)
  const at = now()
  const open = await readOpenCases(tx, ids)
  const lifted = ids.filter((batchId) => open.get(batchId)?.has(recall.id))
  const recordedAt = at.toISOString()
  await appendRecallEvents(
    tx,
    lifted.map((batchId) => liftedOf(recall, lift, batchId, recordedAt)),
    recordedAt,
  )
  const again = lifted.flatMap((batchId) => othersOf(recall, batchId, open.get(batchId), recordedAt))
  await appendRecallEvents(tx, again, recordedAt)
  return { at, recorded: lifted.length }
}

const stoppedIn = (frozen: readonly { id: Id; stopped: boolean }[]): Id[] =>
  frozen.filter(({ stopped }) => stopped).map(({ id }) => id)

const frameOf = (batchId: Id, at: string) => ({
  v: 1 as const,
  id: newId(),
  occurredAt: at,
  precision: 'minute' as const,
  capturedAt: at,
  utcOffset: '+07:00',
  batches: [{ batchId, role: 'about' as const }],
  evidence: [],
})

function liftedOf(recall: Recall, lift: Lift, batchId: Id, at: string): EventOf<'recall_lifted'> {
  const { organizationId, id: caseId } = recall
  const details = { caseId, reason: lift.reason }
  return { ...frameOf(batchId, at), type: 'recall_lifted', organizationId, details }
}

/** Another recall of the batch, said again: the last of them, which is enough to keep the batch stopped. */
function othersOf(
  recall: Recall,
  batchId: Id,
  cases: OpenCases | undefined,
  at: string,
): EventOf<'recall'>[] {
  const standing = [...(cases ?? [])].filter(([caseId]) => caseId !== recall.id).at(-1)?.[1]
  if (!standing) return []
  const { organizationId, details } = standing
  return [{ ...frameOf(batchId, at), type: 'recall', organizationId, details }]
}
