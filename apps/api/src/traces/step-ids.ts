import type { Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'

/** What is said about the batches that went into another and belongs to its story. */
const aboutAncestors = [
  'lab_test',
  'hazard_check',
  'inspection',
  'hold',
  'release',
  'recall',
  'recall_lifted',
]

/**
 * Ids of all events that the history of a batch shows: those walked, all that touched the batch itself, tests and inspections
 * of what went into it, and the corrections of any of these and of what was given to the chain, with what they correct.
 */
export async function listStepIds(
  tx: EntityManager,
  id: Id,
  ancestors: readonly Id[],
  walked: readonly Id[],
): Promise<Id[]> {
  const rows: { event_id: Id; type: string; own: boolean }[] = await tx.query(
    `SELECT DISTINCT event_id, type, batch_id = $1 AS own FROM event_batch
     WHERE batch_id = $1 OR (batch_id = ANY($2) AND role = 'about' AND (type = ANY($3) OR corrects IS NOT NULL))`,
    [id, ancestors, aboutAncestors],
  )
  const ids = new Set([
    ...walked,
    ...rows.filter(({ own, type }) => own || type !== 'correction').map((row) => row.event_id),
  ])
  const inside = new Set([id, ...ancestors])
  const foreign = rows
    .filter((row) => row.type === 'correction' && !ids.has(row.event_id))
    .map((row) => row.event_id)
  for (const [correction, corrected] of await readCorrected(tx, foreign)) {
    const isTold = ids.has(corrected.id) || corrected.gives.some((batchId) => inside.has(batchId))
    if (!isTold) continue
    ids.add(correction)
    ids.add(corrected.id)
  }
  return [...ids]
}

/** Of each correction the corrected event and the batches that one gave to. */
async function readCorrected(
  tx: EntityManager,
  corrections: readonly Id[],
): Promise<Map<Id, { id: Id; gives: Id[] }>> {
  const correctedBy = new Map<Id, Id>()
  for (const { entry } of await findEntries(tx, corrections)) {
    const { event } = openEvent(entry)
    if (event.corrects) correctedBy.set(event.corrects.eventId, event.id)
  }
  const answers = new Map<Id, { id: Id; gives: Id[] }>()
  for (const { entry } of await findEntries(tx, [...correctedBy.keys()])) {
    const { event } = openEvent(entry)
    const gives = event.batches.filter(({ role }) => role === 'out').map(({ batchId }) => batchId)
    const correction = correctedBy.get(event.id)
    if (correction) answers.set(correction, { id: event.id, gives })
  }
  return answers
}
