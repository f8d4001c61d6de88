import type { BatchSummary } from '@nguon/contract'
import type { Lang } from '@nguon/locale'
import { quantityOf, type TypedAmount } from '../../ui/amount-field.tsx'
import type { ProductRef } from '../recording/build-growing.ts'
import type { HarvestEntry } from '../recording/build-harvest.ts'
import { type CommonValues, commonDefaults, commonEntry } from '../recording/common-values.ts'
import type { Target } from '../recording/targets.ts'

/** What the form of a harvest batch holds, as typed. */
export interface RegisterValues extends CommonValues {
  productId: string
  targets: string[]
  quantity: TypedAmount
  lot: string
  useBy: string
  weather: string
}

/** An empty form; begun for a crop, that crop and its product are chosen; like an earlier batch, its product and plots. */
export function registerDefaults(
  begun: Partial<Pick<RegisterValues, 'productId' | 'targets' | 'quantity'>> = {},
): RegisterValues {
  return {
    ...commonDefaults(),
    productId: '',
    targets: [],
    quantity: { value: '', unit: '' },
    lot: '',
    useBy: '',
    weather: '',
    ...begun,
  }
}

export const begunForCrop = (batch: BatchSummary | undefined) =>
  batch?.kind === 'crop' ? { productId: batch.productId, targets: [`crop:${batch.id}`] } : {}

/** How far the form may go on: the first step where something is missing, else the last. */
export function stepReached(
  { productId, day, targets, quantity, lot }: RegisterValues,
  lang: Lang,
): 1 | 2 | 3 {
  if (!productId || !day) return 1
  return targets.length > 0 && quantityOf(quantity, lang) && lot ? 3 : 2
}

interface Known {
  readonly product: ProductRef | undefined
  /** Those that were chosen. */
  readonly targets: readonly Target[]
  readonly takenLots: readonly string[]
}

/**
 * What was typed, as an entry.
 *
 * @throws {TypeError} when the form let a missing product or amount through
 */
export function harvestEntry(
  values: RegisterValues,
  { product, targets, takenLots }: Known,
  lang: Lang,
): HarvestEntry {
  const quantity = quantityOf(values.quantity, lang)
  if (!product || !quantity) throw new TypeError('a harvest needs a product and an amount')
  return {
    ...commonEntry(values),
    product,
    targets,
    takenLots,
    quantity,
    lot: values.lot,
    useBy: values.useBy,
    weather: values.weather,
  }
}
