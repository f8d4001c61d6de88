import { type Amount, acceptedAmong, amountOf, type Id, millionthsOf, Unit, units } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { uncorrected } from '../batches/batch-store.ts'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'
import type { Dispatch, Receipt } from './handover-store.ts'

/** What an organization has of a batch of another's. */
export interface Received {
  /** Whether its last word on some dispatch takes of it. */
  readonly isAccepted: boolean
  /** What it accepted, at most what was sent, less what it has gone on with. */
  readonly left: Amount
}

const Row = z.object({
  batchId: z.string(),
  eventId: z.string(),
  isReceipt: z.boolean(),
  quantity: z.string().nullable(),
  unit: Unit.nullable(),
})
type Row = z.infer<typeof Row>

/**
 * What an organization has of each of these batches of others. Lock them first where something is decided by it.
 *
 * @param word its answer that is about to be recorded, counted as the last
 */
export async function readReceived(
  tx: EntityManager,
  organizationId: Id,
  batchIds: readonly Id[],
  word?: Receipt,
): Promise<Map<Id, Received>> {
  const rows = await readOwnRows(tx, organizationId, batchIds)
  const receiptIds = rows.filter(({ isReceipt }) => isReceipt).map(({ eventId }) => eventId)
  const receipts = (await readEvents(tx, receiptIds)) as Map<Id, Receipt>
  const words = [...receipts.values(), ...(word ? [word] : [])]
  const dispatchIds = words.map(({ details }) => details.dispatchId)
  const dispatches = [...(await readEvents(tx, dispatchIds)).values()] as Dispatch[]
  return new Map(
    batchIds.map((id) => {
      const own = rows.filter(({ batchId }) => batchId === id)
      const said = [...own.flatMap(({ eventId }) => receipts.get(eventId) ?? []), ...(word ? [word] : [])]
      const accepted = acceptedAmong([...dispatches, ...said]).filter(({ batchId }) => batchId === id)
      const arrived = sum(accepted.map(({ quantity }) => amountOf(quantity)))
      return [id, { isAccepted: accepted.length > 0, left: arrived - sum(own.map(takenIn)) }]
    }),
  )
}

/** The organization's receipts of these batches and its uses of them, as each batch's history orders them. */
async function readOwnRows(tx: EntityManager, organizationId: Id, batchIds: readonly Id[]): Promise<Row[]> {
  const rows: unknown = await tx.query(
    `SELECT link.batch_id AS "batchId", link.event_id AS "eventId", link.type = 'receipt' AS "isReceipt", link.quantity, link.unit
     FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.organization_id = $2 AND (link.type = 'receipt' OR link.role = 'in')
       AND ${uncorrected('link')} ORDER BY link.batch_id, link.sequence`,
    [batchIds, organizationId],
  )
  return z.array(Row).parse(rows)
}

const takenIn = ({ isReceipt, quantity, unit }: Row): Amount =>
  isReceipt || quantity === null || unit === null ? 0n : millionthsOf(quantity) * units[unit].perBase

const sum = (amounts: readonly Amount[]): Amount => amounts.reduce((total, amount) => total + amount, 0n)

async function readEvents(tx: EntityManager, ids: readonly Id[]) {
  const entries = await findEntries(tx, [...new Set(ids)])
  return new Map(entries.map(({ id, entry }) => [id, openEvent(entry).event]))
}

/** Batches of others that were sent to places of the organization, newest first, whatever it answered. */
export async function listSentHere(
  tx: EntityManager,
  organizationId: Id,
  after: Id | undefined,
  limit: number,
): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT DISTINCT link.batch_id AS id FROM event_batch link
     WHERE link.to_place_id = ANY(ARRAY(SELECT subject_id FROM subject_entry WHERE organization_id = $1 AND kind = 'place'))
       AND link.type = 'dispatch' AND ($2::uuid IS NULL OR link.batch_id < $2)
     ORDER BY id DESC LIMIT $3`,
    [organizationId, after, limit],
  )
  return rows.map(({ id }) => id)
}
