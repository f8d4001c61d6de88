import type { BatchKind } from './events.ts'
import type { Id } from './primitives.ts'
import { type Amount, decimalText, quantityOf, type Unit, units } from './quantity.ts'

/**
 * Where goods of a recall are, and so what is done about them: gone to somebody who is told; still to be stopped on the way or
 * unopened in another's stock; in stock; input lots not to be used and standing crops not to be harvested any more.
 */
export const recallLists = ['dispatched', 'stoppable', 'inStock', 'stop'] as const
export type RecallList = (typeof recallLists)[number]

/**
 * What is known of dispatched goods: `gone` (to an outside buyer, or unanswered for long), `missing` (sent, but not counted by who
 * received them), `on_the_way`, `refused` (so on the way back), `unopened` (accepted, and nothing done with them).
 */
export const standings = ['gone', 'missing', 'on_the_way', 'refused', 'unopened'] as const
export type Standing = (typeof standings)[number]

/** A batch that the recall reaches, with what remains of it. */
export interface RecalledGoods {
  readonly id: Id
  readonly kind: BatchKind
  readonly unit?: Unit | undefined
  readonly balance: Amount
}

/** So much of a batch that was sent away. */
export interface SentGoods {
  readonly dispatchId: Id
  readonly amount: Amount
  readonly unit: Unit
  /** When (ms). */
  readonly at: number
  /** None: an outside buyer. */
  readonly toPlaceId?: Id | undefined
  readonly toOrganizationId?: Id | undefined
}

/** What happened to a batch after it was sent, each in the order of its sequence. */
export interface Aftermath {
  readonly sent: readonly SentGoods[]
  /** What the receiver said: the last answer to a dispatch is its word. `amount`: as counted. */
  readonly answers: readonly { dispatchId: Id; accepted: boolean; amount?: Amount | undefined }[]
  /** What receivers took of the batch to go on with: it is in batches of their own. */
  readonly opened: readonly { organizationId: Id; amount: Amount }[]
  readonly returned: readonly { dispatchId?: Id | undefined; amount: Amount }[]
}

/** So much of a batch in one of the lists. A standing crop has no quantity. */
export interface RecallLine {
  readonly list: RecallList
  readonly quantity?: MeasuredAmount
  readonly standing?: Standing
  readonly dispatchId?: Id
  readonly toPlaceId?: Id
  readonly toOrganizationId?: Id
}

/** An amount as text; may be 0. */
export interface MeasuredAmount {
  readonly value: string
  readonly unit: Unit
}

/** How long an unanswered dispatch counts as still on the way. */
export const onTheWayForMs = 72 * 3_600_000

/** In which lists the goods of a batch stand, at the moment `nowMs`. */
export function recallLines(goods: RecalledGoods, aftermath: Aftermath, nowMs: number): RecallLine[] {
  const { kind, unit, balance } = goods
  if (kind === 'crop') return [{ list: 'stop' }]
  const remaining = unit ? { quantity: measured(balance > 0n ? balance : 0n, unit) } : {}
  if (kind === 'input') return [{ list: 'stop', ...remaining }]
  const sent = leftOf(aftermath)
  const pools = new Map<Id, Amount>()
  for (const { organizationId, amount } of aftermath.opened)
    pools.set(organizationId, (pools.get(organizationId) ?? 0n) + amount)
  const lines = sent.flatMap((each) => linesOfSent(each, aftermath, pools, nowMs))
  return balance > 0n ? [...lines, { list: 'inStock', ...remaining }] : lines
}

/** The dispatches less what came back of them; a return that names no dispatch is of the latest. */
function leftOf({ sent, returned }: Aftermath): SentGoods[] {
  let unnamed = 0n
  const named = new Map<Id, Amount>()
  for (const { dispatchId, amount } of returned)
    if (dispatchId === undefined) unnamed += amount
    else named.set(dispatchId, (named.get(dispatchId) ?? 0n) + amount)
  const left = [...sent].reverse().map((each) => {
    const after = floor(each.amount - (named.get(each.dispatchId) ?? 0n))
    const back = least(unnamed, after)
    unnamed -= back
    return { ...each, amount: after - back }
  })
  return left.reverse().filter(({ amount }) => amount > 0n)
}

function linesOfSent(
  sent: SentGoods,
  { answers }: Aftermath,
  pools: Map<Id, Amount>,
  nowMs: number,
): RecallLine[] {
  const { dispatchId, amount, toOrganizationId, toPlaceId } = sent
  const line = (list: RecallList, standing: Standing, of: Amount): RecallLine[] =>
    of > 0n ? [{ list, standing, quantity: measured(of, sent.unit), ...whereTo(sent) }] : []
  const answer = answers.filter((each) => each.dispatchId === dispatchId).at(-1)
  if (toPlaceId === undefined || toOrganizationId === undefined) return line('dispatched', 'gone', amount)
  if (!answer)
    return nowMs - sent.at < onTheWayForMs
      ? line('stoppable', 'on_the_way', amount)
      : line('dispatched', 'gone', amount)
  if (!answer.accepted) return line('stoppable', 'refused', amount)
  const counted = least(answer.amount ?? amount, amount)
  const pool = pools.get(toOrganizationId) ?? 0n
  const opened = least(pool, counted)
  pools.set(toOrganizationId, pool - opened)
  return [
    ...line('stoppable', 'unopened', counted - opened),
    ...line('dispatched', 'missing', amount - counted),
  ]
}

const whereTo = ({ dispatchId, toPlaceId, toOrganizationId }: SentGoods) => ({
  dispatchId,
  ...(toPlaceId === undefined ? {} : { toPlaceId }),
  ...(toOrganizationId === undefined ? {} : { toOrganizationId }),
})

const least = (a: Amount, b: Amount): Amount => (a < b ? a : b)
const floor = (amount: Amount): Amount => (amount > 0n ? amount : 0n)

/** An amount in `unit` where that is exact, else in the base unit of its dimension. */
export function measured(amount: Amount, unit: Unit): MeasuredAmount {
  const { perBase, dimension } = units[unit]
  if (amount % perBase === 0n) return quantityOf(amount, unit)
  return { value: decimalText(amount), unit: dimension === 'mass' ? 'g' : 'ml' }
}

/** Amounts added up, one sum a dimension, in kg and lít where they are masses and volumes. */
export function totalsOf(
  parts: Iterable<{ readonly amount: Amount; readonly unit: Unit }>,
): MeasuredAmount[] {
  const sums = new Map<Unit, Amount>()
  for (const { amount, unit } of parts) {
    const { dimension } = units[unit]
    const told = dimension === 'mass' ? 'kg' : dimension === 'volume' ? 'lít' : unit
    sums.set(told, (sums.get(told) ?? 0n) + amount)
  }
  return [...sums].map(([unit, amount]) => measured(amount, unit))
}
