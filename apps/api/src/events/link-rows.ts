import {
  type BatchStatus,
  decimalText,
  effectOf,
  type Id,
  linkTimes,
  statusAfter,
  type TraceEvent,
} from '@nguon/domain'
import type { LockedBatch } from '../batches/batch-store.ts'
import type { LinkRow } from './event-store.ts'

/** The place a dispatch or transfer names. */
export const toPlaceOf = (event: TraceEvent): Id | undefined =>
  event.type === 'dispatch' || event.type === 'transfer' ? event.details.toPlaceId : undefined

/** What a correction gives back to a batch: the corrected event's effect on its balance, and the status it had before. */
export interface Undone {
  readonly amount: bigint
  readonly status: BatchStatus | undefined
}

/**
 * The graph rows of an event: one a batch and role, each with the whole other side of the event (`peers`), so that a level of
 * the walk is one query by batch, and with the balance and status it leaves.
 */
export function linkRows(
  event: TraceEvent,
  locked: ReadonlyMap<Id, LockedBatch>,
  undone: ReadonlyMap<Id, Undone> = new Map(),
): LinkRow[] {
  const { inAt, outAt } = linkTimes(event)
  const ofRole = (role: string, at: number) =>
    event.batches.filter((item) => item.role === role).map((item) => [item.batchId, at] as const)
  const peers = { in: ofRole('out', outAt), out: ofRole('in', inAt), about: [] }
  const balances = new Map<Id, bigint>()
  const lines = new Map<Id, number>()
  // what is taken in place comes before what is given back
  const ordered = [...event.batches].sort((a, b) => Number(a.role === 'out') - Number(b.role === 'out'))
  return ordered.map((item) => {
    const batch = locked.get(item.batchId)
    if (!batch) throw new Error(`batch ${item.batchId} is not locked`)
    const { state, head } = batch
    const before = balances.get(item.batchId) ?? state.balance + (undone.get(item.batchId)?.amount ?? 0n)
    const balance = before + effectOf(item, event.organizationId, state.organizationId)
    balances.set(item.batchId, balance)
    const line = (lines.get(item.batchId) ?? 0) + 1
    lines.set(item.batchId, line)
    return {
      batchId: item.batchId,
      sequence: head.sequence + 1,
      line,
      role: item.role,
      at: new Date(
        item.role === 'out' ? outAt : item.role === 'in' ? inAt : Date.parse(event.occurredAt),
      ).toISOString(),
      quantity: item.quantity?.value,
      unit: item.quantity?.unit,
      units: item.units,
      balance: decimalText(balance),
      status: undone.get(item.batchId)?.status ?? statusAfter(state.status, event.type),
      peers: peers[item.role],
    }
  })
}
