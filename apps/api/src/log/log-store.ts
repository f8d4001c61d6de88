import type { Id } from '@nguon/domain'
import { type Coordinate, LogError, type TreeNode } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const lock = '1852274031, 5' // 'nguo'; 3 is in db/migrate.ts, 4 in testing/reset-server.ts

/** Keeps others from sealing until the transaction ends. @returns whether nobody else is sealing */
export async function tryLockLog(tx: EntityManager): Promise<boolean> {
  const [row]: { got: boolean }[] = await tx.query(`SELECT pg_try_advisory_xact_lock(${lock}) AS got`)
  return row?.got === true
}

/** Keeps others from sealing until {@link unlockLog}, or the session ends; its own transactions may. Waits for a round under way. */
export async function lockLog(session: EntityManager): Promise<void> {
  await session.query(`SELECT pg_advisory_lock(${lock})`)
}

/** Lets others seal again. */
export async function unlockLog(session: EntityManager): Promise<void> {
  await session.query(`SELECT pg_advisory_unlock(${lock})`)
}

/** How many entries wait to be sealed, counted up to `most`. */
export async function countPending(tx: EntityManager, most: number): Promise<number> {
  const [row]: { count: number }[] = await tx.query(
    'SELECT count(*)::int AS count FROM (SELECT FROM log_pending LIMIT $1) waiting',
    [most],
  )
  return row?.count ?? 0
}

const PendingRow = z.object({
  id: z.string(),
  entry: z.instanceof(Buffer).nullable(), // none: the entry is gone
  leafHash: z.instanceof(Buffer).nullable(),
})
export type PendingRow = z.infer<typeof PendingRow>

/** The entries that have waited longest, in the order in which they are sealed. */
export async function listPending(tx: EntityManager, most: number): Promise<PendingRow[]> {
  const rows: unknown = await tx.query(
    `SELECT event_id AS id, entry, leaf_hash AS "leafHash" FROM log_pending LEFT JOIN event ON event.id = event_id
     ORDER BY position LIMIT $1`,
    [most],
  )
  return z.array(PendingRow).parse(rows)
}

/** Takes sealed entries out of those that wait. @returns how many were there */
export async function deletePending(tx: EntityManager, ids: readonly Id[]): Promise<number> {
  const [, count]: [unknown, number] = await tx.query('DELETE FROM log_pending WHERE event_id = ANY($1)', [
    ids,
  ])
  return count
}

const CheckpointRow = z.object({
  size: z.coerce.number().int(),
  root: z.instanceof(Buffer),
  note: z.string(),
  at: z.date(),
})
export type CheckpointRow = z.infer<typeof CheckpointRow>

/** The newest checkpoint; `undefined` before the first. */
export async function findLastCheckpoint(tx: EntityManager): Promise<CheckpointRow | undefined> {
  const rows: unknown = await tx.query(
    'SELECT size, root, note, at FROM log_checkpoint ORDER BY size DESC LIMIT 1',
  )
  return z.array(CheckpointRow).parse(rows)[0]
}

export async function insertCheckpoint(tx: EntityManager, row: CheckpointRow): Promise<void> {
  await tx.query('INSERT INTO log_checkpoint (size, root, note, at) VALUES ($1, $2, $3, $4)', [
    row.size,
    row.root,
    row.note,
    row.at,
  ])
}

const HashRow = z.object({ hash: z.instanceof(Buffer).nullable() })

/**
 * The hashes of complete nodes, leaves too, in the order in which they are asked for: one query.
 *
 * @throws {LogError} `PROOF_INVALID` when one is not there
 */
export async function readNodes(tx: EntityManager, coordinates: readonly Coordinate[]): Promise<Buffer[]> {
  if (coordinates.length === 0) return []
  const rows: unknown = await tx.query(
    `SELECT coalesce(leaf.leaf_hash, node.hash) AS hash
     FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS asked(level, idx, place)
       LEFT JOIN log_node node ON node.level = asked.level AND node.idx = asked.idx
       LEFT JOIN log_leaf leaf ON asked.level = 0 AND leaf.idx = asked.idx
     ORDER BY place`,
    [coordinates.map(({ level }) => level), coordinates.map(({ index }) => index)],
  )
  return z
    .array(HashRow)
    .parse(rows)
    .map(({ hash }, at) => {
      const { level, index } = coordinates[at] as Coordinate
      if (hash === null) throw new LogError('PROOF_INVALID', `the node ${index} of level ${level} is gone`)
      return hash
    })
}

/** Puts leaves behind the `size` that are there. */
export async function insertLeaves(
  tx: EntityManager,
  size: number,
  leaves: readonly { readonly id: Id; readonly leafHash: Buffer }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO log_leaf (idx, event_id, leaf_hash)
     SELECT $1 + place - 1, id, hash FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS leaf(id, hash, place)`,
    [size, leaves.map(({ id }) => id), leaves.map(({ leafHash }) => leafHash)],
  )
}

/** Adds the nodes above the leaves that have become complete. */
export async function insertNodes(tx: EntityManager, nodes: readonly TreeNode[]): Promise<void> {
  if (nodes.length === 0) return
  await tx.query(
    'INSERT INTO log_node (level, idx, hash) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    [
      nodes.map(({ level }) => level),
      nodes.map(({ index }) => index),
      nodes.map(({ hash }) => Buffer.from(hash)),
    ],
  )
}
