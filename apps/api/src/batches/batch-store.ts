import {
  type BatchState,
  type BatchStatus,
  type Creates,
  Day,
  DomainError,
  type Id,
  millionthsOf,
  Unit,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { queryPrepared } from '../db/query-prepared.ts'
import type { Head } from '../events/entry.ts'
import { labelsIn, listRangesOf } from '../labels/label-ranges.ts'

const locking = { name: 'batch-lock', text: 'SELECT id FROM batch WHERE id = $1 FOR UPDATE' }

/** Makes other writers of this batch wait until the transaction ends; false when there is no such batch. */
export async function lockBatch(tx: EntityManager, id: Id): Promise<boolean> {
  const rows = await queryPrepared(tx, locking, [id])
  return rows.length > 0
}

/** Which of these batches are the organization's own. */
export async function findOwned(
  tx: EntityManager,
  organizationId: Id | undefined,
  ids: readonly Id[],
): Promise<Set<Id>> {
  const rows: { id: Id }[] = await tx.query(
    'SELECT id FROM batch WHERE id = ANY($1) AND organization_id = $2',
    [ids, organizationId],
  )
  return new Set(rows.map(({ id }) => id))
}

const inserting = {
  name: 'batch-insert',
  text: `INSERT INTO batch (id, organization_id, kind, product_id, lot, unit, use_by, plot_ids, search)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id`,
}

/** Adds a batch to the index, which locks it too; false when there is one with this id already. */
export async function insertBatch(
  tx: EntityManager,
  id: Id,
  organizationId: Id,
  unit: Unit | undefined,
  creates: Creates,
  search: string,
): Promise<boolean> {
  const { kind, productId, lot, useBy, plots = [] } = creates
  const values = [id, organizationId, kind, productId, lot, unit, useBy, plots, search]
  const rows = await queryPrepared(tx, inserting, values)
  return rows.length > 0
}

/** A corrected birth: only what a correction may change. */
export async function updateBirth(
  tx: EntityManager,
  id: Id,
  unit: Unit | undefined,
  { kind, useBy, plots }: Creates,
): Promise<void> {
  const values = [id, kind, unit, useBy, plots ?? []]
  await tx.query('UPDATE batch SET kind = $2, unit = $3, use_by = $4, plot_ids = $5 WHERE id = $1', values)
}

/** Claims the codes of a batch. @throws {DomainError} `LOT_TAKEN` when another batch has one of them */
export async function insertCodes(tx: EntityManager, id: Id, codes: readonly string[]): Promise<void> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO code (code, batch_id) SELECT code, $2 FROM unnest($1::text[]) code ON CONFLICT DO NOTHING RETURNING code`,
    [codes, id],
  )
  if (rows.length === codes.length) return
  throw new DomainError('LOT_TAKEN', 'another batch of this product has the lot already')
}

const StateRow = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: z.enum(['input', 'crop', 'harvest', 'semi_finished', 'finished']),
  productId: z.string(),
  lot: z.string(),
  unit: Unit.nullable(),
  useBy: Day.nullable(),
  sequence: z.int().nullable(),
  leafHash: z.instanceof(Buffer).nullable(),
  balance: z.string().nullable(),
  status: z.enum(['active', 'held', 'recalled', 'recalled_held']).nullable(),
  madeAt: z.date().nullable(),
})

/** A batch as its last link row leaves it: for the rules, and for the next entry. */
export interface LockedBatch {
  readonly state: BatchState
  readonly head: Head
  readonly productId: Id
}

const statesOf = (which: string): string =>
  `SELECT b.id, b.organization_id AS "organizationId", b.kind, b.product_id AS "productId", b.lot, b.unit,
          b.use_by::text AS "useBy", head.sequence, head.leaf_hash AS "leafHash", head.balance, head.status, made.at AS "madeAt"
   FROM batch b
   LEFT JOIN LATERAL (
     SELECT sequence, leaf_hash, balance, status FROM event_batch
     WHERE batch_id = b.id ORDER BY sequence DESC, line DESC LIMIT 1) head ON true
   LEFT JOIN LATERAL (
     SELECT given.at FROM event_batch given
     WHERE given.batch_id = b.id AND given.role = 'out' AND NOT EXISTS (
       SELECT FROM event_batch fix WHERE fix.batch_id = given.batch_id AND fix.corrects = given.event_id)
     ORDER BY given.at LIMIT 1) made ON true
   WHERE ${which}`
const many = statesOf('b.id = ANY($1)')
const one = { name: 'batch-state', text: statesOf('b.id = $1') }

/**
 * The batches with what remains, their status and the head of their history, in one round trip. Lock them first: what is read
 * in the statement that locks may be old.
 */
export async function readLocked(tx: EntityManager, ids: readonly Id[]): Promise<Map<Id, LockedBatch>> {
  const [id, ...others] = ids
  // the plan for any list of ids is not kept: PostgreSQL finds one for the list at hand cheaper, and looks for it each time
  const rows = others.length === 0 ? await queryPrepared(tx, one, [id]) : await tx.query(many, [ids])
  return new Map(
    z
      .array(StateRow)
      .parse(rows)
      .map((row) => [row.id, lockedOf(row)]),
  )
}

function lockedOf(row: z.infer<typeof StateRow>): LockedBatch {
  const { id, organizationId, kind, lot, productId } = row
  const state: BatchState = {
    id,
    organizationId,
    kind,
    lot,
    ...(row.unit ? { unit: row.unit } : {}),
    ...(row.useBy ? { useBy: row.useBy } : {}),
    ...(row.madeAt ? { madeAt: row.madeAt.getTime() } : {}),
    balance: row.balance === null ? 0n : millionthsOf(row.balance),
    status: (row.status ?? 'active') satisfies BatchStatus,
    unitsPacked: 0,
    labels: 0,
  }
  return { state, productId, head: { sequence: row.sequence ?? 0, leafHash: row.leafHash ?? undefined } }
}

/** Packages packed into the batch and labels in circulation for it: what an activation is held against. */
export async function readLabelling(
  tx: EntityManager,
  id: Id,
): Promise<{ unitsPacked: number; labels: number }> {
  const [row] = z.array(z.object({ units: z.coerce.number() })).parse(
    await tx.query(
      `SELECT coalesce(sum(units), 0) AS units FROM event_batch link
       WHERE batch_id = $1 AND role = 'out' AND ${uncorrected('link')}`,
      [id],
    ),
  )
  const labels = labelsIn(await listRangesOf(tx, [id]))
  return { unitsPacked: row?.units ?? 0, labels }
}

/** SQL: the row's event was not corrected. The correction is found at the same batch, so on the same shard. */
export const uncorrected = (row: string): string =>
  `NOT EXISTS (SELECT FROM event_batch fix WHERE fix.batch_id = ${row}.batch_id AND fix.corrects = ${row}.event_id)`
