import { verifyP256 } from '#verify-p256'
import { canonicalBytes } from './canonical.ts'
import { fromBase64Url, toBase64Url } from './hash.ts'

/** A record as a phone signs it: `device` says which key and which number. */
interface Marked {
  readonly device?:
    | { readonly keyId: string; readonly sequence: number; readonly signature?: string | undefined }
    | undefined
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const algorithm = { name: 'ECDSA', hash: 'SHA-256' } as const

/** What every SubjectPublicKeyInfo of an uncompressed P-256 key begins with; the coordinates of 32 bytes each follow. */
const spkiHead = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'
const spkiBytes = 91

/** The bytes that a phone signs: the canonical bytes of the record, its device mark without the signature. */
export function signedPart(record: Marked): Uint8Array<ArrayBuffer> {
  const { device, ...rest } = record
  const mark = device && { keyId: device.keyId, sequence: device.sequence }
  return new Uint8Array(canonicalBytes({ ...rest, device: mark }))
}

/** The ECDSA P-256 SHA-256 signature of `bytes`: r and s of 32 bytes each, in base64url. */
export async function signBytes(privateKey: CryptoKey, bytes: Uint8Array): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, new Uint8Array(bytes))))
}

/** Signs a record that bears the key and number of a phone; whatever signature it had is replaced. */
export async function signEvent<
  T extends { readonly device: { readonly keyId: string; readonly sequence: number } },
>(
  privateKey: CryptoKey,
  record: T,
): Promise<T & { device: { keyId: string; sequence: number; signature: string } }> {
  const { keyId, sequence } = record.device
  const signature = await signBytes(privateKey, signedPart(record))
  return { ...record, device: { keyId, sequence, signature } }
}

/**
 * A public key to check signatures with.
 *
 * @param spki SubjectPublicKeyInfo of an uncompressed P-256 key: 91 bytes
 * @throws {TypeError} when it is anything else, or no point of the curve
 */
export async function importPublicKey(spki: Uint8Array): Promise<CryptoKey> {
  if (spki.length !== spkiBytes || !toBase64Url(spki).startsWith(spkiHead))
    throw new TypeError('not a P-256 key')
  try {
    return await crypto.subtle.importKey('spki', new Uint8Array(spki), curve, true, ['verify'])
  } catch {
    throw new TypeError('not a P-256 key')
  }
}

/**
 * Whether `signature` (64 bytes in base64url) is the key's over `bytes`. Never throws: what is malformed is not a signature.
 *
 * @param publicKey as it is published, or as {@link importPublicKey} made it: to make it takes longer than to check a signature
 */
export async function verifyBytes(
  publicKey: Uint8Array | CryptoKey,
  signature: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const raw = readSignature(signature)
  if (!raw) return false
  const key = 'algorithm' in publicKey ? publicKey : await importPublicKey(publicKey).catch(() => undefined)
  return key !== undefined && verifyP256(key, raw, bytes)
}

/** Whether a record bears the signature of this key over all the rest of it. */
export async function verifyEvent(publicKey: Uint8Array | CryptoKey, record: Marked): Promise<boolean> {
  const signature = record.device?.signature
  return signature !== undefined && verifyBytes(publicKey, signature, signedPart(record))
}

/** One spelling only: the spare bits of the last character are zero. */
function readSignature(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]{86}$/.test(text)) return undefined
  const bytes = new Uint8Array(fromBase64Url(text))
  return toBase64Url(bytes) === text ? bytes : undefined
}
