import { getPublicKeyAsync, signAsync, verifyAsync } from '@noble/ed25519'
import { fromBase64, toBase64 } from './base64.ts'
import { malformed } from './error.ts'
import { sha256 } from './hash.ts'

/** 1: Ed25519 over the text of a note. 4: a witness's cosignature/v1, Ed25519 over the time and the text. */
export type KeyType = 1 | 4

/** A public key of a signed note, its name and its id (32 bits, hexadecimal): what a signature line names. */
export interface VerifierKey {
  readonly name: string
  readonly id: string
  readonly type: KeyType
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array
}

/** A key that signs. `secret` is the Ed25519 seed of 32 bytes. */
export interface SignerKey extends VerifierKey {
  readonly secret: Uint8Array
}

const encoder = new TextEncoder()

/** A public key with the id that its name, type and bytes give (C2SP signed-note). @throws {LogError} on a name with a space or + */
export function verifierKey(name: string, type: KeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw malformed(`${name} is no name of a key`)
  const hashed = sha256(new Uint8Array([...encoder.encode(`${name}\n`), type, ...publicKey]))
  return { name, id: toHex(hashed.subarray(0, 4)), type, publicKey }
}

/** A new key from 32 random bytes. */
export function generateKey(name: string, type: KeyType = 1): Promise<SignerKey> {
  return signerKey(name, type, crypto.getRandomValues(new Uint8Array(32)))
}

/** Reads `name+id+base64`, the form in which a verifier's key is published. @throws {LogError} when it is none */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, id, type, bytes } = parseKey(text)
  const key = verifierKey(name, type, bytes)
  if (key.id !== id) throw malformed('the id is not of this key')
  return key
}

/** Reads `PRIVATE+KEY+name+id+base64`, the form in which a signer's key is kept. @throws {LogError} when it is none */
export async function parseSignerKey(text: string): Promise<SignerKey> {
  if (!text.startsWith(privatePrefix)) throw malformed('not a private key')
  const { name, id, type, bytes } = parseKey(text.slice(privatePrefix.length))
  const key = await signerKey(name, type, bytes)
  if (key.id !== id) throw malformed('the id is not of this key')
  return key
}

/** The form in which a key is published. */
export const formatVerifierKey = ({ name, id, type, publicKey }: VerifierKey): string =>
  `${name}+${id}+${encode(type, publicKey)}`

/** The form in which a key is kept. It is secret. */
export const formatSignerKey = ({ name, id, type, secret }: SignerKey): string =>
  `${privatePrefix}${name}+${id}+${encode(type, secret)}`

/** Ed25519 by RFC 8032. */
export const signWith = (key: SignerKey, message: Uint8Array): Promise<Uint8Array> =>
  signAsync(message, key.secret)

/**
 * Whether `signature` is the key's over `message`, by RFC 8032 and no more loosely: a signature that only some programs accept
 * would split those who read the log. Never throws.
 */
export async function verifyWith(
  key: Pick<VerifierKey, 'publicKey'>,
  signature: Uint8Array,
  message: Uint8Array,
): Promise<boolean> {
  if (signature.length !== 64) return false
  return verifyAsync(signature, message, key.publicKey, { zip215: false })
}

/** Neither empty, nor with a space of any alphabet, nor with a plus. */
export const isKeyName = (name: string): boolean => /^[^\p{White_Space}+]+$/u.test(name)

/** Lower-case hexadecimal. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const privatePrefix = 'PRIVATE+KEY+'

const encode = (type: KeyType, bytes: Uint8Array): string => toBase64(new Uint8Array([type, ...bytes]))

async function signerKey(name: string, type: KeyType, secret: Uint8Array): Promise<SignerKey> {
  return { ...verifierKey(name, type, await getPublicKeyAsync(secret)), secret }
}

/** The key itself may hold a plus; its name and id may not. */
function parseKey(text: string): { name: string; id: string; type: KeyType; bytes: Uint8Array } {
  const [, name, id, encoded] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? []
  if (name === undefined || id === undefined || encoded === undefined) throw malformed('not a key')
  const [type, ...bytes] = fromBase64(encoded)
  if ((type !== 1 && type !== 4) || bytes.length !== 32) throw malformed('not an Ed25519 key')
  return { name, id, type, bytes: Uint8Array.from(bytes) }
}
