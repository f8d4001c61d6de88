import { DomainError, type EventType, type Id, type TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { findInArea } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'
import { type LockedBatch, uncorrected } from '../batches/batch-store.ts'
import { readReceived } from '../handover/received-store.ts'
import { assertPermits } from '../rules/assert-permits.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { openEvent } from './entry.ts'
import { findEntries, findEntry } from './event-store.ts'

/** What an official records about other people's batches. */
const official: ReadonlySet<EventType> = new Set<EventType>([
  'inspection',
  'lab_test',
  'hold',
  'release',
  'correction',
])

/** What staff do not record: it takes an official. A recall takes two people, and so does its end, so nobody records either alone: recalls/. */
const notForStaff: ReadonlySet<EventType> = new Set<EventType>(['inspection', 'recall', 'recall_lifted'])

/**
 * Throws unless the caller may touch these batches: staff their own organization's, the named receiver of a dispatch with a
 * receipt and, having accepted it, by going on with the goods; an inspector only about a batch in the area. What is another's and
 * what is unknown get the same answer.
 */
export async function assertMayTouch(
  tx: EntityManager,
  caller: Caller,
  event: TraceEvent,
  batches: ReadonlyMap<Id, LockedBatch>,
): Promise<void> {
  if (event.type === 'inspection') await assertPermits(tx, event)
  if (caller.kind === 'operator') return
  await assertNotEnded(tx, event)
  if (event.type === 'hold' && (event.details.rule || event.details.causedBy))
    throw new DomainError('NOT_ALLOWED', 'only the program holds a batch because of a rule')
  if (caller.kind === 'inspector') {
    if (!official.has(event.type))
      throw new DomainError('NOT_ALLOWED', `an inspector records no ${event.type}`)
    const inArea = await findInArea(tx, caller.area, [...batches.keys()])
    const outside = event.batches.find(({ batchId }) => !inArea.has(batchId))
    if (outside) throw new DomainError('NOT_FOUND', `no batch ${outside.batchId}`)
    return
  }
  if (event.type === 'correction') return // of the organization's own event, and about that event's batches: append-correction.ts
  if (notForStaff.has(event.type)) throw new DomainError('NOT_ALLOWED', `staff record no ${event.type}`)
  for (const { batchId, role } of event.batches) {
    if (event.type === 'release') await assertOwnHold(tx, batchId, event.organizationId)
    const owner = batches.get(batchId)?.state.organizationId
    if (owner === undefined || owner === event.organizationId) continue
    const may =
      event.type === 'receipt'
        ? await isReceiver(tx, event.details.dispatchId, batchId, event.organizationId)
        : role === 'in' && (await hasAccepted(tx, batchId, event.organizationId))
    if (!may) throw new DomainError('NOT_FOUND', `no batch ${batchId}`)
  }
}

/**
 * Throws when the event corrects a recall or a hold that a rule made: one person would end what is ended by being lifted by two, or
 * released by an inspector.
 */
async function assertNotEnded(tx: EntityManager, { corrects }: TraceEvent): Promise<void> {
  const entry = corrects && (await findEntry(tx, corrects.eventId))
  const corrected = entry && openEvent(entry.entry).event
  if (corrected?.type === 'recall' || corrected?.type === 'recall_lifted')
    throw new DomainError('NOT_ALLOWED', 'a recall is lifted, not corrected, and so is its end')
  if (corrected?.type === 'hold' && corrected.details.rule)
    throw new DomainError('NOT_ALLOWED', 'this hold is released by an inspector, not corrected')
}

/** Whether the dispatch sent the batch to a place of the organization. */
async function isReceiver(
  tx: EntityManager,
  dispatchId: Id,
  batchId: Id,
  organizationId: Id,
): Promise<boolean> {
  const entry = await findEntry(tx, dispatchId)
  if (!entry) return false
  const { event } = openEvent(entry.entry)
  if (event.type !== 'dispatch' || !event.details.toPlaceId) return false
  const place = (await readPresent(tx, [event.details.toPlaceId])).get(event.details.toPlaceId)
  return place?.organizationId === organizationId && event.batches.some((item) => item.batchId === batchId)
}

/** Whether the organization took of the batch: its last word on some dispatch accepts it. */
const hasAccepted = async (tx: EntityManager, batchId: Id, organizationId: Id): Promise<boolean> =>
  (await readReceived(tx, organizationId, [batchId])).get(batchId)?.isAccepted ?? false

/** Throws when an inspector holds the batch too, or holds because of a rule wait for one: those are not the cooperative's to end. */
async function assertOwnHold(tx: EntityManager, batchId: Id, organizationId: Id): Promise<void> {
  const rows: { event_id: Id; organization_id: Id }[] = await tx.query(
    `SELECT link.event_id, link.organization_id FROM event_batch link
     WHERE link.batch_id = $1 AND link.type = 'hold' AND ${uncorrected('link')}
       AND NOT EXISTS (SELECT FROM event_batch later WHERE later.batch_id = $1 AND later.type = 'release'
         AND later.sequence > link.sequence AND ${uncorrected('later')})`,
    [batchId],
  )
  if (rows.some((row) => row.organization_id !== organizationId))
    throw new DomainError('NOT_ALLOWED', 'another organization holds the batch')
  const holds = await findEntries(
    tx,
    rows.map((row) => row.event_id),
  )
  for (const { entry } of holds) {
    const { event } = openEvent(entry)
    if (event.type === 'hold' && event.details.rule)
      throw new DomainError('NOT_ALLOWED', 'the batch is held for an inspector because a rule was broken')
  }
}
