import type { EventOf, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { areaParameter, isOrganizationInArea } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'
import { uncorrected } from '../batches/batch-store.ts'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'

export type Dispatch = EventOf<'dispatch'>
export type Receipt = EventOf<'receipt'>

/** Ids of the dispatches of an organization, newest first, corrected ones too. */
export async function listSentIds(
  tx: EntityManager,
  organizationId: Id,
  after: Id | undefined,
  limit: number,
): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT id FROM event WHERE organization_id = $1 AND type = 'dispatch' AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [organizationId, after, limit],
  )
  return rows.map(({ id }) => id)
}

/** Ids of the dispatches to places that are an organization's today, newest first, corrected ones too. */
export async function listReceivedIds(
  tx: EntityManager,
  organizationId: Id,
  after: Id | undefined,
  limit: number,
): Promise<Id[]> {
  const rows: { id: Id }[] = await tx.query(
    `SELECT DISTINCT link.event_id AS id FROM event_batch link
     WHERE link.to_place_id = ANY(ARRAY(SELECT subject_id FROM subject_entry WHERE organization_id = $1 AND kind = 'place'))
       AND link.type = 'dispatch' AND ($2::uuid IS NULL OR link.event_id < $2)
     ORDER BY id DESC LIMIT $3`,
    [organizationId, after, limit],
  )
  return rows.map(({ id }) => id)
}

/** Those of these dispatches that stand and name the place they go to; in no order. */
export async function findDispatches(tx: EntityManager, ids: readonly Id[]): Promise<Dispatch[]> {
  const events = (await findEntries(tx, ids)).map(({ entry }) => openEvent(entry).event)
  const dispatches = events.filter(
    (event): event is Dispatch => event.type === 'dispatch' && event.details.toPlaceId !== undefined,
  )
  const batchIds = new Set(dispatches.flatMap(({ batches }) => batches.map(({ batchId }) => batchId)))
  const rows: { corrects: Id }[] = await tx.query(
    'SELECT corrects FROM event_batch WHERE batch_id = ANY($1) AND corrects = ANY($2)',
    [[...batchIds], dispatches.map(({ id }) => id)],
  )
  const corrected = new Set(rows.map(({ corrects }) => corrects))
  return dispatches.filter(({ id }) => !corrected.has(id))
}

/** The receipts of these batches that stand, in the order in which they were recorded. */
export async function findReceipts(tx: EntityManager, batchIds: readonly Id[]): Promise<Receipt[]> {
  const rows: { event_id: Id }[] = await tx.query(
    `SELECT DISTINCT link.event_id FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.type = 'receipt' AND ${uncorrected('link')}`,
    [batchIds],
  )
  const entries = await findEntries(
    tx,
    rows.map((row) => row.event_id),
  )
  return entries
    .map(({ entry }) => openEvent(entry))
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : Number(a.recordedAt > b.recordedAt)))
    .flatMap(({ event }) => (event.type === 'receipt' ? [event] : []))
}

/** Whose private fields the caller may open among these organizations: the own, for an inspector those of the area. */
export async function findOpenTo(
  tx: EntityManager,
  caller: Caller,
  organizationIds: readonly Id[],
): Promise<Id[]> {
  const own = 'organizationId' in caller ? caller.organizationId : undefined
  if (caller.kind === 'staff' || caller.kind === 'admin') return organizationIds.filter((id) => id === own)
  if (caller.kind !== 'inspector') return []
  const rows: { id: Id }[] = await tx.query(
    `SELECT other.id FROM unnest($1::uuid[]) other(id) WHERE ${isOrganizationInArea('other.id', '$2')}`,
    [organizationIds, areaParameter(caller.area)],
  )
  return rows.map(({ id }) => id)
}
