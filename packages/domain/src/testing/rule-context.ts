import type { TraceEvent } from '../events.ts'
import type { Id } from '../primitives.ts'
import { amountOf, type Quantity } from '../quantity.ts'
import type { BatchState, RuleContext } from '../rules/context.ts'

/** A harvested lot as the rules know it, with so much in it, there since the beginning of 2026. */
export const stateOf = (
  id: Id,
  organizationId: Id,
  quantity: Quantity | undefined,
  more: Partial<BatchState> = {},
): BatchState => ({
  id,
  organizationId,
  kind: 'harvest',
  lot: 'L1',
  balance: quantity ? amountOf(quantity) : 0n,
  ...(quantity ? { unit: quantity.unit, madeAt: Date.parse('2026-01-01T00:00:00.000Z') } : {}),
  status: 'active',
  unitsPacked: 0,
  labels: 0,
  ...more,
})

/** What the rules look at when the event is recorded at `recordedAt` over these batches. */
export const contextOf = (
  event: TraceEvent,
  recordedAt: string,
  states: readonly BatchState[],
  more: Partial<RuleContext> = {},
): RuleContext => ({
  event,
  recordedAt,
  batches: new Map(states.map((state) => [state.id, state])),
  ...more,
})
