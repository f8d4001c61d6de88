import type { TraceEvent } from './events.ts'
import { type Accepted, acceptedAmong } from './handover.ts'
import { contentsOf, groupBy, type KnownBatches, type Measure, measureOf, standingEvents } from './measure.ts'
import type { Id } from './primitives.ts'
import type { Amount } from './quantity.ts'
import { orderOf } from './share-order.ts'

/** Whether what comes into a chain has a property. */
export type Answer = 'yes' | 'no' | 'unknown'

/** Parts of 1 as decimal texts of at most 12 places, which add up to exactly 1. */
export interface Share {
  readonly yes: string
  readonly no: string
  readonly unknown: string
}

/** Says of goods that come from no other batch (a harvest, a purchase …) whether they have the property. */
export type AnswerOf = (event: TraceEvent, batchId: Id) => Answer

/** So much of each answer, in parts of a millionth of the dimension's base unit. */
interface Parts {
  readonly yes: bigint
  readonly no: bigint
  readonly unknown: bigint
}

/** How finely a millionth of a gram is divided: what mixing rounds away never reaches the 12 places of an answer. */
const fine = 10n ** 18n
const none: Parts = { yes: 0n, no: 0n, unknown: 0n }

/** What somebody has of a batch. */
interface Holding {
  content: Parts
  /** Taken before it was there, as far as was recorded: what comes next fills it. */
  debt: bigint
  /** The mixture when there last was some. */
  last: Parts
}

interface Taken {
  readonly batchId: Id
  readonly dimension: string
  readonly parts: Parts
}

/**
 * How much of a batch has a property, by mass: of what is in it, or was in it last. Goods in a batch are well mixed, so at each use
 * the share is that of what is there at that moment; losses and by-products leave in proportion. Of an event's inputs those of the
 * main dimension count (mass where there is any; pieces by what they hold), things added without a lot do not. What was taken
 * before anything was there is unknown.
 *
 * @param events all of the batch and of every batch that went into it, in the order in which they were recorded
 * @param batches every batch that these events name
 */
export function shareOf(
  batchId: Id,
  events: readonly TraceEvent[],
  batches: KnownBatches,
  answerOf: AnswerOf,
): Share {
  const standing = standingEvents(events)
  const mixing: Mixing = {
    batches,
    contents: contentsOf(standing, batches),
    answerOf,
    holdings: new Map(),
    taken: new Map(),
    accepted: groupBy(acceptedAmong(standing), ({ receipt }) => receipt.id),
  }
  for (const { event, gives } of orderOf(standing, batches, mixing.accepted))
    gives ? give(mixing, event) : take(mixing, event)
  const owner = batches.get(batchId)?.organizationId
  const holding = holdingOf(mixing, batchId, owner ?? '')
  return textsOf(total(holding.content) > 0n ? holding.content : holding.last)
}

interface Mixing {
  readonly batches: KnownBatches
  readonly contents: ReadonlyMap<Id, Measure>
  readonly answerOf: AnswerOf
  readonly holdings: Map<string, Holding>
  /** By event, what it took. */
  readonly taken: Map<Id, Taken[]>
  /** By receipt, what it took over. */
  readonly accepted: ReadonlyMap<Id, readonly Accepted[]>
}

const isGoods = ({ batches }: Mixing, id: Id): boolean => {
  const kind = batches.get(id)?.kind
  return kind !== 'input' && kind !== 'crop'
}

function holdingOf({ holdings }: Mixing, batchId: Id, organizationId: Id): Holding {
  const key = `${batchId} ${organizationId}`
  const known = holdings.get(key) ?? { content: none, debt: 0n, last: none }
  holdings.set(key, known)
  return known
}

function take(mixing: Mixing, event: TraceEvent): void {
  const taken = event.batches.flatMap((item) => {
    const measure = item.role === 'in' ? measureOf(item, mixing.contents) : undefined
    if (!measure || !isGoods(mixing, item.batchId)) return []
    const holding = holdingOf(mixing, item.batchId, event.organizationId)
    return [{ batchId: item.batchId, dimension: measure.dimension, parts: draw(holding, measure.amount) }]
  })
  mixing.taken.set(event.id, taken)
}

