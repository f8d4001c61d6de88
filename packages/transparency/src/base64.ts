import { malformed } from './error.ts'

/** Base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The bytes of a base64 text in its one spelling: padded, no white space, spare bits zero. @throws {LogError} when it is none */
export function fromBase64(text: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw malformed('not base64')
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  if (toBase64(bytes) !== text) throw malformed('not base64')
  return bytes
}

/** A SHA-256 hash as C2SP writes it. @throws {LogError} unless it has 32 bytes */
export function hashFromBase64(text: string): Uint8Array {
  const bytes = fromBase64(text)
  if (bytes.length !== 32) throw malformed('not a hash')
  return bytes
}

/** A number as C2SP writes it: decimal, no leading zeros, no sign. @throws {LogError} when it is none, or larger than 2^53 - 1 */
export function parseDecimal(text: string): number {
  const number = Number(text)
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(number)) throw malformed('not a number')
  return number
}
