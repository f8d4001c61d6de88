import { DomainError, type EventOf, type Id, type Violation } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { uncorrected } from '../batches/batch-store.ts'

/**
 * Throws unless every spraying that an inspection permits harvests after was done to one of its crops, and stands.
 *
 * @throws {DomainError} `NOT_FOUND` naming the path of each that was not
 */
export async function assertPermits(tx: EntityManager, event: EventOf<'inspection'>): Promise<void> {
  const named = (event.details.permits ?? []).flatMap((permit, index) =>
    permit.rule === 'PHI_NOT_ELAPSED' ? [{ id: permit.eventId, index }] : [],
  )
  if (named.length === 0) return
  const rows: { id: Id }[] = await tx.query(
    `SELECT link.event_id AS id FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.event_id = ANY($2) AND link.type = 'spraying' AND ${uncorrected('link')}`,
    [event.batches.map(({ batchId }) => batchId), named.map(({ id }) => id)],
  )
  const found = new Set(rows.map(({ id }) => id))
  const missing = named
    .filter(({ id }) => !found.has(id))
    .map(({ id, index }): Violation => {
      const path = `event.details.permits.${index}.eventId`
      return { code: 'NOT_FOUND', message: `no spraying ${id} of these crops`, path }
    })
  const [first] = missing
  if (first) throw new DomainError('NOT_FOUND', first.message, missing)
}
