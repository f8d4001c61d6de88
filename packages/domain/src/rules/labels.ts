import type { Violation } from '../error.ts'
import { itemsOf, type RuleContext } from './context.ts'

const count = (ranges: readonly { first: number; last: number }[]): number =>
  ranges.reduce((total, { first, last }) => total + last - first + 1, 0)

/** LABEL_OVER_ISSUE: never more labels in circulation than packages were packed. */
export function labelOverIssue(context: RuleContext): Violation[] {
  const { event } = context
  if (event.type !== 'label_activation') return []
  const added = count(event.details.activated) - count(event.details.voided)
  return itemsOf(context).flatMap(({ state }) => {
    if (state.labels + added <= state.unitsPacked) return []
    const message = `${state.labels + added} labels for ${state.unitsPacked} packages`
    return [{ code: 'LABEL_OVER_ISSUE' as const, message, batchId: state.id }]
  })
}
