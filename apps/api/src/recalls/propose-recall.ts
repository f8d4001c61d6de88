import type { RecallView } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { findInArea } from '../accounts/area.ts'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { findOwned } from '../batches/batch-store.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { sameRecord } from '../events/entry.ts'
import { findRecall, insertRecall, type Proposal, readRecall, sightOf } from './recall-store.ts'
import { viewRecall } from './view-recalls.ts'

/** What is to be recalled, and why. */
export interface RecallRequest {
  readonly id: Id
  readonly batchIds: readonly Id[]
  readonly reason: string
  readonly publicMessage?: string | undefined
  readonly decisionNumber?: string | undefined
}

/**
 * Proposes a recall, which changes nothing until a second person confirms it: an admin of the organization's own batches
 * (voluntary), an inspector of batches in the area, whosever they are (mandatory). Proposing the same again changes nothing.
 *
 * @throws {DomainError} `NOT_FOUND` alike for batches that are not there and for those of others; `ID_REUSED`
 */
export async function proposeRecall(
  db: DataSource,
  caller: Caller,
  request: RecallRequest,
  now: Date,
): Promise<RecallView> {
  const proposal = proposalOf(caller, request)
  const sight = sightOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    if (await insertRecall(tx, proposal, now)) {
      await assertMayRecall(tx, caller, request.batchIds)
      await noteAudit(tx, caller, 'recall_proposed', { about: proposal.id })
      return viewRecall(tx, caller, await readRecall(tx, sight, proposal.id))
    }
    const before = await findRecall(tx, sight, proposal.id)
    if (!before || !sameRecord(contentOf(before), contentOf(proposal)))
      throw new DomainError('ID_REUSED', 'the id was used for another recall')
    return viewRecall(tx, caller, before)
  })
}

function proposalOf(caller: Caller, request: RecallRequest): Proposal {
  const isProposer = caller.kind === 'admin' || caller.kind === 'inspector'
  if (!isProposer || caller.organizationId === undefined)
    throw new DomainError('NOT_ALLOWED', 'a recall is proposed by an admin or an inspector')
  return {
    id: request.id,
    organizationId: caller.organizationId,
    kind: caller.kind === 'admin' ? 'voluntary' : 'mandatory',
    batchIds: [...new Set(request.batchIds)].sort(),
    reason: request.reason,
    publicMessage: request.publicMessage ?? null,
    decisionNumber: request.decisionNumber ?? null,
    proposedBy: sessionOf(caller).accountId,
  }
}

/** What must be the same when a proposal comes again. */
const contentOf = ({ id, organizationId, kind, batchIds, ...rest }: Proposal): unknown => {
  const { reason, publicMessage, decisionNumber, proposedBy } = rest
  return { id, organizationId, kind, batchIds, reason, publicMessage, decisionNumber, proposedBy }
}

/** Throws unless every batch is the admin's own, or in the inspector's area. */
async function assertMayRecall(tx: EntityManager, caller: Caller, batchIds: readonly Id[]): Promise<void> {
  const found =
    caller.kind === 'inspector'
      ? await findInArea(tx, caller.area, batchIds)
      : await findOwned(tx, caller.kind === 'admin' ? caller.organizationId : undefined, batchIds)
  const missing = batchIds.flatMap((id, index) =>
    found.has(id)
      ? []
      : [{ code: 'NOT_FOUND' as const, message: `no batch ${id}`, path: `batchIds.${index}` }],
  )
  const [first] = missing
  if (first) throw new DomainError('NOT_FOUND', first.message, missing)
}
