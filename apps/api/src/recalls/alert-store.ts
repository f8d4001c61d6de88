import { type Id, newId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { Recall } from './recall-store.ts'

/**
 * Tells each of these organizations which of the batches in its hands a recall concerns.
 *
 * @param of.toldBy the organization that the transaction acts for
 */
export async function insertAlerts(
  tx: EntityManager,
  { recall, toldBy, at }: { recall: Recall; toldBy: Id; at: Date },
  concerned: ReadonlyMap<Id, ReadonlySet<Id>>,
): Promise<void> {
  const { id, organizationId, kind, reason, publicMessage } = recall
  for (const [toldId, batchIds] of concerned)
    await tx.query(
      `INSERT INTO alert (id, organization_id, told_by, recall_id, recaller_id, kind, reason, public_message, batch_ids, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[newId(), toldId, toldBy, id, organizationId, kind, reason, publicMessage],
        ...[[...batchIds].sort(), at],
      ],
    )
}

const Row = z.object({
  id: z.string(),
  recallId: z.string(),
  recallerId: z.string(),
  kind: z.enum(['voluntary', 'mandatory']),
  reason: z.string(),
  publicMessage: z.string().nullable(),
  batchIds: z.array(z.string()),
  at: z.date(),
})
export type Alert = z.infer<typeof Row>

/** As many as a list shows: the newest. */
const longestList = 200

/** What an organization was told, newest first. Inside the tenant. */
export async function findAlerts(tx: EntityManager, organizationId: Id): Promise<Alert[]> {
  const rows: unknown = await tx.query(
    `SELECT id, recall_id AS "recallId", recaller_id AS "recallerId", kind, reason, public_message AS "publicMessage",
            batch_ids AS "batchIds", at
     FROM alert WHERE organization_id = $1 ORDER BY id DESC LIMIT ${longestList}`,
    [organizationId],
  )
  return z.array(Row).parse(rows)
}
