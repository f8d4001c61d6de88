import { type AreaUnit, DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { areaParameter, isOrganizationInArea } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'

const Row = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: z.enum(['voluntary', 'mandatory']),
  batchIds: z.array(z.string()),
  reason: z.string(),
  publicMessage: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  state: z.enum(['proposed', 'in_force', 'withdrawn']),
  proposedBy: z.string(),
  proposedAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  inArea: z.boolean(),
})

/** A recall as it is stored; `inArea`: whether the organization that proposed it is in the area of the inspector who asks. */
export type Recall = z.infer<typeof Row>

/** Whose recalls a caller sees. */
interface Sight {
  readonly organizationId: Id | undefined
  /** Of an inspector. */
  readonly area: readonly AreaUnit[] | undefined
}

/** Staff see their organization's recalls; an inspector also those of organizations in the area, and every mandatory one. */
export function sightOf(caller: Caller): Sight {
  if (caller.kind === 'staff' || caller.kind === 'admin')
    return { organizationId: caller.organizationId, area: undefined }
  if (caller.kind === 'inspector') return { organizationId: caller.organizationId, area: caller.area }
  throw new DomainError('NOT_ALLOWED', `recalls are not for ${caller.kind}`)
}

const columns = `recall.id, recall.organization_id AS "organizationId", recall.kind, recall.batch_ids AS "batchIds", recall.reason,
  recall.public_message AS "publicMessage", recall.decision_number AS "decisionNumber", recall.state,
  recall.proposed_by AS "proposedBy", recall.proposed_at AS "proposedAt", recall.decided_by AS "decidedBy",
  recall.decided_at AS "decidedAt", sight."inArea"`

/** A mandatory recall takes any second inspector, so every inspector who has an area sees it. */
const visible = `FROM recall CROSS JOIN LATERAL (SELECT ${isOrganizationInArea('recall.organization_id', '$2')} AS "inArea") sight
  WHERE (recall.organization_id = $1 OR sight."inArea"
    OR (recall.kind = 'mandatory' AND coalesce(jsonb_array_length($2::jsonb), 0) > 0))`

const parametersOf = ({ organizationId, area }: Sight): unknown[] => [
  organizationId,
  area && areaParameter(area),
]

/** The recall, when the caller sees it. */
export async function findRecall(tx: EntityManager, sight: Sight, id: Id): Promise<Recall | undefined> {
  const rows: unknown = await tx.query(`SELECT ${columns} ${visible} AND recall.id = $3`, [
    ...parametersOf(sight),
    id,
  ])
  return z.array(Row).parse(rows)[0]
}

/** Throws `NOT_FOUND` alike for a recall that is not there and for one that the caller does not see. */
export async function readRecall(tx: EntityManager, sight: Sight, id: Id): Promise<Recall> {
  const recall = await findRecall(tx, sight, id)
  if (!recall) throw new DomainError('NOT_FOUND', `no recall ${id}`)
  return recall
}

/** The same, and whoever else would decide it waits until the transaction ends. */
export async function lockRecall(tx: EntityManager, sight: Sight, id: Id): Promise<Recall> {
  await tx.query('SELECT FROM recall WHERE id = $1 FOR UPDATE', [id])
  return readRecall(tx, sight, id)
}

/** As many as a list shows: the newest. */
const longestList = 500

/** The recalls the caller sees, newest first. */
export async function listRecalls(tx: EntityManager, sight: Sight): Promise<Recall[]> {
  const rows: unknown = await tx.query(
    `SELECT ${columns} ${visible} ORDER BY recall.proposed_at DESC, recall.id DESC LIMIT ${longestList}`,
    parametersOf(sight),
  )
  return z.array(Row).parse(rows)
}

/** A recall before anybody decided on it. */
export type Proposal = Pick<
  Recall,
  'id' | 'organizationId' | 'kind' | 'batchIds' | 'reason' | 'publicMessage' | 'decisionNumber' | 'proposedBy'
>

/** Adds a proposal; false when there is a recall with this id already. */
export async function insertRecall(tx: EntityManager, proposal: Proposal, at: Date): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO recall (id, organization_id, kind, batch_ids, reason, public_message, decision_number, state, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      proposal.id,
      proposal.organizationId,
      proposal.kind,
      proposal.batchIds,
      proposal.reason,
      proposal.publicMessage,
      proposal.decisionNumber,
      proposal.proposedBy,
      at,
    ],
  )
  return rows.length > 0
}

/** Decides a recall. Lock it first. */
export async function decideRecall(
  tx: EntityManager,
  id: Id,
  decision: { state: 'in_force' | 'withdrawn'; by: Id; at: Date; reason?: string },
): Promise<void> {
  await tx.query(
    'UPDATE recall SET state = $2, decided_by = $3, decided_at = $4, decided_reason = $5 WHERE id = $1',
    [id, decision.state, decision.by, decision.at, decision.reason],
  )
}
