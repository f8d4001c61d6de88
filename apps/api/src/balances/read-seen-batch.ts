import type { BatchSummary } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { listBatches } from '../batches/list-batches.ts'
import { scopeOf } from '../batches/scope-of.ts'

/**
 * A batch that the caller sees: the own organization's, for an inspector one in the area.
 *
 * @throws {DomainError} `NOT_FOUND`, alike for what is another's and what is unknown
 */
export async function readSeenBatch(tx: EntityManager, caller: Caller, id: Id): Promise<BatchSummary> {
  const [batch] = await listBatches(tx, { ids: [id], ...scopeOf(caller), limit: 1 })
  if (!batch) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  return batch
}
