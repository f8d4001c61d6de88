import type { Violation } from '../error.ts'
import type { EventType } from '../event-details.ts'
import { itemsOf, type RuleContext } from './context.ts'

/** What may still happen to a batch that is held or recalled. */
const stillAllowed: ReadonlySet<EventType> = new Set<EventType>([
  'inspection',
  'lab_test',
  'hold',
  'release',
  'recall',
  'recall_lifted',
  'correction',
  'receipt',
  'return',
  'destroy',
])

/** BATCH_ON_HOLD: nothing is done with a held or recalled batch but to look at it, return or destroy it. */
export function onHold(context: RuleContext): Violation[] {
  if (stillAllowed.has(context.event.type)) return []
  return itemsOf(context).flatMap(({ item, state }) => {
    if (state.status === 'active' || context.replaces?.has(item.batchId)) return []
    return [
      {
        code: 'BATCH_ON_HOLD' as const,
        message: `lot ${state.lot} is ${state.status}`,
        batchId: item.batchId,
      },
    ]
  })
}
