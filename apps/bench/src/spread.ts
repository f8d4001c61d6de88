import { dayMs, randomFrom, type Story, type StoryBatch, type StoryEvent, some } from './story.ts'

/** One input lot and all that came of it: 10,000 batches, of which the finished have codes. */
export interface Spread extends Story {
  readonly source: string
  readonly finished: readonly string[]
}

const firstDay = Date.parse('2026-03-01T00:00:00+07:00')

/** What each step makes, and how many of the batches before go into each. */
const steps = [
  { kind: 'crop', type: 'fertilising', width: 100, from: 1 },
  { kind: 'harvest', type: 'harvest', width: 900, from: 1 },
  { kind: 'semi_finished', type: 'grading', width: 2000, from: 2 },
  { kind: 'semi_finished', type: 'merge', width: 3000, from: 3 },
  { kind: 'finished', type: 'packing', width: 4000, from: 2 },
] as const

/**
 * An input lot that went into 100 crops, and over 5 steps into 10,000 batches; half of the finished were sent away.
 *
 * @param seed the same for the same story
 * @param placeIds where goods are sent
 */
export function spreadOf(seed: number, placeIds: readonly string[]): Spread {
  const random = randomFrom(seed)
  const source = random.id(firstDay)
  const batches: StoryBatch[] = [{ id: source, kind: 'input', plots: [] }]
  const received = { takesAt: firstDay, givesAt: firstDay, ins: [], outs: [source] }
  const events: StoryEvent[] = [{ id: random.id(firstDay), type: 'input_received', ...received }]
  let before = [source]
  for (const [step, { kind, type, width, from }] of steps.entries()) {
    const dayStart = firstDay + (step + 1) * 10 * dayMs
    before = Array.from({ length: width }, (_, place) => {
      const at = dayStart + random.below(dayMs)
      const id = random.id(at)
      batches.push({ id, kind, plots: kind === 'crop' ? [random.id(firstDay)] : [] })
      // every one of the step before goes into something
      const ins = some(before, Math.floor((place * before.length) / width), from)
      events.push({ id: random.id(at), type, takesAt: at, givesAt: at, ins, outs: [id] })
      return id
    })
  }
  for (const [place, id] of before.entries()) {
    if (place % 2) continue
    const at = firstDay + 70 * dayMs + random.below(dayMs)
    const toPlaceId = placeIds[place % placeIds.length] ?? ''
    events.push({
      id: random.id(at),
      type: 'dispatch',
      takesAt: at,
      givesAt: at,
      ins: [id],
      outs: [],
      toPlaceId,
    })
  }
  return { source, finished: before, batches, events }
}