function draw(holding: Holding, amount: Amount): Parts {
  const asked = amount * fine
  const there = total(holding.content)
  const drawn = portion(holding.content, asked < there ? asked : there)
  holding.content = minus(holding.content, drawn)
  holding.debt += asked - total(drawn)
  return plus(drawn, { ...none, unknown: asked - total(drawn) })
}

function give(mixing: Mixing, event: TraceEvent): void {
  for (const word of mixing.accepted.get(event.id) ?? []) {
    const sent = mixing.taken.get(word.dispatchId)?.find(({ batchId }) => batchId === word.batchId)
    const amount = measureOf(word, mixing.contents)?.amount ?? 0n
    pour(holdingOf(mixing, word.batchId, event.organizationId), amount, sent?.parts)
  }
  for (const item of event.batches) {
    const measure = item.role === 'out' ? measureOf(item, mixing.contents) : undefined
    const owner = mixing.batches.get(item.batchId)?.organizationId ?? event.organizationId
    if (!measure || !isGoods(mixing, item.batchId)) continue
    const holding = holdingOf(mixing, item.batchId, owner)
    pour(holding, measure.amount, mixtureOf(mixing, event, item.batchId, holding))
  }
}

/** Of what an event's outputs are: its inputs, the batch itself where goods come back or turn up, or what the source says. */
function mixtureOf(mixing: Mixing, event: TraceEvent, batchId: Id, holding: Holding): Parts {
  const taken = mixing.taken.get(event.id) ?? []
  if (taken.length > 0) {
    const main = taken.some(({ dimension }) => dimension === 'mass') ? 'mass' : taken[0]?.dimension
    return taken.reduce((sum, each) => (each.dimension === main ? plus(sum, each.parts) : sum), none)
  }
  if (event.type === 'return' || event.type === 'stock_count')
    return total(holding.content) > 0n ? holding.content : holding.last
  return { ...none, [mixing.answerOf(event, batchId)]: 1n }
}

function pour(holding: Holding, amount: Amount, mixture: Parts | undefined): void {
  const given = amount * fine
  const owed = holding.debt < given ? holding.debt : given
  holding.debt -= owed
  const known = mixture && total(mixture) > 0n ? mixture : { ...none, unknown: 1n }
  holding.content = plus(holding.content, portion(known, given - owed))
  holding.last = total(holding.content) > 0n ? holding.content : known
}

const total = ({ yes, no, unknown }: Parts): bigint => yes + no + unknown
const plus = (a: Parts, b: Parts): Parts => ({
  yes: a.yes + b.yes,
  no: a.no + b.no,
  unknown: a.unknown + b.unknown,
})
const minus = (a: Parts, b: Parts): Parts => ({
  yes: a.yes - b.yes,
  no: a.no - b.no,
  unknown: a.unknown - b.unknown,
})

/** `amount` of a mixture, to the last part: what is not in the mixture is not in the portion. */
function portion(mixture: Parts, amount: bigint): Parts {
  const whole = total(mixture)
  if (whole === 0n) return none
  const yes = (mixture.yes * amount) / whole
  const known = ((mixture.yes + mixture.no) * amount) / whole
  return { yes, no: known - yes, unknown: amount - known }
}

const places = 12

function textsOf(parts: Parts): Share {
  const whole = total(parts)
  if (whole === 0n) return { yes: '0', no: '0', unknown: '1' }
  const one = 10n ** BigInt(places)
  const rounded = (part: bigint) => (part * one * 2n + whole) / (whole * 2n)
  const yes = rounded(parts.yes)
  const known = rounded(parts.yes + parts.no)
  return { yes: textOf(yes), no: textOf(known - yes), unknown: textOf(one - known) }
}

function textOf(value: bigint): string {
  const digits = value.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return `${digits.slice(0, -places)}${fraction ? `.${fraction}` : ''}`
}
