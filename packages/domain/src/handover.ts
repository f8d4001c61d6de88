import type { EventOf, TraceEvent } from './events.ts'
import { quantityIn } from './measure.ts'
import type { Id, Instant } from './primitives.ts'
import { type Amount, amountOf, dimensionOf, type Quantity } from './quantity.ts'

/** How long a receiver has before a dispatch counts as unanswered. */
export const handoverAnswerMs = 72 * 3_600_000

export const handoverStates = ['open', 'accepted', 'disputed', 'unanswered'] as const
export type HandoverState = (typeof handoverStates)[number]

/** One batch of a dispatch and what the receiver said of it. */
export interface HandoverLine {
  readonly batchId: Id
  readonly sent: Quantity
  /** Absent: not answered, or answered without counting. */
  readonly counted?: Quantity
  /** Sent less counted, in the unit of the dimension; below 0 when more arrived. */
  readonly difference?: { readonly value: string; readonly unit: Quantity['unit'] }
  readonly accepted?: boolean
  readonly reason?: string
  readonly receiptId?: Id
}

export interface Handover {
  readonly state: HandoverState
  readonly lines: readonly HandoverLine[]
}

/**
 * Where a dispatch stands. The last receipt that names a batch is the receiver's word on it.
 *
 * @param receipts of the receiver for this dispatch, uncorrected, in the order in which they were recorded
 */
export function handoverOf(
  dispatch: EventOf<'dispatch'>,
  receipts: readonly EventOf<'receipt'>[],
  now: Instant,
): Handover {
  const lines = dispatch.batches.flatMap(({ batchId, quantity }) =>
    quantity ? [lineOf(batchId, quantity, receipts)] : [],
  )
  return { state: stateOf(dispatch, lines, now), lines }
}

function lineOf(batchId: Id, sent: Quantity, receipts: readonly EventOf<'receipt'>[]): HandoverLine {
  const receipt = receipts.findLast(({ batches }) => batches.some((item) => item.batchId === batchId))
  if (!receipt) return { batchId, sent }
  const counted = receipt.batches.find((item) => item.batchId === batchId)?.quantity
  const { accepted, reason } = receipt.details
  const answer = { batchId, sent, accepted, receiptId: receipt.id, ...(reason ? { reason } : {}) }
  if (!counted) return answer
  const dimension = dimensionOf(sent.unit)
  if (dimensionOf(counted.unit) !== dimension) return { ...answer, counted }
  const difference = quantityIn({ dimension, amount: amountOf(sent) - amountOf(counted) })
  return { ...answer, counted, difference }
}

function stateOf(dispatch: EventOf<'dispatch'>, lines: readonly HandoverLine[], now: Instant): HandoverState {
  if (lines.some(({ accepted }) => accepted === false)) return 'disputed'
  if (lines.every(({ accepted }) => accepted)) return 'accepted'
  const waitedMs = Date.parse(now) - Date.parse(dispatch.occurredAt)
  return waitedMs > handoverAnswerMs ? 'unanswered' : 'open'
}

/** What a receiver took over of a batch: at most what was sent. */
export interface Accepted {
  readonly receipt: EventOf<'receipt'>
  readonly dispatchId: Id
  readonly batchId: Id
  readonly quantity: Quantity
}

/** What the receivers among these events accepted, in their last word on each dispatch and batch. */
export function acceptedAmong(standing: readonly TraceEvent[]): Accepted[] {
  const sent = new Map<string, Quantity>()
  for (const event of standing)
    if (event.type === 'dispatch')
      for (const { batchId, quantity } of event.batches)
        if (quantity) sent.set(`${event.id} ${batchId}`, quantity)
  const words = new Map<string, Accepted | undefined>()
  for (const receipt of standing) {
    if (receipt.type !== 'receipt') continue
    const { dispatchId, accepted } = receipt.details
    for (const { batchId, quantity: counted } of receipt.batches) {
      const most = sent.get(`${dispatchId} ${batchId}`)
      if (!most) continue
      const quantity = counted && amountIn(counted, most) < amountOf(most) ? counted : most
      const word = accepted ? { receipt, dispatchId, batchId, quantity } : undefined
      words.set(`${dispatchId} ${batchId}`, word)
    }
  }
  return [...words.values()].filter((word) => word !== undefined)
}

const amountIn = (counted: Quantity, sent: Quantity): Amount =>
  dimensionOf(counted.unit) === dimensionOf(sent.unit) ? amountOf(counted) : amountOf(sent)
