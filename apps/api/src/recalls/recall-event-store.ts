import type { Id, Instant } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { SealedEntry } from '../events/entry.ts'
import type { LinkRow } from '../events/event-store.ts'

/** An event about one batch, sealed, with its row of the graph. */
export interface SealedEvent {
  readonly id: Id
  readonly organizationId: Id
  readonly type: string
  readonly entry: SealedEntry
  readonly row: LinkRow
}

/** How many events a statement takes: some megabytes. */
const atOnce = 2000

/** Adds the entries and their rows of the graph, many a statement. Lock the batches first. */
export async function insertEvents(
  tx: EntityManager,
  events: readonly SealedEvent[],
  recordedAt: Instant,
): Promise<void> {
  for (let from = 0; from < events.length; from += atOnce) {
    const part = events.slice(from, from + atOnce)
    await insertEntries(tx, part, recordedAt)
    await insertRows(tx, part)
  }
}

const hashesOf = (events: readonly SealedEvent[]): Buffer[] =>
  events.map(({ entry }) => Buffer.from(entry.leafHash))

async function insertEntries(
  tx: EntityManager,
  events: readonly SealedEvent[],
  recordedAt: Instant,
): Promise<void> {
  await tx.query(
    `WITH kept AS (
       INSERT INTO event (id, organization_id, type, entry, leaf_hash, recorded_at)
       SELECT id, organization_id, type, entry, leaf_hash, $6
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[]) AS e(id, organization_id, type, entry, leaf_hash))
     INSERT INTO log_pending (event_id)
     SELECT id FROM unnest($1::uuid[]) WITH ORDINALITY AS e(id, place) ORDER BY place`,
    [
      events.map(({ id }) => id),
      events.map(({ organizationId }) => organizationId),
      events.map(({ type }) => type),
      events.map(({ entry }) => Buffer.from(entry.bytes)),
      hashesOf(events),
      recordedAt,
    ],
  )
}

async function insertRows(tx: EntityManager, events: readonly SealedEvent[]): Promise<void> {
  const column = <K extends keyof LinkRow>(key: K) => events.map(({ row }) => row[key])
  await tx.query(
    `INSERT INTO event_batch (batch_id, sequence, line, event_id, organization_id, type, role, at, quantity, unit, units,
                              balance, status, corrects, to_place_id, peers, leaf_hash)
     SELECT batch_id, sequence, line, event_id, organization_id, type, role, at, NULL, NULL, NULL, balance, status, NULL, NULL,
            '[]', leaf_hash
     FROM unnest($1::uuid[], $2::int[], $3::int[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::timestamptz[],
                 $9::numeric[], $10::text[], $11::bytea[])
       AS link(batch_id, sequence, line, event_id, organization_id, type, role, at, balance, status, leaf_hash)`,
    [
      column('batchId'),
      column('sequence'),
      column('line'),
      events.map(({ id }) => id),
      events.map(({ organizationId }) => organizationId),
      events.map(({ type }) => type),
      column('role'),
      column('at'),
      column('balance'),
      column('status'),
      hashesOf(events),
    ],
  )
}
