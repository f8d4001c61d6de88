import { DomainError, type Id, newId } from '@nguon/domain'
import { fromBase64Url, importPublicKey } from '@nguon/transparency'
import type { DataSource, EntityManager } from 'typeorm'
import { noteAudit } from '../accounts/audit.ts'
import { type Caller, type Session, sessionOf } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { readContiguous } from './device-entry-store.ts'
import { bindSession } from './device-session-store.ts'
import { type Device, findDeviceByKey, insertDevice, listLiveDeviceIds } from './device-store.ts'
import { publishKey } from './publish-key.ts'
import { revoke } from './revoke-device.ts'

/** How many phones one person may have at a time. */
export const mostDevices = 20

/**
 * Registers the key of the phone that the session runs on. The same key again answers the same device. A key that the session
 * had before is revoked: the phone has lost it.
 *
 * @param input.publicKey SubjectPublicKeyInfo of a P-256 key in base64url
 * @throws {DomainError} `INVALID_REQUEST` for another kind of key; `DEVICE_REVOKED` for one that was revoked; `NOT_ALLOWED`
 *   beyond 20 phones
 */
export async function addDevice(
  db: DataSource,
  caller: Caller,
  input: { readonly publicKey: string },
  now: Date,
): Promise<{ deviceId: Id; contiguous: number }> {
  const session = sessionOf(caller)
  const publicKey = await readKey(input.publicKey)
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    await lockAccount(tx, session.accountId)
    const known = await findDeviceByKey(tx, session.accountId, publicKey)
    if (known?.revokedAt) throw new DomainError('DEVICE_REVOKED', 'the key was revoked')
    const device = known ?? (await add(tx, caller, session, publicKey, now))
    const before = await bindSession(tx, session.id, device.id)
    if (before !== undefined && before !== device.id) {
      await revoke(tx, before, session.accountId, now)
      await noteAudit(tx, caller, 'device_revoked', { about: before })
    }
    return { deviceId: device.id, contiguous: (await readContiguous(tx, [device.id])).get(device.id) ?? 0 }
  })
}

async function readKey(text: string): Promise<Uint8Array> {
  try {
    const publicKey = fromBase64Url(text)
    await importPublicKey(publicKey)
    return publicKey
  } catch {
    throw new DomainError('INVALID_REQUEST', 'publicKey: not a P-256 key')
  }
}

/** Makes others who add a phone to the account, or end it, wait. */
async function lockAccount(tx: EntityManager, id: Id): Promise<void> {
  const rows: unknown[] = await tx.query(
    'SELECT FROM account WHERE id = $1 AND ended_at IS NULL FOR NO KEY UPDATE',
    [id],
  )
  if (rows.length === 0) throw new DomainError('UNAUTHENTICATED', 'the account has ended')
}

async function add(
  tx: EntityManager,
  caller: Caller,
  { accountId, organizationId, label }: Session,
  publicKey: Uint8Array,
  now: Date,
): Promise<Device> {
  if ((await listLiveDeviceIds(tx, accountId)).length >= mostDevices)
    throw new DomainError('NOT_ALLOWED', `${mostDevices} phones already: remove one first`)
  const id = newId(now.getTime())
  const device = { id, organizationId, accountId, publicKey: Buffer.from(publicKey), label, addedAt: now }
  await insertDevice(tx, device)
  await publishKey(tx, { ...device, revokedAt: undefined }, now)
  await noteAudit(tx, caller, 'device_added', { about: id })
  return { ...device, revokedAt: undefined }
}
