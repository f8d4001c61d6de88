import { Id, type Id as IdType } from '@nguon/domain'
import { verifyBytes } from '@nguon/transparency'
import type { Request } from 'express'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { withTenant } from '../db/with-tenant.ts'
import { findDevice } from './device-store.ts'

/** How far the clock of a phone may be off. */
const clockMs = 10 * 60_000

/** What a phone signs to say that it is the one that calls. */
export const callText = (keyId: IdType, at: number, method: string, path: string): string =>
  `nguon-device\n${keyId}\n${at}\n${method} ${path}`

/**
 * The phone that calls, where it was removed, or its person was: it can only hand in what it recorded before. A phone that was
 * not removed gets nothing by this: its person signs in.
 *
 * The header is `Authorization: Device <organization>.<key>.<ms since 1970>.<signature over callText>`.
 */
export async function findDeviceCaller(
  db: DataSource,
  req: Pick<Request, 'headers' | 'method' | 'originalUrl'>,
  now: Date,
): Promise<Caller | undefined> {
  const said = /^Device ([0-9a-f-]{36})\.([0-9a-f-]{36})\.(\d{1,15})\.([A-Za-z0-9_-]{86})$/.exec(
    req.headers.authorization ?? '',
  )
  if (!said) return undefined
  const [, organizationId = '', keyId = '', at = '', signature = ''] = said
  if (!Id.safeParse(organizationId).success || !Id.safeParse(keyId).success) return undefined
  if (Math.abs(now.getTime() - Number(at)) > clockMs) return undefined
  const device = await withTenant(db, { organizationId }, (tx) => findDevice(tx, keyId))
  if (!device?.revokedAt) return undefined
  const text = callText(keyId, Number(at), req.method, req.originalUrl)
  if (!(await verifyBytes(device.publicKey, signature, new TextEncoder().encode(text)))) return undefined
  const { accountId, revokedAt } = device
  return { kind: 'device', deviceId: device.id, organizationId, accountId, revokedAt }
}
