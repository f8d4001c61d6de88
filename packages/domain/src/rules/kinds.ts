import type { Violation } from '../error.ts'
import type { EventType } from '../event-details.ts'
import { growsCrop } from '../event-shape.ts'
import { itemsOf, type RuleContext } from './context.ts'

/** Besides growing and harvesting, what may give to or take from a standing crop. */
const touchesCrops: ReadonlySet<EventType> = new Set<EventType>(['opening_stock', 'destroy'])

/** WRONG_KIND: growing is done to a standing crop, a harvest takes from one, and nothing else handles a crop like goods. */
export function wrongKind(context: RuleContext): Violation[] {
  const { type } = context.event
  if (touchesCrops.has(type)) return []
  return itemsOf(context).flatMap(({ item, state }) => {
    if (item.role === 'about') return []
    const expectsCrop = (growsCrop(type) && item.role === 'out') || (type === 'harvest' && item.role === 'in')
    if (expectsCrop === (state.kind === 'crop')) return []
    const message = expectsCrop
      ? `lot ${state.lot} is no standing crop`
      : `lot ${state.lot} still stands on its plot`
    return [{ code: 'WRONG_KIND' as const, message, batchId: item.batchId }]
  })
}
