/** `back`: what is in this? `forward`: where did it go? */
export type Direction = 'back' | 'forward'

/** A batch and when an event took from it or gave to it, ms since 1970. */
export interface Peer {
  batchId: string
  at: number
}

/** That an event gave to the batch (walking back) or took from it (walking forward). */
export interface Link {
  batchId: string
  eventId: string
  /** ms since 1970. Back: when the event gave to the batch; forward: when it took from it. */
  at: number
  /** All of the event's other side. Back: its inputs, when taken; forward: its outputs, when given. */
  peers: readonly Peer[]
  /** Forward only: the place a dispatch went to. */
  toPlaceId?: string | undefined
}

/**
 * What to read of one batch: its links with `from <= at <= to`, ms since 1970, in either direction. Without a bound
 * the start is read from −Infinity to Infinity; windows of one batch never overlap, so each link is read at most once.
 */
export interface LinkWindow {
  batchId: string
  from: number
  to: number
}

/**
 * Answers all links inside the windows, at most one window a batch, in any order and without those of corrected
 * events. Called once a level. `back` asks for what was given to the batches, `forward` for what was taken.
 */
export type ReadLinks = (direction: Direction, windows: readonly LinkWindow[]) => Promise<readonly Link[]>

/** A complete answer: everything reached, or the walk threw. */
export interface Walk {
  /** Each batch reached but those asked, with its widest bound (back: the latest; forward: the earliest). */
  reached: ReadonlyMap<string, number>
  /** Every event walked, also those that only give (a purchase) or only take (a dispatch). */
  events: ReadonlySet<string>
  /** Forward: the places goods were dispatched to. */
  toPlaces: ReadonlySet<string>
  /** Round trips made. */
  levels: number
}

/**
 * Walks the batch graph from `starts`, level by level, without a cap on depth or width.
 *
 * Back, only events that gave to a batch at or before its bound count, and bound its inputs by when they were
 * taken; forward, only uses at or after it count, and bound the outputs by when they were given. A batch reached
 * again with a wider bound is read again in the newly opened window only. Ends on any data: a bound only ever
 * widens, from one event's time to another's.
 *
 * @param bound only what was given to the starts at or before (back), taken from them at or after (forward), ms since 1970
 */
export async function walk(
  starts: string | readonly string[],
  direction: Direction,
  readLinks: ReadLinks,
  bound = direction === 'back' ? Infinity : -Infinity,
): Promise<Walk> {
  const back = direction === 'back'
  const first = typeof starts === 'string' ? [starts] : starts
  const bounds = new Map(first.map((start) => [start, bound]))
  const events = new Set<string>()
  const toPlaces = new Set<string>()
  let windows: LinkWindow[] = first.map((batchId) =>
    back ? { batchId, from: -Infinity, to: bound } : { batchId, from: bound, to: Infinity },
  )
  let levels = 0

  for (; windows.length > 0; levels++) {
    const widened = new Map<string, number>() // batch → the bound it is already read to
    for (const link of await readLinks(direction, windows)) {
      if (events.has(link.eventId)) continue // its other side is the same whichever batch led to it
      events.add(link.eventId)
      if (link.toPlaceId !== undefined) toPlaces.add(link.toPlaceId)
      for (const { batchId, at } of link.peers) {
        const known = bounds.get(batchId) ?? (back ? -Infinity : Infinity)
        if (back ? at <= known : at >= known) continue
        if (!widened.has(batchId)) widened.set(batchId, known)
        bounds.set(batchId, at)
      }
    }
    windows = Array.from(widened, ([batchId, read]) => {
      const widest = bounds.get(batchId) as number
      return back ? { batchId, from: read + 1, to: widest } : { batchId, from: widest, to: read - 1 }
    })
  }

  for (const start of first) bounds.delete(start)
  return { reached: bounds, events, toPlaces, levels }
}

/** The part of an event that says when. Instants are ISO 8601, `utcOffset` is the place's: `+07:00`. */
export interface EventTime {
  occurredAt: string
  endedAt?: string | undefined
  precision: 'minute' | 'day'
  utcOffset: string
}

const DAY_MS = 86_400_000

/**
 * When an event takes from its inputs and gives to its outputs, whole ms since 1970.
 *
 * An event that lasts takes at `occurredAt` and gives at `endedAt`. Known to the day only, it takes at the last
 * millisecond of the one day and gives at the first of the other, as days go at the place: so a harvest and a
 * packing of the same day are linked.
 *
 * @throws {RangeError} if a time cannot be read: a link without a time would be missing from every answer
 */
export function linkTimes(event: EventTime): { inAt: number; outAt: number } {
  const start = Date.parse(event.occurredAt)
  const end = Date.parse(event.endedAt ?? event.occurredAt)
  const offsetMs = -Date.parse(`1970-01-01T00:00:00${event.utcOffset}`)
  if (Number.isNaN(start + end + offsetMs))
    throw new RangeError(`unreadable time: ${event.occurredAt}, ${event.endedAt}, ${event.utcOffset}`)
  if (event.precision === 'minute') return { inAt: start, outAt: end }

  const firstInstant = (at: number) => Math.floor((at + offsetMs) / DAY_MS) * DAY_MS - offsetMs
  return { inAt: firstInstant(start) + DAY_MS - 1, outAt: firstInstant(end) }
}
