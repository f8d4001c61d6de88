import type { EventRecord } from '@nguon/contract'
import type { Id, TraceEvent } from '@nguon/domain'
import { signEvent, toBase64Url } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { callerOf } from '../accounts/read-caller.ts'
import { addDevice } from '../devices/add-device.ts'
import type { GivenPerson } from './given-people.ts'

/** A P-256 key pair as a phone makes it. */
export const makeKeyPair = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])

export const publicKeyOf = async ({ publicKey }: CryptoKeyPair): Promise<string> =>
  toBase64Url(new Uint8Array(await crypto.subtle.exportKey('spki', publicKey)))

/** A phone with a key of its own, on which a person is signed in. */
export interface GivenPhone {
  readonly deviceId: Id
  readonly privateKey: CryptoKey
  readonly caller: Caller
  /** The event as the phone sends it, with this number. */
  sign(sequence: number, event: TraceEvent): Promise<EventRecord>
}

export async function givenPhone(db: DataSource, person: GivenPerson): Promise<GivenPhone> {
  const pair = await makeKeyPair()
  const { privateKey } = pair
  const { deviceId } = await addDevice(db, person.caller, { publicKey: await publicKeyOf(pair) }, new Date())
  const sign = async (sequence: number, event: TraceEvent) => ({
    event: await signEvent(privateKey, { ...event, device: { keyId: deviceId, sequence } }),
  })
  return { deviceId, privateKey, caller: callerOf({ ...person.session, deviceId }, []), sign }
}
