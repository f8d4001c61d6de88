import type { HandoverDetail } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller } from '../db/with-tenant.ts'
import { atOneMoment } from '../traces/read-trace.ts'
import { findDispatches, findReceipts } from './handover-store.ts'
import { ownOrganization } from './list-handovers.ts'
import { readParties } from './read-parties.ts'
import { viewHandovers } from './view-handovers.ts'

/**
 * One dispatch with its answers and papers, for its two sides: each reads the private fields of what it recorded itself.
 *
 * @throws {DomainError} `NOT_FOUND` for everyone else, as for a dispatch that there is not
 */
export function readHandover(db: DataSource, caller: Caller, id: Id, now: Date): Promise<HandoverDetail> {
  const organizationId = ownOrganization(caller)
  return atOneMoment(db, async (tx) => {
    await enterTenant(tx, scopeOfCaller(caller))
    const [dispatch] = await findDispatches(tx, [id])
    const [view] = dispatch ? await viewHandovers(tx, [dispatch], now.toISOString()) : []
    const isSide = view?.organizationId === organizationId || view?.receiverId === organizationId
    if (!dispatch || !view || !isSide) throw new DomainError('NOT_FOUND', `no dispatch ${id}`)
    const batchIds = dispatch.batches.map(({ batchId }) => batchId)
    const receipts = (await findReceipts(tx, batchIds)).filter(({ details }) => details.dispatchId === id)
    const parties = await readParties(tx, caller, [dispatch, ...receipts], batchIds[0] ?? id)
    const own = [dispatch, ...receipts].flatMap((event) => parties.get(event.id) ?? [])
    return {
      ...view,
      evidence: dispatch.evidence,
      ...(own.length > 0 ? { parties: Object.assign({}, ...own) } : {}),
    }
  })
}
