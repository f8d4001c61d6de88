import type pg from 'pg'
import type { EntityManager } from 'typeorm'

/** A statement that every connection prepares once: planning it anew takes as long as running it. */
interface Prepared {
  /** One name for one text, in the whole program. */
  readonly name: string
  readonly text: string
}

/**
 * Runs a prepared statement and answers its rows. Those that are called one after the other without waiting in between are run in
 * that order and travel together, as one round trip: wait for them with {@link together}.
 */
export async function queryPrepared(
  tx: EntityManager,
  statement: Prepared,
  values: readonly unknown[],
): Promise<unknown[]> {
  const runner = tx.queryRunner ?? tx.dataSource.createQueryRunner()
  try {
    const client: pg.PoolClient = await runner.connect()
    flushLater(client)
    return (await client.query({ ...statement, values: [...values] })).rows
  } finally {
    if (runner !== tx.queryRunner) await runner.release()
  }
}

/**
 * Waits for statements that travel together, named in their order. Throws the error of the first that failed: those behind it only
 * say that the transaction has failed.
 */
export async function together<T extends readonly unknown[]>(
  parts: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(parts)
  return Promise.all(parts)
}

/** Keeps what is sent on the connection until everything that can go on without an answer has gone on: one write, not one a statement. */
export function flushLater({ connection: { stream } }: pg.PoolClient): void {
  stream.cork()
  process.nextTick(() => stream.uncork())
}
