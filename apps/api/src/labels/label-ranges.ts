import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const RangeRow = z.object({
  first: z.coerce.number(),
  last: z.coerce.number(),
  state: z.enum(['activated', 'voided']),
  batchId: z.string(),
  eventId: z.string(),
})

/** Labels of a roll that an event put into circulation for a batch, or voided. */
export type LabelRange = z.infer<typeof RangeRow>

const columns = 'first, last, state, batch_id AS "batchId", event_id AS "eventId"'

/** The ranges of a roll that hold any label from `first` to `last`, without those of corrected events. */
export async function findRanges(
  tx: EntityManager,
  runId: Id,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<LabelRange[]> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} FROM label_range WHERE run_id = $1 AND first <= $3 AND last >= $2`,
    [runId, first, last],
  )
  return withoutCorrected(tx, z.array(RangeRow).parse(rows))
}

/** The ranges of these batches, in every roll, without those of corrected events. */
export async function listRangesOf(tx: EntityManager, batchIds: readonly Id[]): Promise<LabelRange[]> {
  const rows: unknown = await tx.query(`SELECT ${columns} FROM label_range WHERE batch_id = ANY($1)`, [
    batchIds,
  ])
  return withoutCorrected(tx, z.array(RangeRow).parse(rows))
}

/** The ranges of these rolls, without those of corrected events. */
export async function listRangesOfRuns(tx: EntityManager, runIds: readonly Id[]): Promise<RunRange[]> {
  const rows: unknown = await tx.query(
    `SELECT run_id AS "runId", ${columns} FROM label_range WHERE run_id = ANY($1)`,
    [runIds],
  )
  return withoutCorrected(tx, z.array(RangeRow.extend({ runId: z.string() })).parse(rows))
}

/** The ranges of a batch with their rolls, without those of corrected events. */
export async function listRolledRanges(tx: EntityManager, batchId: Id): Promise<RunRange[]> {
  const rows: unknown = await tx.query(
    `SELECT run_id AS "runId", ${columns} FROM label_range WHERE batch_id = $1`,
    [batchId],
  )
  return withoutCorrected(tx, z.array(RangeRow.extend({ runId: z.string() })).parse(rows))
}

/** A range with the roll that it is of. */
export type RunRange = LabelRange & { readonly runId: Id }

/** Asked apart from the ranges: these lie with their roll, a correction lies with its batch, perhaps on another machine. */
async function withoutCorrected<R extends LabelRange>(tx: EntityManager, ranges: readonly R[]): Promise<R[]> {
  if (ranges.length === 0) return []
  const rows: { key: string }[] = await tx.query(
    `SELECT concat(batch_id, ' ', corrects) AS key FROM event_batch WHERE batch_id = ANY($1) AND corrects = ANY($2)`,
    [[...new Set(ranges.map(({ batchId }) => batchId))], [...new Set(ranges.map(({ eventId }) => eventId))]],
  )
  const corrected = new Set(rows.map(({ key }) => key))
  return ranges.filter(({ batchId, eventId }) => !corrected.has(`${batchId} ${eventId}`))
}

/** Labels in circulation by these ranges: activated and not voided. */
export const labelsIn = (ranges: readonly LabelRange[]): number =>
  ranges.reduce(
    (sum, { first, last, state }) => sum + (last - first + 1) * (state === 'activated' ? 1 : -1),
    0,
  )
