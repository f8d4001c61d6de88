import { type Id, statusAfter, type TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { uncorrected } from '../batches/batch-store.ts'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'

/** Since when a held or recalled batch is stopped, and what an inspector decided since. */
export interface Stop {
  /** When the first of the holds and recalls in force was, ms since 1970. */
  readonly stoppedAt: number
  readonly isReworkPermitted: boolean
}

const Row = z.object({
  batchId: z.string(),
  eventId: z.string(),
  type: z.enum(['hold', 'release', 'recall', 'recall_lifted', 'inspection']),
  at: z.date(),
})

/** What stops each of these batches, which are held or recalled. A decision to rework ends with the next hold or recall. */
export async function readStops(tx: EntityManager, batchIds: readonly Id[]): Promise<ReadonlyMap<Id, Stop>> {
  if (batchIds.length === 0) return new Map()
  const rows = z.array(Row).parse(
    await tx.query(
      `SELECT link.batch_id AS "batchId", link.event_id AS "eventId", link.type, link.at FROM event_batch link
       WHERE link.batch_id = ANY($1) AND link.type IN ('hold', 'release', 'recall', 'recall_lifted', 'inspection')
         AND ${uncorrected('link')} ORDER BY link.sequence`,
      [batchIds],
    ),
  )
  const open = new Map<Id, OpenStop>()
  for (const { batchId, ...row } of rows) {
    const stop = next(open.get(batchId), row)
    if (stop) open.set(batchId, stop)
    else open.delete(batchId)
  }
  const permitting = await findPermitting(
    tx,
    [...open.values()].flatMap(({ inspections }) => inspections),
  )
  return new Map(
    [...open].map(([batchId, { stoppedAt, inspections }]) => [
      batchId,
      { stoppedAt, isReworkPermitted: inspections.some((id) => permitting.has(id)) },
    ]),
  )
}

interface OpenStop {
  readonly status: Parameters<typeof statusAfter>[0]
  readonly stoppedAt: number
  /** Recorded since the batch was last held or recalled. */
  readonly inspections: readonly Id[]
}

function next(
  before: OpenStop | undefined,
  { type, at, eventId }: Omit<z.infer<typeof Row>, 'batchId'>,
): OpenStop | undefined {
  if (type === 'inspection') return before && { ...before, inspections: [...before.inspections, eventId] }
  const status = statusAfter(before?.status ?? 'active', type)
  if (status === 'active') return undefined
  const stops = type === 'hold' || type === 'recall'
  const since = before?.stoppedAt ?? at.getTime()
  const stoppedAt = stops ? Math.min(since, at.getTime()) : since
  return { status, stoppedAt, inspections: stops ? [] : (before?.inspections ?? []) }
}

/** Which of these inspections decide that their batches may be reworked. */
async function findPermitting(tx: EntityManager, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  const entries = await findEntries(tx, ids)
  const events: TraceEvent[] = entries.map(({ entry }) => openEvent(entry).event)
  const permitting = events.filter(
    (event) =>
      event.type === 'inspection' && event.details.permits?.some(({ rule }) => rule === 'BATCH_ON_HOLD'),
  )
  return new Set(permitting.map(({ id }) => id))
}
