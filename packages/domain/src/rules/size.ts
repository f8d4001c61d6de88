import type { Violation } from '../error.ts'
import type { RuleContext } from './context.ts'

/** How many batches one event may touch. That limits an event, never an answer. */
export const maxBatches = 150

/** TOO_MANY_BATCHES: gather them in several events. */
export function tooManyBatches({ event }: Pick<RuleContext, 'event'>): Violation[] {
  const touched = new Set(event.batches.map(({ batchId }) => batchId)).size
  if (touched <= maxBatches) return []
  return [
    {
      code: 'TOO_MANY_BATCHES',
      message: `${touched} batches in one event, at most ${maxBatches}`,
      path: 'event.batches',
    },
  ]
}
