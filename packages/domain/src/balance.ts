import type { EventType } from './event-details.ts'
import type { BatchItem, TraceEvent } from './events.ts'
import { type Accepted, acceptedAmong } from './handover.ts'
import { contentsOf, type KnownBatches, type Measure, measureOf, standingEvents } from './measure.ts'
import type { Id } from './primitives.ts'
import { type Amount, amountOf, dimensionOf, type Quantity } from './quantity.ts'

/** How goods come in: from outside, from batches that are not looked at, or out of the ledger's own blind spots. */
export const inflows = [
  'opening_stock',
  'received',
  'purchased',
  'harvested',
  'from_batches',
  'added',
  'returned',
  'found',
  'made',
] as const
/** How goods go out. */
export const outflows = [
  'into_batches',
  'dispatched',
  'sent_back',
  'by_product',
  'lost',
  'destroyed',
  'missing',
] as const
export type FlowKind = (typeof inflows)[number] | (typeof outflows)[number]

/** One movement over the border of what is looked at. The amount is never below 0. */
export interface Flow extends Measure {
  readonly kind: FlowKind
  readonly eventId: Id
  /** Of a loss, a destruction, a stock count: why, as it was written. */
  readonly reason?: string | undefined
  /** Of a by-product or a thing added: what. */
  readonly name?: string | undefined
}

/** What remains of a batch, and with whom: its owner, or who accepted it and has not gone on with it. */
export interface Stock extends Measure {
  readonly batchId: Id
  readonly organizationId: Id
}

/** What came in = what went out + what remains, in every dimension. */
export interface Balance {
  readonly flows: readonly Flow[]
  readonly stock: readonly Stock[]
}

export const isInflow = (kind: FlowKind): boolean => (inflows as readonly string[]).includes(kind)

/**
 * What came into a batch, what it went into, what was lost of it and why, and what remains, in its own unit. Only its owner's
 * events count, as in its balance. Of an event with several inputs, the batch bears its part of the losses and by-products.
 *
 * @param events all of the batch, in the order in which they were recorded
 * @param batches every batch that these events name
 */
export function balanceOf(batchId: Id, events: readonly TraceEvent[], batches: KnownBatches): Balance {
  const owner = batches.get(batchId)?.organizationId
  const ledger: Ledger = { members: new Set([batchId]), batches, contents: new Map(), accepted: [], owner }
  return settle(ledger, standingEvents(events))
}

/**
 * The same for many batches as one: what passes from one to another is neither in nor out. Pieces count by what they hold where
 * that is known; an event whose sides cannot be weighed against each other uses in one dimension and makes in another. What a
 * receiver accepted stays in the chain, in its hands. Inputs and crops are no part of it.
 *
 * @param members the batches of the chain
 * @param events all of the members, in the order in which they were recorded
 * @param batches every batch that these events name
 */
export function chainBalance(
  members: Iterable<Id>,
  events: readonly TraceEvent[],
  batches: KnownBatches,
): Balance {
  const goods = [...members].filter((id) => isGoods(batches.get(id)?.kind))
  const standing = standingEvents(events)
  const contents = contentsOf(standing, batches)
  return settle({ members: new Set(goods), batches, contents, accepted: acceptedAmong(standing) }, standing)
}

