import { type Id, measured, Unit } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { amountFrom } from './plan-store.ts'
import type { Recall } from './recall-store.ts'

const Row = z.object({
  id: z.string(),
  batchId: z.string().nullable(),
  outcome: z.enum(['returned', 'destroyed', 'reworked', 'told', 'not_found']),
  quantity: z.string().nullable(),
  unit: Unit.nullable(),
  party: z.string().nullable(),
  text: z.string().nullable(),
  by: z.string(),
  at: z.date(),
})

/** What somebody noted about goods of a recall that no event tells of. */
export interface Note extends Omit<z.infer<typeof Row>, 'quantity' | 'unit'> {
  readonly quantity: { readonly value: string; readonly unit: Unit } | null
}

/** The notes of a recall that the caller sees, oldest first. */
export async function listNotes(tx: EntityManager, recallId: Id): Promise<Note[]> {
  const rows: unknown = await tx.query(
    `SELECT id, batch_id AS "batchId", outcome, quantity, unit, party, text, noted_by AS by, noted_at AS at
     FROM recall_note WHERE recall_id = $1 ORDER BY noted_at, id`,
    [recallId],
  )
  return z
    .array(Row)
    .parse(rows)
    .map(({ quantity, unit, ...row }) => ({
      ...row,
      quantity: quantity === null || unit === null ? null : measured(amountFrom(quantity, unit), unit),
    }))
}

/** Adds one; false when there is one with this id already. */
export async function insertNote(
  tx: EntityManager,
  { id: recallId, organizationId, kind }: Recall,
  note: Note,
): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO recall_note (id, recall_id, organization_id, kind, batch_id, outcome, quantity, unit, party, text, noted_by, noted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      ...[note.id, recallId, organizationId, kind, note.batchId, note.outcome],
      ...[note.quantity?.value, note.quantity?.unit, note.party, note.text, note.by, note.at],
    ],
  )
  return rows.length > 0
}
