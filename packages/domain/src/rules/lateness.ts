import type { MarkCode, Violation } from '../error.ts'
import type { RuleContext } from './context.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const lateMs = 72 * hourMs
const veryLateMs = 30 * dayMs
const toleranceMs = 10 * minuteMs

const delayMs = ({ event, recordedAt }: RuleContext): number =>
  Date.parse(recordedAt) - Date.parse(event.endedAt ?? event.occurredAt)

/** FUTURE_EVENT: nothing can be recorded more than 10 minutes before it happened. */
export function futureEvent(context: RuleContext): Violation[] {
  if (delayMs(context) >= -toleranceMs) return []
  return [{ code: 'FUTURE_EVENT', message: 'the event lies in the future', path: 'event.occurredAt' }]
}

/** LATE_ENTRY: recorded more than 72 hours after it happened. The correction's reason stands for the lateness of its replacement. */
export function lateEntry(context: RuleContext): MarkCode[] {
  return delayMs(context) > lateMs ? ['LATE_ENTRY'] : []
}

/** REASON_REQUIRED: an entry over 30 days late says why. */
export function lateWithoutReason(context: RuleContext): Violation[] {
  const { event } = context
  const explained = event.type === 'correction' || context.replaces || event.reasons?.LATE_ENTRY
  if (explained || delayMs(context) <= veryLateMs) return []
  return [
    {
      code: 'REASON_REQUIRED',
      message: 'recorded over 30 days late without a reason',
      path: 'event.reasons.LATE_ENTRY',
    },
  ]
}
