import type { Story, StoryEvent } from './story.ts'

/** What a trace must answer: ids in no order. */
export interface Lineage {
  readonly batches: ReadonlySet<string>
  readonly crops: ReadonlySet<string>
  readonly places: ReadonlySet<string>
  readonly events: ReadonlySet<string>
}

/** Answers what is in a batch, or where it went. */
export type Oracle = (start: string, direction: 'back' | 'forward') => Lineage

/**
 * Follows a story in memory, one batch and one event at a time, without anything of the product: back, what an event gave counts
 * when it gave no later than the batch was taken; forward, what was taken counts when it was taken no earlier than it was given.
 */
export function oracleOf({ batches, events }: Story): Oracle {
  const corrected = new Set(events.flatMap(({ corrects }) => corrects ?? []))
  const standing = events.filter(({ id }) => !corrected.has(id))
  const giving = groupBy(standing, ({ outs }) => outs)
  const taking = groupBy(standing, ({ ins }) => ins)
  const batchOf = new Map(batches.map((batch) => [batch.id, batch]))

  return (start, direction) => {
    const back = direction === 'back'
    const reached = new Map<string, number>([[start, back ? Infinity : -Infinity]])
    const walked = new Set<StoryEvent>()
    const open = [start]
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const bound = reached.get(id) as number
      for (const event of (back ? giving : taking).get(id) ?? []) {
        if (back ? event.givesAt > bound : event.takesAt < bound) continue
        walked.add(event)
        const next = back ? event.takesAt : event.givesAt
        for (const other of back ? event.ins : event.outs) {
          const known = reached.get(other)
          if (known !== undefined && (back ? next <= known : next >= known)) continue
          reached.set(other, next)
          open.push(other)
        }
      }
    }
    const crops = new Set([...reached.keys()].filter((id) => batchOf.get(id)?.kind === 'crop'))
    const plots = [...crops].flatMap((id) => batchOf.get(id)?.plots ?? [])
    const sentTo = [...walked].flatMap(({ toPlaceId }) => toPlaceId ?? [])
    const isOther = (id: string) => id !== start
    return {
      batches: new Set([...reached.keys()].filter((id) => isOther(id) && !crops.has(id))),
      crops: new Set([...crops].filter(isOther)),
      places: new Set(back ? plots : sentTo),
      events: new Set([...walked].map(({ id }) => id)),
    }
  }
}

function groupBy(
  events: readonly StoryEvent[],
  side: (event: StoryEvent) => readonly string[],
): Map<string, StoryEvent[]> {
  const groups = new Map<string, StoryEvent[]>()
  for (const event of events)
    for (const id of side(event)) {
      const group = groups.get(id)
      if (group) group.push(event)
      else groups.set(id, [event])
    }
  return groups
}

/** A trace as the API answers it. */
export interface Answer {
  readonly batches: readonly string[]
  readonly crops: readonly string[]
  readonly places: readonly string[]
  readonly events: readonly string[]
}

/** @throws when an answer is not the oracle's, in anything */
export function assertSame(answer: Answer, expected: Lineage, what: string): void {
  for (const part of ['batches', 'crops', 'places', 'events'] as const) {
    const [given, wanted] = [answer[part], expected[part]]
    if (given.length !== wanted.size || !given.every((id) => wanted.has(id)))
      throw new Error(`${what}: ${given.length} ${part}, and the oracle has ${wanted.size}`)
  }
}
