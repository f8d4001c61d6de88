import type { AlertView } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { listBatches, nameOf } from '../batches/list-batches.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { findAlerts } from './alert-store.ts'

/** What the caller's organization was told of recalls of others, newest first, with how each batch stands today. */
export function listAlerts(db: DataSource, caller: Caller): Promise<AlertView[]> {
  if (caller.kind !== 'staff' && caller.kind !== 'admin') throw new DomainError('NOT_ALLOWED', 'for staff')
  const { organizationId } = caller
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const alerts = await findAlerts(tx, organizationId)
    const ids = [...new Set(alerts.flatMap(({ batchIds }) => batchIds))]
    const batches = new Map(
      (await listBatches(tx, { ids, limit: ids.length })).map((each) => [each.id, each]),
    )
    const recallers = await readPresent(tx, [...new Set(alerts.map(({ recallerId }) => recallerId))])
    return alerts.map(({ id, recallId, recallerId, kind, reason, publicMessage, batchIds, at }) => ({
      ...{ id, recallId, at: at.toISOString(), kind, reason },
      organizationName: nameOf(recallers.get(recallerId)),
      ...(publicMessage === null ? {} : { publicMessage }),
      batches: batchIds.flatMap((batchId) => {
        const batch = batches.get(batchId)
        if (!batch) return []
        const { lot, productName, status } = batch
        return [{ id: batchId, lot, productName, isOwn: batch.organizationId === organizationId, status }]
      }),
    }))
  })
}
