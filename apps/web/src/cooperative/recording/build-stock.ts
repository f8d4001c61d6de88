import type { BatchItem, BatchKind, Id, Quantity } from '@nguon/domain'
import { buildEvent, type CommonEntry, type EventRequest, type Recorder } from './build-event.ts'
import type { Used } from './build-growing.ts'
import { cleanTexts, compact } from './clean-text.ts'

export interface StockEntry extends CommonEntry {
  readonly type: 'input_received' | 'opening_stock'
  readonly kind: BatchKind
  readonly productId: Id
  readonly lot: string
  /** Absent for a standing crop. */
  readonly quantity?: Quantity | undefined
  readonly useBy?: string | undefined
  readonly plots?: readonly Id[] | undefined
  readonly texts: Readonly<Record<string, string | undefined>>
  readonly preHarvestIntervalDays?: number | undefined
  readonly selfProduced?: boolean | undefined
}

export const stockedBatchId = ({ slots }: Recorder): Id => slots.id('batch:stock')

/** A lot that came in: bought or made inputs, or what was there before the diary began. */
export function buildStock(recorder: Recorder, entry: StockEntry): EventRequest {
  const { type, kind, productId, lot, quantity, useBy, plots, preHarvestIntervalDays, selfProduced } = entry
  const birth = compact({ useBy: useBy || undefined, plots: plots?.length ? [...plots] : undefined })
  const item: BatchItem = {
    batchId: stockedBatchId(recorder),
    role: 'out',
    ...compact({ quantity }),
    creates: { kind, productId, lot, ...birth },
  }
  const received = {
    ...cleanTexts(entry.texts),
    ...compact({ preHarvestIntervalDays, selfProduced: selfProduced || undefined }),
  }
  const details = type === 'input_received' ? received : { since: entry.day }
  return buildEvent(recorder, type, entry, { type, batches: [item], details })
}

export interface DispatchEntry extends CommonEntry {
  readonly used: readonly Used[]
  readonly toPlaceId?: Id | undefined
}

/** Goods that leave: to a known place, or to a buyer who stays private. */
export function buildDispatch(recorder: Recorder, entry: DispatchEntry): EventRequest {
  return buildEvent(recorder, 'dispatch', entry, {
    type: 'dispatch',
    batches: entry.used.map(({ batchId, quantity }): BatchItem => ({ batchId, role: 'in', quantity })),
    details: compact({ toPlaceId: entry.toPlaceId || undefined }),
  })
}
