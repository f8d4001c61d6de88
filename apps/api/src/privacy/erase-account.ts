import type { DataSource, EntityManager } from 'typeorm'
import { assertNotLast, endAccount, findAccount } from '../accounts/account-store.ts'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { revokeInvitesFor } from '../accounts/invite-store.ts'
import { endSessions } from '../accounts/session-store.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { revokeDevicesOf } from '../devices/revoke-device.ts'
import { eraseAccountFields } from './erase-account-fields.ts'
import { deleteExports } from './export-store.ts'

/**
 * Ends the caller's own account and deletes what says who it was: name, phone number, password, factors, exports. Signed out
 * everywhere, the keys of the phones revoked. The audit and the history keep the account's id; the reason is kept nowhere, it would
 * be about the person. Erasing again erases 0.
 *
 * @returns how many fields were deleted: name and phone number
 * @throws {DomainError} `LAST_ONE` for the last admin of an organization or the last operator: nobody could let others in
 */
export function eraseAccount(db: DataSource, caller: Caller, now: Date): Promise<{ erased: number }> {
  const { accountId } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const account = await findAccount(tx, accountId, 'FOR UPDATE')
    if (!account || account.endedAt) return { erased: 0 }
    await assertNotLast(tx, account)
    await noteAudit(tx, caller, 'erased', { about: accountId })
    await signOutForEver(tx, account, now)
    return { erased: await eraseAccountFields(tx, account) }
  })
}

async function signOutForEver(
  tx: EntityManager,
  account: NonNullable<Awaited<ReturnType<typeof findAccount>>>,
  now: Date,
): Promise<void> {
  const { id, organizationId } = account
  await endAccount(tx, id, now)
  await endSessions(tx, id, { now })
  await revokeInvitesFor(tx, id, now)
  await revokeDevicesOf(tx, account, now, id)
  await deleteExports(tx, organizationId, id)
}
