import { type Day, DomainError, dayOf, type Id, type Organization, type Product } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { readLocked } from '../../batches/batch-store.ts'
import { openEvent } from '../../events/entry.ts'
import { findEntries } from '../../events/event-store.ts'
import { findBirths } from '../../resolver/find-births.ts'
import { readPresent } from '../../subjects/subject-store.ts'
import { walkFrom } from '../../traces/read-trace.ts'
import type { LabelContent } from './label-content.ts'

/** What may stand on labels of a product of the organization, and of the batch that they are for. */
export async function readContent(
  tx: EntityManager,
  organizationId: Id,
  productId: Id,
  batchId: Id | undefined,
): Promise<Omit<LabelContent, 'domain' | 'isSample'>> {
  const present = await readPresent(tx, [organizationId, productId])
  const organization = present.get(organizationId)?.data as Organization | undefined
  const product = present.get(productId)?.data as Product | undefined
  if (!organization || !product) throw new DomainError('NOT_FOUND', `no product ${productId}`)
  return {
    product: product.name,
    organization: organization.shortName ?? organization.name,
    hotline: organization.phone,
    hasPin: product.scratchPin === true,
    ...(batchId === undefined ? {} : await readDays(tx, batchId)),
  }
}

/** The product of a batch of the organization that may be labelled. @throws {DomainError} `NOT_FOUND`, `BATCH_ON_HOLD` */
export async function readLabelled(tx: EntityManager, organizationId: Id, batchId: Id): Promise<Id> {
  const batch = (await readLocked(tx, [batchId])).get(batchId)
  if (batch?.state.organizationId !== organizationId)
    throw new DomainError('NOT_FOUND', `no batch ${batchId}`)
  const { status, kind } = batch.state
  if (status !== 'active') throw new DomainError('BATCH_ON_HOLD', 'no labels for goods that are stopped')
  if (kind === 'input' || kind === 'crop')
    throw new DomainError('WRONG_KIND', `a batch of ${kind} is not labelled`)
  return batch.productId
}

/** Lot and days of a batch: packed when it came to be, if it was packed; harvested on the last day that anything in it was. */
async function readDays(tx: EntityManager, batchId: Id) {
  const birth = (await findBirths(tx, [batchId])).get(batchId)
  const { reached } = await walkFrom(tx, batchId, 'back')
  const rows: { id: Id; batchId: Id }[] = await tx.query(
    `SELECT link.event_id AS id, link.batch_id AS "batchId" FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.role = 'out' AND NOT EXISTS (
       SELECT FROM event_batch fix WHERE fix.batch_id = link.batch_id AND fix.corrects = link.event_id)`,
    [[batchId, ...reached.keys()]],
  )
  const own = new Set(rows.filter((row) => row.batchId === batchId).map(({ id }) => id))
  const entries = await findEntries(tx, [...new Set(rows.map(({ id }) => id))])
  const days: { packed?: Day; harvested?: Day } = {}
  for (const { id, entry } of entries) {
    const { event } = openEvent(entry)
    const day = dayOf(event.endedAt ?? event.occurredAt, event.utcOffset)
    if (event.type === 'packing' && own.has(id)) days.packed = latest(days.packed, day)
    if (event.type === 'harvest') days.harvested = latest(days.harvested, day)
  }
  return { lot: birth?.lot, useBy: birth?.useBy, ...days }
}

const latest = (a: Day | undefined, b: Day): Day => (a === undefined || b > a ? b : a)
