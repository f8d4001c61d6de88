import { type Checkpoint, hashFromBase64, verifyConsistency } from '@nguon/transparency'
import { Mismatch } from './outcome.ts'
import { readConsistency } from './read-answer.ts'

/** The bytes of `/api/v1/log/consistency` for these sizes. */
export type ProveConsistency = (from: number, to: number) => Promise<Uint8Array>

/**
 * That the log only grew since this phone saw it. A smaller log is refused even where it would be a beginning of that one: it hides
 * what was there.
 *
 * @throws {Mismatch} `forked`
 */
export async function assertGrown(
  older: Checkpoint,
  newer: Checkpoint,
  proveConsistency: ProveConsistency,
): Promise<void> {
  const [from, to] = [older.size, newer.size]
  if (from === 0) return
  if (to < from) throw new Mismatch('forked', `${to} entries, and there were ${from}`)
  const answer = from === to ? [] : readConsistency(await proveConsistency(from, to), { from, to })
  const proof = answer.map(hashFromBase64)
  if (!verifyConsistency({ from, to, fromRoot: older.root, toRoot: newer.root, proof }))
    throw new Mismatch('forked', `the ${to} entries do not begin with the ${from} of before`)
}
