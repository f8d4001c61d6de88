import type { ScanAlertView } from '@nguon/contract'
import { DomainError, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { listOrganizationsInArea } from '../accounts/area.ts'
import type { Caller } from '../accounts/caller.ts'
import { listBatches, nameOf } from '../batches/list-batches.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { readDecisions } from './decision-store.ts'
import { listSignals, type Signal } from './signal-store.ts'

/** The codes that a person should look at, heaviest first; then those that were decided. */
export function listScanAlerts(db: DataSource, caller: Caller): Promise<ScanAlertView[]> {
  return withTenant(db, scopeOfCaller(caller), async (tx) =>
    viewSignals(tx, await listSignals(tx, await organizationsOf(tx, caller))),
  )
}

/** Whose labels the caller looks after: the own organization's, or those of the area. */
export async function organizationsOf(tx: EntityManager, caller: Caller): Promise<Id[]> {
  switch (caller.kind) {
    case 'staff':
    case 'admin':
      return [caller.organizationId]
    case 'inspector':
      return listOrganizationsInArea(tx, caller.area)
    default:
      throw new DomainError('NOT_ALLOWED', 'for those who look after labels')
  }
}

const shownOf = { suspect: 'caution', counterfeit: 'counterfeit' } as const

/** Codes with the names of what they are on, and what was decided. Inside the tenant. */
export async function viewSignals(tx: EntityManager, signals: readonly Signal[]): Promise<ScanAlertView[]> {
  const ids = [...new Set(signals.flatMap(({ batchId }) => batchId ?? []))]
  const batches = new Map((await listBatches(tx, { ids, limit: ids.length })).map((each) => [each.id, each]))
  const owners = await readPresent(tx, [...new Set(signals.map(({ organizationId }) => organizationId))])
  const decisions = await readDecisions(
    tx,
    signals.map(({ code }) => code),
  )
  return signals.map(({ batchId, listedAt, firstAt, lastAt, decision, state, ...signal }) => {
    const batch = batches.get(batchId ?? '')
    return {
      ...signal,
      organizationName: nameOf(owners.get(signal.organizationId)),
      ...(batch ? { batch: { id: batch.id, lot: batch.lot, productName: batch.productName } } : {}),
      ...{ firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString(), since: listedAt.toISOString() },
      shown: state ? shownOf[state] : 'nothing',
      ...(decision ? { decision } : {}),
      decisions: (decisions.get(signal.code) ?? []).map(({ howToTell, reason, at, decision: what }) => ({
        ...{ decision: what, reason, at: at.toISOString() },
        ...(howToTell === null ? {} : { howToTell }),
      })),
    }
  })
}
