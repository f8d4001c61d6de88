import type { Violation } from '../error.ts'
import type { EventOf, TraceEvent } from '../events.ts'
import { type Day, dayOf } from '../primitives.ts'
import { linkTimes } from '../trace.ts'
import { type BrokenLater, itemsOf, type RuleContext, type Spraying } from './context.ts'

const dayMs = 86_400_000

/** @param labelDays the days on the labels of the lots that were sprayed */
export function sprayingOf(event: EventOf<'spraying'>, labelDays: readonly number[]): Spraying {
  const { occurredAt, endedAt, precision, utcOffset, details } = event
  return {
    eventId: event.id,
    // the first moment of the day, where no more is known: that is when such an event gives
    startedAt: linkTimes({ occurredAt, precision, utcOffset }).outAt,
    day: dayOf(endedAt ?? occurredAt, utcOffset),
    intervalDays: Math.max(0, details.preHarvestIntervalDays ?? 0, ...labelDays),
  }
}

/** The first day on which a crop may be harvested after the spraying. */
export const firstHarvestDay = ({ day, intervalDays }: Spraying): Day =>
  new Date(Date.parse(day) + intervalDays * dayMs).toISOString().slice(0, 10)

/** Whether the spraying, at or before the harvest, forbids it: no inspector permitted it, and its interval is not over on that day. */
export function forbidsHarvest(spraying: Spraying, harvest: TraceEvent): boolean {
  const { inAt } = linkTimes(harvest)
  if (inAt < spraying.startedAt) return false
  if (spraying.permittedFrom !== undefined && spraying.permittedFrom <= inAt) return false
  return dayOf(harvest.occurredAt, harvest.utcOffset) < firstHarvestDay(spraying)
}

/**
 * PHI_NOT_ELAPSED: a crop is harvested on day + interval of its last sprayings at the earliest. A corrective event tells a harvest
 * that has happened: it is not refused again for its own crop.
 */
export function intervalNotElapsed(context: RuleContext): Violation[] {
  const { event, replaces } = context
  if (event.type !== 'harvest') return []
  return itemsOf(context).flatMap(({ item, state }) => {
    if (item.role !== 'in' || replaces?.has(item.batchId)) return []
    const forbidding = (state.sprayings ?? []).filter((spraying) => forbidsHarvest(spraying, event))
    return forbidding.map((spraying) => ({
      code: 'PHI_NOT_ELAPSED' as const,
      message: `sprayed on ${spraying.day}, ${spraying.intervalDays} days to wait: harvest from ${firstHarvestDay(spraying)}`,
      batchId: item.batchId,
      path: 'event.occurredAt',
    }))
  })
}

/** The harvests recorded already that the spraying forbids, and what they gave. */
export function harvestsBroken(spraying: Spraying, harvests: readonly TraceEvent[]): BrokenLater[] {
  return harvests
    .filter((harvest) => forbidsHarvest(spraying, harvest))
    .map((event) => {
      const given = event.batches.filter(({ role }) => role === 'out')
      return { event, spraying, batchIds: given.map(({ batchId }) => batchId) }
    })
}
