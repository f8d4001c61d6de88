import type { RecallStart } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import { foldVietnamese } from '@nguon/locale'
import type { EntityManager } from 'typeorm'
import { findInArea } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'
import { findOwned } from '../batches/batch-store.ts'
import { openAll } from '../events/disclosures.ts'
import { listPrivate } from '../privacy/private-store.ts'
import { listInputLots } from './plan-store.ts'

/** What a recall starts from: batches, or a supplier's lot number. */
export interface Start {
  readonly batchIds?: readonly Id[] | undefined
  readonly lot?: RecallStart['lot']
}

/**
 * The batches that a recall starts from: those named, or every input lot with the supplier's number, as far as the caller may
 * recall them: an admin the organization's own, an inspector those of the area, across organizations.
 *
 * @throws {DomainError} `NOT_FOUND` alike for batches that are not there and for those of others
 */
export async function readStart(tx: EntityManager, caller: Caller, start: Start): Promise<Id[]> {
  const { batchIds, lot } = start
  if ((batchIds === undefined) === (lot === undefined))
    throw new DomainError('INVALID_REQUEST', 'a recall starts from batches or from a lot number')
  if (lot) return startOfLot(tx, caller, lot)
  const ids = [...new Set(batchIds)].sort()
  const found = await findForCaller(tx, caller, ids)
  const missing = (batchIds ?? []).flatMap((id, index) =>
    found.has(id)
      ? []
      : [{ code: 'NOT_FOUND' as const, message: `no batch ${id}`, path: `batchIds.${index}` }],
  )
  const [first] = missing
  if (first) throw new DomainError('NOT_FOUND', first.message, missing)
  return ids
}

async function startOfLot(
  tx: EntityManager,
  caller: Caller,
  { number, productId, supplier }: NonNullable<RecallStart['lot']>,
): Promise<Id[]> {
  const lots = await listInputLots(tx, number.toUpperCase(), productId)
  const mine = await findForCaller(
    tx,
    caller,
    lots.map(({ id }) => id),
  )
  const ids: Id[] = []
  for (const { id, organizationId, birthId } of lots) {
    if (!mine.has(id)) continue
    if (supplier === undefined || (await isFrom(tx, organizationId, birthId, supplier))) ids.push(id)
  }
  if (ids.length === 0) throw new DomainError('NOT_FOUND', `no input lot ${number}`)
  return ids
}

/** Whether the private part of the receipt names the supplier; asked for the few lots that have the same number. */
async function isFrom(
  tx: EntityManager,
  organizationId: Id,
  birthId: Id | null,
  supplier: string,
): Promise<boolean> {
  const rows = birthId === null ? [] : await listPrivate(tx, organizationId, [birthId])
  const named = openAll(rows.map(({ disclosure }) => disclosure)).supplier ?? ''
  return foldVietnamese(named).includes(foldVietnamese(supplier))
}

async function findForCaller(tx: EntityManager, caller: Caller, ids: readonly Id[]): Promise<Set<Id>> {
  switch (caller.kind) {
    case 'inspector':
      return findInArea(tx, caller.area, ids)
    case 'admin':
      return findOwned(tx, caller.organizationId, ids)
    case 'operator': {
      const rows: { id: Id }[] = await tx.query('SELECT id FROM batch WHERE id = ANY($1)', [ids])
      return new Set(rows.map(({ id }) => id))
    }
    default:
      throw new DomainError('NOT_ALLOWED', 'a recall is proposed by an admin or an inspector')
  }
}
