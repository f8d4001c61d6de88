import { withTenant } from '../db/with-tenant.ts'
import { revoke } from '../devices/revoke-device.ts'
import type { AccountParts } from './account-parts.ts'
import { actorOfSession, noteAudit } from './audit.ts'
import type { Session } from './caller.ts'
import { endSessions } from './session-store.ts'

/**
 * Ends the session: its token is worth nothing from now on, wherever it is kept (ASVS 7.4.1). A browser that forgets what it kept
 * forgets the phone's key too: then the key is revoked.
 */
export function signOut(
  { db, now }: AccountParts,
  session: Session,
  { keepStorage }: { keepStorage: boolean },
): Promise<void> {
  return withTenant(db, session, async (tx) => {
    await endSessions(tx, session.accountId, { ids: [session.id], now: now() })
    if (session.deviceId && !keepStorage) await revoke(tx, session.deviceId, session.accountId, now())
    await noteAudit(tx, actorOfSession(session), 'signed_out')
  })
}
