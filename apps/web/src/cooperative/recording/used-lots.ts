import type { Lang } from '@nguon/locale'
import { quantityOf, type TypedAmount } from '../../ui/amount-field.tsx'
import type { Used } from './build-growing.ts'

/** Chosen lots with their typed amounts. */
export interface LotValues {
  lots: string[]
  amounts: Record<string, TypedAmount>
}

/** The lots that are used, with what was typed understood. */
export const usedOf = (lots: readonly string[], amounts: LotValues['amounts'], lang: Lang): Used[] =>
  lots.flatMap((batchId) => {
    const quantity = quantityOf(amounts[batchId], lang)
    return quantity ? [{ batchId, quantity }] : []
  })
