import type { RecallView, RecordedEvent } from '@nguon/contract'
import { type EventOf, type Id, isRecalled, newId } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { lockBatch, readLocked } from '../batches/batch-store.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { appendEvent } from '../events/append-event.ts'
import { listRecallEvents } from './list-recall-events.ts'
import { assertNotRefused, refusalToConfirm } from './may-decide.ts'
import { decideRecall, lockRecall, type Recall, readRecall, sightOf } from './recall-store.ts'
import { viewRecall } from './view-recalls.ts'

/**
 * Confirms a recall as its second person: from now on it is in force, with an event for each of its batches. All of it happens
 * or nothing; a batch that was recalled meanwhile stays as it is. Confirming it again answers the same person as before.
 *
 * @throws {DomainError} `SECOND_PERSON_REQUIRED` for who proposed it, `ALREADY_DECIDED`, `NOT_FOUND`, and whatever a rule refuses
 */
export async function confirmRecall(
  db: DataSource,
  caller: Caller,
  id: Id,
  now: () => Date,
): Promise<{ recall: RecallView; events: RecordedEvent[] }> {
  const sight = sightOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const recall = await lockRecall(tx, sight, id)
    const { accountId } = sessionOf(caller)
    const isRepeated = recall.state === 'in_force' && recall.decidedBy === accountId
    if (!isRepeated) {
      assertNotRefused(refusalToConfirm(recall, caller))
      const at = await recallBatches(tx, recall, now)
      await decideRecall(tx, id, { state: 'in_force', by: accountId, at })
      await noteAudit(tx, caller, 'recall_confirmed', { organizationId: recall.organizationId, about: id })
    }
    const decided = await readRecall(tx, sight, id)
    return {
      recall: await viewRecall(tx, caller, decided),
      events: await listRecallEvents(tx, decided),
    }
  })
}

/** Appends the events, once every batch is locked: in sorted order, as every writer does. Answers their time. */
async function recallBatches(tx: EntityManager, recall: Recall, now: () => Date): Promise<Date> {
  for (const batchId of recall.batchIds) await lockBatch(tx, batchId)
  const at = now()
  const locked = await readLocked(tx, recall.batchIds)
  const open = recall.batchIds.filter((batchId) => !isRecalled(locked.get(batchId)?.state.status ?? 'active'))
  for (const batchId of open) {
    const event = eventOf(recall, batchId, at)
    // nobody records a recall alone: what the two decided is recorded by the platform, in the name of their organization
    await appendEvent(tx, { kind: 'operator' }, { event }, { recordedAt: event.capturedAt })
  }
  return at
}

function eventOf(recall: Recall, batchId: Id, at: Date): EventOf<'recall'> {
  const { kind, reason, publicMessage, decisionNumber } = recall
  return {
    v: 1,
    id: newId(),
    type: 'recall',
    organizationId: recall.organizationId,
    occurredAt: at.toISOString(),
    precision: 'minute',
    capturedAt: at.toISOString(),
    utcOffset: '+07:00',
    batches: [{ batchId, role: 'about' }],
    evidence: [],
    details: {
      ...{ caseId: recall.id, kind, reason },
      ...(publicMessage === null ? {} : { publicMessage }),
      ...(decisionNumber === null ? {} : { decisionNumber }),
    },
  }
}
