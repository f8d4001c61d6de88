import { fromBase64Url, sha256, toBase64Url } from './hash.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** A private field as its recorder disclosed it. */
export interface Disclosed {
  readonly salt: string
  readonly name: string
  readonly value: unknown
}

/** 128 random bits in base64url: what makes the digest of a phone number useless to whoever guesses phone numbers. */
export const newSalt = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)))

/** A private field as an RFC 9901 (SD-JWT) disclosure: base64url of the JSON `[salt, name, value]`. */
export function disclose(name: string, value: unknown, salt = newSalt()): string {
  return toBase64Url(encoder.encode(JSON.stringify([salt, name, value])))
}

/** The digest that stands in the entry: base64url of SHA-256 over the disclosure's ASCII text. */
export const digestOf = (disclosure: string): string => toBase64Url(sha256(encoder.encode(disclosure)))

/** Digests of disclosures in the order in which an entry lists them. */
export const digestsOf = (disclosures: readonly string[]): string[] => disclosures.map(digestOf).sort()

/**
 * Opens a disclosure.
 *
 * @throws {TypeError} when it is not base64url of a JSON array of salt (22 characters: 128 bits), name and value
 */
export function openDisclosure(disclosure: string): Disclosed {
  const parsed: unknown = parseJson(decoder.decode(fromBase64Url(disclosure)))
  if (!Array.isArray(parsed) || parsed.length !== 3) throw new TypeError('not a disclosure')
  const [salt, name, value] = parsed as unknown[]
  if (typeof salt !== 'string' || typeof name !== 'string' || !/^[A-Za-z0-9_-]{22,}$/.test(salt))
    throw new TypeError('not a disclosure')
  return { salt, name, value }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TypeError('not a disclosure')
  }
}
