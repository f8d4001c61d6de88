import { type Id, newId, type TraceEvent } from '@nguon/domain'
import { offsetHere } from '../recording/when.ts'

interface Range {
  readonly runId: Id
  readonly first: number
  readonly last: number
}

/** The event that puts labels into circulation for a batch, or voids some, now. */
export function buildActivation(
  organizationId: Id,
  batchId: Id,
  { activated, voided }: { readonly activated?: Range | undefined; readonly voided?: Range | undefined },
  now = new Date(),
): TraceEvent {
  const at = now.toISOString()
  const ranges = (range: Range | undefined) =>
    range ? [{ runId: range.runId, first: range.first, last: range.last }] : []
  return {
    ...{ v: 1, id: newId(), type: 'label_activation', organizationId },
    ...{ occurredAt: at, capturedAt: at, precision: 'minute', utcOffset: offsetHere(now) },
    batches: [{ batchId, role: 'about' }],
    details: { activated: ranges(activated), voided: ranges(voided) },
    evidence: [],
  }
}
