import { type Id, newId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'

export interface Decision {
  readonly code: string
  /** Whose label it is. */
  readonly organizationId: Id
  readonly decision: 'dismissed' | 'counterfeit' | 'undone'
  readonly reason: string
  readonly howToTell?: string | undefined
  readonly points: number
  readonly by: Id
  readonly at: Date
}

/** Writes down what was decided, for ever. Inside the tenant, or by an inspector with it in the area. */
export async function insertDecision(tx: EntityManager, decision: Decision): Promise<void> {
  const { code, organizationId, reason, howToTell, points, by, at } = decision
  await tx.query(
    `INSERT INTO scan_decision (id, organization_id, code, decision, reason, how_to_tell, points, by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), organizationId, code, decision.decision, reason, howToTell, points, by, at],
  )
}

const Row = z.object({
  code: z.string(),
  decision: z.enum(['dismissed', 'counterfeit', 'undone']),
  reason: z.string(),
  howToTell: z.string().nullable(),
  at: z.date(),
})

/** What was decided about each of these codes, newest first. */
export async function readDecisions(
  tx: EntityManager,
  codes: readonly string[],
): Promise<Map<string, z.infer<typeof Row>[]>> {
  const rows: unknown = await tx.query(
    `SELECT code, decision, reason, how_to_tell AS "howToTell", at FROM scan_decision WHERE code = ANY($1) ORDER BY id DESC`,
    [codes],
  )
  const decided = new Map<string, z.infer<typeof Row>[]>()
  for (const row of z.array(Row).parse(rows)) decided.set(row.code, [...(decided.get(row.code) ?? []), row])
  return decided
}
