import type { LabelView } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { findOwnLabel, findRolled, type LabelState } from './find-label.ts'
import { listPrinted, listRuns } from './run-store.ts'

/**
 * What is known of a label of the caller's organization: as somebody scans or types its code to activate or void it.
 *
 * @param key made the serials that nobody can guess
 * @throws {DomainError} `NOT_FOUND`, also for a label of another organization
 */
export function readLabel(db: DataSource, key: Buffer, caller: Caller, code: string): Promise<LabelView> {
  const { organizationId } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const label = await findOwn(tx, key, organizationId, code)
    const [run] = label ? await listRuns(tx, organizationId, { ids: [label.runId] }) : []
    if (!label || !run) throw new DomainError('NOT_FOUND', 'no such label')
    const { runId, number, productId, batchId } = label
    return {
      ...{ runId, runName: run.name, productId, number, code, state: await stateOf(tx, label) },
      ...(batchId === undefined ? {} : { batchId }),
    }
  })
}

async function findOwn(
  tx: EntityManager,
  key: Buffer,
  organizationId: Id,
  code: string,
): Promise<LabelState | undefined> {
  const plain = code.toUpperCase().replaceAll('-', '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
  const found = (await findOwnLabel(tx, key, plain)) ?? (await findRolled(tx, organizationId, code))
  return found?.organizationId === organizationId ? found : undefined
}

async function stateOf(tx: EntityManager, label: LabelState): Promise<LabelView['state']> {
  if (label.voided) return 'voided'
  if (label.batchId !== undefined) return 'activated'
  const printed = await listPrinted(tx, [label.runId])
  const isPrinted = printed.some(({ first, last }) => first <= label.number && label.number <= last)
  return isPrinted ? 'printed' : 'created'
}
