import { DomainError, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { type Account, findAccount } from '../accounts/account-store.ts'
import { noteAudit } from '../accounts/audit.ts'
import type { Caller } from '../accounts/caller.ts'
import { enterTenant, scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { eraseAccountFields } from './erase-account-fields.ts'
import { deleteExports } from './export-store.ts'

/**
 * Deletes what says who it was of somebody who left and can no longer ask for it signed in: name, phone number, exports. An admin
 * does it in the own organization, the operator in any. The reason is kept nowhere, it would be about the person. Erasing again
 * erases 0.
 *
 * @returns how many fields were deleted: name and phone number
 * @throws {DomainError} `NOT_FOUND`, alike for who is unknown, another's or still there
 */
export function eraseFormerAccount(
  db: DataSource,
  caller: Caller,
  { accountId }: { accountId: Id },
): Promise<{ erased: number }> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const account = await findAccount(tx, accountId, 'FOR UPDATE')
    if (!account?.endedAt || !mayErase(caller, account))
      throw new DomainError('NOT_FOUND', 'nobody of that id who left')
    const { id, organizationId } = account
    if (caller.kind === 'operator') await enterTenant(tx, scopeOfCaller(caller, organizationId))
    await deleteExports(tx, organizationId, id)
    const erased = await eraseAccountFields(tx, account)
    if (erased > 0) await noteAudit(tx, caller, 'erased', { organizationId, about: id })
    return { erased }
  })
}

const mayErase = (caller: Caller, { organizationId }: Account): boolean =>
  caller.kind === 'operator' || (caller.kind === 'admin' && caller.organizationId === organizationId)
