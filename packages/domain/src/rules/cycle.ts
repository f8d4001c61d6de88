import type { Violation } from '../error.ts'
import type { TraceEvent } from '../events.ts'
import type { Id } from '../primitives.ts'
import { type Direction, linkTimes } from '../trace.ts'
import type { RuleContext, Way } from './context.ts'

/** Answers every batch reached from these at or before (back), at or after (forward) `at`, ms since 1970; not the starts themselves. */
export type Reach = (starts: readonly Id[], direction: Direction, at: number) => Promise<Iterable<Id>>

/** As much of an event as its way through the graph asks for. */
type Walked = Pick<TraceEvent, 'occurredAt' | 'endedAt' | 'precision' | 'utcOffset'> & {
  readonly batches: readonly { readonly batchId: Id; readonly role: 'in' | 'out' | 'about' }[]
}

/**
 * Of every batch the event gives to: what would flow into it, and where what it holds from then on has gone. A batch that the event
 * creates has gone nowhere, so nothing is asked of it.
 *
 * @param existed whether a batch was there before the event
 */
export async function readWays(
  event: Walked,
  existed: (id: Id) => boolean,
  reach: Reach,
): Promise<readonly Way[]> {
  const { inAt, outAt } = linkTimes(event)
  const idsOf = (role: 'in' | 'out') => [
    ...new Set(event.batches.filter((item) => item.role === role).map(({ batchId }) => batchId)),
  ]
  const taken = idsOf('in')
  const ways: Way[] = []
  for (const batchId of idsOf('out').filter(existed)) {
    const others = taken.filter((id) => id !== batchId)
    // in place, an event known to the day only gives in the morning what it takes in the evening
    const isEarlier = others.length < taken.length && outAt < inAt
    if (others.length === 0 && !isEarlier) continue
    const before = new Set(others)
    if (others.length > 0) for (const id of await reach(others, 'back', inAt)) before.add(id)
    if (isEarlier) for (const id of await reach([batchId], 'back', inAt)) before.add(id)
    ways.push({ batchId, before, after: new Set([batchId, ...(await reach([batchId], 'forward', outAt))]) })
  }
  return ways
}

/** CYCLE: what a batch has gone into never comes back into it, other than in place. */
export function cycle({ ways = [] }: RuleContext): Violation[] {
  return ways
    .filter(({ before, after }) => [...before].some((id) => after.has(id)))
    .map(({ batchId }) => ({
      code: 'CYCLE' as const,
      message: 'the batch would become its own ancestor',
      batchId,
      path: 'event.batches',
    }))
}
