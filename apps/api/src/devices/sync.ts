import type { EventRecord, SyncResult } from '@nguon/contract'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { problemOf } from '../http.ts'
import { keyOf } from './assert-signed.ts'
import { readContiguous } from './device-entry-store.ts'
import { type Taken, takeEntry } from './take-entry.ts'

/** Takes what a phone recorded, one entry after the other, each by itself; says up to which number nothing is missing. */
export async function sync(
  db: DataSource,
  caller: Caller,
  { entries }: { readonly entries: readonly EventRecord[] },
  now: Date,
): Promise<{ contiguous: number; results: SyncResult[] }> {
  const results: SyncResult[] = []
  for (const entry of entries) results.push(resultOf(entry, await takeEntry(db, caller, entry, now)))
  const deviceId = keyOf(caller)?.deviceId
  if (deviceId === undefined) return { contiguous: 0, results }
  const arrived = await withTenant(db, scopeOfCaller(caller), (tx) => readContiguous(tx, [deviceId]))
  return { contiguous: arrived.get(deviceId) ?? 0, results }
}

function resultOf({ event }: EventRecord, taken: Taken): SyncResult {
  const { state } = taken
  return {
    sequence: event.device?.sequence ?? 0,
    eventId: event.id,
    state,
    ...(state === 'recorded' ? { recorded: taken.recorded } : {}),
    ...(state === 'refused' ? { problem: problemOf(taken.error) } : {}),
  }
}
