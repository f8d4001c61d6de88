import { type EventOf, type Id, linkTimes, type Spraying, sprayingOf, type TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { uncorrected } from '../batches/batch-store.ts'
import { openEvent } from '../events/entry.ts'
import { findEntries } from '../events/event-store.ts'

/** Every spraying of each crop that stands, with what inspectors permitted in spite of it. */
export async function readSprayings(
  tx: EntityManager,
  cropIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly Spraying[]>> {
  const events = await readStanding(tx, cropIds, ['spraying', 'inspection'])
  const sprayings = events.filter((event) => event.type === 'spraying')
  const labelDays = await readLabelDays(tx, sprayings)
  const permits = permitsIn(events)
  return new Map(
    cropIds.map((cropId) => [
      cropId,
      sprayings
        .filter((event) => isAbout(event, cropId))
        .map((event) => {
          const permitted = permits.get(`${cropId} ${event.id}`)
          const spraying = sprayingOf(event, labelDays(event))
          return permitted === undefined ? spraying : { ...spraying, permittedFrom: permitted }
        }),
    ]),
  )
}

/** A spraying that is being recorded, with the days on the labels of its lots. */
export async function readSpraying(tx: EntityManager, event: EventOf<'spraying'>): Promise<Spraying> {
  return sprayingOf(event, (await readLabelDays(tx, [event]))(event))
}

/** The events of these types that touch any of these batches and were not corrected. */
export async function readStanding(
  tx: EntityManager,
  batchIds: readonly Id[],
  types: readonly TraceEvent['type'][],
): Promise<TraceEvent[]> {
  if (batchIds.length === 0) return []
  const rows: { id: Id }[] = await tx.query(
    `SELECT DISTINCT link.event_id AS id FROM event_batch link
     WHERE link.batch_id = ANY($1) AND link.type = ANY($2) AND ${uncorrected('link')}`,
    [batchIds, types],
  )
  const entries = await findEntries(
    tx,
    rows.map(({ id }) => id),
  )
  return entries.map(({ entry }) => openEvent(entry).event)
}

const isAbout = ({ batches }: TraceEvent, id: Id): boolean => batches.some(({ batchId }) => batchId === id)

/** What the labels of the lots of each spraying say, as their receipts tell. */
async function readLabelDays(
  tx: EntityManager,
  sprayings: readonly EventOf<'spraying'>[],
): Promise<(event: EventOf<'spraying'>) => number[]> {
  const lotsOf = (event: TraceEvent) =>
    event.batches.filter(({ role }) => role === 'in').map(({ batchId }) => batchId)
  const days = new Map<Id, number>()
  for (const event of await readStanding(tx, [...new Set(sprayings.flatMap(lotsOf))], ['input_received'])) {
    if (event.type !== 'input_received') continue
    const { preHarvestIntervalDays = 0 } = event.details
    for (const { batchId } of event.batches)
      days.set(batchId, Math.max(preHarvestIntervalDays, days.get(batchId) ?? 0))
  }
  return (event) => lotsOf(event).flatMap((id) => days.get(id) ?? [])
}

/** By crop and spraying, from when on harvests are permitted in spite of it. */
function permitsIn(events: readonly TraceEvent[]): ReadonlyMap<string, number> {
  const permits = new Map<string, number>()
  for (const event of events) {
    if (event.type !== 'inspection') continue
    const from = linkTimes(event).outAt
    for (const { batchId } of event.batches)
      for (const permit of event.details.permits ?? []) {
        if (permit.rule !== 'PHI_NOT_ELAPSED') continue
        const key = `${batchId} ${permit.eventId}`
        permits.set(key, Math.min(from, permits.get(key) ?? from))
      }
  }
  return permits
}
