import type { Id, Instant } from '@nguon/domain'

/** Something in the history of one or more batches. */
export interface Placed {
  readonly id: Id
  readonly recordedAt: Instant
  /** Where it stands: a batch and the sequence there. */
  readonly places: readonly (readonly [batchId: Id, sequence: number])[]
}

/**
 * The things in an order in which they could have been recorded: each after what came before it in the history of any of its
 * batches; otherwise by time of recording. The same for every database with these histories.
 */
export function inHistoryOrder<T extends Placed>(things: readonly T[]): T[] {
  const at = new Map(things.flatMap((thing) => thing.places.map((place) => [place.join(), thing])))
  const before = (thing: T): T[] =>
    thing.places.flatMap(([batchId, sequence]) => {
      const previous = at.get([batchId, sequence - 1].join())
      return previous && previous !== thing ? [previous] : []
    })
  const ordered = new Set<T>()
  const waiting = new Set<T>()
  for (const thing of [...things].sort(byTime)) {
    const stack = [thing]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const missing = ordered.has(top) ? [] : before(top).filter((each) => !ordered.has(each))
      if (missing.some((each) => waiting.has(each)))
        throw new Error(`histories contradict each other at ${top.id}`)
      if (missing.length === 0) {
        ordered.add(top)
        waiting.delete(top)
        stack.pop()
      } else {
        waiting.add(top)
        stack.push(...missing.sort(byTime).reverse())
      }
    }
  }
  return [...ordered]
}

const byTime = (a: Placed, b: Placed): number =>
  a.recordedAt < b.recordedAt || (a.recordedAt === b.recordedAt && a.id < b.id) ? -1 : 1
