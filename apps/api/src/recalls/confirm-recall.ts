import type { RecallView } from '@nguon/contract'
import { type EventOf, type Id, newId } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { lockMany } from '../batches/lock-many.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { insertAlerts } from './alert-store.ts'
import { appendRecallEvents } from './append-recall-events.ts'
import type { FrozenBatch } from './frozen.ts'
import { assertNotRefused, refusalToConfirm } from './may-decide.ts'
import { decideRecall, lockRecall, type Recall, readFrozen, readRecall, sightOf } from './recall-store.ts'
import { viewRecall } from './view-recalls.ts'

/**
 * Confirms a recall as its second person: from now on it is in force, with an event for each batch of the frozen set, and an alert
 * to every other organization that has goods of it. All of it happens or nothing. A drill is closed with its time, and leaves no
 * trace in the history. Confirming it again answers the same person as before.
 *
 * @throws {DomainError} `SECOND_PERSON_REQUIRED` for who proposed it, `ALREADY_DECIDED`, `NOT_FOUND`, and whatever a rule refuses
 */
export async function confirmRecall(
  db: DataSource,
  caller: Caller,
  id: Id,
  now: () => Date,
): Promise<{ recall: RecallView; recorded: number }> {
  const sight = sightOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const recall = await lockRecall(tx, sight, id)
    const { accountId } = sessionOf(caller)
    const isDecided = recall.state === 'in_force' || (recall.drill && recall.state === 'closed')
    if (!isDecided || recall.decidedBy !== accountId) {
      assertNotRefused(refusalToConfirm(recall, caller))
      if (recall.drill) await decideRecall(tx, id, { state: 'closed', by: accountId, at: now() })
      else await putInForce(tx, caller, recall, now)
      const action = recall.drill ? 'recall_drilled' : 'recall_confirmed'
      await noteAudit(tx, caller, action, { organizationId: recall.organizationId, about: id })
    }
    const decided = await readRecall(tx, sight, id)
    return {
      recall: await viewRecall(tx, caller, decided),
      recorded: recall.drill ? 0 : recall.batches,
    }
  })
}

async function putInForce(tx: EntityManager, caller: Caller, recall: Recall, now: () => Date): Promise<void> {
  const { accountId, organizationId } = sessionOf(caller)
  const frozen = await readFrozen(tx, recall.id)
  const at = await recallBatches(tx, recall, frozen, now)
  await insertAlerts(tx, { recall, toldBy: organizationId, at }, concernedIn(recall, frozen))
  await decideRecall(tx, recall.id, { state: 'in_force', by: accountId, at })
}

/** Appends the events, once every batch is locked: in sorted order, as every writer does. Answers their time. */
async function recallBatches(
  tx: EntityManager,
  recall: Recall,
  frozen: readonly FrozenBatch[],
  now: () => Date,
): Promise<Date> {
  const ids = frozen.filter(({ stopped }) => stopped).map(({ id }) => id)
  await lockMany(tx, ids)
  const at = now()
  // nobody records a recall alone: what the two decided is recorded by the platform, in the name of their organization
  await appendRecallEvents(
    tx,
    ids.map((batchId) => eventOf(recall, batchId, at)),
    at.toISOString(),
  )
  return at
}

/** Of each other organization the batches that it made, or was sent; without what was left out. */
function concernedIn(recall: Recall, frozen: readonly FrozenBatch[]): Map<Id, Set<Id>> {
  const concerned = new Map<Id, Set<Id>>()
  const add = (organizationId: Id, batchId: Id) => {
    if (organizationId === recall.organizationId) return
    const ids = concerned.get(organizationId)
    if (ids) ids.add(batchId)
    else concerned.set(organizationId, new Set([batchId]))
  }
  for (const { id, organizationId, excluded, lines } of frozen) {
    if (excluded !== undefined) continue
    add(organizationId, id)
    for (const { toOrganizationId } of lines) if (toOrganizationId) add(toOrganizationId, id)
  }
  return concerned
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
