import { DomainError, type Id, type PrivateFields } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import * as z from 'zod'
import { areaParameter, isOrganizationInArea } from '../accounts/area.ts'
import { noteAudit } from '../accounts/audit.ts'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { openAll } from '../events/disclosures.ts'
import { findOwnedEntry, listPrivate } from './private-store.ts'

/** The private part of an entry; `erased` when a field that it once had is gone. */
export interface PrivatePart {
  readonly fields: PrivateFields
  readonly erased: boolean
}

const Entry = z.looseObject({ _sd: z.array(z.string()).optional() })

/**
 * Opens the private part of an event or version for an admin of its organization, or an inspector who has the organization in
 * the area. The look is noted in the same transaction, for the organization that is looked at.
 *
 * @throws {DomainError} `NOT_FOUND`, alike for what is another's and what is unknown
 */
export function getPrivate(db: DataSource, caller: Caller, { id }: { id: Id }): Promise<PrivatePart> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const found = await findOwnedEntry(tx, id)
    if (!found || !(await mayRead(tx, caller, found.organizationId)))
      throw new DomainError('NOT_FOUND', `no entry ${id}`)
    const { organizationId, entry } = found
    const rows = await listPrivate(tx, organizationId, [id])
    const kept = new Set(rows.map(({ digest }) => digest))
    const { _sd: digests = [] } = Entry.parse(JSON.parse(entry.toString()))
    await noteAudit(tx, caller, 'private_read', { organizationId, about: id })
    const fields = openAll(rows.map(({ disclosure }) => disclosure))
    return { fields, erased: digests.some((digest) => !kept.has(digest)) }
  })
}

/** An inspector's account may have ended since the call came in. */
async function mayRead(tx: EntityManager, caller: Caller, organizationId: Id): Promise<boolean> {
  if (caller.kind === 'admin') return caller.organizationId === organizationId
  if (caller.kind !== 'inspector') return false
  if (caller.organizationId === organizationId) return true
  const rows: { inside: boolean }[] = await tx.query(
    `SELECT is_inspector() AND ${isOrganizationInArea('$1::uuid', '$2')} AS inside`,
    [organizationId, areaParameter(caller.area)],
  )
  return rows[0]?.inside === true
}
