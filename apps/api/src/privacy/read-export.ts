import { DomainError, type Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { deleteExpiredExports, type ExportRow, findExport } from './export-store.ts'

/**
 * The export with this id, for the account that made it, within 24 hours. That it was fetched is noted.
 *
 * @throws {DomainError} `NOT_FOUND`, alike for what is another's, has expired or never was
 */
export async function readExport(
  db: DataSource,
  caller: Caller,
  { id }: { id: Id },
  now: Date,
): Promise<ExportRow> {
  const { accountId, organizationId } = sessionOf(caller)
  const found = await withTenant(db, scopeOfCaller(caller), async (tx) => {
    await deleteExpiredExports(tx, organizationId, now)
    const row = await findExport(tx, id, accountId, now)
    if (row) await noteAudit(tx, caller, 'exported', { about: id })
    return row
  })
  if (!found) throw new DomainError('NOT_FOUND', `no export ${id}`) // outside: what has expired stays deleted
  return found
}
