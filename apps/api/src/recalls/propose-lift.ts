import type { LiftView } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { sameRecord } from '../events/entry.ts'
import { insertLift, type Lift, listLifts, readLift } from './lift-store.ts'
import { assertNotRefused, refusalToGoOn } from './may-decide.ts'
import { lockRecall, type Recall, readFrozen, sightOf } from './recall-store.ts'
import { viewLift } from './view-lifts.ts'

/** Of what the recall is to end, and why. */
export interface LiftRequest {
  readonly id: Id
  readonly liftId: Id
  /** None: all batches of the recall. */
  readonly batchIds?: readonly Id[] | undefined
  readonly reason: string
}

/**
 * Proposes to end a recall that is in force, for some of its batches or for all: an admin of the organization (voluntary), an
 * inspector of the inspectorate (mandatory). Nothing changes until a second person confirms it. The same again changes nothing.
 *
 * @throws {DomainError} `NOT_FOUND` for a recall the caller does not see and a batch it does not stop; `NOT_ALLOWED`;
 * `ALREADY_DECIDED` when the recall is not in force; `ID_REUSED`
 */
export async function proposeLift(
  db: DataSource,
  caller: Caller,
  request: LiftRequest,
  now: Date,
): Promise<LiftView> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const recall = await lockRecall(tx, sightOf(caller), request.id)
    const lift = liftOf(caller, request)
    const before = (await listLifts(tx, recall.id)).find(({ id }) => id === lift.id)
    if (before && !sameRecord(contentOf(before), contentOf(lift))) throw reused()
    if (before) return viewLift(tx, caller, recall, before)
    assertNotRefused(refusalToGoOn(recall, caller))
    await assertStopped(tx, recall, request.batchIds ?? [])
    if (!(await insertLift(tx, recall, lift, now))) throw reused()
    await noteAudit(tx, caller, 'recall_lift_proposed', { about: recall.id })
    return viewLift(tx, caller, recall, await readLift(tx, recall.id, lift.id))
  })
}

const reused = () => new DomainError('ID_REUSED', 'the id was used for another decision')

type Proposed = Pick<Lift, 'id' | 'recallId' | 'batchIds' | 'reason' | 'proposedBy'>

const liftOf = (caller: Caller, { id, liftId, batchIds, reason }: LiftRequest): Proposed => ({
  ...{ id: liftId, recallId: id, reason, proposedBy: sessionOf(caller).accountId },
  batchIds: batchIds ? [...new Set(batchIds)].sort() : null,
})

const contentOf = ({ id, recallId, batchIds, reason, proposedBy }: Proposed): unknown => ({
  ...{ id, recallId, batchIds, reason, proposedBy },
})

async function assertStopped(tx: EntityManager, recall: Recall, batchIds: readonly Id[]): Promise<void> {
  if (batchIds.length === 0) return
  const frozen = await readFrozen(tx, recall.id)
  const stopped = new Set(frozen.filter((batch) => batch.stopped).map(({ id }) => id))
  const missing = batchIds.find((id) => !stopped.has(id))
  if (missing !== undefined) throw new DomainError('NOT_FOUND', `the recall stops no batch ${missing}`)
}
