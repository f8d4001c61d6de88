import { DomainError, type Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { enterTenant, scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import type { AccountParts } from './account-parts.ts'
import { noteAudit } from './audit.ts'
import { type Caller, sessionOf } from './caller.ts'
import * as store from './invite-store.ts'

/** Withdraws an invite that nobody has used; withdrawing it again changes nothing. */
export async function revokeInvite({ db, now }: AccountParts, caller: Caller, id: Id): Promise<void> {
  await withTenant(db, scopeOfCaller(caller), async (tx) => {
    const invite = await readInvite(tx, caller, id)
    if (invite.usedAt) throw new DomainError('ALREADY_DECIDED', 'the invite was used')
    if (!(await store.revokeInvite(tx, id, now()))) return
    const { organizationId } = invite
    await noteAudit(tx, caller, 'invite_revoked', { organizationId, about: id })
  })
}

/** Agrees, as a second operator, that somebody is let in again. */
export async function approveInvite({ db, now }: AccountParts, caller: Caller, id: Id): Promise<void> {
  await withTenant(db, scopeOfCaller(caller), async (tx) => {
    const invite = await readInvite(tx, caller, id)
    const { accountId } = sessionOf(caller)
    if (store.stateOf(invite, now()) !== 'awaiting')
      throw new DomainError('ALREADY_DECIDED', 'nothing is waited for')
    if (invite.createdBy === accountId || invite.recovers === accountId)
      throw new DomainError('SECOND_PERSON_REQUIRED', 'another operator has to agree')
    if (!(await store.approveInvite(tx, id, accountId, now())))
      throw new DomainError('ALREADY_DECIDED', 'it was decided at this moment')
    const { organizationId } = invite
    await noteAudit(tx, caller, 'invite_approved', { organizationId, about: id })
  })
}

/** The invite, with the transaction in the organization it belongs to. */
async function readInvite(tx: EntityManager, caller: Caller, id: Id): Promise<store.InviteRow> {
  const invite = await store.findInvite(tx, id)
  if (!invite) throw new DomainError('NOT_FOUND', 'no such invite')
  if (caller.kind === 'operator') await enterTenant(tx, scopeOfCaller(caller, invite.organizationId))
  else if (!('organizationId' in caller) || caller.organizationId !== invite.organizationId)
    throw new DomainError('NOT_FOUND', 'no such invite')
  return invite
}
