import type { EventOf, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { uncorrected } from '../batches/batch-store.ts'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'

/** The recalls that stand for a batch: the last word of each case, by case. */
export type OpenCases = ReadonlyMap<Id, EventOf<'recall'>>

/** Which recalls stand for each of these batches: made and not lifted. Lock the batches first. */
export async function readOpenCases(tx: EntityManager, batchIds: readonly Id[]): Promise<Map<Id, OpenCases>> {
  const rows: { batchId: Id; eventId: Id }[] = await tx.query(
    `SELECT link.batch_id AS "batchId", link.event_id AS "eventId" FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.type IN ('recall', 'recall_lifted') AND ${uncorrected('link')}
     ORDER BY link.batch_id, link.sequence`,
    [batchIds],
  )
  const entries = await findEntries(tx, [...new Set(rows.map(({ eventId }) => eventId))])
  const events = new Map(entries.map(({ id, entry }) => [id, openEvent(entry).event]))
  const open = new Map<Id, Map<Id, EventOf<'recall'>>>()
  for (const { batchId, eventId } of rows) {
    const event = events.get(eventId)
    const cases = open.get(batchId) ?? new Map<Id, EventOf<'recall'>>()
    open.set(batchId, cases)
    if (event?.type === 'recall') cases.set(event.details.caseId, event)
    if (event?.type === 'recall_lifted') cases.delete(event.details.caseId)
  }
  return open
}
