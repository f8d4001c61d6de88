import type { BatchKind, TraceEvent } from './events.ts'
import type { Day, Id } from './primitives.ts'
import type { Amount, Unit } from './quantity.ts'
import { type BatchState, type BatchStatus, effectOf } from './rules/context.ts'
import { linkTimes } from './trace.ts'

interface Birth {
  readonly organizationId: Id
  readonly kind: BatchKind
  readonly lot: string
  readonly useBy?: Day | undefined
}

export const isRecalled = (status: BatchStatus): boolean =>
  status === 'recalled' || status === 'recalled_held'
export const isHeld = (status: BatchStatus): boolean => status === 'held' || status === 'recalled_held'

const statusOf = (held: boolean, recalled: boolean): BatchStatus =>
  recalled ? (held ? 'recalled_held' : 'recalled') : held ? 'held' : 'active'

/** The status in which an event leaves a batch: a release ends holds and never a recall, a lifted recall no hold. */
export function statusAfter(status: BatchStatus, type: TraceEvent['type']): BatchStatus {
  const held = type === 'hold' || (type !== 'release' && isHeld(status))
  const recalled = type === 'recall' || (type !== 'recall_lifted' && isRecalled(status))
  return statusOf(held, recalled)
}

/** Whether events of this type say something about a batch's status. */
export const changesStatus = (type: TraceEvent['type']): boolean =>
  statusAfter('active', type) !== 'active' || statusAfter('recalled_held', type) !== 'recalled_held'

/**
 * The batch its events add up to, corrected ones left out. Never throws: rules may change, history must stay readable.
 *
 * @param events the batch's events in the order of its sequence
 */
export function replay(batchId: Id, events: readonly TraceEvent[]): BatchState {
  const corrected = new Set(events.flatMap((event) => (event.corrects ? [event.corrects.eventId] : [])))
  const counted = events.filter(({ id }) => !corrected.has(id))
  const birth = birthOf(batchId, counted) ?? birthOf(batchId, events)
  const start: BatchState = {
    id: batchId,
    organizationId: birth?.organizationId ?? '',
    kind: birth?.kind ?? 'harvest',
    lot: birth?.lot ?? '',
    ...(birth?.useBy ? { useBy: birth.useBy } : {}),
    balance: 0n,
    status: 'active',
    unitsPacked: 0,
    labels: 0,
  }
  return counted.reduce(apply, start)
}

function birthOf(batchId: Id, events: readonly TraceEvent[]): Birth | undefined {
  for (const { batches, organizationId } of events) {
    const creates = batches.find((item) => item.batchId === batchId && item.creates)?.creates
    if (creates) return { organizationId, ...creates }
  }
  return undefined
}

function apply(batch: BatchState, event: TraceEvent): BatchState {
  const { inAt, outAt } = linkTimes(event)
  const items = event.batches.filter(({ batchId }) => batchId === batch.id)
  const balance: Amount = items.reduce(
    (sum, item) => sum + effectOf(item, event.organizationId, batch.organizationId),
    batch.balance,
  )
  const given = items.find(({ role }) => role === 'out')
  const unit: Unit | undefined = batch.unit ?? given?.quantity?.unit
  const madeAt = given ? Math.min(outAt, batch.madeAt ?? outAt) : batch.madeAt
  const taken = items.some(({ role }) => role === 'in')
  const takenAt = taken ? Math.min(inAt, batch.takenAt ?? inAt) : batch.takenAt
  return {
    ...batch,
    balance,
    ...(unit ? { unit } : {}),
    ...(madeAt === undefined ? {} : { madeAt }),
    ...(takenAt === undefined ? {} : { takenAt }),
    status: statusAfter(batch.status, event.type),
    unitsPacked: batch.unitsPacked + (given?.units ?? 0),
    labels: batch.labels + labelsOf(event),
  }
}

function labelsOf(event: TraceEvent): number {
  if (event.type !== 'label_activation') return 0
  const count = (ranges: readonly { first: number; last: number }[]) =>
    ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  return count(event.details.activated) - count(event.details.voided)
}
