import fc from 'fast-check'
import type { ChainEvent } from './trace-oracle.ts'

type Item = ChainEvent['batches'][number]
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
/** `old` names a batch that is there already, `made` a new one. */
type Source = () => string

/** Batches are picked among the last few, so that chains are deep and their ways cross. */
const RECENT = 6
const HOUR_MS = 3_600_000
const FIRST_MIDNIGHT = Date.parse('2025-07-01T00:00:00+07:00')

/** What one event may do to batches; `more` is 0, 1 or 2. */
const shapes = {
  receive: (_old: Source, made: Source) => gives(made, 1),
  tend: (old: Source, _made: Source, more: number) => [...takes(old, more), ...gives(old, 1)],
  harvest: (old: Source, made: Source) => [...takes(old, 1), ...gives(made, 1)],
  merge: (old: Source, made: Source, more: number) => [...takes(old, 1 + more), ...gives(made, 1)],
  split: (old: Source, made: Source, more: number) => [...takes(old, 1), ...gives(made, 1 + more)],
  process: (old: Source, made: Source) => [...takes(old, 2), ...gives(made, 2)],
  pourTogether: (old: Source) => [...takes(old, 1), ...gives(old, 1)],
  gradeInPlace: (old: Source, made: Source, more: number) => {
    const graded = old()
    return [...takes(() => graded, 1), ...gives(() => graded, 1), ...gives(made, more)]
  },
  dispatch: (old: Source, _made: Source, more: number) => takes(old, 1 + more),
  labTest: (old: Source) => [{ batchId: old(), role: 'about' as const }],
}

type Kind = keyof typeof shapes
const MAKING: Kind[] = ['tend', 'harvest', 'merge', 'process']

const step = fc.record({
  kind: fc.constantFrom(...(Object.keys(shapes) as Kind[]), ...MAKING, ...MAKING),
  correction: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('did_not_occur' as const, 'incorrect_data' as const) },
  ),
  picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  more: fc.nat(2),
  /** quarters of a day before or after its turn, so that late entries and equal times are common */
  shift: fc.constantFrom(0, 0, 0, 1, -1, 3, -3),
  /** −1: the last millisecond of a quarter, where days end */
  edgeMs: fc.constantFrom(0, 0, -1),
  lastsQuarters: fc.constantFrom(0, 0, 1, 5),
  precision: fc.constantFrom('minute' as const, 'day' as const),
  utcOffset: fc.constantFrom('+07:00', '+07:00', '+05:30', '-03:00'),
})

/**
 * Random chains: merges, splits, crops tended between their harvests, diamonds, reuse and loops, grading in place,
 * events that last, both precisions, equal times, late entries, dispatches, corrections of both kinds (also of a
 * corrective event). They obey no rule but the shape of an event, so they are harsher than real ones.
 */
export const randomChain: fc.Arbitrary<ChainEvent[]> = fc
  .array(step, { minLength: 1, maxLength: 32, size: 'max' })
  .map((steps) => steps.reduce<ChainEvent[]>(record, []))

/** Every batch of a chain, once. */
export function batchesOf(chain: readonly ChainEvent[]): string[] {
  return [...new Set(chain.flatMap((event) => event.batches.map((item) => item.batchId)))]
}

function record(chain: ChainEvent[], step: Step, index: number): ChainEvent[] {
  const event = happened(chain, step, index)
  const corrected = new Set(chain.map((other) => other.corrects?.eventId))
  const open = chain.filter((other) => !other.corrects && !corrected.has(other.id))
  const target = open[(step.picks[0] ?? 0) % open.length]
  if (step.correction === undefined || target === undefined) return [...chain, event]

  const about = target.batches.map((item) => ({ batchId: item.batchId, role: 'about' as const }))
  const fix = { ...event, id: `${event.id}-fix`, batches: unique(about), toPlaceId: undefined }
  if (step.correction === 'did_not_occur')
    return [...chain, { ...fix, corrects: { eventId: target.id, reason: 'did_not_occur' } }]

  const corrective = { ...event, occurredAt: target.occurredAt, endedAt: target.endedAt }
  const corrects = { eventId: target.id, reason: 'incorrect_data' as const, replacedBy: corrective.id }
  return [...chain, corrective, { ...fix, corrects }]
}

function happened(chain: readonly ChainEvent[], step: Step, index: number): ChainEvent {
  const known = batchesOf(chain)
  let picked = 0
  let births = 0
  const made = () => `b${index}.${births++}`
  const old = () => {
    const pick = step.picks[picked++ % step.picks.length] ?? 0
    return known.at(-1 - (pick % Math.min(known.length, RECENT))) ?? `b${index}`
  }
  const startedAt = FIRST_MIDNIGHT + (Math.floor(index / 2) + step.shift) * 6 * HOUR_MS + step.edgeMs
  const endedAt = startedAt + step.lastsQuarters * 6 * HOUR_MS
  return {
    id: `e${index}`,
    batches: unique(shapes[step.kind](old, made, step.more)),
    occurredAt: new Date(startedAt).toISOString(),
    endedAt: step.lastsQuarters > 0 ? new Date(endedAt).toISOString() : undefined,
    precision: step.precision,
    utcOffset: step.utcOffset,
    toPlaceId: step.kind === 'dispatch' ? `place${step.more}` : undefined,
  }
}

function takes(source: Source, count: number): Item[] {
  return Array.from({ length: count }, () => ({ batchId: source(), role: 'in' }))
}

function gives(source: Source, count: number): Item[] {
  return Array.from({ length: count }, () => ({ batchId: source(), role: 'out' }))
}

/** A batch stands at most once in each role. */
function unique(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [`${item.role} ${item.batchId}`, item])).values()]
}
