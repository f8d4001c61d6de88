import { DomainError, type Id } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { endSessionsOf, findTarget } from './device-session-store.ts'
import { type Device, findDevice, listLiveDeviceIds, markRevoked } from './device-store.ts'
import { publishKey } from './publish-key.ts'

/**
 * Ends a session and revokes the key of its phone, in one transaction: what the phone recorded before and sends later waits in
 * quarantine. Own ones; of the whole organization for an admin. Again changes nothing.
 *
 * @param id of the session, or of the key
 * @throws {DomainError} `NOT_FOUND` for what is unknown and what is another's alike
 */
export async function revokeDevice(db: DataSource, caller: Caller, id: Id, now: Date): Promise<void> {
  const session = sessionOf(caller)
  await withTenant(db, scopeOfCaller(caller), async (tx) => {
    const target = await findTarget(tx, session, id)
    if (!target) throw new DomainError('NOT_FOUND', 'no such device')
    const revoked = target.deviceId && (await revoke(tx, target.deviceId, session.accountId, now))
    const ended = await endSessionsOf(tx, id, target.deviceId, now)
    // a key that was bound to the session while we waited for it
    for (const deviceId of ended.deviceIds) await revoke(tx, deviceId, session.accountId, now)
    if (revoked || ended.deviceIds.length > 0)
      await noteAudit(tx, caller, 'device_revoked', { about: target.deviceId ?? ended.deviceIds[0] })
    else if (ended.count > 0) await noteAudit(tx, caller, 'session_ended', { about: id })
  })
}

/** Revokes the keys of all phones of an account that is removed or let in again; its sessions are ended by whoever calls this. */
export async function revokeDevicesOf(
  tx: EntityManager,
  account: { readonly id: Id },
  now: Date,
  by?: Id,
): Promise<void> {
  for (const id of await listLiveDeviceIds(tx, account.id)) await revoke(tx, id, by, now)
}

/** Revokes one key and says so in the history; answers the key where it was not revoked before. */
export async function revoke(
  tx: EntityManager,
  deviceId: Id,
  by: Id | undefined,
  now: Date,
): Promise<Device | undefined> {
  const device = await findDevice(tx, deviceId, 'UPDATE') // waits for what is being taken from the phone
  if (!device || !(await markRevoked(tx, deviceId, by, now))) return undefined
  const revoked = { ...device, revokedAt: now }
  await publishKey(tx, revoked, now)
  return revoked
}
