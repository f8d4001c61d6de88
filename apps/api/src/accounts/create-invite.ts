import type { InviteView } from '@nguon/contract'
import {
  type AreaUnit,
  DomainError,
  type Id,
  type Organization,
  type PersonKind,
  platformId,
} from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { readPresent } from '../subjects/subject-store.ts'
import type { AccountParts } from './account-parts.ts'
import { countLocked, findAccount } from './account-store.ts'
import { noteAudit } from './audit.ts'
import { type Caller, sessionOf } from './caller.ts'
import { inviteLink } from './invite-link.ts'
import { findInvite, insertInvite, type NewInvite, revokeInvitesFor } from './invite-store.ts'
import { viewInvites } from './view-invite.ts'

/** Who is invited, and whereto; with an account, to let that person in again. */
export interface InviteRequest {
  readonly kind: PersonKind
  readonly organizationId?: Id | undefined
  readonly name?: string | undefined
  readonly area?: readonly AreaUnit[] | undefined
  readonly accountId?: Id | undefined
}

/**
 * Invites a person. An admin invites staff and admins of the own organization, and lets its staff in again; the operator invites
 * admins of any organization and inspectors, and, once a second operator has agreed, operators and whoever is let in again.
 *
 * @returns the invite and its link, which is told this once
 */
export async function createInvite(
  { db, publicUrl, now }: AccountParts,
  caller: Caller,
  request: InviteRequest,
): Promise<{ invite: InviteView; link: string }> {
  const organizationId = await organizationFor(db.manager, caller, request)
  return withTenant(db, scopeOfCaller(caller, organizationId), async (tx) => {
    const created = await planInvite(tx, caller, { ...request, organizationId })
    if (created.recovers) await revokeInvitesFor(tx, created.recovers, now())
    const { id, secret } = await insertInvite(tx, created, now())
    await noteAudit(tx, caller, 'invited', { organizationId, about: `${created.kind} ${id}` })
    const row = await findInvite(tx, id)
    const [invite] = await viewInvites(tx, row ? [row] : [], now())
    return { invite: invite as InviteView, link: inviteLink(publicUrl, organizationId, secret) }
  })
}

/** Whom the invite belongs to, as far as the caller may speak for it. */
async function organizationFor(
  tx: EntityManager,
  caller: Caller,
  { kind, organizationId, accountId }: InviteRequest,
): Promise<Id> {
  if (caller.kind === 'admin') {
    if (organizationId !== undefined && organizationId !== caller.organizationId) throw unknown()
    return caller.organizationId
  }
  if (accountId !== undefined) {
    const account = await findAccount(tx, accountId)
    if (!account) throw unknown()
    return account.organizationId
  }
  if (kind === 'operator') return platformId
  if (!organizationId) throw wrong('organizationId', 'say for which organization')
  const organization = (await readPresent(tx, [organizationId])).get(organizationId)
  if (organization?.kind !== 'organization') throw unknown()
  const isInspectorate = (organization.data as Organization).kind === 'inspectorate'
  if (isInspectorate !== (kind === 'inspector'))
    throw wrong('organizationId', 'inspectors belong to an inspectorate, and nobody else does')
  return organizationId
}

type Placed = InviteRequest & { readonly organizationId: Id }

async function planInvite(tx: EntityManager, caller: Caller, request: Placed): Promise<NewInvite> {
  const { kind, organizationId, name, area, accountId } = request
  const createdBy = sessionOf(caller).accountId
  const byOperator = caller.kind === 'operator'
  const base = { organizationId, createdBy, name }
  if (accountId === undefined) {
    assertInvites(byOperator, kind)
    if ((kind === 'inspector') !== (area !== undefined))
      throw wrong('area', 'an inspector has one, nobody else')
    // Whoever could make operators alone could agree to their own requests.
    const awaitsApproval = kind === 'operator' && (await countLocked(tx, platformId, 'operator')) > 1
    return { ...base, kind, area, recovers: undefined, awaitsApproval }
  }
  const account = await findAccount(tx, accountId)
  if (!account || account.endedAt || account.organizationId !== organizationId) throw unknown()
  if (account.kind !== kind) throw wrong('kind', `the person is ${account.kind}`)
  if (byOperator === (kind === 'staff'))
    throw new DomainError('NOT_ALLOWED', 'staff are let in by their admin, everybody else by two operators')
  return { ...base, kind, name: undefined, area: undefined, recovers: accountId, awaitsApproval: byOperator }
}

function assertInvites(byOperator: boolean, kind: PersonKind): void {
  const allowed: readonly PersonKind[] = byOperator ? ['admin', 'inspector', 'operator'] : ['staff', 'admin']
  if (!allowed.includes(kind)) throw new DomainError('NOT_ALLOWED', `invites no ${kind}`)
}

const unknown = () => new DomainError('NOT_FOUND', 'no such organization or person')
const wrong = (path: string, message: string) =>
  new DomainError('INVALID_REQUEST', `${path}: ${message}`, [{ code: 'INVALID_REQUEST', message, path }])
