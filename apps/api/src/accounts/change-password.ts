import { DomainError } from '@nguon/domain'
import { withTenant } from '../db/with-tenant.ts'
import type { AccountParts } from './account-parts.ts'
import { findAccount, findName, updateCredentials } from './account-store.ts'
import { assertFresh, type Caller, sessionOf } from './caller.ts'
import { listFactors } from './factor-store.ts'
import { confirmSession, type Opened } from './open-session.ts'
import { assertStrong, hashPassword, verifyPassword } from './password.ts'
import { endSessions } from './session-store.ts'

/**
 * Changes the person's own password (ASVS 6.2.3) and ends the person's other sessions (ASVS 7.4.3). Whoever has a second factor
 * confirms with it first: the password alone opens nothing that asks for a fresh one.
 */
export async function changePassword(
  { db, limits, now }: AccountParts,
  caller: Caller,
  { current, password }: { current: string; password: string },
): Promise<Opened> {
  const session = sessionOf(caller)
  const { accountId } = session
  if ((await listFactors(db.manager, accountId)).length > 0) assertFresh(caller, now())
  await limits.factor.claim(accountId)
  const account = await findAccount(db.manager, accountId)
  if (!(await verifyPassword(account?.passwordHash ?? undefined, current)))
    throw new DomainError('SIGN_IN_FAILED', 'the current password is not right')
  await limits.factor.reset(accountId)
  const name = await withTenant(db, session, (tx) => findName(tx, accountId))
  assertStrong(password, { phone: account?.phone ?? '', words: name === undefined ? [] : [name] })
  const passwordHash = await hashPassword(password) // before the transaction, which would hold a connection meanwhile
  return withTenant(db, session, async (tx) => {
    await updateCredentials(tx, accountId, { passwordHash })
    await endSessions(tx, accountId, { except: session.id, now: now() })
    return confirmSession(tx, session, now(), 'password_changed')
  })
}
