import {
  dayMs,
  type Random,
  randomFrom,
  type Story,
  type StoryBatch,
  type StoryEvent,
  some,
} from './story.ts'

/** Chains of a region: 10,000 batches. */
export const chainsInRegion = 100
export const batchesInRegion = 10_000

const seed = 20_261_123
const firstDay = Date.parse('2020-01-01T00:00:00+07:00')

/** How many batches each step of a chain has, from the input lots to the package: 100 in 8 levels. */
const widths = { inputs: 36, crops: 18, harvests: 18, lots: [13, 8, 4, 2], packages: 1 } as const

/** The batches of a chain, ids by step. */
interface Chain {
  readonly startMs: number
  readonly inputs: readonly string[]
  readonly crops: readonly string[]
  readonly harvests: readonly string[]
  readonly lots: readonly (readonly string[])[]
  readonly packages: readonly string[]
}

/** A region's seasons, the packages of its chains, in the order of the chains. */
export interface Region extends Story {
  readonly packages: readonly string[]
}

/**
 * A hundred chains of a hundred batches, from input lots to a package, the same in every run. Each leans on its neighbour by what
 * must not count: lots used and harvests given too late, and gifts that were corrected.
 */
export function regionOf(index: number): Region {
  const random = randomFrom(seed + index)
  const batches: StoryBatch[] = []
  const chains = Array.from({ length: chainsInRegion }, (_, place) => chainOf(place, random, batches))
  const events: StoryEvent[] = []
  for (const [place, chain] of chains.entries()) {
    const neighbour = chains[(place + 1) % chainsInRegion] as Chain
    const first = chains[0] as Chain
    growAndHarvest(chain, { neighbour, shared: first.inputs[0] ?? '', random, events })
    process(chain, { neighbour, isCorrected: place % 10 === 0, random, events })
  }
  return { batches, events, packages: chains.flatMap(({ packages }) => packages) }
}

function chainOf(place: number, random: Random, batches: StoryBatch[]): Chain {
  const startMs = firstDay + (place === 0 ? 0 : 12 + random.below(180)) * dayMs
  const row = (kind: StoryBatch['kind'], width: number, day: number): string[] =>
    Array.from({ length: width }, () => {
      const id = random.id(startMs + day * dayMs + random.below(dayMs))
      const plots = kind === 'crop' ? [random.id(firstDay)] : []
      batches.push({ id, kind, plots })
      return id
    })
  return {
    startMs,
    inputs: row('input', widths.inputs, 0),
    crops: row('crop', widths.crops, 12),
    harvests: row('harvest', widths.harvests, 100),
    lots: widths.lots.map((width, step) => row('semi_finished', width, 102 + 3 * step)),
    packages: row('finished', widths.packages, 118),
  }
}

interface Growing {
  readonly neighbour: Chain
  /** An input lot that every chain of the region uses. */
  readonly shared: string
  readonly random: Random
  readonly events: StoryEvent[]
}

function growAndHarvest(chain: Chain, { neighbour, shared, random, events }: Growing): void {
  const { startMs, inputs, crops, harvests } = chain
  const add = (type: string, day: number, ins: readonly string[], outs: readonly string[]) => {
    const at = startMs + day * dayMs + random.below(dayMs / 2)
    events.push({ id: random.id(at), type, takesAt: at, givesAt: at, ins, outs })
  }
  for (const input of inputs) add('input_received', 1, [], [input])
  for (const [place, crop] of crops.entries()) {
    const harvest = harvests[place] ?? ''
    add('sowing', 12, [inputs[2 * place] ?? '', ...(place === 0 ? [shared] : [])], [crop])
    add('fertilising', 30, [inputs[2 * place + 1] ?? ''], [crop])
    add('irrigating', 45, [], [crop])
    // known to the day only: it takes at the day's end and gives at its beginning
    const day = startMs + 100 * dayMs
    const times = { takesAt: day + dayMs - 1, givesAt: day }
    events.push({ id: random.id(day), type: 'harvest', ...times, ins: [crop], outs: [harvest] })
    add('spraying', 120, [neighbour.inputs[place] ?? ''], [crop]) // too late
    if (place % 3 === 0) add('harvest', 140, [neighbour.crops[place] ?? ''], [harvest]) // too late
  }
}

interface Processing {
  readonly neighbour: Chain
  /** Whether somebody recorded by mistake that the neighbour's goods went in. */
  readonly isCorrected: boolean
  readonly random: Random
  readonly events: StoryEvent[]
}

/** From the harvests to the package, which is sent away; each step lasts half a day. */
function process(chain: Chain, { neighbour, isCorrected, random, events }: Processing): void {
  const { startMs, harvests, lots, packages } = chain
  const add = (day: number, more: Partial<StoryEvent> & { readonly type: string }) => {
    const takesAt = startMs + day * dayMs + random.below(dayMs / 4)
    const times = { takesAt, givesAt: takesAt + dayMs / 2 }
    const event = { id: random.id(takesAt), ...times, ins: [], outs: [], ...more }
    events.push(event)
    return event
  }
  const rows = [harvests, ...lots, packages]
  for (const [step, outs] of rows.slice(1).entries()) {
    const before = rows[step] ?? []
    for (const [place, out] of outs.entries()) {
      const from = Math.floor((place * before.length) / outs.length)
      const to = Math.floor(((place + 1) * before.length) / outs.length)
      const ins = some(before, from, to - from + 1) // the last one goes into two
      add(102 + 3 * step, { type: outs === packages ? 'packing' : 'processing', ins, outs: [out] })
    }
  }
  const graded = lots[1]?.slice(0, 4) ?? []
  for (const lot of graded) add(106, { type: 'grading', ins: [lot], outs: [lot] }) // in place
  if (isCorrected) {
    const outs = lots[2]?.slice(0, 1) ?? []
    const ins = neighbour.lots[0]?.slice(0, 1) ?? []
    const mistake = add(108, { type: 'merge', ins, outs })
    add(150, { type: 'correction', abouts: [...ins, ...outs], corrects: mistake.id })
  }
  add(122, { type: 'dispatch', ins: packages, toPlaceId: random.id(firstDay) })
}
