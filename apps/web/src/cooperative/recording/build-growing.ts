import type { BatchItem, EventType, Id, Quantity } from '@nguon/domain'
import { buildEvent, type CommonEntry, type EventRequest, type Recorder } from './build-event.ts'
import { cleanTexts, compact } from './clean-text.ts'
import { proposeLot } from './lot-number.ts'
import type { Target } from './targets.ts'

export const growingTypes = [
  'irrigating',
  'fertilising',
  'spraying',
  'weeding',
  'soil_preparation',
  'sowing',
  'planting',
  'transplanting',
] as const satisfies readonly EventType[]
export type GrowingType = (typeof growingTypes)[number]

/** So much of a lot that is used up. */
export interface Used {
  readonly batchId: Id
  readonly quantity: Quantity
}

/** A product by name: what a new lot or crop is of. */
export interface ProductRef {
  readonly id: Id
  readonly name: string
}

export interface GrowingEntry extends CommonEntry {
  readonly type: GrowingType
  readonly targets: readonly Target[]
  /** What the season on a plot without a crop is of. */
  readonly newCrop?: ProductRef | undefined
  readonly takenLots: readonly string[]
  /** For each target. */
  readonly used: readonly Used[]
  readonly texts: Readonly<Record<string, string | undefined>>
  readonly numbers: Readonly<Record<string, number | undefined>>
}

/** One event for each plot or crop that was worked on. The first on a plot without a crop brings the crop into being. */
export function buildGrowing(recorder: Recorder, entry: GrowingEntry): EventRequest[] {
  const details = { ...cleanTexts(entry.texts), ...compact(entry.numbers) }
  const taken = [...entry.takenLots]
  return entry.targets.map((target) => {
    const crop = cropItem(recorder, target, entry, taken)
    const used = entry.used.map(({ batchId, quantity }): BatchItem => ({ batchId, role: 'in', quantity }))
    const placeId = target.plotIds.length === 1 ? target.plotIds[0] : entry.placeId
    return buildEvent(
      recorder,
      target.key,
      { ...entry, placeId },
      { type: entry.type, batches: [...used, crop], details },
    )
  })
}

/** The crop an event is about: the one that stands there, or a new one with its birth. */
export function cropItem(
  { slots }: Recorder,
  target: Target,
  { day, newCrop }: { day: string; newCrop?: ProductRef | undefined },
  taken: string[],
): BatchItem {
  if (target.cropId) return { batchId: target.cropId, role: 'out' }
  if (!newCrop) throw new TypeError('a plot without a crop needs the product that grows there')
  const lot = proposeLot(newCrop.name, day, taken, 'V')
  taken.push(lot)
  return {
    batchId: slots.id(`crop:${target.key}`),
    role: 'out',
    creates: { kind: 'crop', productId: newCrop.id, lot, plots: [...target.plotIds] },
  }
}
