import { DomainError, type Id, needsSecondFactor } from '@nguon/domain'
import { withTenant } from '../db/with-tenant.ts'
import type { AccountParts } from './account-parts.ts'
import { actorOfSession, noteAudit } from './audit.ts'
import type { Session } from './caller.ts'
import { deleteFactors, listFactors } from './factor-store.ts'

/** Removes one of the person's own factors; whoever needs one keeps the last. */
export function removeFactor({ db }: AccountParts, session: Session, id: Id): Promise<void> {
  return withTenant(db, session, async (tx) => {
    const factors = await listFactors(tx, session.accountId, 'FOR UPDATE')
    const factor = factors.find((each) => each.id === id)
    if (!factor) throw new DomainError('NOT_FOUND', 'no such factor')
    if (factors.length === 1 && needsSecondFactor(session.kind))
      throw new DomainError('LAST_ONE', 'the last factor')
    await deleteFactors(tx, session.accountId, id)
    await noteAudit(tx, actorOfSession(session), 'factor_removed', { about: factor.kind })
  })
}
