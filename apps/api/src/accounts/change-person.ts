import { type AreaUnit, DomainError, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { enterTenant, scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { revokeDevicesOf } from '../devices/revoke-device.ts'
import {
  type Account,
  assertNotLast,
  endAccount,
  findAccount,
  updateArea,
  updateKind,
} from './account-store.ts'
import { noteAudit } from './audit.ts'
import { type Caller, sessionOf } from './caller.ts'
import { revokeInvitesFor, wasLetInBy } from './invite-store.ts'
import { endSessions } from './session-store.ts'

/** Ends a membership: signed out everywhere, the keys of the phones revoked. What the phones had recorded before is not lost. */
export function removePerson(db: DataSource, caller: Caller, id: Id, now: Date): Promise<void> {
  return change(db, caller, id, async (tx, account) => {
    if (caller.kind !== 'operator' && account.kind !== 'staff' && account.kind !== 'admin') throw unknown()
    if (caller.kind !== 'operator' || account.kind === 'operator') await assertNotLast(tx, account)
    await endAccount(tx, id, now)
    await endSessions(tx, id, { now })
    await revokeInvitesFor(tx, id, now)
    await revokeDevicesOf(tx, account, now)
    await noteAudit(tx, caller, 'person_removed', about(account))
  })
}

/** Makes staff an admin, or an admin staff. Sessions of before end: an admin signs in with a second factor. */
export function changeKind(
  db: DataSource,
  caller: Caller,
  { id, kind }: { id: Id; kind: 'staff' | 'admin' },
  now: Date,
): Promise<void> {
  return change(db, caller, id, async (tx, account) => {
    if (account.kind === kind) return
    await assertNotLast(tx, account)
    // Whoever let a person in again may hold that person's account: such a one becomes admin by another's word only.
    if (kind === 'admin' && (await wasLetInBy(tx, id, sessionOf(caller).accountId)))
      throw new DomainError('SECOND_PERSON_REQUIRED', 'another admin has to make this person an admin')
    await updateKind(tx, id, kind)
    await endSessions(tx, id, { now })
    await revokeInvitesFor(tx, id, now)
    await noteAudit(tx, caller, 'kind_changed', { ...about(account), about: `${id} ${kind}` })
  })
}

/** Says what an inspector is responsible for, from the next call on. */
export function changeArea(
  db: DataSource,
  caller: Caller,
  { id, area }: { id: Id; area: readonly AreaUnit[] },
): Promise<void> {
  return change(db, caller, id, async (tx, account) => {
    if (account.kind !== 'inspector') throw unknown()
    await updateArea(tx, id, area)
    await noteAudit(tx, caller, 'area_changed', about(account))
  })
}

/** Changes a live account that the caller may speak for, under its lock. */
function change(
  db: DataSource,
  caller: Caller,
  id: Id,
  act: (tx: EntityManager, account: Account) => Promise<void>,
): Promise<void> {
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const account = await findAccount(tx, id, 'FOR UPDATE')
    if (!account || account.endedAt) throw unknown()
    if (caller.kind === 'operator') await enterTenant(tx, scopeOfCaller(caller, account.organizationId))
    else if (!('organizationId' in caller) || caller.organizationId !== account.organizationId)
      throw unknown()
    await act(tx, account)
  })
}

const about = ({ id, organizationId }: Account) => ({ organizationId, about: id })
const unknown = () => new DomainError('NOT_FOUND', 'no such person')