/** The sums of the flows, one of each kind and dimension. */
export function flowTotals(flows: readonly Flow[]): (Measure & { readonly kind: FlowKind })[] {
  const totals = new Map<string, Measure & { readonly kind: FlowKind }>()
  for (const { kind, dimension, amount } of flows) {
    const key = `${kind} ${dimension}`
    totals.set(key, { kind, dimension, amount: amount + (totals.get(key)?.amount ?? 0n) })
  }
  const order: readonly FlowKind[] = [...inflows, ...outflows]
  return [...totals.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

interface Ledger {
  readonly members: ReadonlySet<Id>
  readonly batches: KnownBatches
  readonly contents: ReadonlyMap<Id, Measure>
  readonly accepted: readonly Accepted[]
  /** Set for one batch alone: only its owner's events draw on it. */
  readonly owner?: Id | undefined
}

const isGoods = (kind: string | undefined): boolean =>
  kind !== undefined && kind !== 'input' && kind !== 'crop'

function settle(ledger: Ledger, standing: readonly TraceEvent[]): Balance {
  const answers = new Map(ledger.accepted.map((word) => [`${word.dispatchId} ${word.batchId}`, word]))
  const flows = standing.flatMap((event) =>
    event.type === 'dispatch' ? dispatched(ledger, event, answers) : flowsOf(ledger, event),
  )
  return { flows: flows.filter(({ amount }) => amount !== 0n), stock: stockOf(ledger, standing) }
}

/** Items that move goods: of the members, or weighed beside them. */
function sides(ledger: Ledger, event: TraceEvent, role: 'in' | 'out'): { own: Measure[]; other: Measure[] } {
  const own: Measure[] = []
  const other: Measure[] = []
  for (const item of event.batches) {
    const measure = item.role === role ? measureOf(item, ledger.contents) : undefined
    if (!measure) continue
    if (ledger.members.has(item.batchId)) {
      if (draws(ledger, event, item)) own.push(measure)
    } else if (isGoods(ledger.batches.get(item.batchId)?.kind)) other.push(measure)
  }
  return { own, other }
}

const draws = ({ owner }: Ledger, event: TraceEvent, { role }: BatchItem): boolean =>
  role === 'out' || owner === undefined || owner === event.organizationId

const inflowOf: Partial<Record<EventType, FlowKind>> = {
  opening_stock: 'opening_stock',
  input_received: 'received',
  purchase: 'purchased',
  harvest: 'harvested',
  return: 'returned',
  stock_count: 'found',
}
const outflowOf: Partial<Record<EventType, FlowKind>> = {
  dispatch: 'dispatched',
  return: 'sent_back',
  destroy: 'destroyed',
  stock_count: 'missing',
}

function flowsOf(ledger: Ledger, event: TraceEvent): Flow[] {
  const taken = sides(ledger, event, 'in')
  const given = sides(ledger, event, 'out')
  const one = (kind: FlowKind) => (measure: Measure) => flow(event, kind, measure)
  if (taken.own.length === 0 && taken.other.length === 0)
    return given.own.map(one(inflowOf[event.type] ?? 'made'))
  if (taken.own.length === 0) return given.own.map(one('from_batches'))
  if (given.own.length === 0 && given.other.length === 0)
    return taken.own.map(one(outflowOf[event.type] ?? 'into_batches'))
  const all = [...taken.own, ...taken.other, ...given.own, ...given.other]
  const dimension = all[0]?.dimension
  if (dimension === undefined || all.some((measure) => measure.dimension !== dimension))
    return [...taken.own.map(one('into_batches')), ...given.own.map(one('made'))]
  return turned(event, dimension, taken, given)
}

/** An event that turns goods into goods of the same dimension. */
function turned(
  event: TraceEvent,
  dimension: string,
  taken: { own: Measure[]; other: Measure[] },
  given: { own: Measure[]; other: Measure[] },
): Flow[] {
  const added = listed(event, 'added', dimension)
  const byProducts = listed(event, 'byProducts', dimension)
  const own = sum(taken.own)
  const total = own + sum(taken.other) + sum(added)
  const lost = total - sum(given.own) - sum(given.other) - sum(byProducts)
  const at = (kind: FlowKind, amount: Amount) => flow(event, kind, { dimension, amount })
  const named = (kind: FlowKind, each: Named, amount: Amount) => ({ ...at(kind, amount), name: each.name })
  const loss = event.type === 'stock_count' ? ('missing' as const) : ('lost' as const)
  if (given.own.length > 0)
    return [
      at('from_batches', sum(taken.other)),
      ...added.map((each) => named('added', each, each.amount)),
      at('into_batches', sum(given.other)),
      ...byProducts.map((each) => named('by_product', each, each.amount)),
      lost < 0n ? at('made', -lost) : at(loss, lost),
    ]
  const part = (amount: Amount) => (amount <= 0n ? 0n : (amount * own) / total)
  const away = [
    ...byProducts.map((each) => named('by_product', each, part(each.amount))),
    at(loss, part(lost)),
  ]
  return [at('into_batches', own - sum(away)), ...away]
}

interface Named extends Measure {
  readonly name: string
}

function listed(event: TraceEvent, key: 'added' | 'byProducts', dimension: string): Named[] {
  const list = (event.details as { [K in typeof key]?: readonly { name: string; quantity: Quantity }[] })[key]
  return (list ?? [])
    .filter(({ quantity }) => dimensionOf(quantity.unit) === dimension)
    .map(({ name, quantity }) => ({ name, dimension, amount: amountOf(quantity) }))
}

/** A dispatch: what its receiver accepted stays in the chain, the difference is missing. */
function dispatched(ledger: Ledger, event: TraceEvent, answers: ReadonlyMap<string, Accepted>): Flow[] {
  return event.batches.flatMap((item) => {
    const sent = measureOf(item, ledger.contents)
    if (!sent || !ledger.members.has(item.batchId) || !draws(ledger, event, item)) return []
    const word = answers.get(`${event.id} ${item.batchId}`)
    const arrived = word && measureOf(word, ledger.contents)
    if (!word || !arrived) return [flow(event, 'dispatched', sent)]
    const missing = flow(event, 'missing', { ...sent, amount: sent.amount - arrived.amount })
    const { reason } = word.receipt.details
    return [reason ? { ...missing, reason } : missing]
  })
}

function flow(event: TraceEvent, kind: FlowKind, { dimension, amount }: Measure): Flow {
  const reason = ['lost', 'destroyed', 'missing', 'sent_back', 'returned'].includes(kind)
    ? reasonOf(event)
    : undefined
  return { kind, eventId: event.id, dimension, amount, ...(reason ? { reason } : {}) }
}

function reasonOf({ details, reasons }: TraceEvent): string | undefined {
  if ('loss' in details && details.loss?.reason) return details.loss.reason
  if ('reason' in details && details.reason) return details.reason
  return reasons?.LOSS_OUT_OF_PROFILE
}

const sum = (measures: readonly Measure[]): Amount =>
  measures.reduce((total, { amount }) => total + amount, 0n)

/** What remains, from the items alone: not from the flows, so that each holds the other to account. */
function stockOf(ledger: Ledger, standing: readonly TraceEvent[]): Stock[] {
  const stock = new Map<string, Stock>()
  const book = (batchId: Id, organizationId: Id, { dimension, amount }: Measure) => {
    const key = `${batchId} ${organizationId} ${dimension}`
    const before = stock.get(key)?.amount ?? 0n
    stock.set(key, { batchId, organizationId, dimension, amount: before + amount })
  }
  for (const event of standing)
    for (const item of event.batches) {
      const measure = item.role === 'about' ? undefined : measureOf(item, ledger.contents)
      const owner = ledger.batches.get(item.batchId)?.organizationId
      if (!measure || owner === undefined || !ledger.members.has(item.batchId)) continue
      if (!draws(ledger, event, item)) continue
      if (item.role === 'out') book(item.batchId, owner, measure)
      else book(item.batchId, event.organizationId, { ...measure, amount: -measure.amount })
    }
  for (const word of ledger.accepted) {
    const measure = ledger.members.has(word.batchId) ? measureOf(word, ledger.contents) : undefined
    if (measure) book(word.batchId, word.receipt.organizationId, measure)
  }
  return [...stock.values()].filter(({ amount }) => amount !== 0n)
}
