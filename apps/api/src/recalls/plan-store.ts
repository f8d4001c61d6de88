import { type Amount, BatchKind, type Id, millionthsOf, Unit, units } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { uncorrected } from '../batches/batch-store.ts'

const GoodsRow = z.object({
  id: z.string(),
  organizationId: z.string(),
  kind: BatchKind,
  unit: Unit.nullable(),
  balance: z.string().nullable(),
})

/** A batch with what remains of it. */
export interface Goods {
  readonly id: Id
  readonly organizationId: Id
  readonly kind: BatchKind
  readonly unit: Unit | undefined
  readonly balance: Amount
}

/** These batches with what remains of each, by id. */
export async function readGoods(tx: EntityManager, ids: readonly Id[]): Promise<Goods[]> {
  const rows: unknown = await tx.query(
    `SELECT b.id, b.organization_id AS "organizationId", b.kind, b.unit, head.balance
     FROM batch b LEFT JOIN LATERAL (SELECT balance FROM event_batch WHERE batch_id = b.id
       ORDER BY sequence DESC, line DESC LIMIT 1) head ON true
     WHERE b.id = ANY($1) ORDER BY b.id`,
    [ids],
  )
  return z
    .array(GoodsRow)
    .parse(rows)
    .map(({ unit, balance, ...row }) => ({
      ...row,
      unit: unit ?? undefined,
      balance: millionthsOf(balance ?? '0'),
    }))
}

const MoveRow = z.object({
  batchId: z.string(),
  eventId: z.string(),
  organizationId: z.string(),
  type: z.string(),
  role: z.enum(['in', 'out', 'about']),
  at: z.number(),
  quantity: z.string().nullable(),
  unit: Unit.nullable(),
  toPlaceId: z.string().nullable(),
  isForeign: z.boolean(),
})

/** That goods of a batch were sent, received, taken on by another organization, or came back. */
export interface Move extends Omit<z.infer<typeof MoveRow>, 'quantity' | 'unit'> {
  readonly amount: Amount | undefined
  readonly unit: Unit | undefined
}

/** The movements of these batches between hands, in the order of each batch's history. */
export async function readMoves(tx: EntityManager, ids: readonly Id[]): Promise<Move[]> {
  const rows: unknown = await tx.query(
    `SELECT link.batch_id AS "batchId", link.event_id AS "eventId", link.organization_id AS "organizationId", link.type, link.role,
            (extract(epoch FROM link.at) * 1000)::float8 AS at, link.quantity, link.unit, link.to_place_id AS "toPlaceId",
            link.organization_id <> b.organization_id AS "isForeign"
     FROM event_batch link JOIN batch b ON b.id = link.batch_id
     WHERE link.batch_id = ANY($1) AND ${uncorrected('link')} AND (link.type IN ('dispatch', 'receipt', 'return')
       OR (link.role = 'in' AND link.organization_id <> b.organization_id))
     ORDER BY link.batch_id, link.sequence, link.line`,
    [ids],
  )
  return z
    .array(MoveRow)
    .parse(rows)
    .map(({ quantity, unit, ...row }) => ({
      ...row,
      unit: unit ?? undefined,
      amount: quantity === null || unit === null ? undefined : amountFrom(quantity, unit),
    }))
}

/** A quantity of a link row as an amount. */
export const amountFrom = (quantity: string, unit: Unit): Amount =>
  millionthsOf(quantity) * units[unit].perBase

const LotRow = z.object({ id: z.string(), organizationId: z.string(), birthId: z.string().nullable() })

/** The input lots with this number, of one product or any, with the event that brought each in. */
export async function listInputLots(
  tx: EntityManager,
  lot: string,
  productId: Id | undefined,
): Promise<z.infer<typeof LotRow>[]> {
  const rows: unknown = await tx.query(
    `SELECT b.id, b.organization_id AS "organizationId", (SELECT link.event_id FROM event_batch link
       WHERE link.batch_id = b.id AND link.role = 'out' AND ${uncorrected('link')} ORDER BY link.sequence LIMIT 1) AS "birthId"
     FROM batch b WHERE b.lot = $1 AND b.kind = 'input' AND ($2::uuid IS NULL OR b.product_id = $2) ORDER BY b.id`,
    [lot, productId],
  )
  return z.array(LotRow).parse(rows)
}
