import type { MarkCode, Violation } from '../error.ts'
import type { EventType } from '../event-details.ts'
import type { BatchItem } from '../events.ts'
import { linkTimes } from '../trace.ts'
import { type BatchState, itemsOf, type RuleContext } from './context.ts'

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

/** What an inspector may decide to have done with a held or recalled batch. */
const rework: ReadonlySet<EventType> = new Set<EventType>([
  'grading',
  'drying',
  'processing',
  'split',
  'packing',
])

/** Whether events of this type do something else with goods that were stopped. */
export const isRework = (type: EventType): boolean => rework.has(type)

/**
 * BATCH_ON_HOLD: nothing is done with a held or recalled batch but to look at it, return or destroy it, or rework it where an
 * inspector decided so. What takes goods out is judged by when it is recorded; a diary entry that takes nothing out and happened
 * before the hold is accepted, and marked.
 */
export function onHold(context: RuleContext): Violation[] {
  const { event } = context
  if (stillAllowed.has(event.type)) return []
  return itemsOf(context).flatMap(({ item, state }) => {
    if (state.status === 'active' || context.replaces?.has(item.batchId)) return []
    if (isRework(event.type) && state.isReworkPermitted) return []
    if (happenedBefore(context, item, state)) return []
    return [
      {
        code: 'BATCH_ON_HOLD' as const,
        message: `lot ${state.lot} is ${state.status}`,
        batchId: item.batchId,
      },
    ]
  })
}

/** LATE_ENTRY: entered after the batch was stopped, about a time before. */
export function enteredAfterHold(context: RuleContext): MarkCode[] {
  if (stillAllowed.has(context.event.type)) return []
  const isLate = itemsOf(context).some(({ item, state }) => happenedBefore(context, item, state))
  return isLate ? ['LATE_ENTRY'] : []
}

/** Whether the item takes nothing from a batch that was stopped only later. Activating labels is no diary: it lets goods go. */
function happenedBefore({ event }: RuleContext, { role }: BatchItem, { stoppedAt }: BatchState): boolean {
  if (stoppedAt === undefined || role === 'in' || event.type === 'label_activation') return false
  return linkTimes(event).outAt < stoppedAt
}
