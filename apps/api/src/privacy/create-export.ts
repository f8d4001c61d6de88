import { DomainError, type Id, type Instant } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { findAccount } from '../accounts/account-store.ts'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { TooManyRequests } from '../accounts/limits.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { lockSubject } from '../subjects/subject-store.ts'
import { readAccountData } from './account-data.ts'
import { explainExport } from './explain-export.ts'
import { deleteExpiredExports, insertExport, listExpiries } from './export-store.ts'
import { readMemberData } from './member-data.ts'

/** So many exports an account may have made within 24 hours. */
const mostPerDay = 10

/**
 * Puts together what is kept about the caller, or about a member of the admin's organization, as JSON that people can read.
 *
 * @throws {DomainError} `NOT_FOUND` for a member that is not the admin's; `TOO_MANY_REQUESTS` after 10 within 24 hours
 */
export function createExport(
  db: DataSource,
  caller: Caller,
  { memberId }: { memberId?: Id | undefined },
  now: Date,
): Promise<{ id: Id; expiresAt: Instant }> {
  const { accountId, organizationId } = sessionOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    if (memberId) await lockMember(tx, caller, memberId)
    await findAccount(tx, accountId, 'FOR UPDATE') // exports made at the same moment are counted one by one
    await deleteExpiredExports(tx, organizationId, now)
    assertNotTooMany(await listExpiries(tx, accountId), now)
    const data = memberId
      ? await readMemberData(tx, organizationId, memberId)
      : await readAccountData(tx, accountId, organizationId)
    const text = JSON.stringify({ madeAt: now, ...explainExport(data), data }, null, 2)
    const content = Buffer.from(`${text}\n`)
    const { id, expiresAt } = await insertExport(tx, { organizationId, accountId, content }, now)
    await noteAudit(tx, caller, 'exported', { about: memberId ?? accountId })
    return { id, expiresAt: expiresAt.toISOString() }
  })
}

/** An export is deleted after 24 hours: those that are there are those of a day. */
function assertNotTooMany(expiries: readonly Date[], now: Date): void {
  const [first] = expiries
  if (first && expiries.length >= mostPerDay)
    throw new TooManyRequests(Math.ceil((first.getTime() - now.getTime()) / 1000))
}

/** An export and an erasure of a member wait for each other: none made meanwhile keeps the name. */
async function lockMember(tx: EntityManager, caller: Caller, memberId: Id): Promise<void> {
  if (caller.kind !== 'admin') throw new DomainError('NOT_FOUND', `no member ${memberId}`)
  await lockSubject(tx, memberId)
}
