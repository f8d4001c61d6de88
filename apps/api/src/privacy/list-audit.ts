import type { AuditView } from '@nguon/contract'
import { DomainError, Id, platformId } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { nameOf } from '../batches/list-batches.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { type AuditRow, listAuditRows, listNames } from './audit-store.ts'

export interface AuditPage {
  readonly items: AuditView[]
  readonly next?: Id
}

/**
 * What was noted about the caller's own organization, newest first: an admin's, an inspector's inspectorate, for the operator the
 * platform. Of somebody from outside it tells the organization, not the person.
 *
 * @param after the last of the page before
 */
export function listAudit(
  db: DataSource,
  caller: Caller,
  { after, limit = 50 }: { after?: Id | undefined; limit?: number | undefined },
): Promise<AuditPage> {
  const organizationId = audienceOf(caller)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const rows = await listAuditRows(tx, organizationId, { after, limit: limit + 1 })
    const items = await viewsOf(tx, organizationId, rows.slice(0, limit))
    const next = rows.length > limit ? items.at(-1)?.id : undefined
    return { items, ...(next ? { next } : {}) }
  })
}

function audienceOf(caller: Caller): Id {
  if (caller.kind === 'operator') return platformId
  if ((caller.kind === 'admin' || caller.kind === 'inspector') && caller.organizationId !== undefined)
    return caller.organizationId
  throw new DomainError('NOT_ALLOWED', 'for admins')
}

async function viewsOf(
  tx: EntityManager,
  organizationId: Id,
  rows: readonly AuditRow[],
): Promise<AuditView[]> {
  const about = rows.flatMap((row) => (Id.safeParse(row.about).success ? [row.about as Id] : []))
  const people = await listNames(tx, organizationId, about)
  const outside = rows.flatMap(({ fromOutside, fromId }) => (fromOutside && fromId ? [fromId] : []))
  const present = await readPresent(tx, [...new Set([...about, ...outside])])
  const words = (id: string) => people.get(id) || nameOf(present.get(id)) || id
  return rows.map((row) => {
    const by = row.fromOutside ? nameOf(present.get(row.fromId ?? '')) : row.name
    return {
      id: row.id,
      at: row.at.toISOString(),
      action: row.action,
      ...(by ? { by } : {}),
      ...(row.label ? { from: row.label } : {}),
      ...(row.about ? { about: words(row.about) } : {}),
      fromOutside: row.fromOutside,
    }
  })
}
