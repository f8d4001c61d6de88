import type { LiftView } from '@nguon/contract'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import type { Lift } from './lift-store.ts'
import { refusalToLift } from './may-decide.ts'
import type { Recall } from './recall-store.ts'
import { readNamer } from './view-recalls.ts'

/** The lifts of a recall as the caller reads them. */
export async function viewLifts(
  tx: EntityManager,
  caller: Caller,
  recall: Recall,
  lifts: readonly Lift[],
): Promise<LiftView[]> {
  const people = lifts.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy])
  const personName = await readNamer(tx, caller, people)
  return lifts.map((lift) => {
    const { id, recallId, batchIds, reason, state, proposedBy, proposedAt, decidedBy, decidedAt } = lift
    return {
      ...{ id, recallId, reason, state },
      ...(batchIds === null ? {} : { batchIds }),
      proposedBy: personName(proposedBy),
      proposedAt: proposedAt.toISOString(),
      ...(decidedBy === null ? {} : { decidedBy: personName(decidedBy) }),
      ...(decidedAt === null ? {} : { decidedAt: decidedAt.toISOString() }),
      mayConfirm: refusalToLift(recall, lift, caller) === undefined,
    }
  })
}

/** The one lift of a command. */
export async function viewLift(
  tx: EntityManager,
  caller: Caller,
  recall: Recall,
  lift: Lift,
): Promise<LiftView> {
  const [view] = await viewLifts(tx, caller, recall, [lift])
  return view as LiftView
}
