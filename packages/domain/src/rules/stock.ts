import type { Violation } from '../error.ts'
import type { Id } from '../primitives.ts'
import { amountOf, amountText, dimensionOf } from '../quantity.ts'
import { linkTimes } from '../trace.ts'
import { itemsOf, type RuleContext } from './context.ts'

/** USED_BEFORE_MADE: nothing is taken from a batch before anything had come into it. */
export function usedBeforeMade(context: RuleContext): Violation[] {
  const { inAt, outAt } = linkTimes(context.event)
  const given = new Set(
    context.event.batches.filter(({ role }) => role === 'out').map(({ batchId }) => batchId),
  )
  return itemsOf(context).flatMap(({ item, state }) => {
    if (item.role !== 'in') return []
    const madeAt = state.madeAt ?? (given.has(item.batchId) && outAt <= inAt ? outAt : undefined)
    if (madeAt !== undefined && madeAt <= inAt) return []
    return [
      { code: 'USED_BEFORE_MADE' as const, message: `lot ${state.lot} was not there yet`, batchId: state.id },
    ]
  })
}

/** UNIT_MISMATCH: a batch is measured in one dimension; INPUT_OVERDRAWN and BATCH_OVERDRAWN: nothing takes more than remains. */
export function overdrawn(context: RuleContext): Violation[] {
  const { event } = context
  const taken = itemsOf(context).filter(({ item }) => item.role === 'in' && item.quantity)
  return taken.flatMap(({ item, state }) => {
    const { unit, lot, kind } = state
    if (!item.quantity) return []
    if (unit && dimensionOf(unit) !== dimensionOf(item.quantity.unit)) return [mismatch(item.batchId, unit)]
    const foreign = event.organizationId !== state.organizationId
    const left = foreign ? (state.received ?? 0n) : state.balance
    if (left + givenBack(context, item.batchId) >= amountOf(item.quantity)) return []
    const code = kind === 'input' ? ('INPUT_OVERDRAWN' as const) : ('BATCH_OVERDRAWN' as const)
    const remains = amountText(left, unit ?? item.quantity.unit)
    const message = `lot ${lot}: ${item.quantity.value} ${item.quantity.unit} asked, ${remains} left`
    return [{ code, message, batchId: item.batchId }]
  })
}

/**
 * BATCH_OVERDRAWN: a receiver does not take back its word on goods that it has gone on with.
 *
 * Pre-condition: of a receipt, `received` is what is left once it counts.
 */
export function takenBack({ event, batches }: RuleContext): Violation[] {
  if (event.type !== 'receipt') return []
  return [...batches.values()].flatMap(({ id, lot, received = 0n }) =>
    received < 0n ? [goneOnWith(id, lot)] : [],
  )
}

/** What is said where a receiver would have less than it has gone on with. */
export const goneOnWith = (batchId: Id, lot: string): Violation => ({
  code: 'BATCH_OVERDRAWN',
  message: `lot ${lot}: more of it was gone on with than would be accepted`,
  batchId,
})

/** What a corrective event gives back in place: others may have drawn on what the corrected one left. */
function givenBack({ event, replaces }: RuleContext, batchId: string): bigint {
  if (!replaces?.has(batchId)) return 0n
  const out = event.batches.find((item) => item.batchId === batchId && item.role === 'out')
  return out?.quantity ? amountOf(out.quantity) : 0n
}

/** UNIT_MISMATCH on what comes in: kg cannot be added to boxes. */
export function mixedUnits(context: RuleContext): Violation[] {
  return itemsOf(context).flatMap(({ item, state }) => {
    if (item.role !== 'out' || !item.quantity || !state.unit) return []
    return dimensionOf(state.unit) === dimensionOf(item.quantity.unit)
      ? []
      : [mismatch(item.batchId, state.unit)]
  })
}

/** UNIT_MISMATCH: what is taken or given has a quantity; only a standing crop has none. */
export function missingQuantity(context: RuleContext): Violation[] {
  return itemsOf(context).flatMap(({ item, state }) => {
    if (item.role === 'about' || (item.quantity !== undefined) === (state.kind !== 'crop')) return []
    const message =
      state.kind === 'crop' ? 'a standing crop has no quantity' : `lot ${state.lot}: the quantity is missing`
    return [{ code: 'UNIT_MISMATCH' as const, message, batchId: item.batchId }]
  })
}

const mismatch = (batchId: string, unit: string): Violation => ({
  code: 'UNIT_MISMATCH',
  message: `the batch is measured in ${unit}`,
  batchId,
})
