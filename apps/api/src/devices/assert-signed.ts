import { DomainError, type Id, type TraceEvent } from '@nguon/domain'
import { verifyEvent } from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import type { RecordRequest } from '../events/append-request.ts'
import { type Device, findDevice } from './device-store.ts'

/** The key of the phone that calls. */
export function keyOf(caller: Caller): { deviceId: Id; accountId: Id } | undefined {
  if (caller.kind === 'device') return caller
  const session = 'session' in caller ? caller.session : undefined
  return session?.deviceId ? { deviceId: session.deviceId, accountId: session.accountId } : undefined
}

/**
 * The phone that signed a record, locked so that it is not revoked before the transaction ends. A corrective event bears its own
 * signature and the next number.
 *
 * @throws {DomainError} `SIGNATURE_INVALID` unless it is the caller's phone, of the event's organization, and signed all of this
 */
export async function assertSigned(
  tx: EntityManager,
  caller: Caller,
  { event, replacement }: RecordRequest,
): Promise<Device> {
  const key = keyOf(caller)
  if (!key || !event.device || event.device.keyId !== key.deviceId)
    throw invalid('event.device', "not signed by the caller's phone")
  const device = await findDevice(tx, key.deviceId, 'SHARE')
  if (!device || device.accountId !== key.accountId || device.organizationId !== event.organizationId)
    throw invalid('event.device', "not signed by the caller's phone")
  await assertSignature(device, event, event.device.sequence, 'event.device')
  if (replacement)
    await assertSignature(device, replacement.event, event.device.sequence + 1, 'replacement.event.device')
  return device
}

async function assertSignature(
  { id, organizationId, publicKey }: Device,
  event: TraceEvent,
  sequence: number,
  path: string,
): Promise<void> {
  const { device } = event
  if (device?.keyId !== id || device.sequence !== sequence || event.organizationId !== organizationId)
    throw invalid(path, `the mark of the phone with the number ${sequence} is missing`)
  if (!(await verifyEvent(publicKey, event))) throw invalid(path, 'the signature is not over this event')
}

const invalid = (path: string, message: string) =>
  new DomainError('SIGNATURE_INVALID', message, [{ code: 'SIGNATURE_INVALID', message, path }])
