import type { RecordedEvent } from '@nguon/contract'
import { DomainError, needsFreshFactor, type TraceEvent } from '@nguon/domain'
import type { DataSource, EntityManager } from 'typeorm'
import { assertFresh, type Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { appendRequest, type RecordRequest } from '../events/append-request.ts'
import { openEvent, sameRecord } from '../events/entry.ts'
import { findEntry } from '../events/event-store.ts'
import { onceMore } from '../events/once-more.ts'
import { assertSigned, keyOf } from './assert-signed.ts'
import { claimNumber, type EntryState } from './device-entry-store.ts'
import type { Device } from './device-store.ts'
import { keepInQuarantine } from './quarantine-store.ts'

/** What became of an entry of a phone. */
export type Taken =
  | { readonly state: 'recorded'; readonly recorded: RecordedEvent }
  | { readonly state: 'quarantined' }
  | { readonly state: 'refused'; readonly error: DomainError }

/** Whether a record is, or has to be, signed by a phone. */
export const isSigned = (caller: Caller, { event }: RecordRequest): boolean =>
  event.device !== undefined || keyOf(caller) !== undefined

/**
 * Takes one entry that a phone signed and numbered, in a transaction of its own: records it, puts it in quarantine when the phone
 * was revoked after it was captured, or refuses it. Its number is noted in each case, so that a gap is a lost entry. Sent again it
 * is answered as before, unless it was refused: then it is tried again.
 *
 * Of an entry that the phone did not sign, or whose number another one has, nothing is noted.
 */
export async function takeEntry(
  db: DataSource,
  caller: Caller,
  request: RecordRequest,
  now: Date,
): Promise<Taken> {
  const scope = scopeOfCaller(caller)
  let device: Device | undefined
  const take = async (tx: EntityManager): Promise<Taken> => {
    device = await assertSigned(tx, caller, request)
    const state = await claimNumbers(tx, device, request, stateFor(device, request), now)
    if (state === 'refused')
      return { state, error: new DomainError('DEVICE_REVOKED', 'the phone was removed before this') }
    if (state === 'recorded') return { state, recorded: await record(tx, caller, request, now) }
    await keepInQuarantine(tx, device, request, now)
    return { state }
  }
  try {
    return await onceMore(() => withTenant(db, scope, take))
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const signer = device
    if (signer && error.code !== 'DEVICE_SEQUENCE_TAKEN')
      await withTenant(db, scope, (tx) => claimNumbers(tx, signer, request, 'refused', now))
    return { state: 'refused', error }
  }
}

/** What an entry of this phone becomes, if nothing became of it before. */
function stateFor({ revokedAt }: Device, { event }: RecordRequest): EntryState {
  if (!revokedAt) return 'recorded'
  return event.capturedAt < revokedAt.toISOString() ? 'quarantined' : 'refused'
}

/** Notes the number of the entry, and of the corrective event it brings, and answers what is so by now. */
async function claimNumbers(
  tx: EntityManager,
  { id: deviceId, organizationId }: Device,
  { event, replacement }: RecordRequest,
  wanted: EntryState,
  now: Date,
): Promise<EntryState> {
  const states: EntryState[] = []
  for (const { device, id: eventId } of [event, ...(replacement ? [replacement.event] : [])])
    if (device)
      states.push(
        await claimNumber(
          tx,
          { deviceId, organizationId, sequence: device.sequence, eventId },
          states[0] ?? wanted,
          now,
        ),
      )
  return states[0] ?? wanted
}

async function record(
  tx: EntityManager,
  caller: Caller,
  request: RecordRequest,
  now: Date,
): Promise<RecordedEvent> {
  const { event, replacement } = request
  const known = await findRecorded(tx, event)
  const isDelicate = needsFreshFactor(event) || (replacement && needsFreshFactor(replacement.event))
  if (!known && isDelicate) assertFresh(caller, now)
  const replaced = replacement && {
    ...replacement,
    event: (await findRecorded(tx, replacement.event)) ?? replacement.event,
  }
  return appendRequest(tx, caller, { ...request, event: known ?? event, replacement: replaced }, {})
}

/** The event as it was recorded, where the same phone has signed the same anew because it never heard the answer. */
async function findRecorded(tx: EntityManager, event: TraceEvent): Promise<TraceEvent | undefined> {
  const entry = await findEntry(tx, event.id)
  const stored = entry && openEvent(entry.entry).event
  const isSame =
    stored?.device?.keyId === event.device?.keyId &&
    sameRecord({ ...stored, device: undefined }, { ...event, device: undefined })
  return isSame ? stored : undefined
}
