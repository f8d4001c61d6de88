import type { EventRecord } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { signEvent, signedPart } from '@nguon/transparency'
import type { Outbox, Phone, Unsent } from './outbox.ts'

/** A phone that the server knows. */
export type RegisteredPhone = Phone & { readonly deviceId: Id }

/**
 * Signs and numbers a record and keeps it until it has an answer. A record that waits already keeps its number; unchanged, it keeps
 * its signature too, so that the very same bytes are sent again.
 */
export async function keepEntry(
  outbox: Outbox,
  phone: RegisteredPhone,
  record: EventRecord,
  now = new Date(),
): Promise<Unsent> {
  const waiting = (await outbox.list()).find(
    ({ deviceId, eventId }) => deviceId === phone.deviceId && eventId === record.event.id,
  )
  const number = waiting?.number ?? phone.next
  if (waiting && isSame(waiting.record, record) && !waiting.refused) return waiting
  const entry: Unsent = {
    personId: phone.personId,
    deviceId: phone.deviceId,
    number,
    eventId: record.event.id,
    record: await signRecord(phone, number, record),
    keptAt: waiting?.keptAt ?? now.toISOString(),
  }
  if (await (waiting ? outbox.change(entry) : outbox.add(entry))) return entry
  // another tab took the number, or has just sent the entry: look again
  const present = await outbox.readPhone()
  if (present?.deviceId !== phone.deviceId) throw new Error('another person signed in meanwhile')
  return keepEntry(outbox, { ...present, deviceId: phone.deviceId }, record, now)
}

async function signRecord(
  { deviceId, keys }: RegisteredPhone,
  number: number,
  { event, replacement, ...rest }: EventRecord,
): Promise<EventRecord> {
  const sign = (unsigned: EventRecord['event'], sequence: number) =>
    signEvent(keys.privateKey, { ...unsigned, device: { keyId: deviceId, sequence } })
  return {
    ...rest,
    event: await sign(event, number),
    ...(replacement
      ? { replacement: { ...replacement, event: await sign(replacement.event, number + 1) } }
      : {}),
  }
}

/** Whether two records tell the same, but for the marks of the phone. */
function isSame(a: EventRecord, b: EventRecord): boolean {
  const told = ({ event, replacement, disclosures }: EventRecord) =>
    [
      new TextDecoder().decode(signedPart({ ...event, device: undefined })),
      replacement && new TextDecoder().decode(signedPart({ ...replacement.event, device: undefined })),
      JSON.stringify([disclosures, replacement?.disclosures]),
    ].join('\n')
  return told(a) === told(b)
}
