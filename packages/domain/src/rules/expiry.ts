import type { Violation } from '../error.ts'
import { dayOf } from '../primitives.ts'
import { itemsOf, type RuleContext } from './context.ts'

/** INPUT_EXPIRED: an input lot is not used after its expiry day. */
export function inputExpired(context: RuleContext): Violation[] {
  const { event } = context
  if (event.type === 'destroy' || event.type === 'return') return []
  const day = dayOf(event.occurredAt, event.utcOffset)
  return itemsOf(context).flatMap(({ item, state }) => {
    if (item.role !== 'in' || state.kind !== 'input' || !state.useBy || day <= state.useBy) return []
    const message = `lot ${state.lot} expired on ${state.useBy}`
    return [{ code: 'INPUT_EXPIRED' as const, message, batchId: item.batchId }]
  })
}
