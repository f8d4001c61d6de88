import type { Id } from '@nguon/domain'
import pg from 'pg'
import type { EntityManager } from 'typeorm'

/** So many locks are asked for in one round trip. */
const atOnce = 1000

/**
 * Makes other writers of these batches wait until the transaction ends; they are locked in sorted order, as everywhere. A statement
 * each, since a cluster does not lock rows of several machines in one, and many statements in a text, which has no parameters.
 */
export async function lockMany(tx: EntityManager, ids: readonly Id[]): Promise<void> {
  const statements = [...ids]
    .sort()
    .map((id) => `SELECT id FROM batch WHERE id = ${pg.escapeLiteral(id)} FOR UPDATE`)
  for (let from = 0; from < statements.length; from += atOnce)
    await tx.query(statements.slice(from, from + atOnce).join(';'))
}
