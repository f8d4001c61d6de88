import { type BatchItem, type BrokenLater, DomainError, type Id, type TraceEvent } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { insertBatch, lockBatch } from '../batches/batch-store.ts'
import { together } from '../db/query-prepared.ts'
import { findBrokenLater, heldBecauseOf } from '../rules/find-broken-later.ts'
import type { References } from './references.ts'

/** What is locked: the batches that the event has just added to the index, and what it shows to have broken a rule. */
interface Locked {
  readonly born: ReadonlySet<Id>
  readonly brokenLater: readonly BrokenLater[]
}

/** What is locked, and what was read since. */
type LockedWith<T> = Locked & { readonly read: T }

/**
 * Locks every batch of the event in sorted order, adding those it creates to the index. A late spraying locks with them what earlier
 * harvests gave and has to be held now; where there is more of that once the crop is locked, all locks are given back and taken anew,
 * so that no writer ever takes one out of order.
 *
 * @param read reads with prepared statements what is so once the locks are held: its statements stand behind those that lock, and
 * travel with them
 */
export async function lockBatches<T>(
  tx: EntityManager,
  event: TraceEvent,
  references: References,
  read: () => Promise<T>,
): Promise<LockedWith<T>> {
  if (event.type !== 'spraying') {
    const [born, known] = await together([lockInOrder(tx, event, references, []), read()])
    return { born, brokenLater: [], read: known }
  }
  for (;;) {
    const expected = heldBecauseOf(await findBrokenLater(tx, event))
    const locked = await lockOrGiveBack(tx, event, references, expected)
    if (locked) return { ...locked, read: await read() }
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

/** Sends all its statements before it waits for the first: nothing that is called next comes between. */
async function lockInOrder(
  tx: EntityManager,
  event: TraceEvent,
  references: References,
  more: readonly Id[],
): Promise<Set<Id>> {
  const births = new Map(event.batches.filter(({ creates }) => creates).map((item) => [item.batchId, item]))
  const ids = new Set([...event.batches.map(({ batchId }) => batchId), ...more])
  const locks = [...ids].sort().map(async (id) => {
    const item = births.get(id)
    const inserted = item && addToIndex(tx, event, item, references)
    const [isNew, isThere] = await together([inserted, lockBatch(tx, id)])
    if (!isThere) throw new DomainError('NOT_FOUND', `no batch ${id}`)
    return isNew ? [id] : []
  })
  return new Set((await together(locks)).flat())
}

async function addToIndex(
  tx: EntityManager,
  { organizationId }: TraceEvent,
  { batchId, quantity, creates }: BatchItem,
  references: References,
): Promise<boolean> {
  if (!creates) return false
  return insertBatch(tx, batchId, organizationId, quantity?.unit, creates, references.searchText(creates))
}
