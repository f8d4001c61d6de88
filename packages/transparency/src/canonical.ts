import canonicalize from 'canonicalize'

const encoder = new TextEncoder()

/**
 * The RFC 8785 (JCS) bytes of a JSON value: what is hashed, signed and stored.
 *
 * @throws {TypeError} when the value is not JSON (undefined, a function, NaN) or holds a lone surrogate
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a JSON value')
  return encoder.encode(text)
}
