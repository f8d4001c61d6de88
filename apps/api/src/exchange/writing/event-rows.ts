import type { BatchItem, Creates, Id, Instant, TraceEvent } from '@nguon/domain'
import { sameRecord } from '../../events/entry.ts'
import { mapIds } from '../details-references.ts'
import { amountToFile, compact, timeToFile } from '../file-text.ts'
import type { Names } from '../names.ts'
import type { History, RecordedEvent } from './history.ts'
import { inHistoryOrder, type Placed } from './history-order.ts'
import { withoutNothing } from './subject-rows.ts'

type Row = Record<string, unknown>

/** An event with its corrective event: they are recorded at once. */
interface Recorded extends Placed {
  readonly event: RecordedEvent
  readonly replacement: RecordedEvent | undefined
}

/** Where a batch comes from: its first birth, and whose it is. */
export interface Birth {
  readonly organizationId: Id
  readonly creates: Creates
}

/** The rows of all events in an order in which they can be replayed, and the births of their batches. */
export function eventRows({ events, names }: History): { rows: Row[]; births: ReadonlyMap<Id, Birth> } {
  const births = new Map<Id, Birth>()
  const rows = inHistoryOrder(paired(events)).map(({ event, replacement }) => {
    const row = eventRow(event, names, itemsOf(event, new Set(), births, names))
    if (!replacement) return row
    const corrected = events.find(({ event: each }) => each.id === event.event.corrects?.eventId)
    const items = itemsOf(replacement, bornBy(corrected?.event), births, names)
    return { ...row, replacement: replacementRow(replacement, event.event, names, items) }
  })
  return { rows, births }
}

function paired(events: readonly RecordedEvent[]): Recorded[] {
  const byId = new Map(events.map((each) => [each.event.id, each]))
  const replacements = new Set(events.map(({ event }) => event.corrects?.replacedBy))
  return events
    .filter(({ event }) => !replacements.has(event.id))
    .map((event) => {
      const { id, corrects } = event.event
      const replacement = corrects?.replacedBy === undefined ? undefined : byId.get(corrects.replacedBy)
      const places = [...event.sequences, ...(replacement?.sequences ?? [])]
      return { id, recordedAt: event.recordedAt, places, event, replacement }
    })
}

const bornBy = (event: TraceEvent | undefined): Set<Id> =>
  new Set(event?.batches.filter(({ creates }) => creates).map(({ batchId }) => batchId))

interface Items {
  readonly inputs: Row[]
  readonly outputs: Row[]
  readonly about: Row[]
}

/** The batches of an event. A birth stands in the batch's own row, unless a corrective event tells another. */
function itemsOf(
  { event }: RecordedEvent,
  reborn: ReadonlySet<Id>,
  births: Map<Id, Birth>,
  names: Names,
): Items {
  const { organizationId } = event
  const ofRole = (role: BatchItem['role']) =>
    event.batches
      .filter((item) => item.role === role)
      .map(({ batchId, quantity, units, creates }) => {
        const told = births.get(batchId)
        if (creates && !told) births.set(batchId, { organizationId, creates })
        const again =
          told && reborn.has(batchId) && role === 'out' && !sameRecord(creates ?? null, told.creates)
        return compact({
          ref: names.refTo(batchId, ['batch', 'crop'], organizationId),
          quantity: quantity && amountToFile(quantity.value),
          unit: quantity?.unit,
          units,
          creates: again ? (creates ? birthToFile(creates, names, organizationId) : null) : undefined,
        })
      })
  return { inputs: ofRole('in'), outputs: ofRole('out'), about: ofRole('about') }
}

/** A birth with the file's names. */
export const birthToFile = (
  { kind, productId, lot, useBy, plots }: Creates,
  names: Names,
  organizationId: Id,
) =>
  compact({
    kind,
    product: names.refTo(productId, ['product'], organizationId),
    lot,
    use_by: useBy,
    plots: plots?.map((plot) => names.refTo(plot, ['place'], organizationId)),
  })

function eventRow(recorded: RecordedEvent, names: Names, items: Items): Row {
  const { event, recordedAt } = recorded
  const { id, utcOffset, organizationId, corrects } = event
  const { type, ...rest } = happened(recorded, recordedAt, names, items)
  return compact({
    id: names.referenceOf(id) ?? id,
    type,
    org: names.refTo(organizationId, ['organization']),
    recorded_at: timeToFile(recordedAt, utcOffset),
    ...rest,
    corrects: corrects && names.refTo(corrects.eventId, ['event'], organizationId),
    reason: corrects?.text,
  })
}

function replacementRow(recorded: RecordedEvent, correction: TraceEvent, names: Names, items: Items): Row {
  const { id, organizationId } = recorded.event
  const isOther = organizationId !== correction.organizationId
  return compact({
    id: names.referenceOf(id) ?? id,
    org: isOther ? names.refTo(organizationId, ['organization']) : undefined,
    ...happened(recorded, recorded.recordedAt, names, items),
  })
}

function happened({ event, privately }: RecordedEvent, recordedAt: Instant, names: Names, items: Items): Row {
  const { organizationId, utcOffset, placeId, actorId, capturedAt, endedAt, precision } = event
  const time = (instant: Instant) => timeToFile(instant, utcOffset)
  const details = mapIds(event.details, (id, kinds) => names.refTo(id, kinds, organizationId))
  const { inputs, outputs, ...more } = items
  return {
    type: event.type,
    occurred_at: time(event.occurredAt),
    ended_at: endedAt && time(endedAt),
    precision: precision === 'day' ? precision : undefined,
    captured_at: capturedAt === recordedAt ? undefined : time(capturedAt),
    actor: actorId ? names.refTo(actorId, ['member'], organizationId) : null,
    location: placeId && names.refTo(placeId, ['place'], organizationId),
    inputs,
    outputs,
    ...withoutNothing({
      ...more,
      details,
      evidence: event.evidence,
      reasons: event.reasons,
      private: privately,
    }),
  }
}
