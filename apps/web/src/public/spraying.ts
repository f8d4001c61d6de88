import type { Step } from '@nguon/contract'
import { stands } from './lineage.ts'
import { type Proof, proofOfStep, weakest } from './proof.ts'
import { type BatchView, daysBetween, detailsOf, happenedOn } from './view.ts'

/** What the diary says about spraying before the harvests a batch comes from. */
export type Spraying =
  /** No harvest is known, or what grew before is not. */
  | { readonly kind: 'unknown' }
  /** The diary of the season has no spraying. */
  | { readonly kind: 'none' }
  /** The harvest that came soonest after a spraying. `needed`: days the label or the entry asks for; unknown when neither says. */
  | { readonly kind: 'interval'; readonly days: number; readonly needed?: number; readonly proof: Proof }

/** The pre-harvest interval that was kept, from the steps: the tightest of all sprayings and harvests of the same crop. */
export function sprayingOf(view: BatchView): Spraying {
  const { steps, ancestry } = view
  const standing = steps.filter(stands)
  const pairs = standing
    .filter(
      (step) =>
        step.type === 'harvest' && step.items.some((i) => i.role === 'out' && ancestry.has(i.batchId)),
    )
    .flatMap((harvest) =>
      sprayingsBefore(harvest, standing).map((spraying) => pairOf(spraying, harvest, view)),
    )
  const [tightest] = pairs.sort((a, b) => marginOf(a) - marginOf(b))
  if (tightest) return tightest
  return { kind: isDiaryComplete(standing, ancestry) ? 'none' : 'unknown' }
}

const cropsOf = ({ items }: Step): string[] =>
  items.filter(({ kind }) => kind === 'crop').map(({ batchId }) => batchId)

function sprayingsBefore(harvest: Step, steps: readonly Step[]): Step[] {
  const crops = cropsOf(harvest)
  return steps.filter(
    (step) =>
      step.type === 'spraying' &&
      happenedOn(step) <= happenedOn(harvest) &&
      cropsOf(step).some((crop) => crops.includes(crop)),
  )
}

type Interval = Extract<Spraying, { kind: 'interval' }>

function pairOf(spraying: Step, harvest: Step, view: BatchView): Interval {
  const used = spraying.items.filter(({ role }) => role === 'in').map(({ batchId }) => batchId)
  const asked = [
    detailsOf<'spraying'>(spraying).preHarvestIntervalDays,
    ...view.batch.inputs
      .filter(({ batchId }) => used.includes(batchId))
      .map((input) => input.preHarvestIntervalDays),
  ].filter((days) => days !== undefined)
  return {
    kind: 'interval',
    days: daysBetween(happenedOn(spraying), happenedOn(harvest)),
    ...(asked.length > 0 && { needed: Math.max(...asked) }),
    proof: weakest([proofOfStep(spraying, view), proofOfStep(harvest, view)]),
  }
}

/** Broken intervals first, then those of which nobody knows what was needed, then the tightest. */
function marginOf({ days, needed }: Interval): number {
  if (needed === undefined) return days / 1000
  return days < needed ? days - needed - 1000 : 1 + days - needed
}

/** Whether every harvest grew under the eyes of the diary: nothing bought, nothing that was there before it began. */
function isDiaryComplete(steps: readonly Step[], ancestry: ReadonlySet<string>): boolean {
  const crops = new Set(steps.filter(({ type }) => type === 'harvest').flatMap(cropsOf))
  const hasGap = steps.some(
    ({ type, items }) =>
      (type === 'opening_stock' || type === 'purchase') && items.some(({ batchId }) => ancestry.has(batchId)),
  )
  const isGrown = (crop: string) =>
    steps.some((step) => step.type !== 'harvest' && cropsOf(step).includes(crop))
  return crops.size > 0 && !hasGap && [...crops].every(isGrown)
}
