import { DomainError, needsSecondFactor } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { Account } from './account-store.ts'
import { type AuditAction, actorOfSession, noteAudit } from './audit.ts'
import type { Session } from './caller.ts'
import { listFactors } from './factor-store.ts'
import { insertSession, renewSession } from './session-store.ts'

/** A session that was opened or confirmed, with the new token of its cookie. */
export interface Opened {
  readonly session: Session
  readonly token: string
  readonly expiresAt: Date
}

/** Opens a session for somebody who gave the password; whoever has or needs a second factor owes it. */
export async function openSession(
  tx: EntityManager,
  { id: accountId, organizationId, kind }: Pick<Account, 'id' | 'organizationId' | 'kind'>,
  label: string,
  now: Date,
): Promise<Opened> {
  const hasFactor = (await listFactors(tx, accountId)).length > 0
  const owes = hasFactor ? 'second_factor' : needsSecondFactor(kind) ? 'enrolment' : undefined
  return insertSession(tx, { accountId, organizationId, kind, label, owes, now })
}

/** The person has confirmed who they are: what was owed is paid, and what asks for a fresh factor is open for a while. */
export async function confirmSession(
  tx: EntityManager,
  session: Session,
  now: Date,
  action: AuditAction = session.owes ? 'signed_in' : 'confirmed',
): Promise<Opened> {
  const renewed = await renewSession(tx, session, now)
  if (!renewed) throw new DomainError('UNAUTHENTICATED', 'the session has ended')
  await noteAudit(tx, actorOfSession(session), action)
  return { session: { ...session, owes: undefined, freshAt: now }, ...renewed }
}
