import type { BatchItem, BatchKind, TraceEvent } from '../events.ts'
import type { Day, Id, Instant } from '../primitives.ts'
import { type Amount, amountOf, type Unit } from '../quantity.ts'

/** Held back or not: what holds, releases, recalls and recall_lifted said. A hold and a recall stand each for itself. */
export type BatchStatus = 'active' | 'held' | 'recalled' | 'recalled_held'

/** A spraying of a crop, as far as the harvests after it ask. */
export interface Spraying {
  readonly eventId: Id
  /** When it began (ms); where only the day is known, the first moment of that day. */
  readonly startedAt: number
  /** Its last day, at its place. */
  readonly day: Day
  /** Days to wait: the larger of those on the labels of its lots and those entered; 0 when neither says any. */
  readonly intervalDays: number
  /** From when on (ms) an inspector permits harvests in spite of it. */
  readonly permittedFrom?: number
}

/** Loss in hundredths of a percent of what went in, both ends included. */
export interface LossProfile {
  readonly min: number
  readonly max: number
}

/** What the rules know of a batch before the event. */
export interface BatchState {
  readonly id: Id
  readonly organizationId: Id
  readonly kind: BatchKind
  readonly lot: string
  /** The unit in which the batch was first given; its dimension is that of the balance. */
  readonly unit?: Unit
  readonly balance: Amount
  /** For an event of another organization: what that one accepted of the batch and has not gone on with yet; a receipt counts. */
  readonly received?: Amount
  /** When something first came into it (ms); absent before that. */
  readonly madeAt?: number
  /** The earliest moment something was taken from it (ms). */
  readonly takenAt?: number
  readonly status: BatchStatus
  /** Of a held or recalled batch: since when (ms), by the first of the holds and recalls that are in force. */
  readonly stoppedAt?: number
  /** Of a held or recalled batch: whether an inspector has decided, since it was stopped last, that it may be reworked. */
  readonly isReworkPermitted?: boolean
  /** Of a crop that is harvested: every spraying of it that stands. */
  readonly sprayings?: readonly Spraying[]
  /** By process, how the product narrows what loss is usual; known where the event gives to the batch. */
  readonly lossProfiles?: Readonly<Record<string, LossProfile>>
  readonly useBy?: Day
  readonly unitsPacked: number
  /** Labels activated and not voided. */
  readonly labels: number
}

/** What flows into a batch and where it goes on to, seen from one event that gives to it: see cycle.ts. */
export interface Way {
  readonly batchId: Id
  readonly before: ReadonlySet<Id>
  readonly after: ReadonlySet<Id>
}

/** An event recorded earlier that this one shows to have broken a rule, and the batches that are held because of it. */
export interface BrokenLater {
  readonly event: TraceEvent
  readonly spraying: Spraying
  readonly batchIds: readonly Id[]
}

/** Everything a rule may look at. The clock comes from the caller. */
export interface RuleContext {
  readonly event: TraceEvent
  readonly recordedAt: Instant
  readonly batches: ReadonlyMap<Id, BatchState>
  /**
   * Set on a corrective event, with the batches of what it replaces: the correction's reason stands for its lateness, a hold of
   * those batches does not refuse it, and what it takes and gives in place is judged together.
   */
  readonly replaces?: ReadonlySet<Id>
  /** Of every batch the event gives to that was there before. */
  readonly ways?: readonly Way[]
  readonly brokenLater?: readonly BrokenLater[]
}

/** An empty state for a batch that the event creates. */
export function unborn(item: BatchItem, organizationId: Id): BatchState | undefined {
  if (!item.creates) return undefined
  const { kind, lot, useBy } = item.creates
  const known = {
    id: item.batchId,
    organizationId,
    kind,
    lot,
    balance: 0n,
    status: 'active' as const,
    unitsPacked: 0,
    labels: 0,
  }
  return useBy === undefined ? known : { ...known, useBy }
}

/**
 * By how much the item changes the balance of its batch. A receiver going on with goods names the received batch `in` without
 * drawing from the sender's balance, so only the owner's events draw.
 */
export function effectOf(item: BatchItem, organizationId: Id, owner: Id): Amount {
  if (!item.quantity || item.role === 'about') return 0n
  if (item.role === 'out') return amountOf(item.quantity)
  return organizationId === owner ? -amountOf(item.quantity) : 0n
}

/** The items with the state of their batch; an item without one is a bug of the caller. */
export function itemsOf({ event, batches }: RuleContext): { item: BatchItem; state: BatchState }[] {
  return event.batches.map((item) => {
    const state = batches.get(item.batchId)
    if (!state) throw new Error(`no state of batch ${item.batchId}`)
    return { item, state }
  })
}
