import type { MarkCode, Violation } from '../error.ts'
import type { EventType } from '../event-details.ts'
import type { BatchItem, TraceEvent } from '../events.ts'
import { type Amount, amountOf, dimensionOf, type Quantity } from '../quantity.ts'
import { itemsOf, type RuleContext } from './context.ts'
import { profileOf } from './loss-profiles.ts'

/** Events that give no more than they take. */
const conserving: ReadonlySet<EventType> = new Set<EventType>([
  'grading',
  'drying',
  'processing',
  'merge',
  'split',
  'packing',
  'transfer',
])

/** Whether events of this type can have an unusual loss. */
export const conserves = (type: EventType): boolean => conserving.has(type)

interface Mass {
  readonly taken: Amount
  readonly given: Amount
  readonly added: Amount
  readonly byProducts: Amount
  /** Whether every main output could be weighed: only then is the loss known. */
  readonly complete: boolean
}

/** MASS_BALANCE_GAIN: no process gives more than it took, where every main input is measured in the same dimension. */
export function massGain(context: RuleContext): Violation[] {
  const mass = massOf(context)
  if (!mass || mass.given + mass.byProducts <= mass.taken + mass.added) return []
  return [{ code: 'MASS_BALANCE_GAIN', message: 'more came out than went in', path: 'event.batches' }]
}

/** LOSS_OUT_OF_PROFILE: the loss is outside what the process normally has, as its products narrow it. */
export function lossOutOfProfile(context: RuleContext): MarkCode[] {
  const process = processOf(context.event)
  const made = itemsOf(context).filter(({ item }) => item.role === 'out')
  const own = made.map(({ state }) => state.lossProfiles?.[process])
  const profile = profileOf(process, own)
  const mass = massOf(context)
  if (!profile || !mass?.complete || mass.taken === 0n) return []
  const loss = Number(((mass.taken - mass.given) * 10_000n) / mass.taken)
  return loss < profile.min || loss > profile.max ? ['LOSS_OUT_OF_PROFILE'] : []
}

/** REASON_REQUIRED: an unusual loss is explained. */
export function lossWithoutReason(context: RuleContext): Violation[] {
  if (lossOutOfProfile(context).length === 0 || context.event.reasons?.LOSS_OUT_OF_PROFILE) return []
  const path = 'event.reasons.LOSS_OUT_OF_PROFILE'
  return [{ code: 'REASON_REQUIRED', message: 'the loss is outside the profile of the process', path }]
}

/** What chooses the loss profile: the process that is named, else the type of the event. */
export const processOf = (event: TraceEvent): string =>
  'process' in event.details && event.details.process ? event.details.process : event.type

/** The masses of a conserving event in the dimension of its main inputs; undefined when they have none in common. */
function massOf(context: RuleContext): Mass | undefined {
  const { event } = context
  if (!conserving.has(event.type)) return undefined
  const main = itemsOf(context).filter(({ state }) => state.kind !== 'input')
  const items = (role: string) => main.filter(({ item }) => item.role === role).map(({ item }) => item)
  const inputs = items('in').map(({ quantity }) => quantity)
  const first = inputs[0] ?? (event.type === 'transfer' ? items('out')[0]?.quantity : undefined)
  if (!first || inputs.some((quantity) => !quantity || !sameDimension(quantity, first))) return undefined
  const given = items('out').map((item) => weightOf(item, event, first))
  const { details } = event
  const added = 'added' in details ? (details.added ?? []).map(({ quantity }) => quantity) : []
  const byProducts = 'byProducts' in details ? (details.byProducts ?? []).map(({ quantity }) => quantity) : []
  const sum = (quantities: readonly (Quantity | undefined)[]) =>
    quantities.reduce(
      (total, each) => (each && sameDimension(each, first) ? total + amountOf(each) : total),
      0n,
    )
  return {
    taken: sum(inputs),
    given: given.reduce<Amount>((total, weight) => total + (weight ?? 0n), 0n),
    added: sum(added),
    byProducts: sum(byProducts),
    complete: given.every((weight) => weight !== undefined),
  }
}

/** What an output weighs in the dimension of `like`: its quantity, or its packages times what is in one. */
function weightOf({ quantity, units }: BatchItem, event: TraceEvent, like: Quantity): Amount | undefined {
  if (quantity && sameDimension(quantity, like)) return amountOf(quantity)
  const content = event.type === 'packing' ? event.details.netContent : undefined
  if (!content || !sameDimension(content, like)) return undefined
  if (units !== undefined) return amountOf(content) * BigInt(units)
  return quantity && (amountOf(content) * amountOf(quantity)) / 1_000_000n
}

const sameDimension = (a: Quantity, b: Quantity): boolean => dimensionOf(a.unit) === dimensionOf(b.unit)
