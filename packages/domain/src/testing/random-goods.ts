import fc from 'fast-check'
import type { BatchItem, BatchKind, TraceEvent } from '../events.ts'
import type { KnownBatch } from '../measure.ts'
import type { Id } from '../primitives.ts'
import type { Unit } from '../quantity.ts'
import { event, given, kg, taken, touched } from '../testing.ts'

/** A chain of goods with quantities, and what is to be known of its batches. */
export interface GoodsChain {
  readonly events: TraceEvent[]
  readonly batches: Map<Id, KnownBatch>
}

export const farm = 'farm'
const shop = 'shop'

interface Lot {
  readonly id: Id
  readonly unit: Unit
  left: number
  readonly from: number
}

const step = fc.record({
  kind: fc.constantFrom(
    ...(['harvest', 'purchase', 'opening', 'merge', 'merge', 'split', 'grade', 'process', 'pack'] as const),
    ...(['dispatch', 'goOn', 'destroy', 'count', 'undo', 'fill', 'fill'] as const),
  ),
  picks: fc.array(fc.nat(), { minLength: 2, maxLength: 2 }),
  amount: fc.integer({ min: 1, max: 90 }),
  percent: fc.integer({ min: 1, max: 100 }),
  lasts: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/**
 * Chains that the rules allow: harvests, purchases, merges, splits, grading in place, processing with by-products and things added,
 * packing into boxes, dispatches that a shop accepts (perhaps less), disputes or leaves, goods it goes on with, losses,
 * stock counts, corrections. Each event has a minute of its own; some last while others go on.
 */
export const randomGoods: fc.Arbitrary<GoodsChain> = fc
  .array(step, { minLength: 3, maxLength: 24, size: 'max' })
  .map((steps) => steps.reduce<Story>(happen, begin()).chain)

interface Story {
  readonly chain: GoodsChain
  readonly lots: Lot[]
  /** What the shop accepted. */
  readonly shelf: Lot[]
}

const begin = (): Story => ({
  chain: { events: [], batches: new Map([['crop', known('crop')]]) },
  lots: [],
  shelf: [],
})
const known = (kind: BatchKind, organizationId: Id = farm): KnownBatch => ({ organizationId, kind })
const minute = (index: number, seconds = 0): string =>
  new Date(Date.UTC(2026, 0, 1, 0, index, seconds)).toISOString()

/** One step of a story: what it is about, and how it is written down. */
interface Turn extends Step, Story {
  readonly index: number
  readonly lot: Lot
  readonly other: Lot | undefined
}

function happen(story: Story, step: Step, index: number): Story {
  const there = story.lots.filter((lot) => lot.left > 0 && lot.from < index)
  const pick = (at: number) => there[(step.picks[at] ?? 0) % Math.max(1, there.length)]
  const lot = pick(0) ?? { id: '', unit: 'kg', left: 0, from: 0 }
  const turn = { ...story, ...step, index, lot, other: pick(1) }
  const act = lot.id === '' && step.kind !== 'harvest' ? acts.opening : acts[step.kind]
  act?.(turn)
  return story
}

const part = ({ percent }: Turn, { left }: Lot): number => Math.max(1, Math.floor((left * percent) / 100))
const kept = (much: number): number => Math.max(1, Math.floor((much * 9) / 10))
const weight = ({ quantity }: BatchItem): number =>
  Number(quantity?.value ?? 0) * (quantity?.unit === 'hộp' ? 2 : 1)

function take(turn: Turn, lot: Lot, much = part(turn, lot)): BatchItem {
  lot.left -= much
  return taken(lot.id, kg(String(much), lot.unit))
}

/** So much more of a batch that is there. */
function fill(lot: Lot, much: number): BatchItem {
  lot.left += much
  return given(lot.id, kg(String(much), lot.unit))
}

function fresh({ chain, lots, index, lasts }: Turn, much: number, name = '', unit: Unit = 'kg'): BatchItem {
  const id = `b${index}${name}`
  chain.batches.set(id, known('harvest'))
  lots.push({ id, unit, left: much, from: lasts ? index + 2 : index })
  return given(id, kg(String(much), unit))
}

/** @param more.endedAt undefined: it does not last, whatever was drawn */
function note(
  turn: Turn,
  type: TraceEvent['type'],
  items: BatchItem[],
  more: object = {},
  by: Id = farm,
): Id {
  const { chain, index, lasts } = turn
  const id = `e${index}-${type}`
  const times = { occurredAt: minute(index), ...(lasts ? { endedAt: minute(index + 2, 30) } : {}) }
  chain.events.push(event(type, by, items, { id, ...times, ...more } as never) as TraceEvent)
  return id
}
const atOnce = { endedAt: undefined }

const acts: Record<Step['kind'], (turn: Turn) => unknown> = {
  harvest: (turn) => note(turn, 'harvest', [taken('crop'), fresh(turn, turn.amount)]),
  purchase: (turn) => note(turn, 'purchase', [fresh(turn, turn.amount)]),
  opening: (turn) => note(turn, 'opening_stock', [fresh(turn, turn.amount)]),
  fill: (turn) => note(turn, 'purchase', [fill(turn.lot, turn.amount)], atOnce),
  merge(turn) {
    const { lot, other } = turn
    const items = [take(turn, lot), ...(other && other !== lot ? [take(turn, other)] : [])]
    const sum = items.reduce((total, item) => total + weight(item), 0)
    note(turn, 'merge', [...items, fresh(turn, kept(sum))], { details: { loss: { reason: 'hỏng' } } })
  },
  split(turn) {
    const { lot } = turn
    if (lot.unit !== 'kg' || lot.left < 2) return
    const item = take(turn, lot, Math.max(2, part(turn, lot)))
    note(turn, 'split', [item, fresh(turn, weight(item) - 1, '.a'), fresh(turn, 1, '.b')])
  },
  grade(turn) {
    const item = take(turn, turn.lot)
    note(turn, 'grading', [item, fill(turn.lot, kept(Number(item.quantity?.value)))], atOnce)
  },
  process(turn) {
    const item = take(turn, turn.lot)
    const byProducts = [{ name: 'bã', quantity: kg('0.5') }]
    const added = [{ name: 'nước', quantity: kg('1') }]
    note(turn, 'processing', [item, fresh(turn, kept(weight(item)))], { details: { byProducts, added } })
  },
  pack(turn) {
    const { lot } = turn
    if (lot.unit !== 'kg' || lot.left < 2) return
    const item = take(turn, lot, Math.max(2, part(turn, lot)))
    const boxes = Math.floor(weight(item) / 2)
    const packed = { ...fresh(turn, boxes, '', 'hộp'), units: boxes }
    note(turn, 'packing', [item, packed], { details: { netContent: kg('2') } })
  },
  dispatch(turn) {
    const { lot, shelf, percent, index } = turn
    const item = take(turn, lot)
    const dispatchId = note(turn, 'dispatch', [item], { details: { toPlaceId: 'store' }, ...atOnce })
    const counted = kept(Number(item.quantity?.value))
    if (percent < 20) return // nobody answers
    const receipt = { ...touched(lot.id), quantity: kg(String(counted), lot.unit) }
    const details = { dispatchId, accepted: percent < 90, reason: 'thiếu' }
    note(turn, 'receipt', [receipt], { occurredAt: minute(index, 20), details, ...atOnce }, shop)
    if (details.accepted) shelf.push({ id: lot.id, unit: lot.unit, left: counted, from: index })
  },
  goOn(turn) {
    const { chain, shelf, index } = turn
    const bought = shelf.find(({ left }) => left > 0)
    if (!bought) return
    const item = take(turn, bought)
    const id = `b${index}`
    chain.batches.set(id, known('harvest', shop))
    note(turn, 'processing', [item, given(id, kg(String(kept(weight(item)))))], atOnce, shop)
  },
  destroy: (turn) => note(turn, 'destroy', [take(turn, turn.lot)], atOnce),
  count(turn) {
    const item = turn.percent < 50 ? take(turn, turn.lot, 1) : fill(turn.lot, 1)
    note(turn, 'stock_count', [item], { details: { reason: 'kiểm kê' }, ...atOnce })
  },
  undo(turn) {
    const last = turn.chain.events.at(-1)
    const [item] = last?.batches ?? []
    const lot = turn.lots.find(({ id }) => id === item?.batchId)
    if (last?.type !== 'destroy' || !lot) return
    lot.left += Number(item?.quantity?.value)
    const corrects = { eventId: last.id, reason: 'did_not_occur', text: 'nhầm' }
    note(turn, 'correction', [touched(lot.id)], { corrects, ...atOnce })
  },
}
