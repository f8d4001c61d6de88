import { api } from '@nguon/contract'
import { call } from '../call.ts'
import { Problem } from '../problem.ts'
import { inTurn } from './in-turn.ts'
import { makePhone } from './make-phone.ts'
import { openOutbox } from './open-outbox.ts'
import type { Outbox, Phone } from './outbox.ts'
import { ownPhone, recorderNow } from './recorder.ts'

/**
 * Sees to it that the person who is signed in has a key on this phone and that the server knows it. Does nothing where the browser
 * cannot keep one: then what is recorded goes unsigned. Without a network the person is the one at the phone all the same, and the
 * rest is made up for the next time.
 */
export async function ensureDevice(): Promise<void> {
  const outbox = await openOutbox()
  if (!outbox) return
  try {
    await inTurn('nguon-device', () => enter(outbox))
  } catch (error) {
    if (!(error instanceof Problem)) throw error // a refusal is met again, and told, when something is recorded
  }
}

async function enter(outbox: Outbox): Promise<void> {
  if (!recorderNow()) return
  const known = await ownPhone(outbox)
  const { person, organization, deviceId } = await call(api.getSession, {})
  // somebody else may have signed in meanwhile, in another tab
  if (!known || person?.id !== known.personId || organization?.id !== known.organizationId) return
  if (known.deviceId !== undefined && known.deviceId === deviceId) return
  try {
    await register(outbox, known)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'DEVICE_REVOKED') throw error
    const made = await makePhone(person.id, organization.id)
    await outbox.replacePhone(made)
    await register(outbox, made)
  }
}

/** Asks the server up to which number it has everything, and goes on from there. */
export const renewNumbers = (outbox: Outbox, phone: Phone): Promise<void> => register(outbox, phone)

async function register(outbox: Outbox, { personId, publicKey }: Phone): Promise<void> {
  const { deviceId, contiguous } = await call(api.addDevice, { publicKey })
  await outbox.register(personId, publicKey, deviceId, contiguous)
}
