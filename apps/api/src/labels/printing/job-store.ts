import { type Id, platformId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import type { Scope } from '../../db/with-tenant.ts'

/** As whom the prints of every organization are looked through. */
export const drawScope: Scope = { organizationId: platformId, isOperator: true }

/** How long a print is somebody's without a word of them, and how long a file is kept. */
const [claimMs, keepMs] = [60_000, 24 * 3_600_000]

const Claimed = z.object({ id: z.string(), organizationId: z.string() })

/** Takes the print that waits longest, or one that whoever drew it has left; undefined when there is none. */
export async function claimPrint(tx: EntityManager, now: Date): Promise<z.infer<typeof Claimed> | undefined> {
  const [rows]: [unknown[], number] = await tx.query(
    `UPDATE label_print SET state = 'drawing', done = 0, claimed_until = $2 WHERE id = (
       SELECT id FROM label_print WHERE state = 'waiting' OR (state = 'drawing' AND claimed_until < $1)
       ORDER BY printed_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, organization_id AS "organizationId"`,
    [now, new Date(now.getTime() + claimMs)],
  )
  return z.array(Claimed).parse(rows)[0]
}

/** Notes how far a print is and renews the claim. @returns whether it is still to be drawn */
export async function noteProgress(tx: EntityManager, id: Id, done: number, now: Date): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query(
    `UPDATE label_print SET done = $2, claimed_until = $3 WHERE id = $1 AND state = 'drawing'`,
    [id, done, new Date(now.getTime() + claimMs)],
  )
  return count > 0
}

export async function finishPrint(
  tx: EntityManager,
  id: Id,
  state: 'done' | 'failed',
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE label_print SET state = $2, finished_at = $3, claimed_until = NULL WHERE id = $1 AND state = 'drawing'`,
    [id, state, now],
  )
}

const Outdated = Claimed.extend({ format: z.string() })

/** Finished prints whose file has been kept for a day. */
export async function listOutdated(tx: EntityManager, now: Date): Promise<z.infer<typeof Outdated>[]> {
  const rows: unknown = await tx.query(
    `SELECT id, organization_id AS "organizationId", frozen->'file'->>'format' AS format FROM label_print
     WHERE state = 'done' AND finished_at < $1 LIMIT 100`,
    [new Date(now.getTime() - keepMs)],
  )
  return z.array(Outdated).parse(rows)
}

export async function noteRemoved(tx: EntityManager, id: Id): Promise<void> {
  await tx.query(`UPDATE label_print SET state = 'removed' WHERE id = $1 AND state = 'done'`, [id])
}
