import type { EventRecord } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { inTurn } from './in-turn.ts'
import { keepEntry, type RegisteredPhone } from './keep-entry.ts'
import { openOutbox } from './open-outbox.ts'
import type { Outbox } from './outbox.ts'
import { ownPhone, recorderNow } from './recorder.ts'

/** How long a record may be taken back before it is sent. */
export const undoMs = 10_000

/** How long the page that holds a record back has it for itself: if it is gone by then, the record is sent without it. */
export const ownedMs = 2 * undoMs

/**
 * Keeps records on the disk that may still be taken back. False where this browser keeps nothing, and for what waits for the network
 * already: those are sent at once.
 */
export async function holdBack(records: readonly EventRecord[], now = new Date()): Promise<boolean> {
  const outbox = await openOutbox()
  const [first] = records
  const phone = first && (await findPhone(outbox, first))
  if (!outbox || !phone) return false
  const ids = new Set(records.map(({ event }) => event.id))
  if ((await outbox.list()).some(({ eventId }) => ids.has(eventId))) return false
  const { personId } = phone
  const freeFrom = new Date(now.getTime() + ownedMs).toISOString()
  await outbox.holdBack(records.map((record) => ({ personId, eventId: record.event.id, record, freeFrom })))
  return true
}

/** Forgets records that were held back; false when it is too late: they are on their way. */
export async function takeBack(eventIds: readonly Id[]): Promise<boolean> {
  const outbox = await openOutbox()
  return outbox ? inTurn('nguon-held-back', () => outbox.takeBack(eventIds)) : false
}

/** Says of records that are held back that nobody is there to take them back any more: they are anybody's to send. */
export async function letGo(outbox: Outbox, eventIds: readonly Id[], now = new Date()): Promise<void> {
  await inTurn('nguon-held-back', async () => {
    const meant = (await outbox.listHeldBack()).filter(({ eventId }) => eventIds.includes(eventId))
    await outbox.holdBack(meant.map((each) => ({ ...each, freeFrom: now.toISOString() })))
  })
}

/** Signs and numbers what the person at the phone cannot take back any more, so that it is sent with the rest. */
export async function keepHeldBack(outbox: Outbox, now = new Date()): Promise<void> {
  await inTurn('nguon-held-back', async () => {
    for (const { personId, record, freeFrom } of await outbox.listHeldBack()) {
      const phone = freeFrom <= now.toISOString() ? await findPhone(outbox, record) : undefined
      if (phone?.personId === personId) await keepEntry(outbox, phone, record)
    }
  })
}

/** The phone that signs the record: of who is signed in, if the server knows it. */
export async function findPhone(
  outbox: Outbox | undefined,
  { event }: EventRecord,
): Promise<RegisteredPhone | undefined> {
  // whoever nobody knows signs with no key of another's
  const phone = outbox && recorderNow() ? await ownPhone(outbox) : undefined
  if (phone?.deviceId === undefined || phone.organizationId !== event.organizationId) return undefined
  return { ...phone, deviceId: phone.deviceId }
}
