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

const LotRow = z.object({ id: z.string(), organizationId: z.string() })

/** An input lot, with the event that brought it in. */
interface InputLot extends z.infer<typeof LotRow> {
  readonly birthId: Id | null
}

/** The input lots with this number, of one product or any, with the event that brought each in. */
export async function listInputLots(
  tx: EntityManager,
  lot: string,
  productId: Id | undefined,
): Promise<InputLot[]> {
  const rows: unknown = await tx.query(
    `SELECT id, organization_id AS "organizationId" FROM batch
     WHERE lot = $1 AND kind = 'input' AND ($2::uuid IS NULL OR product_id = $2) ORDER BY id`,
    [lot, productId],
  )
  const lots = z.array(LotRow).parse(rows)
  const births: { batchId: Id; eventId: Id }[] = await tx.query(
    `SELECT DISTINCT ON (link.batch_id) link.batch_id AS "batchId", link.event_id AS "eventId" FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.role = 'out' AND ${uncorrected('link')} ORDER BY link.batch_id, link.sequence`,
    [lots.map(({ id }) => id)],
  )
  const birthOf = new Map(births.map(({ batchId, eventId }) => [batchId, eventId]))
  return lots.map((each) => ({ ...each, birthId: birthOf.get(each.id) ?? null }))
}
