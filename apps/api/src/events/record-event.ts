import type { RecordedEvent } from '@nguon/contract'
import { DomainError } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { assertActsFor, type Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { isSigned, takeEntry } from '../devices/take-entry.ts'
import { appendRequest, type RecordRequest } from './append-request.ts'
import { onceMore } from './once-more.ts'

export { appendRequest, type RecordRequest } from './append-request.ts'

/** Records that `event` happened, or throws and records nothing. What a phone with a key records is signed and numbered. */
export async function recordEvent(
  db: DataSource,
  caller: Caller,
  request: RecordRequest,
  now = new Date(),
): Promise<RecordedEvent> {
  const { organizationId } = request.event
  assertActsFor(caller, organizationId)
  if (isSigned(caller, request)) {
    const taken = await takeEntry(db, caller, request, now)
    if (taken.state === 'recorded') return taken.recorded
    if (taken.state === 'refused') throw taken.error
    throw new DomainError('DEVICE_REVOKED', 'the phone was removed: the entry waits for its administrator')
  }
  const scope = scopeOfCaller(caller, organizationId)
  return onceMore(() => withTenant(db, scope, (tx) => appendRequest(tx, caller, request, {})))
}
