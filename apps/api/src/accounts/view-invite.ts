import type { InviteView } from '@nguon/contract'
import { type Id, platformId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { nameOf } from '../batches/list-batches.ts'
import { readPresent } from '../subjects/subject-store.ts'
import { type InviteRow, stateOf } from './invite-store.ts'

/** The names of these organizations; the platform's own people belong to `Nguồn`. */
export async function readOrganizationNames(
  tx: EntityManager,
  ids: readonly Id[],
): Promise<(id: Id) => string> {
  const present = await readPresent(tx, [...new Set(ids)])
  return (id) => (id === platformId ? 'Nguồn' : nameOf(present.get(id)))
}

/** Invites as people see them. */
export async function viewInvites(
  tx: EntityManager,
  rows: readonly InviteRow[],
  now: Date,
): Promise<InviteView[]> {
  const organizationName = await readOrganizationNames(
    tx,
    rows.map(({ organizationId }) => organizationId),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    organizationId: row.organizationId,
    organizationName: organizationName(row.organizationId),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: stateOf(row, now),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.area === null ? {} : { area: row.area }),
    ...(row.recovers === null ? {} : { recovers: { accountId: row.recovers, name: row.recoversName ?? '' } }),
  }))
}
