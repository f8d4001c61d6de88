import type { RecordedEvent } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { toBase64Url } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'
import type { Recall } from './recall-store.ts'

/** What confirming the recall recorded, in the order of its batches. */
export async function listRecallEvents(tx: EntityManager, recall: Recall): Promise<RecordedEvent[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT event_id AS id FROM event_batch WHERE batch_id = ANY($1) AND type = 'recall' AND organization_id = $2`,
    [recall.batchIds, recall.organizationId],
  )
  const entries = await findEntries(
    tx,
    rows.map(({ id }) => id),
  )
  const recorded = entries.flatMap(({ entry, leafHash }): RecordedEvent[] => {
    const { event, recordedAt, marks, sequences } = openEvent(entry)
    if (event.type !== 'recall' || event.details.caseId !== recall.id) return []
    const batches = [...sequences].map(([batchId, sequence]) => ({ batchId, sequence }))
    return [{ id: event.id, recordedAt, leafHash: toBase64Url(leafHash), batches, marks: [...marks] }]
  })
  const place = ({ batches }: RecordedEvent) => recall.batchIds.indexOf(batches[0]?.batchId ?? '')
  return recorded.sort((a, b) => place(a) - place(b))
}
