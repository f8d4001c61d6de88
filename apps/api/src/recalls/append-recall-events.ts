import { assertAllowed, DomainError, type EventOf, type Id, type Instant, marksOf } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { type LockedBatch, readLocked } from '../batches/batch-store.ts'
import { assertFits, sealEvent } from '../events/entry.ts'
import { linkRows } from '../events/link-rows.ts'
import { insertEvents, type SealedEvent } from './recall-event-store.ts'

/** What a recall records: about one batch each, so that ten thousand batches are ten thousand small entries. */
export type RecallEvent = EventOf<'recall'> | EventOf<'recall_lifted'>

/**
 * Appends many events, each about one batch of its own, in a few statements: rules, marks, entry, chain and graph row of each are
 * made by the same functions as for a single event (append-event.ts), only what reads and writes is done for all at once. Lock the
 * batches first.
 *
 * @throws {DomainError} whatever a rule refuses; `NOT_FOUND` for a batch that is not there
 */
export async function appendRecallEvents(
  tx: EntityManager,
  events: readonly RecallEvent[],
  recordedAt: Instant,
): Promise<void> {
  const locked = await readLocked(
    tx,
    events.map((event) => batchOf(event)),
  )
  const sealed = events.map((event) => sealOne(event, locked, recordedAt))
  await insertEvents(tx, sealed, recordedAt)
}

const batchOf = ({ batches: [item] }: RecallEvent): Id => item?.batchId ?? ''

function sealOne(event: RecallEvent, locked: ReadonlyMap<Id, LockedBatch>, recordedAt: Instant): SealedEvent {
  const id = batchOf(event)
  const batch = locked.get(id)
  if (!batch) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  const context = { event, recordedAt, batches: new Map([[id, batch.state]]) }
  assertAllowed(context)
  const entry = sealEvent(event, new Map([[id, batch.head]]), marksOf(context), { recordedAt })
  assertFits(entry, event)
  const [row] = linkRows(event, locked)
  if (!row) throw new Error('an event about a batch has a row')
  return { id: event.id, organizationId: event.organizationId, type: event.type, entry, row }
}
