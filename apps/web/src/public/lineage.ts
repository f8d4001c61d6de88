import type { Step, StepItem } from '@nguon/contract'
import {
  amountOf,
  decimalText,
  dimensionOf,
  type EventType,
  growsCrop,
  type Quantity,
  type Unit,
  units,
} from '@nguon/domain'

/** Whether a step counts: not corrected, and not a correction itself. */
export const stands = (step: Step): boolean => !step.correctedBy && step.type !== 'correction'

/** The batch and all it was made from, crops included and input lots not. */
export function ancestryOf(batchId: string, steps: readonly Step[]): Set<string> {
  const giving = steps.filter((step) => stands(step) && !growsCrop(step.type))
  const ancestry = new Set([batchId])
  for (const id of ancestry) {
    const makers = giving.filter(({ items }) =>
      items.some((item) => item.role === 'out' && item.batchId === id),
    )
    for (const item of makers.flatMap(({ items }) => items))
      if (item.role === 'in' && item.kind !== 'input') ancestry.add(item.batchId)
  }
  return ancestry
}

const ownBatchOnly: readonly EventType[] = ['label_activation', 'stock_count']

/** The steps that belong on the page of `batchId`: not the labels and sales of its siblings. */
export function stepsOf(batchId: string, ancestry: ReadonlySet<string>, steps: readonly Step[]): Step[] {
  return steps.filter(({ type, items }) =>
    ownBatchOnly.includes(type)
      ? items.some((item) => item.batchId === batchId)
      : items.some((item) => ancestry.has(item.batchId) || item.kind === 'input'),
  )
}

export interface Stage {
  readonly type: EventType
  readonly productName: string
  readonly quantity: Quantity
}

const producing: readonly EventType[] = [
  'opening_stock',
  'purchase',
  'harvest',
  'grading',
  'drying',
  'processing',
  'merge',
  'split',
  'packing',
]

/** How much there was after each stage on the way to the batch: several harvests are one stage, siblings are left out. */
export function stagesOf({
  ancestry,
  steps,
}: {
  ancestry: ReadonlySet<string>
  steps: readonly Step[]
}): Stage[] {
  const given = steps
    .filter((step) => stands(step) && producing.includes(step.type))
    .flatMap(({ type, items }) =>
      items
        .filter((item) => item.role === 'out' && ancestry.has(item.batchId))
        .flatMap(({ productName, quantity }) => (quantity ? [{ type, productName, quantity }] : [])),
    )
  const stages: Stage[] = []
  for (const next of given) {
    const last = stages.at(-1)
    const isSame = last?.type === next.type && last.productName === next.productName
    const sum = isSame ? sumOf([last.quantity, next.quantity]) : undefined
    if (sum) stages[stages.length - 1] = { ...next, quantity: sum }
    else stages.push(next)
  }
  return stages
}

/** All of it together in the first one's unit; nothing when the quantities measure different things. */
function sumOf(quantities: readonly Quantity[]): Quantity | undefined {
  const [first] = quantities
  if (!first || quantities.some(({ unit }) => dimensionOf(unit) !== dimensionOf(first.unit))) return undefined
  const sum = quantities.reduce((all, quantity) => all + amountOf(quantity), 0n)
  return inUnit(sum, first.unit)
}

export interface Loss {
  readonly quantity: Quantity
  /** Of what went in, as a decimal text with two places. */
  readonly percent: string
}

/** What went into a step and did not come out as its main product. Nothing when nothing was lost or it cannot be computed. */
export function lossOf(step: Step): Loss | undefined {
  const main = step.items.filter((item) => item.kind !== 'input' && item.kind !== 'crop')
  const [into, out] = [quantitiesOf(main, 'in'), quantitiesOf(main, 'out')]
  const sums = into && out && { into: sumOf(into), out: sumOf(out) }
  if (!sums?.into || !sums.out || dimensionOf(sums.into.unit) !== dimensionOf(sums.out.unit)) return undefined
  const before = amountOf(sums.into)
  const lost = before - amountOf(sums.out)
  if (lost <= 0n) return undefined
  return { quantity: inUnit(lost, sums.out.unit), percent: decimalText((lost * 100_000_000n) / before) }
}

function quantitiesOf(items: readonly StepItem[], role: 'in' | 'out'): Quantity[] | undefined {
  const quantities = items.filter((item) => item.role === role).map(({ quantity }) => quantity)
  const isComplete = (all: typeof quantities): all is Quantity[] => !all.includes(undefined)
  return isComplete(quantities) ? quantities : undefined
}

/** Rounded down to a millionth of the unit. */
const inUnit = (amount: bigint, unit: Unit): Quantity => ({
  value: decimalText(amount / units[unit].perBase),
  unit,
})
