import { newId } from '@nguon/domain'
import { toBase64Url } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { appendVersion } from '../subjects/record-version.ts'
import type { Device } from './device-store.ts'

/** The platform records keys itself; nobody can send one as a version. */
const platform: Caller = { kind: 'operator' }

/** Puts a phone's key into the history, or that it is revoked: anyone can check for ever what it signed, and knows no person by it. */
export async function publishKey(tx: EntityManager, device: Device, now: Date): Promise<void> {
  const { id, organizationId, publicKey, revokedAt } = device
  const data = {
    publicKey: toBase64Url(publicKey),
    ...(revokedAt ? { revokedAt: revokedAt.toISOString() } : {}),
  }
  const subject = { kind: 'device_key' as const, id }
  const version = { v: 1 as const, id: newId(), organizationId, subject, capturedAt: now.toISOString(), data }
  await appendVersion(tx, platform, { version }, {})
}
