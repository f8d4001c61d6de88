import type { Creates, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { uncorrected } from '../batches/batch-store.ts'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'

/**
 * How each of these batches came to be, as the entry of its standing birth says it: the first event that gives the batch, carries
 * its birth and was not corrected. The index of batches can be written to, an entry cannot.
 */
export async function findBirths(tx: EntityManager, ids: readonly Id[]): Promise<Map<Id, Creates>> {
  const rows: { batch_id: Id; event_id: Id }[] = await tx.query(
    `SELECT batch_id, event_id FROM event_batch link
     WHERE batch_id = ANY($1) AND role = 'out' AND ${uncorrected('link')} ORDER BY batch_id, sequence`,
    [ids],
  )
  const entries = await findEntries(tx, [...new Set(rows.map((row) => row.event_id))])
  const itemsOf = new Map(entries.map(({ id, entry }) => [id, openEvent(entry).event.batches]))
  const births = new Map<Id, Creates>()
  for (const { batch_id: id, event_id } of rows) {
    const creates = itemsOf.get(event_id)?.find((item) => item.batchId === id && item.creates)?.creates
    if (creates && !births.has(id)) births.set(id, creates)
  }
  return births
}
