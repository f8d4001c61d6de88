import type { Id } from '@nguon/domain'
import { toBase64Url } from '@nguon/transparency'
import type { Phone } from './outbox.ts'

/** A new key for a person. Its private half never leaves the browser: not even this program can read it. */
export async function makePhone(personId: Id, organizationId: Id): Promise<Phone> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const spki = await crypto.subtle.exportKey('spki', keys.publicKey)
  return { personId, organizationId, keys, publicKey: toBase64Url(new Uint8Array(spki)), next: 1 }
}
