import type { auditActions } from '@nguon/contract'
import { type Id, newId, platformId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import type { Caller, Session } from './caller.ts'

export type AuditAction = (typeof auditActions)[number]

/** Who acts, as far as it is known: of a sign-in that failed, only where from. */
export interface Actor {
  readonly organizationId: Id
  readonly accountId?: Id | undefined
  readonly sessionId?: Id | undefined
  readonly label?: string | undefined
}

/**
 * Notes what somebody did, in the transaction that did it. It can never be changed; the organization it is about reads it.
 *
 * @param about.organizationId whom it is about; absent: the actor's own organization
 * @param about.about ids or words, never what is private itself
 */
export async function noteAudit(
  tx: EntityManager,
  caller: Caller | Actor,
  action: AuditAction,
  about: { organizationId?: Id | undefined; about?: string | undefined } = {},
): Promise<void> {
  const actor = 'kind' in caller ? actorOf(caller) : caller
  const organizationId = about.organizationId ?? actor.organizationId
  await tx.query(
    `INSERT INTO audit (id, organization_id, at, action, account_id, session_id, label, about, from_outside)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(),
      organizationId,
      new Date(),
      action,
      actor.accountId,
      actor.sessionId,
      actor.label,
      about.about,
      organizationId !== actor.organizationId,
    ],
  )
}

function actorOf(caller: Caller): Actor {
  if ('session' in caller && caller.session) return actorOfSession(caller.session)
  const organizationId = 'organizationId' in caller ? caller.organizationId : undefined
  const accountId = caller.kind === 'device' ? caller.accountId : undefined
  return { organizationId: organizationId ?? platformId, accountId }
}

/** The person of a session, as the one who acts. */
export const actorOfSession = ({ organizationId, accountId, id, label }: Session): Actor => ({
  organizationId,
  accountId,
  sessionId: id,
  label,
})
