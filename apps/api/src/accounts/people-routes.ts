import { api } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { type Door, serve } from '../http.ts'
import type { AccountParts } from './account-parts.ts'
import { originOf } from './account-routes.ts'
import { changeArea, changeKind, removePerson } from './change-person.ts'
import { createInvite } from './create-invite.ts'
import { approveInvite, revokeInvite } from './decide-invite.ts'
import { findInviteBySecret, listInvites } from './invite-store.ts'
import { listPeople } from './list-people.ts'
import { viewInvites } from './view-invite.ts'

/** People and invites. */
export function peopleRoutes(door: Door, parts: AccountParts): void {
  const { db, limits, now } = parts
  const done = async (action: Promise<void>) => {
    await action
    return { done: true } as const
  }

  serve(door, api.readInvite, async ({ organizationId, secret }, _caller, { req }) => {
    const { network } = originOf(req)
    await limits.invite.assertOpen(network)
    const view = await withTenant(db, { organizationId }, async (tx) => {
      const row = await findInviteBySecret(tx, organizationId, secret)
      return row && (await viewInvites(tx, [row], now()))[0]
    })
    if (view && (view.state === 'open' || view.state === 'awaiting')) {
      const { id: _id, createdAt: _createdAt, ...told } = view
      return told
    }
    if (!view) await limits.invite.miss(network) // a guess; an invite of yesterday is none
    throw new DomainError('INVITE_NOT_VALID', 'unknown, used, expired or withdrawn')
  })
  serve(door, api.createInvite, (input, caller) => createInvite(parts, caller, input))
  serve(door, api.listInvites, async (_input, caller) => {
    const organizationId = caller.kind === 'admin' ? caller.organizationId : undefined
    return withTenant(db, scopeOfCaller(caller), async (tx) => ({
      items: await viewInvites(tx, await listInvites(tx, organizationId), now()),
    }))
  })
  serve(door, api.revokeInvite, ({ id }, caller) => done(revokeInvite(parts, caller, id)))
  serve(door, api.approveInvite, ({ id }, caller) => done(approveInvite(parts, caller, id)))
  serve(door, api.listPeople, async (_input, caller) => ({ items: await listPeople(db, caller) }))
  serve(door, api.removePerson, ({ id }, caller) => done(removePerson(db, caller, id, now())))
  serve(door, api.changeKind, (input, caller) => done(changeKind(db, caller, input, now())))
  serve(door, api.changeArea, (input, caller) => done(changeArea(db, caller, input)))
}
