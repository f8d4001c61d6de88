import { makePhone } from './make-phone.ts'
import type { Outbox, Phone } from './outbox.ts'

/** Who records at this phone: the person whose session the app holds. */
export interface Recorder {
  readonly personId: string
  readonly organizationId: string
}

let present: Recorder | undefined

/** From now on this person records here; undefined: nobody does. Told before anything can be recorded, without a network. */
export function setRecorder(recorder: Recorder | undefined): void {
  present = recorder
}

/**
 * The key of who is signed in, made where the person has none: never that of whoever used the phone before, even if the network
 * went before the server could be asked for anything. Where nobody is signed in, of who was last.
 */
export async function ownPhone(outbox: Outbox): Promise<Phone | undefined> {
  const recorder = present
  const phone = await outbox.readPhone()
  if (!recorder) return phone
  const { personId, organizationId } = recorder
  if (phone?.personId === personId && phone.organizationId === organizationId) return phone
  return outbox.enter(personId, await makePhone(personId, organizationId))
}

/** Who records, for what is only theirs to do. */
export const recorderNow = (): Recorder | undefined => present
