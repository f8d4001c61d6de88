import { type BatchState, type Id, type Instant, isRecalled } from '@nguon/domain'
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
  { event, recordedAt }: StoredEvent,
  events: readonly StoredEvent[],
): Promise<PageAlert> {
  if (event.type !== 'hold' && event.type !== 'recall') throw new Error(`${event.type} is no alert`)
  const { details } = event
  const ofCase = details.caseId
    ? await listCase(tx, event.organizationId, details.caseId, recordedAt)
    : events
  const batchIds = new Set(
    [...events, ...ofCase].flatMap((each) => each.event.batches.map(({ batchId }) => batchId)),
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

/** A page names as many lots as a shopper compares; a recall has no such limit. */
const mostLots = 100

/** Recall events of one case, as many as a page may name lots of. Those of a case are recorded at the same moment. */
async function listCase(
  tx: EntityManager,
  organizationId: Id,
  caseId: Id,
  recordedAt: Instant,
): Promise<StoredEvent[]> {
  const rows: { entry: Buffer }[] = await tx.query(
    `SELECT entry FROM event WHERE organization_id = $1 AND type = 'recall' AND recorded_at = $2 ORDER BY id LIMIT ${mostLots + 1}`,
    [organizationId, recordedAt],
  )
  return rows
    .map(({ entry }) => openEvent(entry))
    .filter(({ event }) => event.type === 'recall' && event.details.caseId === caseId)
}

/** The lots of these batches that people can buy; an ellipsis stands for what is left out. */
async function listLots(tx: EntityManager, ids: readonly Id[]): Promise<string[]> {
  const rows: { lot: string }[] = await tx.query(
    `SELECT DISTINCT lot FROM batch WHERE id = ANY($1) AND kind NOT IN ('input', 'crop') ORDER BY lot`,
    [ids],
  )
  const lots = rows.map((row) => row.lot)
  return lots.length > mostLots || ids.length > mostLots ? [...lots.slice(0, mostLots), '…'] : lots
}
