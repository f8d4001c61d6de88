import { type BrokenLater, DomainError, type Id, type TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { insertBatch, lockBatch } from '../batches/batch-store.ts'
import { findBrokenLater, heldBecauseOf } from '../rules/find-broken-later.ts'
import type { References } from './references.ts'

/** What is locked: the batches that the event has just added to the index, and what it shows to have broken a rule. */
interface Locked {
  readonly born: ReadonlySet<Id>
  readonly brokenLater: readonly BrokenLater[]
}

/**
 * Locks every batch of the event in sorted order, adding those it creates to the index. A late spraying locks with them what earlier
 * harvests gave and has to be held now; where there is more of that once the crop is locked, all locks are given back and taken anew,
 * so that no writer ever takes one out of order.
 */
export async function lockBatches(
  tx: EntityManager,
  event: TraceEvent,
  references: References,
): Promise<Locked> {
  if (event.type !== 'spraying')
    return { born: await lockInOrder(tx, event, references, []), brokenLater: [] }
  for (;;) {
    const expected = heldBecauseOf(await findBrokenLater(tx, event))
    const locked = await lockOrGiveBack(tx, event, references, expected)
    if (locked) return locked
  }
}

const outrun = Symbol('another harvest was recorded meanwhile')

/** Inside a savepoint: going back to it gives the locks back. */
async function lockOrGiveBack(
  tx: EntityManager,
  event: TraceEvent,
  references: References,
  expected: readonly Id[],
): Promise<Locked | undefined> {
  try {
    return await tx.transaction(async (inner) => {
      const born = await lockInOrder(inner, event, references, expected)
      const brokenLater = await findBrokenLater(inner, event)
      if (heldBecauseOf(brokenLater).some((id) => !expected.includes(id))) throw outrun
      return { born, brokenLater }
    })
  } catch (error) {
    if (error === outrun) return undefined
    throw error
  }
}

async function lockInOrder(
  tx: EntityManager,
  event: TraceEvent,
  references: References,
  more: readonly Id[],
): Promise<Set<Id>> {
  const born = new Set<Id>()
  const ids = new Set([...event.batches.map(({ batchId }) => batchId), ...more])
  for (const id of [...ids].sort()) {
    const item = event.batches.find(({ batchId, creates }) => batchId === id && creates)
    if (item?.creates) {
      const search = references.searchText(item.creates)
      if (await insertBatch(tx, id, event.organizationId, item.quantity?.unit, item.creates, search))
        born.add(id)
    }
    if (!born.has(id) && !(await lockBatch(tx, id))) throw new DomainError('NOT_FOUND', `no batch ${id}`)
  }
  return born
}
