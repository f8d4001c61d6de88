import {
  type BrokenLater,
  forbidsHarvest,
  harvestsBroken,
  type Id,
  type TraceEvent,
  type Violation,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { readSpraying, readSprayings, readStanding } from './read-sprayings.ts'

/**
 * What was recorded already and the event shows to have broken a rule: the harvests that a spraying forbids. Nothing else that is
 * added can break what stands: packages/domain/src/rules/broken-later.ts says why.
 */
export async function findBrokenLater(tx: EntityManager, event: TraceEvent): Promise<readonly BrokenLater[]> {
  if (event.type !== 'spraying') return []
  const crops = event.batches.filter(({ role }) => role === 'out').map(({ batchId }) => batchId)
  const harvests = await readStanding(tx, crops, ['harvest'])
  if (harvests.length === 0) return []
  return harvestsBroken(await readSpraying(tx, event), harvests)
}

/** The batches that what broke a rule gave, sorted: those that are held because of it. */
export const heldBecauseOf = (broken: readonly BrokenLater[]): Id[] =>
  [...new Set(broken.flatMap(({ batchIds }) => batchIds))].sort()

/** The harvests of these crops that some spraying forbids as the records stand now, by id. */
export async function readForbiddenHarvests(
  tx: EntityManager,
  cropIds: readonly Id[],
): Promise<ReadonlyMap<Id, Violation>> {
  const forbidden = new Map<Id, Violation>()
  const sprayings = await readSprayings(tx, cropIds)
  if ([...sprayings.values()].every((each) => each.length === 0)) return forbidden
  for (const harvest of await readStanding(tx, cropIds, ['harvest'])) {
    const crop = harvest.batches.find(
      ({ batchId, role }) =>
        role === 'in' && sprayings.get(batchId)?.some((spraying) => forbidsHarvest(spraying, harvest)),
    )
    if (!crop) continue
    const message = `the harvest ${harvest.id} would come too soon after a spraying`
    forbidden.set(harvest.id, { code: 'PHI_NOT_ELAPSED', batchId: crop.batchId, message })
  }
  return forbidden
}
