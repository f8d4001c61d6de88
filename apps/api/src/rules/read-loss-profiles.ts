import { conserves, dayOf, type Id, type Product, type TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { LockedBatch } from '../batches/batch-store.ts'
import { readPresent } from '../subjects/subject-store.ts'

type Profiles = NonNullable<Product['lossProfiles']>

/** How the products that the event makes narrow the loss profiles, as their versions of that day say; by batch. */
export async function readLossProfiles(
  tx: EntityManager,
  event: TraceEvent,
  locked: ReadonlyMap<Id, LockedBatch>,
): Promise<ReadonlyMap<Id, Profiles>> {
  const profiles = new Map<Id, Profiles>()
  if (!conserves(event.type)) return profiles
  const made = event.batches.flatMap(({ batchId, role, creates }) => {
    const productId = creates?.productId ?? locked.get(batchId)?.productId
    return role === 'out' && productId ? [{ batchId, productId }] : []
  })
  const ids = [...new Set(made.map(({ productId }) => productId))]
  const products = await readPresent(tx, ids, dayOf(event.occurredAt, event.utcOffset))
  for (const { batchId, productId } of made) {
    const own = (products.get(productId)?.data as Product | undefined)?.lossProfiles
    if (own) profiles.set(batchId, own)
  }
  return profiles
}
