import { api, type EventRecord, type RecordedEvent } from '@nguon/contract'
import type { Id } from '@nguon/domain'
import { outboxTexts } from '@nguon/locale'
import { isMended } from '../attendant.ts'
import { call } from '../call.ts'
import { notOurAnswer, Problem } from '../problem.ts'
import { ensureDevice, renewNumbers } from './device-key.ts'
import { findPhone, keepHeldBack, letGo, ownedMs } from './held-back.ts'
import { inTurn } from './in-turn.ts'
import { keepEntry, type RegisteredPhone } from './keep-entry.ts'
import { openOutbox } from './open-outbox.ts'
import type { HeldBack, Outbox, Unsent } from './outbox.ts'
import { ownPhone } from './recorder.ts'
import { sendAsDevice } from './send-as-device.ts'
import { type Sender, type Sent, sendQueue } from './send-queue.ts'
import { noteSent } from './unsent-state.ts'

/**
 * Records an event: signs and numbers it, keeps it on the disk, and sends it after whatever waits before it. Without an answer it
 * stays kept and is sent later under the same number; asked for again, it is the same entry. Where the browser can keep no key, it
 * is sent unsigned, at once.
 *
 * @throws {Problem} when the server refuses it, or it could not be sent yet: then `isKept` says whether it waits on this phone
 */
export async function sendEvent(record: EventRecord): Promise<RecordedEvent> {
  const outbox = await openOutbox()
  const phone = await findPhone(outbox, record)
  if (outbox && phone) return sendKept(outbox, phone, record)
  try {
    return await call(api.recordEvent, record)
  } catch (error) {
    const knows = outbox && error instanceof Problem && error.code === 'SIGNATURE_INVALID'
    if (!knows) throw error
    await ensureDevice() // the server knows a key of this phone whose registration was not heard of here
    const registered = await findPhone(outbox, record)
    if (!registered) throw error
    return sendKept(outbox, registered, record)
  }
}

/** Sends what waits: when the app opens, the network is back, the page is looked at again, or the person asks for it. */
export async function sendUnsent(): Promise<void> {
  const outbox = await openOutbox()
  if (!outbox) return
  await keepHeldBack(outbox)
  if ((await outbox.list()).length > 0) await flush(outbox)
  else await noteSent(outbox)
}

/** Sends records that were held back and whose page was left: a refusal is kept, to be shown. What was taken back is not sent. */
export async function sendHeldBack(eventIds: readonly Id[]): Promise<void> {
  const outbox = await openOutbox()
  if (!outbox) return
  await letGo(outbox, eventIds)
  await sendUnsent()
}

/** Sends once more what the server refused. @throws {Problem} when it refuses again */
export async function sendAgain(entry: Unsent): Promise<void> {
  await sendEvent(entry.record)
  await discard(entry) // another key of this phone may have taken it over
}

/** Forgets an entry that the server refused. */
export async function discard(entry: Unsent): Promise<void> {
  const outbox = await openOutbox()
  if (!outbox) return
  await outbox.remove(entry)
  await noteSent(outbox)
}

/** Everything on this phone that has no answer yet, or was refused without anyone being told; of whoever recorded here. */
export async function listUnsent(): Promise<(Unsent | HeldBack)[]> {
  const outbox = await openOutbox()
  return outbox ? [...(await outbox.list()), ...(await outbox.listHeldBack())] : []
}

/** Sends what waits, from now on, whenever there is a chance. */
export function watchOutbox(): void {
  const send = () => void sendUnsent()
  window.addEventListener('online', send)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') send()
  })
  send()
  setTimeout(send, ownedMs) // by then what the page before this one held back is anybody's
}

async function sendKept(
  outbox: Outbox,
  phone: RegisteredPhone,
  record: EventRecord,
  isSecond = false,
): Promise<RecordedEvent> {
  const entry = await keepEntry(outbox, phone, record)
  await noteSent(outbox)
  const { own, stopped } = await flush(outbox, entry)
  if (own === undefined) throw told('handedIn', 'DEVICE_REVOKED', 403)
  if (!(own instanceof Problem)) return own
  const renewed = isSecond ? undefined : await renew(outbox, phone, entry, own)
  if (renewed) return sendKept(outbox, renewed, record, true)
  throw own === stopped && own.status === 0 ? told('kept', own.code, 0) : own
}

/** The phone with which the entry is worth another try: its numbers, or its key, were not those that the server knows. */
async function renew(
  outbox: Outbox,
  phone: RegisteredPhone,
  entry: Unsent,
  { code }: Problem,
): Promise<RegisteredPhone | undefined> {
  if (code === 'DEVICE_SEQUENCE_TAKEN') await renewNumbers(outbox, phone)
  else if (code === 'SIGNATURE_INVALID') await ensureDevice()
  else return undefined
  const renewed = await findPhone(outbox, entry.record)
  if (renewed && renewed.deviceId !== phone.deviceId) await outbox.remove(entry) // it is signed anew
  return renewed
}

/** Sends the queue of the person at the phone; one tab at a time. */
async function flush(outbox: Outbox, own?: Unsent): Promise<Sent> {
  const sent = await inTurn('nguon-outbox', async () => {
    const phone = await ownPhone(outbox)
    const turn = { personId: phone?.personId ?? '', deviceId: phone?.deviceId ?? '', ...(own ? { own } : {}) }
    return sendQueue(outbox, senderOf(outbox), turn)
  })
  await noteSent(outbox, sent.quarantined)
  return sent
}

const senderOf = (outbox: Outbox): Sender => ({
  async asPerson({ record }) {
    const { results } = await call(api.sync, { entries: [record] })
    if (!results[0]) throw notOurAnswer(200)
    return results[0]
  },
  async asDevice(entry) {
    const phone = await ownPhone(outbox)
    const { deviceId } = entry
    const known = phone?.deviceId === deviceId ? { ...phone, deviceId } : await outbox.findRetired(deviceId)
    if (!known) throw told('kept', 'UNAUTHENTICATED', 401)
    return sendAsDevice(known, entry)
  },
  mend: isMended,
})

/** What to tell the person of an entry that stays here, or went to the administrator. */
function told(name: 'kept' | 'handedIn', code: string, status: number): Problem {
  const title = { vi: outboxTexts('vi')[name], en: outboxTexts('en')[name] }
  return new Problem({ code, title, status, isKept: name === 'kept' })
}
