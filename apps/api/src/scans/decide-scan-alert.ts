import type { ScanAlertView, ScanDecision } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { insertDecision } from './decision-store.ts'
import { organizationsOf, viewSignals } from './list-scan-alerts.ts'
import { keepDecision, lockSignal } from './signal-store.ts'

/**
 * Decides about a code whose label may have been copied. It is no event of the batch: nothing happened to the goods. It is written
 * down for ever with who and why, and the page of the code says it from the next look on.
 *
 * @throws {DomainError} `NOT_FOUND` for a code that nobody has to look at and for one of others alike; `ALREADY_DECIDED` when there
 *   is nothing to take back, or the same stands already
 */
export function decideScanAlert(
  db: DataSource,
  caller: Caller,
  input: ScanDecision,
  now: Date,
): Promise<ScanAlertView> {
  const { code, decision, reason } = input
  const howToTell = input.decision === 'counterfeit' ? input.howToTell : undefined
  const { accountId, organizationId: decidedFor } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const signal = await lockSignal(tx, code)
    if (!signal || !(await organizationsOf(tx, caller)).includes(signal.organizationId))
      throw new DomainError('NOT_FOUND', 'no such code to decide about')
    const { organizationId, points } = signal
    const stands = signal.decision ?? 'undone'
    if (stands === decision && decision !== 'dismissed')
      throw new DomainError('ALREADY_DECIDED', `it is ${decision} already`)
    await insertDecision(tx, {
      ...{ code, organizationId, decision, reason, howToTell, points, by: accountId, at: now },
    })
    await keepDecision(tx, code, {
      ...{ decision: decision === 'undone' ? undefined : decision, points, at: now, decidedFor, howToTell },
    })
    await noteAudit(tx, caller, 'scan_alert_decided', { organizationId, about: `${decision} ${code}` })
    const [view] = await viewSignals(
      tx,
      [await lockSignal(tx, code)].flatMap((row) => row ?? []),
    )
    return view as ScanAlertView
  })
}
