import {
  amountOf,
  type BatchItem,
  convert,
  decimalText,
  dimensionOf,
  type Id,
  type Quantity,
  type Unit,
  units,
} from '@nguon/domain'
import { buildEvent, type CommonEntry, type EventRequest, type Recorder } from './build-event.ts'
import type { ProductRef, Used } from './build-growing.ts'
import { cleanText, cleanTexts, compact } from './clean-text.ts'

export const transformationTypes = ['grading', 'drying', 'processing', 'packing'] as const
export type TransformationType = (typeof transformationTypes)[number]

export interface ByProduct {
  readonly name: string
  readonly quantity: Quantity
  readonly use?: string | undefined
}

/** What comes out: back into the same lot, or into a new one. */
export type Made =
  | { readonly sameLot: Id }
  | {
      readonly product: ProductRef
      readonly kind: 'harvest' | 'semi_finished' | 'finished'
      readonly lot: string
      readonly useBy?: string | undefined
    }

export interface TransformationEntry extends CommonEntry {
  readonly type: TransformationType
  readonly used: readonly Used[]
  readonly made: Made
  readonly quantity: Quantity
  /** Packing: how many packages of how much each. */
  readonly units?: number | undefined
  readonly netContent?: Quantity | undefined
  readonly process?: string | undefined
  readonly byProducts?: readonly ByProduct[] | undefined
  readonly method?: string | undefined
}

export const madeBatchId = ({ slots }: Recorder): Id => slots.id('batch:made')

/** Grading, drying, processing or packing: lots (and packaging) in, one lot out. */
export function buildTransformation(recorder: Recorder, entry: TransformationEntry): EventRequest {
  const used = entry.used.map(({ batchId, quantity }): BatchItem => ({ batchId, role: 'in', quantity }))
  return buildEvent(recorder, entry.type, entry, {
    type: entry.type,
    batches: [...used, madeItem(recorder, entry)],
    details: entry.type === 'packing' ? packingDetails(entry) : processDetails(entry),
  })
}

function madeItem(recorder: Recorder, { made, quantity, units: packed }: TransformationEntry): BatchItem {
  const item = { role: 'out' as const, quantity, ...compact({ units: packed }) }
  if ('sameLot' in made) return { batchId: made.sameLot, ...item }
  const { product, kind, lot, useBy } = made
  const creates = { kind, productId: product.id, lot, ...compact({ useBy: useBy || undefined }) }
  return { batchId: madeBatchId(recorder), ...item, creates }
}

function packingDetails({ netContent, lossReason }: TransformationEntry) {
  const reason = cleanText(lossReason)
  return compact({ netContent, loss: reason ? { reason } : undefined })
}

function processDetails({ process, byProducts = [], lossReason, method }: TransformationEntry) {
  const reason = cleanText(lossReason)
  const way = cleanText(method)
  return compact({
    process: process || undefined,
    byProducts: byProducts.length > 0 ? byProducts.map(byProductOf) : undefined,
    loss: reason ? { reason } : undefined,
    parameters: way ? [{ name: 'Cách làm', value: way }] : undefined,
  })
}

const byProductOf = ({ name, quantity, use }: ByProduct) => ({
  name: cleanText(name) ?? name,
  quantity,
  ...cleanTexts({ use }),
})

/**
 * How much `count` packages of `netContent` hold, in the unit of what was packed where it measures the same.
 *
 * @example packedQuantity(820, { value: '100', unit: 'g' }, 'kg') // { value: '82', unit: 'kg' }
 */
export function packedQuantity(count: number, netContent: Quantity, wanted: Unit): Quantity {
  const { unit } = netContent
  const total: Quantity = {
    value: decimalText((amountOf(netContent) * BigInt(count)) / units[unit].perBase),
    unit,
  }
  return dimensionOf(unit) === dimensionOf(wanted) ? convert(total, wanted) : total
}

/** What share of the amount that went in did not come out, in percent as decimal text; undefined where the units do not compare. */
export function lossPercent(taken: readonly Quantity[], given: Quantity): string | undefined {
  const dimension = dimensionOf(given.unit)
  if (taken.length === 0 || taken.some(({ unit }) => dimensionOf(unit) !== dimension)) return undefined
  const went = taken.reduce((sum, quantity) => sum + amountOf(quantity), 0n)
  return decimalText(((went - amountOf(given)) * 100_000_000n) / went)
}
