import type { BatchKind, Quantity } from '@nguon/domain'
import { type Lang, parseDecimal } from '@nguon/locale'
import { quantityOf, type TypedAmount } from '../../ui/amount-field.tsx'
import type { StockEntry } from '../recording/build-stock.ts'
import { type CommonValues, commonDefaults, commonEntry } from '../recording/common-values.ts'

export type StockType = StockEntry['type']

/** What the forms of goods that came in hold, as typed. */
export interface StockValues extends CommonValues {
  kind: BatchKind
  productId: string
  plots: string[]
  quantity: TypedAmount
  lot: string
  useBy: string
  selfProduced: boolean
  activeIngredient: string
  registrationNumber: string
  target: string
  treatment: string
  preHarvestIntervalDays: string
  supplier: string
  invoice: string
}

export const stockDefaults = (): StockValues => ({
  ...commonDefaults(),
  kind: 'input',
  productId: '',
  plots: [],
  quantity: { value: '', unit: '' },
  lot: '',
  useBy: '',
  selfProduced: false,
  activeIngredient: '',
  registrationNumber: '',
  target: '',
  treatment: '',
  preHarvestIntervalDays: '',
  supplier: '',
  invoice: '',
})

/** What was typed, as an entry: fields that the kind of goods does not have are left out. */
export function stockEntry(type: StockType, values: StockValues, pesticide: boolean, lang: Lang): StockEntry {
  const { kind, productId, lot, useBy, plots, selfProduced, supplier, invoice } = values
  const isCrop = kind === 'crop'
  const received = type === 'input_received'
  const { activeIngredient, registrationNumber, target, treatment } = values
  const days = parseDecimal(values.preHarvestIntervalDays, lang)
  return {
    ...commonEntry(values, received && !selfProduced ? { supplier, invoice } : {}),
    type,
    kind: received ? 'input' : kind,
    productId,
    lot,
    quantity: isCrop ? undefined : amountOf(values, lang),
    useBy: isCrop ? undefined : useBy,
    plots: isCrop ? plots : undefined,
    texts: pesticide ? { activeIngredient, registrationNumber, target, treatment } : { treatment },
    preHarvestIntervalDays: pesticide && days !== undefined ? Number(days) : undefined,
    selfProduced,
  }
}

function amountOf({ quantity }: StockValues, lang: Lang): Quantity {
  const amount = quantityOf(quantity, lang)
  if (!amount) throw new TypeError('what came in has no amount')
  return amount
}
