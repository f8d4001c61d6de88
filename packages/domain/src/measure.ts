import type { BatchItem, BatchKind, TraceEvent } from './events.ts'
import type { Id } from './primitives.ts'
import {
  type Amount,
  amountOf,
  decimalText,
  dimensionOf,
  type Quantity,
  quantityOf,
  type Unit,
  units,
} from './quantity.ts'

/** What sums along a chain must know of a batch. */
export interface KnownBatch {
  readonly organizationId: Id
  readonly kind: BatchKind
  /** What one piece of it holds as its product says; a packing says it for its own. */
  readonly netContent?: Quantity | undefined
}
export type KnownBatches = ReadonlyMap<Id, KnownBatch>

/** So much of a dimension, in millionths of its base unit. */
export interface Measure {
  readonly dimension: string
  readonly amount: Amount
}

const millionth = 1_000_000n
const isPiece = (unit: Unit): boolean => !['mass', 'volume'].includes(dimensionOf(unit))

/** The events that were not corrected, without the corrections. */
export function standingEvents(events: readonly TraceEvent[]): TraceEvent[] {
  const corrected = new Set(events.flatMap(({ corrects }) => (corrects ? [corrects.eventId] : [])))
  return events.filter(({ id, type }) => type !== 'correction' && !corrected.has(id))
}

/** What one piece of each batch that is counted in pieces holds: as it was packed, else as its product says. */
export function contentsOf(events: readonly TraceEvent[], batches: KnownBatches): Map<Id, Measure> {
  const contents = new Map<Id, Measure>()
  for (const event of events) {
    if (event.type !== 'packing' || !event.details.netContent) continue
    for (const { batchId, role, quantity, units: packages } of event.batches) {
      if (role !== 'out' || !quantity || !isPiece(quantity.unit) || contents.has(batchId)) continue
      const total = amountOf(event.details.netContent) * (packages ? BigInt(packages) * millionth : 0n)
      const amount = packages ? total / amountOf(quantity) : amountOf(event.details.netContent)
      contents.set(batchId, { dimension: dimensionOf(event.details.netContent.unit), amount })
    }
  }
  for (const [id, { netContent }] of batches)
    if (netContent && !contents.has(id))
      contents.set(id, { dimension: dimensionOf(netContent.unit), amount: amountOf(netContent) })
  return contents
}

/** The quantity of an item: pieces by what they hold where that is known. Undefined without a quantity. */
export function measureOf(
  { batchId, quantity }: Pick<BatchItem, 'batchId' | 'quantity'>,
  contents: ReadonlyMap<Id, Measure>,
): Measure | undefined {
  if (!quantity) return undefined
  const amount = amountOf(quantity)
  const content = isPiece(quantity.unit) ? contents.get(batchId) : undefined
  if (!content) return { dimension: dimensionOf(quantity.unit), amount }
  return { dimension: content.dimension, amount: (amount * content.amount) / millionth }
}

/** The amount as people write it: kg and lít where that is exact, else g and ml; it may be 0 or less. */
export function quantityIn({ dimension, amount }: Measure): { value: string; unit: Unit } {
  const [large, small]: [Unit, Unit] =
    dimension === 'mass'
      ? ['kg', 'g']
      : dimension === 'volume'
        ? ['lít', 'ml']
        : [dimension as Unit, dimension as Unit]
  if (amount % units[large].perBase === 0n) return quantityOf(amount, large)
  return { value: decimalText(amount), unit: small }
}

/** The items of a list by what `keyOf` says of each, in their order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
