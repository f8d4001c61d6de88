import type { RecallPlan } from '@nguon/contract'
import { amountOf, type RecallList, totalsOf, type Unit } from '@nguon/domain'
import { formatQuantity, type Lang } from '@nguon/locale'

interface Amount {
  readonly value: string
  readonly unit: Unit
}

/** One amount a dimension: `1.180 kg, 20 lít`; `none` where there is nothing. */
export function sayAmounts(amounts: readonly Amount[], lang: Lang, none: string): string {
  const some = amounts.filter(({ value }) => value !== '0')
  return some.length > 0 ? some.map((amount) => formatQuantity(amount, lang)).join(', ') : none
}

/** The sum of a list of a plan without the batches that are left out. */
export function totalWithout(plan: RecallPlan, list: RecallList, excluded: ReadonlySet<string>): Amount[] {
  if (excluded.size === 0) return plan.totals[list]
  const lines = plan.lists[list].filter(({ batchId }) => !excluded.has(batchId))
  return totalsOf(
    lines.flatMap(({ quantity }) => (quantity ? [{ amount: amountOf(quantity), unit: quantity.unit }] : [])),
  )
}
