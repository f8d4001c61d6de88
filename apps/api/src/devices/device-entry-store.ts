import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'

/** What became of an entry that a phone numbered. */
export type EntryState = 'recorded' | 'refused' | 'quarantined'

/** An entry as its phone numbered it. */
export interface Numbered {
  readonly deviceId: Id
  readonly organizationId: Id
  readonly sequence: number
  readonly eventId: Id
}

/**
 * Says what became of an entry and answers what is so: what was refused may become anything, what is recorded or waits in
 * quarantine stays so. Whoever brings the same number meanwhile waits until the transaction ends.
 *
 * @throws {DomainError} `DEVICE_SEQUENCE_TAKEN` when another event has the number
 */
export async function claimNumber(
  tx: EntityManager,
  { deviceId, organizationId, sequence, eventId }: Numbered,
  state: EntryState,
  now: Date,
): Promise<EntryState> {
  const rows: { state: EntryState }[] = await tx.query(
    `INSERT INTO device_entry (device_id, sequence, organization_id, event_id, state, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (device_id, sequence) DO UPDATE SET
       state = CASE device_entry.state WHEN 'refused' THEN excluded.state ELSE device_entry.state END,
       at = CASE device_entry.state WHEN 'refused' THEN excluded.at ELSE device_entry.at END
     WHERE device_entry.event_id = excluded.event_id RETURNING state`,
    [deviceId, sequence, organizationId, eventId, state, now],
  )
  const [row] = rows
  if (!row)
    throw new DomainError('DEVICE_SEQUENCE_TAKEN', `another entry of this phone has the number ${sequence}`)
  return row.state
}

/** What waited in quarantine is recorded now. */
export async function settleEntries(
  tx: EntityManager,
  deviceId: Id,
  eventIds: readonly Id[],
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE device_entry SET state = 'recorded', at = $3 WHERE device_id = $1 AND event_id = ANY($2) AND state = 'quarantined'`,
    [deviceId, eventIds, now],
  )
}

/** Up to which number everything that each of these phones numbered has arrived; 0 where nothing has. */
export async function readContiguous(tx: EntityManager, deviceIds: readonly Id[]): Promise<Map<Id, number>> {
  if (deviceIds.length === 0) return new Map()
  // numbers are unique and begin at 1: the n-th is n exactly as long as there is no gap
  const rows: { id: Id; contiguous: number }[] = await tx.query(
    `SELECT device_id AS id, (count(*) FILTER (WHERE sequence = n))::int AS contiguous
     FROM (SELECT device_id, sequence, row_number() OVER (PARTITION BY device_id ORDER BY sequence) AS n
           FROM device_entry WHERE device_id = ANY($1)) numbered GROUP BY device_id`,
    [deviceIds],
  )
  return new Map(rows.map(({ id, contiguous }) => [id, contiguous]))
}
