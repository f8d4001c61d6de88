/** A batch of a made-up history. */
export interface StoryBatch {
  readonly id: string
  readonly kind: 'input' | 'crop' | 'harvest' | 'semi_finished' | 'finished'
  /** Of a crop. */
  readonly plots: readonly string[]
}

/** What happened: `takesAt` and `givesAt` in ms since 1970, apart where the event lasts or is known to the day only. */
export interface StoryEvent {
  readonly id: string
  readonly type: string
  readonly takesAt: number
  readonly givesAt: number
  readonly ins: readonly string[]
  readonly outs: readonly string[]
  readonly abouts?: readonly string[]
  readonly toPlaceId?: string
  /** The event that a correction takes back. */
  readonly corrects?: string
}

/** A history that is written straight into the tables, and that the oracle reads. */
export interface Story {
  readonly batches: readonly StoryBatch[]
  readonly events: readonly StoryEvent[]
}

/** Numbers that look random and are the same in every run (mulberry32). */
export interface Random {
  /** A whole number from 0 up to `limit`, without it. */
  below(limit: number): number
  /** A UUIDv7 of this moment, ms since 1970. */
  id(atMs: number): string
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const bits = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const hex = (digits: number): string => bits().toString(16).padStart(8, '0').slice(0, digits)
  return {
    below: (limit) => bits() % limit,
    id(atMs) {
      const time = Math.floor(atMs).toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-a${hex(3)}-${hex(8)}${hex(4)}`
    },
  }
}

export const dayMs = 86_400_000

/** `count` of `from`, chosen by their place: never the same twice while there are enough. */
export const some = (from: readonly string[], place: number, count: number): string[] =>
  Array.from({ length: Math.min(count, from.length) }, (_, step) => from[(place + step) % from.length] ?? '')
