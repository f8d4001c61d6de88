import type { EventOf, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { findRanges } from '../../labels/label-ranges.ts'

/** Labels of a roll that an activation put into circulation, or voided. */
export interface LabelRange {
  readonly runId: Id
  readonly first: number
  readonly last: number
  readonly state: 'activated' | 'voided'
  readonly batchId: Id
}

interface Roll {
  readonly organizationId: Id
  readonly productId: Id
  readonly first: number
  readonly last: number
  readonly ranges: LabelRange[]
}

/** The rolls of an import with what of them is in circulation. */
export interface LabelRolls {
  /** Locks and reads those of these that are not known. */
  readonly load: (ids: Iterable<Id>) => Promise<void>
  readonly isMissing: (id: Id) => boolean
  /** What the activation would add; undefined when something speaks against it. */
  readonly rangesOf: (event: EventOf<'label_activation'>, productId: Id) => LabelRange[] | undefined
  readonly add: (ranges: readonly LabelRange[]) => void
  readonly forgetAll: () => void
}

export function openLabelRolls(tx: EntityManager): LabelRolls {
  const rolls = new Map<Id, Roll | undefined>()
  const isMissing = (id: Id) => !rolls.has(id)
  const missing = (ids: Iterable<Id>) => [...new Set(ids)].filter(isMissing).sort()
  return {
    isMissing,
    async load(ids) {
      for (const id of missing(ids)) rolls.set(id, await readRoll(tx, id))
    },
    rangesOf: (event, productId) => rangesOf(rolls, event, productId),
    add(ranges) {
      for (const range of ranges) rolls.get(range.runId)?.ranges.push(range)
    },
    forgetAll: () => rolls.clear(),
  }
}

const RollRow = z.object({
  organizationId: z.string(),
  productId: z.string(),
  first: z.coerce.number(),
  last: z.coerce.number(),
})

async function readRoll(tx: EntityManager, id: Id): Promise<Roll | undefined> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [id])
  const [roll] = z.array(RollRow).parse(
    await tx.query(
      `SELECT organization_id AS "organizationId", product_id AS "productId", first, last FROM label_run
       WHERE run_id = $1`,
      [id],
    ),
  )
  if (!roll) return undefined
  const ranges = await findRanges(tx, id, roll)
  return { ...roll, ranges: ranges.map(({ eventId: _, ...range }) => ({ runId: id, ...range })) }
}

function rangesOf(
  rolls: ReadonlyMap<Id, Roll | undefined>,
  { organizationId, batches, details }: EventOf<'label_activation'>,
  productId: Id,
): LabelRange[] | undefined {
  const [about] = batches
  if (!about || batches.length !== 1) return undefined
  const added: LabelRange[] = []
  const { batchId } = about
  const lists = [
    ['activated', details.activated],
    ['voided', details.voided],
  ] as const
  for (const [state, list] of lists)
    for (const { runId, first, last } of list) {
      const roll = rolls.get(runId)
      const range = { runId, first, last, state, batchId }
      if (!roll || roll.organizationId !== organizationId || roll.productId !== productId) return undefined
      const inside = roll.first <= first && last <= roll.last && first <= last
      if (!inside || !fits(range, [...roll.ranges, ...added])) return undefined
      added.push(range)
    }
  return added
}

/** Whether the labels are in this state for the first time, and every one that is voided was activated for the batch. */
function fits({ runId, first, last, state, batchId }: LabelRange, known: readonly LabelRange[]): boolean {
  const touching = known.filter((each) => each.runId === runId && each.first <= last && each.last >= first)
  if (touching.some((each) => each.state === state)) return false
  if (state === 'activated') return true
  const activated = touching.filter((each) => each.batchId === batchId)
  const count = activated.reduce(
    (sum, each) => sum + Math.min(each.last, last) - Math.max(each.first, first) + 1,
    0,
  )
  return count === last - first + 1
}
