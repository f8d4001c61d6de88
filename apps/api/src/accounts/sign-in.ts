import { DomainError, platformId } from '@nguon/domain'
import { withTenant } from '../db/with-tenant.ts'
import type { AccountParts, Origin } from './account-parts.ts'
import { type Account, findAccount, findAccountByPhone } from './account-store.ts'
import { actorOfSession, noteAudit } from './audit.ts'
import type { Session } from './caller.ts'
import { type Opened, openSession } from './open-session.ts'
import { verifyPassword } from './password.ts'
import { endSessions } from './session-store.ts'

/**
 * Signs in with phone number and password. An unknown number costs the same time and gets the same answer as a wrong password
 * (ASVS 6.3.8); misses are charged, hits are not.
 *
 * @param before the session that the browser had: it ends
 * @throws {DomainError} `SIGN_IN_FAILED`, `TOO_MANY_REQUESTS`
 */
export async function signIn(
  parts: AccountParts,
  { phone, password }: { phone: string; password: string },
  origin: Origin,
  before?: Session,
): Promise<Opened> {
  const { db, limits, now } = parts
  const account = await parts.queue.inTurn(origin.network, () => check(parts, { phone, password }, origin))
  await limits.signIn.account.reset(phone)
  return withTenant(db, account, async (tx) => {
    // A recovery or a new password may have come between: what was right a moment ago opens nothing now.
    const present = await findAccount(tx, account.id, 'FOR UPDATE')
    if (!present || present.endedAt || present.passwordHash !== account.passwordHash) throw wrong()
    if (before) await endSessions(tx, before.accountId, { ids: [before.id], now: now() })
    const opened = await openSession(tx, present, origin.label, now())
    if (!opened.session.owes) await noteAudit(tx, actorOfSession(opened.session), 'signed_in')
    return opened
  })
}

/** The account with this phone number and password. The limit is asked in turn, so that guesses sent at once do not slip past it. */
async function check(
  { db, limits }: AccountParts,
  { phone, password }: { phone: string; password: string },
  origin: Origin,
): Promise<Account> {
  await limits.signIn.network.assertOpen(origin.network)
  await limits.signIn.account.claim(phone) // before the password is looked at: guesses sent at once are counted one by one
  const account = await findAccountByPhone(db.manager, phone)
  if (!(await verifyPassword(account?.passwordHash ?? undefined, password)) || !account) {
    await limits.signIn.network.miss(origin.network)
    await noteFailure(db, account, origin)
    throw wrong()
  }
  return account
}

const wrong = () => new DomainError('SIGN_IN_FAILED', 'the phone number or the password is not right')

/** Noted for the organization; where nobody has the number, for the platform, which also costs the same time. */
function noteFailure(db: AccountParts['db'], account: Account | undefined, { label }: Origin): Promise<void> {
  const { organizationId, id: accountId } = account ?? { organizationId: platformId, id: undefined }
  return withTenant(db, { organizationId }, (tx) =>
    noteAudit(tx, { organizationId, accountId, label }, 'sign_in_failed'),
  )
}
