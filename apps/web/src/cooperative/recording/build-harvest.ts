import type { BatchItem, Id, Quantity } from '@nguon/domain'
import { buildEvent, type CommonEntry, type EventRequest, type Recorder } from './build-event.ts'
import { cropItem, type ProductRef } from './build-growing.ts'
import { cleanText, compact } from './clean-text.ts'
import type { Target } from './targets.ts'

export interface HarvestEntry extends CommonEntry {
  readonly product: ProductRef
  readonly targets: readonly Target[]
  readonly takenLots: readonly string[]
  readonly quantity: Quantity
  readonly lot: string
  readonly useBy?: string | undefined
  readonly weather?: string | undefined
}

/** The batch that a harvest of this form makes: the same for every attempt at sending it. */
export const harvestedBatchId = ({ slots }: Recorder): Id => slots.id('batch:harvest')

/**
 * The events of a harvest, in the order in which they must be sent: for each plot without a crop on record an opening stock that
 * says a crop stood there, then the harvest itself.
 */
export function buildHarvest(recorder: Recorder, entry: HarvestEntry): EventRequest[] {
  const taken = [...entry.takenLots, entry.lot]
  const crops = entry.targets.map((target) => ({
    target,
    item: cropItem(recorder, target, { day: entry.day, newCrop: entry.product }, taken),
  }))
  const found = crops
    .filter(({ item }) => item.creates)
    .map(({ target, item }) => stoodThere(recorder, entry, target, item))
  return [
    ...found,
    harvested(
      recorder,
      entry,
      crops.map(({ item }) => item.batchId),
    ),
  ]
}

function stoodThere(recorder: Recorder, entry: HarvestEntry, target: Target, item: BatchItem): EventRequest {
  const { day, memberId, lateReason } = entry
  const onThatDay = { day, memberId, lateReason, placeId: target.plotIds[0] }
  return buildEvent(recorder, `stood:${target.key}`, onThatDay, {
    type: 'opening_stock',
    batches: [item],
    details: { since: day },
  })
}

function harvested(recorder: Recorder, entry: HarvestEntry, cropIds: readonly Id[]): EventRequest {
  const plots = [...new Set(entry.targets.flatMap((target) => target.plotIds))]
  const { product, lot, quantity, useBy } = entry
  const creates = {
    kind: 'harvest' as const,
    productId: product.id,
    lot,
    ...compact({ useBy: useBy || undefined }),
    plots,
  }
  return buildEvent(
    recorder,
    'harvest',
    { ...entry, placeId: plots.length === 1 ? plots[0] : entry.placeId },
    {
      type: 'harvest',
      batches: [
        ...cropIds.map((batchId): BatchItem => ({ batchId, role: 'in' })),
        { batchId: harvestedBatchId(recorder), role: 'out', quantity, creates },
      ],
      details: compact({ weather: cleanText(entry.weather) }),
    },
  )
}
