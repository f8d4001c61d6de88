import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { Recall } from './recall-store.ts'

const Row = z.object({
  id: z.string(),
  recallId: z.string(),
  batchIds: z.array(z.string()).nullable(),
  reason: z.string(),
  state: z.enum(['proposed', 'done']),
  proposedBy: z.string(),
  proposedAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
})

/** A decision to end the recall of these batches, or of all. */
export type Lift = z.infer<typeof Row>

const columns = `id, recall_id AS "recallId", batch_ids AS "batchIds", reason, state, proposed_by AS "proposedBy",
  proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt"`

/** The lifts of a recall that the caller sees, oldest first. */
export async function listLifts(tx: EntityManager, recallId: Id): Promise<Lift[]> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM recall_lift WHERE recall_id = $1 ORDER BY proposed_at, id`,
    [recallId],
  )
  return z.array(Row).parse(rows)
}

/** One of them. @throws {DomainError} `NOT_FOUND` */
export async function readLift(tx: EntityManager, recallId: Id, id: Id): Promise<Lift> {
  const lift = (await listLifts(tx, recallId)).find((each) => each.id === id)
  if (!lift) throw new DomainError('NOT_FOUND', `no lift ${id}`)
  return lift
}

/** Adds one; false when there is one with this id already. */
export async function insertLift(
  tx: EntityManager,
  { organizationId, kind }: Recall,
  lift: Pick<Lift, 'id' | 'recallId' | 'batchIds' | 'reason' | 'proposedBy'>,
  at: Date,
): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO recall_lift (id, recall_id, organization_id, kind, batch_ids, reason, state, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [lift.id, lift.recallId, organizationId, kind, lift.batchIds, lift.reason, lift.proposedBy, at],
  )
  return rows.length > 0
}

/** Marks one as done. Lock its recall first. */
export async function updateLifted(
  tx: EntityManager,
  id: Id,
  { by, at }: { by: Id; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE recall_lift SET state = 'done', decided_by = $2, decided_at = $3 WHERE id = $1 AND state = 'proposed'`,
    [id, by, at],
  )
}
