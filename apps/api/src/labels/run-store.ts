import type { LabelRunView } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { listRangesOfRuns } from './label-ranges.ts'

const RunRow = z.object({
  id: z.string(),
  productId: z.string(),
  productName: z.string(),
  name: z.string(),
  first: z.coerce.number(),
  last: z.coerce.number(),
  digits: z.int(),
  isUnguessable: z.boolean(),
})
const PrintedRow = z.object({ runId: z.string(), first: z.coerce.number(), last: z.coerce.number() })

/**
 * Runs of an organization with what became of their labels, newest first; inside its tenant.
 *
 * @param of.ids only these
 */
export async function listRuns(
  tx: EntityManager,
  organizationId: Id,
  of: { readonly productId?: Id | undefined; readonly ids?: readonly Id[] | undefined } = {},
): Promise<LabelRunView[]> {
  const runs = z.array(RunRow).parse(
    await tx.query(
      `SELECT run.run_id AS id, run.product_id AS "productId", run.prefix AS name, run.first, run.last, run.digits,
         run.number IS NOT NULL AS "isUnguessable", coalesce((SELECT data->>'name' FROM subject_entry
           WHERE subject_id = run.product_id ORDER BY sequence DESC LIMIT 1), '') AS "productName"
       FROM label_run run WHERE run.organization_id = $1 AND ($2::uuid IS NULL OR run.product_id = $2)
         AND ($3::uuid[] IS NULL OR run.run_id = ANY($3)) ORDER BY run.run_id DESC LIMIT 200`,
      [organizationId, of.productId, of.ids],
    ),
  )
  const ids = runs.map(({ id }) => id)
  const ranges = await listRangesOfRuns(tx, ids)
  const printed = await listPrinted(tx, ids)
  return runs.map((run) => {
    const count = (state: 'activated' | 'voided') =>
      lengthOf(ranges.filter((range) => range.runId === run.id && range.state === state))
    const own = printed.filter(({ runId }) => runId === run.id)
    const next = Math.max(run.first - 1, ...own.map(({ last }) => last)) + 1
    return {
      ...{
        ...run,
        printed: lengthOf(own),
        activated: count('activated') - count('voided'),
        voided: count('voided'),
      },
      ...(next <= run.last ? { nextToPrint: next } : {}),
    }
  })
}

/** The labels of these runs that were printed, print by print. */
export async function listPrinted(
  tx: EntityManager,
  runIds: readonly Id[],
): Promise<z.infer<typeof PrintedRow>[]> {
  const rows: unknown = await tx.query(
    `SELECT DISTINCT run_id AS "runId", first, last FROM label_print
     WHERE run_id = ANY($1) AND state NOT IN ('cancelled', 'failed')`,
    [runIds],
  )
  return z.array(PrintedRow).parse(rows)
}

/** How many labels lie in at least one of the ranges. */
function lengthOf(ranges: readonly { readonly first: number; readonly last: number }[]): number {
  let [length, end] = [0, -1]
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    length += Math.max(0, last - Math.max(first, end + 1) + 1)
    end = Math.max(end, last)
  }
  return length
}
