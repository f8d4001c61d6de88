import { RecallStart } from '@nguon/contract'
import { type AreaUnit, DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { areaParameter, isOrganizationInArea } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'
import { Frozen, type FrozenBatch } from './frozen.ts'

const Row = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: z.enum(['voluntary', 'mandatory']),
  drill: z.boolean(),
  start: RecallStart,
  /** How many batches it stops. */
  batches: z.int(),
  reason: z.string(),
  publicMessage: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  state: z.enum(['proposed', 'in_force', 'withdrawn', 'closed']),
  proposedBy: z.string(),
  proposedAt: z.date(),
  decidedBy: z.string().nullable(),
  decidedAt: z.date().nullable(),
  startedAt: z.date().nullable(),
  closedBy: z.string().nullable(),
  closedAt: z.date().nullable(),
  conclusion: z.string().nullable(),
  inArea: z.boolean(),
})

/** A recall as it is stored; `inArea`: whether the organization that proposed it is in the area of the inspector who asks. */
export type Recall = z.infer<typeof Row>

/** Whose recalls a caller sees. */
export interface Sight {
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

const columns = `recall.id, recall.organization_id AS "organizationId", recall.kind, recall.drill, recall.start,
  cardinality(recall.batch_ids) AS batches, recall.reason, recall.public_message AS "publicMessage",
  recall.decision_number AS "decisionNumber", recall.state, recall.proposed_by AS "proposedBy", recall.proposed_at AS "proposedAt",
  recall.decided_by AS "decidedBy", recall.decided_at AS "decidedAt", recall.started_at AS "startedAt",
  recall.closed_by AS "closedBy", recall.closed_at AS "closedAt", recall.conclusion, sight."inArea"`

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

/** What the recall froze. Of a recall that the caller sees. */
export async function readFrozen(tx: EntityManager, id: Id): Promise<FrozenBatch[]> {
  const rows: { frozen: unknown }[] = await tx.query('SELECT frozen FROM recall WHERE id = $1', [id])
  return Frozen.parse(rows[0]?.frozen)
}

/** A recall before anybody decided on it. */
export interface Proposal
  extends Pick<
    Recall,
    | 'id'
    | 'organizationId'
    | 'kind'
    | 'drill'
    | 'start'
    | 'reason'
    | 'publicMessage'
    | 'decisionNumber'
    | 'proposedBy'
  > {
  readonly startedAt: Date | null
}

/** Adds a proposal with the set it freezes; false when there is a recall with this id already. */
export async function insertRecall(
  tx: EntityManager,
  proposal: Proposal,
  frozen: readonly FrozenBatch[],
  at: Date,
): Promise<boolean> {
  const stopped = frozen.filter((batch) => batch.stopped).map(({ id }) => id)
  const rows: unknown[] = await tx.query(
    `INSERT INTO recall (id, organization_id, kind, batch_ids, reason, public_message, decision_number, state, proposed_by, proposed_at,
                         drill, start, frozen, started_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      proposal.id,
      proposal.organizationId,
      proposal.kind,
      stopped,
      proposal.reason,
      proposal.publicMessage,
      proposal.decisionNumber,
      proposal.proposedBy,
      at,
      proposal.drill,
      JSON.stringify(proposal.start),
      JSON.stringify(frozen),
      proposal.startedAt,
    ],
  )
  return rows.length > 0
}

/** Decides a recall; a drill is closed by it. Lock it first. */
export async function decideRecall(
  tx: EntityManager,
  id: Id,
  decision: { state: 'in_force' | 'withdrawn' | 'closed'; by: Id; at: Date; reason?: string },
): Promise<void> {
  await tx.query(
    'UPDATE recall SET state = $2, decided_by = $3, decided_at = $4, decided_reason = $5 WHERE id = $1',
    [id, decision.state, decision.by, decision.at, decision.reason],
  )
}

/** Closes a recall that is in force. Lock it first. */
export async function updateClosed(
  tx: EntityManager,
  id: Id,
  { by, at, conclusion }: { by: Id; at: Date; conclusion: string },
): Promise<void> {
  await tx.query(
    `UPDATE recall SET state = 'closed', closed_by = $2, closed_at = $3, conclusion = $4 WHERE id = $1`,
    [id, by, at, conclusion],
  )
}
