import { type BatchState, type Id, isRecalled } from '@nguon/domain'
import type { PageAlert } from '@nguon/web/public'
import type { EntityManager } from 'typeorm'
import { uncorrected } from '../batches/batch-store.ts'
import { nameOf } from '../batches/list-batches.ts'
import { openEvent, type StoredEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'
import { readPresent } from '../subjects/subject-store.ts'

/**
 * Why these batches are recalled or held: the last recall of each that is recalled, the last hold of the others; undefined when
 * there is none.
 */
export async function findAlert(
  tx: EntityManager,
  batches: readonly BatchState[],
): Promise<PageAlert | undefined> {
  const types = batches.map(({ status }) => (isRecalled(status) ? 'recall' : 'hold'))
  const rows: { event_id: Id }[] = await tx.query(
    `SELECT DISTINCT ON (link.batch_id) link.event_id FROM event_batch link
     JOIN unnest($1::uuid[], $2::text[]) AS stopped(batch_id, type)
       ON stopped.batch_id = link.batch_id AND stopped.type = link.type
     WHERE ${uncorrected('link')} ORDER BY link.batch_id, link.sequence DESC`,
    [batches.map(({ id }) => id), types],
  )
  const entries = await findEntries(
    tx,
    rows.map((row) => row.event_id),
  )
  const events = entries
    .map(({ entry }) => openEvent(entry))
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1))
  const [first] = events
  return first ? alertOf(tx, first, events) : undefined
}

async function alertOf(
  tx: EntityManager,
  { event }: StoredEvent,
  events: readonly StoredEvent[],
): Promise<PageAlert> {
  if (event.type !== 'hold' && event.type !== 'recall') throw new Error(`${event.type} is no alert`)
  const { details } = event
  const ofCase = details.caseId ? await listCase(tx, event.organizationId, details.caseId) : events
  const batchIds = new Set(
    [...ofCase, ...events].flatMap((each) => each.event.batches.map(({ batchId }) => batchId)),
  )
  const by = (await readPresent(tx, [event.organizationId])).get(event.organizationId)
  const recall = event.type === 'recall' ? event.details : undefined
  return {
    reason: details.reason,
    since: event.occurredAt,
    utcOffset: event.utcOffset,
    lots: await listLots(tx, [...batchIds]),
    by: nameOf(by),
    ...(recall ? { kind: recall.kind } : {}),
    ...(recall?.decisionNumber ? { decisionNumber: recall.decisionNumber } : {}),
    ...(recall?.publicMessage ? { publicMessage: recall.publicMessage } : {}),
  }
}

/** The recall events of one case. */
async function listCase(tx: EntityManager, organizationId: Id, caseId: Id): Promise<StoredEvent[]> {
  const rows: { entry: Buffer }[] = await tx.query(
    `SELECT entry FROM event WHERE organization_id = $1 AND type = 'recall'`,
    [organizationId],
  )
  return rows
    .map(({ entry }) => openEvent(entry))
    .filter(({ event }) => event.type === 'recall' && event.details.caseId === caseId)
}

async function listLots(tx: EntityManager, ids: readonly Id[]): Promise<string[]> {
  const rows: { lot: string }[] = await tx.query(
    `SELECT DISTINCT lot FROM batch WHERE id = ANY($1) AND kind NOT IN ('input', 'crop') ORDER BY lot`,
    [ids],
  )
  return rows.map((row) => row.lot)
}
