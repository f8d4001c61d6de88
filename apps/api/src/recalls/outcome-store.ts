import { type Amount, type Id, Unit } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { uncorrected } from '../batches/batch-store.ts'
import { amountFrom } from './plan-store.ts'

const Row = z.object({
  batchId: z.string(),
  outcome: z.enum(['returned', 'destroyed', 'reworked']),
  quantity: z.string(),
  unit: Unit,
})

/** So much of a batch that came back, was destroyed or was made into something else. */
export interface OutcomeSum {
  readonly batchId: Id
  readonly outcome: z.infer<typeof Row>['outcome']
  readonly amount: Amount
  readonly unit: Unit
}

/**
 * What the events that were recorded after the recall did with its batches, corrected ones left out; a sum for each unit.
 *
 * @param recalledAt the time of the recall's own events
 */
export async function readOutcomes(
  tx: EntityManager,
  batchIds: readonly Id[],
  recalledAt: Date,
): Promise<OutcomeSum[]> {
  const rows: unknown = await tx.query(
    `SELECT link.batch_id AS "batchId", link.unit, sum(link.quantity) AS quantity,
            CASE link.type WHEN 'return' THEN 'returned' WHEN 'destroy' THEN 'destroyed' ELSE 'reworked' END AS outcome
     FROM event_batch recalled JOIN event_batch link ON link.batch_id = recalled.batch_id AND link.sequence > recalled.sequence
     WHERE recalled.batch_id = ANY($1) AND recalled.type = 'recall' AND recalled.at = $2 AND link.quantity IS NOT NULL
       AND ((link.type = 'return' AND link.role = 'out') OR (link.role = 'in' AND link.type IN
         ('destroy', 'grading', 'drying', 'processing', 'merge', 'split', 'packing')))
       AND ${uncorrected('link')}
     GROUP BY 1, 2, 4`,
    [batchIds, recalledAt],
  )
  return z
    .array(Row)
    .parse(rows)
    .map(({ quantity, unit, ...row }) => ({ ...row, unit, amount: amountFrom(quantity, unit) }))
}
