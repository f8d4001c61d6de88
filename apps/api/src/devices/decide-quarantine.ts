import type { QuarantinedView } from '@nguon/contract'
import { DomainError, type Id, needsFreshFactor } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { assertFresh, type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { appendRequest } from '../events/append-request.ts'
import { onceMore } from '../events/once-more.ts'
import { settleEntries } from './device-entry-store.ts'
import { readPersonNames } from './device-session-store.ts'
import { decide, findQuarantined, idsIn, listQuarantined, type Quarantined } from './quarantine-store.ts'

/** What waits in quarantine for the caller's organization, and what was decided. */
export function listQuarantine(db: DataSource, caller: Caller): Promise<QuarantinedView[]> {
  const { organizationId } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) =>
    viewsOf(tx, await listQuarantined(tx, organizationId)),
  )
}

/**
 * Records an entry of the quarantine with the signature of its phone, or rejects it; it stays readable either way.
 *
 * @throws {DomainError} `ALREADY_DECIDED`; `NOT_FOUND` for what is unknown and what is another's alike; whatever a rule refuses,
 *   and then it stays undecided
 */
export function decideQuarantine(
  db: DataSource,
  caller: Caller,
  input: {
    readonly eventId: Id
    readonly decision: 'accepted' | 'rejected'
    readonly reason: string
  },
  now: Date,
): Promise<QuarantinedView> {
  const { eventId, decision, reason } = input
  const { accountId, organizationId } = sessionOf(caller)
  const act = async (tx: EntityManager) => {
    const kept = await findQuarantined(tx, eventId, { locked: true })
    if (kept?.organizationId !== organizationId)
      throw new DomainError('NOT_FOUND', 'nothing of that id in quarantine')
    if (kept.decision) throw new DomainError('ALREADY_DECIDED', `it was ${kept.decision}`)
    if (decision === 'accepted') await record(tx, caller, kept, now)
    await decide(tx, eventId, decision, { by: accountId, reason, now })
    await noteAudit(tx, caller, 'quarantine_decided', { about: `${decision} ${eventId}` })
    const [view] = await viewsOf(tx, [{ ...kept, decision, decidedBy: accountId, decidedAt: now, reason }])
    return view as QuarantinedView
  }
  return onceMore(() => withTenant(db, scopeOfCaller(caller), act))
}

async function record(
  tx: EntityManager,
  caller: Caller,
  { request, deviceId }: Quarantined,
  now: Date,
): Promise<void> {
  const { event, replacement } = request
  if (needsFreshFactor(event) || (replacement && needsFreshFactor(replacement.event)))
    assertFresh(caller, now)
  await appendRequest(tx, caller, request, {})
  await settleEntries(tx, deviceId, idsIn(request), now)
}

async function viewsOf(tx: EntityManager, rows: readonly Quarantined[]): Promise<QuarantinedView[]> {
  const people = rows.flatMap(({ accountId, decidedBy }) => [accountId, ...(decidedBy ? [decidedBy] : [])])
  const names = await readPersonNames(tx, [...new Set(people)])
  return rows.map(({ eventId, request, receivedAt, accountId, decision, decidedBy, decidedAt, reason }) => ({
    eventId,
    type: request.event.type,
    occurredAt: request.event.occurredAt,
    capturedAt: request.event.capturedAt,
    receivedAt: receivedAt.toISOString(),
    personName: names.get(accountId) ?? '',
    event: { ...request.event },
    ...(decision ? { decision } : {}),
    ...(decidedBy ? { decidedBy: names.get(decidedBy) ?? '' } : {}),
    ...(decidedAt ? { decidedAt: decidedAt.toISOString() } : {}),
    ...(reason === null ? {} : { reason }),
  }))
}
