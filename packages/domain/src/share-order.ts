import type { TraceEvent } from './events.ts'
import type { Accepted } from './handover.ts'
import { groupBy, type KnownBatches } from './measure.ts'
import type { Id } from './primitives.ts'
import { linkTimes } from './trace.ts'

/** Half of an event: when it takes, or when it gives. */
export interface Half {
  readonly event: TraceEvent
  readonly gives: boolean
}

/** Where a half stands in the story of one holding of a batch. */
interface Turn {
  readonly half: number
  readonly at: number
  /** At one moment: first what comes in, then what is worked on in place, then what goes out. */
  readonly rank: 0 | 1 | 2
  readonly holding: string
}

/**
 * The halves of events in an order in which each comes after all that had happened to its batches. A lasting event takes when it
 * begins and gives when it ends. What is known to the day only takes at the day's end and gives at its beginning, as in lineage, so
 * its times alone are no order: each half waits for those before it in every batch, and a gift for what was taken for it. Where that
 * goes in a circle, which the rules refuse, the circle is cut.
 *
 * @param standing in the order in which they were recorded, which decides between what happened at one moment
 * @param accepted by receipt: what it took over
 */
export function orderOf(
  standing: readonly TraceEvent[],
  batches: KnownBatches,
  accepted: ReadonlyMap<Id, readonly Accepted[]>,
): Half[] {
  const indexOf = new Map(standing.map(({ id }, index) => [id, index]))
  const waitsFor: number[][] = Array.from({ length: standing.length * 2 }, (_, half) =>
    half % 2 === 1 ? [half - 1] : [],
  )
  const turns = standing.flatMap((event, index) => turnsOf(event, index, batches))
  for (const [receiptId, words] of accepted) {
    const half = (indexOf.get(receiptId) ?? 0) * 2 + 1
    for (const { receipt, dispatchId, batchId } of words) {
      waitsFor[half]?.push((indexOf.get(dispatchId) ?? 0) * 2)
      const at = linkTimes(receipt).outAt
      turns.push({ half, at, rank: 0, holding: `${batchId} ${receipt.organizationId}` })
    }
  }
  for (const story of groupBy(turns, ({ holding }) => holding).values()) {
    story.sort((a, b) => a.at - b.at || a.rank - b.rank || a.half - b.half)
    story.forEach(({ half }, index) => {
      const before = story[index - 1]
      if (before) waitsFor[half]?.push(before.half)
    })
  }
  return sorted(waitsFor, startsOf(standing)).map((half) => ({
    event: standing[half >> 1] as TraceEvent,
    gives: half % 2 === 1,
  }))
}

function turnsOf(event: TraceEvent, index: number, batches: KnownBatches): Turn[] {
  const { inAt, outAt } = linkTimes(event)
  const taken = new Set(event.batches.flatMap(({ batchId, role }) => (role === 'in' ? [batchId] : [])))
  const given = new Set(event.batches.flatMap(({ batchId, role }) => (role === 'out' ? [batchId] : [])))
  return event.batches.flatMap(({ batchId, role }): Turn[] => {
    if (role === 'about') return []
    const owner = batches.get(batchId)?.organizationId ?? event.organizationId
    const holding = `${batchId} ${role === 'in' ? event.organizationId : owner}`
    const half = index * 2 + (role === 'in' ? 0 : 1)
    const inPlace = taken.has(batchId) && given.has(batchId) && outAt <= inAt
    if (inPlace) return [{ half, at: inAt, rank: 1, holding }]
    return [{ half, at: role === 'in' ? inAt : outAt, rank: role === 'in' ? 2 : 0, holding }]
  })
}

/** The halves by when the work began: where nothing else decides, they stand in this order. */
function startsOf(standing: readonly TraceEvent[]): number[] {
  const times = standing.map(linkTimes)
  const at = (half: number) => (half % 2 === 0 ? times[half >> 1]?.inAt : times[half >> 1]?.outAt) ?? 0
  return Array.from({ length: standing.length * 2 }, (_, half) => half).sort((a, b) => at(a) - at(b) || a - b)
}

/** Each half after those that it waits for. No recursion: chains are deep. */
function sorted(waitsFor: readonly number[][], starts: readonly number[]): number[] {
  const order: number[] = []
  const seen = new Set<number>()
  for (const start of starts) {
    const stack = [{ half: start, next: 0 }]
    if (seen.has(start)) continue
    seen.add(start)
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const other = waitsFor[top.half]?.[top.next++]
      if (other === undefined) {
        order.push(top.half)
        stack.pop()
      } else if (!seen.has(other)) {
        seen.add(other)
        stack.push({ half: other, next: 0 })
      }
    }
  }
  return order
}
