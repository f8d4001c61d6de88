import type { DeviceView } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import { type Caller, sessionOf } from '../accounts/caller.ts'
import { sessionLimits } from '../accounts/session-limits.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { readContiguous } from './device-entry-store.ts'
import { listOpenSessions, readPersonNames } from './device-session-store.ts'
import { listDeviceKeys } from './device-store.ts'

/** Where the caller is signed in and with which phones, then the keys that nobody is signed in with; all of the organization's for an admin. */
export function listDevices(db: DataSource, caller: Caller, now: Date): Promise<DeviceView[]> {
  const current = sessionOf(caller)
  const { organizationId } = current
  const whose = caller.kind === 'admin' ? undefined : current.accountId
  return withTenant(db, scopeOfCaller(caller), async (tx) => {
    const found = await listOpenSessions(tx, organizationId, whose, now)
    const sessions = found.filter(
      ({ kind, seenAt }) => now.getTime() - seenAt.getTime() <= sessionLimits[kind].idleMs,
    )
    const keys = await listDeviceKeys(tx, organizationId, whose)
    const contiguous = await readContiguous(
      tx,
      keys.map(({ id }) => id),
    )
    const names = await readPersonNames(
      tx,
      [...sessions, ...keys].map(({ accountId }) => accountId),
    )
    const inUse = new Set(sessions.map(({ deviceId }) => deviceId))
    return [
      ...sessions.map(({ id, accountId, deviceId, label, createdAt, seenAt }) => ({
        ...{ id, label, personId: accountId, personName: names.get(accountId) ?? '' },
        ...(deviceId ? { deviceId, contiguous: contiguous.get(deviceId) ?? 0 } : {}),
        ...{ signedInAt: createdAt.toISOString(), lastSeenAt: seenAt.toISOString() },
        isCurrent: id === current.id,
      })),
      ...keys
        .filter(({ id }) => !inUse.has(id))
        .map(({ id, accountId, label, revokedAt }) => ({
          ...{ id, label, deviceId: id, personId: accountId, personName: names.get(accountId) ?? '' },
          ...{ contiguous: contiguous.get(id) ?? 0, isCurrent: false },
          ...(revokedAt ? { revokedAt: revokedAt.toISOString() } : {}),
        })),
    ]
  })
}
