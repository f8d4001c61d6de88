/** As much of an event as lineage asks for. */
export interface ChainEvent {
  id: string
  batches: readonly { batchId: string; role: 'in' | 'out' | 'about' }[]
  occurredAt: string
  endedAt?: string | undefined
  precision: 'minute' | 'day'
  utcOffset: string
  toPlaceId?: string | undefined
  corrects?: { eventId: string; reason: 'did_not_occur' | 'incorrect_data'; replacedBy?: string }
}

/** Everything an answer about lineage must name, and nothing else. */
export interface Lineage {
  /** each but the asked one → the latest moment it was taken from (back), the earliest it was given to (forward), ms */
  reached: Map<string, number>
  events: Set<string>
  toPlaces: Set<string>
}

/**
 * "What is in this?" by brute force, to hold the walk against. It never looks at bounds: it asks which *events*
 * matter. Those that gave to the batch do; and where one matters, so does every event that gave to something it
 * took, at or before it took it; until no more are found.
 */
export function lineageBack(batchId: string, events: readonly ChainEvent[]): Lineage {
  const standing = uncorrected(events)
  const first = standing.filter((event) => gives(event, batchId))
  const matter = closure(first, standing, (known, other) => feeds(other, known))
  return lineage(batchId, matter, 'in', lastTaken, Math.max)
}

/** "Where did it go?" by brute force: those that took from the batch, and every event fed by one that matters. */
export function lineageForward(batchId: string, events: readonly ChainEvent[]): Lineage {
  const standing = uncorrected(events)
  const first = standing.filter((event) => takes(event, batchId))
  const matter = closure(first, standing, (known, other) => feeds(known, other))
  return lineage(batchId, matter, 'out', firstGiven, Math.min)
}

/**
 * Whether something of the batch has come back into it by another batch, by brute force: from every event that took from it, through
 * whatever that gave to others, step by step. Giving back in place is no way home.
 */
export function isOwnAncestor(batchId: string, events: readonly ChainEvent[]): boolean {
  const standing = uncorrected(events)
  const earliest = new Map<string, number>()
  const visit = (from: string, since: number): boolean =>
    standing
      .filter((event) => takes(event, from) && lastTaken(event) >= since)
      .some((event) =>
        event.batches
          .filter((item) => item.role === 'out')
          .some((item) => {
            if (item.batchId === batchId) return from !== batchId
            const moment = firstGiven(event)
            if (moment >= (earliest.get(item.batchId) ?? Infinity)) return false
            earliest.set(item.batchId, moment)
            return visit(item.batchId, moment)
          }),
      )
  return visit(batchId, -Infinity)
}

function uncorrected(events: readonly ChainEvent[]): ChainEvent[] {
  return events.filter((event) => !events.some((other) => other.corrects?.eventId === event.id))
}

function closure(
  first: readonly ChainEvent[],
  all: readonly ChainEvent[],
  leads: (known: ChainEvent, other: ChainEvent) => boolean,
): ChainEvent[] {
  let found = [...first]
  for (;;) {
    const next = all.filter((other) => found.includes(other) || found.some((known) => leads(known, other)))
    if (next.length === found.length) return found
    found = next
  }
}

/** Whether some of what `giver` gave can be in what `taker` took. */
function feeds(giver: ChainEvent, taker: ChainEvent): boolean {
  const shared = giver.batches.some(({ batchId }) => gives(giver, batchId) && takes(taker, batchId))
  return shared && firstGiven(giver) <= lastTaken(taker)
}

function gives(event: ChainEvent, batchId: string): boolean {
  return event.batches.some((item) => item.batchId === batchId && item.role === 'out')
}

function takes(event: ChainEvent, batchId: string): boolean {
  return event.batches.some((item) => item.batchId === batchId && item.role === 'in')
}

function lineage(
  asked: string,
  matter: readonly ChainEvent[],
  role: 'in' | 'out',
  momentOf: (event: ChainEvent) => number,
  widest: (a: number, b: number) => number,
): Lineage {
  const reached = new Map<string, number>()
  for (const event of matter)
    for (const item of event.batches) {
      if (item.role !== role || item.batchId === asked) continue
      const moment = momentOf(event)
      reached.set(item.batchId, widest(moment, reached.get(item.batchId) ?? moment))
    }
  const dispatched = role === 'out' ? matter.flatMap((event) => event.toPlaceId ?? []) : []
  return { reached, events: new Set(matter.map((event) => event.id)), toPlaces: new Set(dispatched) }
}

/** The last moment at which the event may have taken its inputs. */
function lastTaken(event: ChainEvent): number {
  const moment = Date.parse(event.occurredAt)
  return event.precision === 'minute' ? moment : localDay(moment, event.utcOffset).last
}

/** The first moment at which the event may have given its outputs. */
function firstGiven(event: ChainEvent): number {
  const moment = Date.parse(event.endedAt ?? event.occurredAt)
  return event.precision === 'minute' ? moment : localDay(moment, event.utcOffset).first
}

/** The day at the place that holds the moment: the one of three calendar days that does. */
function localDay(moment: number, utcOffset: string): { first: number; last: number } {
  for (const hours of [-24, 0, 24]) {
    const day = new Date(moment + hours * 3_600_000).toISOString().slice(0, 10)
    const first = Date.parse(`${day}T00:00:00.000${utcOffset}`)
    const last = Date.parse(`${day}T23:59:59.999${utcOffset}`)
    if (first <= moment && moment <= last) return { first, last }
  }
  throw new Error(`no day at ${utcOffset} holds ${moment}`)
}
