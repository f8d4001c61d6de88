import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { type CheckpointRow, listPending, type PendingRow } from '../../log/log-store.ts'

const LeafRow = z.object({
  idx: z.coerce.number().int(),
  id: z.string(),
  /** As the tree has it. */
  leafHash: z.instanceof(Buffer),
  entry: z.instanceof(Buffer).nullable(),
  /** As it stands beside the entry. */
  kept: z.instanceof(Buffer).nullable(),
})
export type LeafRow = z.infer<typeof LeafRow>

const pageSize = 2000

/** Leaves with their entries from a number on, a page of them. */
export async function listLeaves(tx: EntityManager, from: number): Promise<LeafRow[]> {
  const rows: unknown = await tx.query(
    `SELECT idx, event_id AS id, log_leaf.leaf_hash AS "leafHash", entry, event.leaf_hash AS kept
     FROM log_leaf LEFT JOIN event ON event.id = event_id WHERE idx >= $1 ORDER BY idx LIMIT ${pageSize}`,
    [from],
  )
  return z.array(LeafRow).parse(rows)
}

const CheckpointRows = z.array(
  z.object({ size: z.coerce.number().int(), root: z.instanceof(Buffer), note: z.string(), at: z.date() }),
)

/** The checkpoints of trees larger than `above`, up to `most`. */
export async function listCheckpoints(
  tx: EntityManager,
  above: number,
  most: number,
): Promise<CheckpointRow[]> {
  const rows: unknown = await tx.query(
    'SELECT size, root, note, at FROM log_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size',
    [above, most],
  )
  return CheckpointRows.parse(rows)
}

/** Every entry that waits to be sealed. */
export const listWaiting = (tx: EntityManager): Promise<PendingRow[]> => listPending(tx, 1_000_000_000)

/** How many rows a table has that meet a condition; both are ours. */
export async function countRows(tx: EntityManager, from: string): Promise<number> {
  const [row]: { count: string }[] = await tx.query(`SELECT count(*) AS count FROM ${from}`)
  return Number(row?.count)
}
