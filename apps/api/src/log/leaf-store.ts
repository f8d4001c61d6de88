import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

const Leaf = z.object({ id: z.string(), index: z.coerce.number().int() })

/** An entry and its number in the log, from 0. */
export type Leaf = z.infer<typeof Leaf>

/** The sealed ones among these entries, in the order of the log. */
export async function findLeaves(tx: EntityManager, ids: readonly Id[]): Promise<Leaf[]> {
  if (ids.length === 0) return []
  const rows: unknown = await tx.query(
    'SELECT event_id AS id, idx AS index FROM log_leaf WHERE event_id = ANY($1) ORDER BY idx',
    [ids],
  )
  return z.array(Leaf).parse(rows)
}

/** The entry with this leaf hash, once it is sealed. */
export async function findLeafByHash(tx: EntityManager, hash: Buffer): Promise<Leaf | undefined> {
  const rows: unknown = await tx.query(
    'SELECT event_id AS id, idx AS index FROM log_leaf WHERE leaf_hash = $1',
    [hash],
  )
  return z.array(Leaf).parse(rows)[0]
}

/** The sealed entries from number `from` on, up to, without, `to`. */
export async function listLeaves(tx: EntityManager, from: number, to: number): Promise<Leaf[]> {
  const rows: unknown = await tx.query(
    'SELECT event_id AS id, idx AS index FROM log_leaf WHERE idx >= $1 AND idx < $2 ORDER BY idx',
    [from, to],
  )
  return z.array(Leaf).parse(rows)
}

/** The entries that wait to be sealed among these, in the order in which they will be. */
export async function findWaiting(tx: EntityManager, ids: readonly Id[]): Promise<Id[]> {
  if (ids.length === 0) return []
  const rows: { id: Id }[] = await tx.query(
    'SELECT event_id AS id FROM log_pending WHERE event_id = ANY($1) ORDER BY position',
    [ids],
  )
  return rows.map(({ id }) => id)
}

/** Whether the log was signed at each of these sizes. */
export async function hasCheckpoints(tx: EntityManager, sizes: readonly number[]): Promise<boolean> {
  const rows: unknown[] = await tx.query('SELECT FROM log_checkpoint WHERE size = ANY($1::bigint[])', [sizes])
  return rows.length === new Set(sizes).size
}
