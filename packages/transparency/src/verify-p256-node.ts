import { KeyObject, verify } from 'node:crypto'

const keyObjects = new WeakMap<CryptoKey, KeyObject>()

/**
 * As verify-p256.ts. To hand a signature to Node's WebCrypto takes nearly as long as to check it here, which a log of a million
 * signed entries notices.
 */
export const verifyP256 = async (
  key: CryptoKey,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> =>
  verify('sha256', bytes, { key: keyObjectOf(key), dsaEncoding: 'ieee-p1363' }, signature)

function keyObjectOf(key: CryptoKey): KeyObject {
  const known = keyObjects.get(key)
  if (known) return known
  const made = KeyObject.from(key)
  keyObjects.set(key, made)
  return made
}
