import type { BatchSummary } from '@nguon/contract'
import type { Quantity, Unit } from '@nguon/domain'
import { formatDecimal, type Lang, parseDecimal } from '@nguon/locale'
import { quantityOf, type TypedAmount } from '../../ui/amount-field.tsx'
import type { ProductRef } from '../recording/build-growing.ts'
import {
  type ByProduct,
  type Made,
  packedQuantity,
  type TransformationEntry,
  type TransformationType,
} from '../recording/build-transformation.ts'
import { type CommonValues, commonDefaults, commonEntry } from '../recording/common-values.ts'
import { type LotValues, usedOf } from '../recording/used-lots.ts'

/** What a form of grading, drying, processing or packing holds, as typed. */
export interface TransformationValues extends CommonValues, LotValues {
  packaging: string[]
  sameLot: 'same' | 'new'
  productId: string
  kind: 'harvest' | 'semi_finished' | 'finished'
  quantity: TypedAmount
  packs: string
  netContent: TypedAmount
  lot: string
  useBy: string
  process: string
  method: string
  byProduct: { name: string; amount: TypedAmount; use: string }
}

const nothing: TypedAmount = { value: '', unit: '' }

/** What comes out, unless said otherwise. */
const kindOfMade = {
  grading: 'harvest',
  drying: 'semi_finished',
  processing: 'semi_finished',
  packing: 'finished',
} as const

/** An empty form; the batch it is begun for is chosen, all that remains of it taken. */
export function transformationDefaults(
  type: TransformationType,
  lang: Lang,
  batch?: BatchSummary,
): TransformationValues {
  const isInput = batch?.kind === 'input'
  const balance = batch?.balance
  const all =
    balance && !isInput
      ? { [batch.id]: { value: formatDecimal(balance.value, lang), unit: balance.unit } }
      : {}
  return {
    ...commonDefaults(),
    lots: batch && !isInput ? [batch.id] : [],
    packaging: batch && isInput ? [batch.id] : [],
    amounts: all,
    sameLot: type === 'grading' ? 'same' : 'new',
    productId: '',
    kind: kindOfMade[type],
    quantity: nothing,
    packs: '',
    netContent: nothing,
    lot: '',
    useBy: '',
    process: '',
    method: '',
    byProduct: { name: '', amount: nothing, use: '' },
  }
}

/** Whether what comes out may go back into the lot it was taken from: one lot alone, and not one that another organization made. */
export const mayStayInLot = (
  type: TransformationType,
  { lots }: Pick<TransformationValues, 'lots'>,
  isOwn: (batchId: string) => boolean,
): boolean => type === 'grading' && lots.length === 1 && lots.every(isOwn)

/** Whether it does. */
export const staysInLot = (
  type: TransformationType,
  values: Pick<TransformationValues, 'lots' | 'sameLot'>,
  isOwn: (batchId: string) => boolean,
): boolean => mayStayInLot(type, values, isOwn) && values.sameLot === 'same'

/** Which of these goods are the organization's own. */
export const ownAmong =
  (goods: readonly BatchSummary[], organizationId: string) =>
  (batchId: string): boolean =>
    goods.some((lot) => lot.id === batchId && lot.organizationId === organizationId)

/** How much was made: as weighed, or packages times what each holds. */
export function madeQuantity(
  type: TransformationType,
  values: TransformationValues,
  unit: Unit,
  lang: Lang,
): Quantity | undefined {
  if (type !== 'packing') return quantityOf(values.quantity, lang)
  const netContent = quantityOf(values.netContent, lang)
  const packs = packsOf(values, lang)
  return netContent && packs ? packedQuantity(packs, netContent, unit) : undefined
}

function packsOf({ packs }: TransformationValues, lang: Lang): number | undefined {
  const text = parseDecimal(packs, lang)
  return text !== undefined && /^[1-9]\d{0,7}$/.test(text) ? Number(text) : undefined
}

/** The unit in which sources are measured: what packages are summed up in. */
export const sourceUnit = (lots: readonly BatchSummary[], chosen: readonly string[]): Unit =>
  lots.find(({ id }) => chosen.includes(id))?.balance?.unit ?? 'kg'

/**
 * What was typed, as an entry.
 *
 * @throws {TypeError} when the form let a missing amount or product through
 */
export function transformationEntry(
  type: TransformationType,
  values: TransformationValues,
  product: ProductRef | undefined,
  quantity: Quantity | undefined,
  lang: Lang,
  isOwn: (batchId: string) => boolean,
): TransformationEntry {
  if (!quantity) throw new TypeError('what came out has no amount')
  const packing = type === 'packing'
  return {
    ...commonEntry(values),
    type,
    used: usedOf([...values.lots, ...(packing ? values.packaging : [])], values.amounts, lang),
    made: madeOf(type, values, product, isOwn),
    quantity,
    units: packing ? packsOf(values, lang) : undefined,
    netContent: packing ? quantityOf(values.netContent, lang) : undefined,
    process: values.process || undefined,
    byProducts: packing ? undefined : byProductsOf(values, lang),
    method: values.method,
  }
}

function madeOf(
  type: TransformationType,
  values: TransformationValues,
  product: ProductRef | undefined,
  isOwn: (batchId: string) => boolean,
): Made {
  const [only] = values.lots
  if (staysInLot(type, values, isOwn) && only) return { sameLot: only }
  if (!product) throw new TypeError('what came out has no product')
  return { product, kind: values.kind, lot: values.lot, useBy: values.useBy }
}

function byProductsOf({ byProduct }: TransformationValues, lang: Lang): ByProduct[] {
  const quantity = quantityOf(byProduct.amount, lang)
  return byProduct.name.trim() && quantity ? [{ name: byProduct.name, quantity, use: byProduct.use }] : []
}
