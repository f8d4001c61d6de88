import { createHmac } from 'node:crypto'

/**
 * The PIN below the scratch-off field of a package: 8 digits, an HMAC-SHA-256 of its code under a key outside the database. Nothing
 * is kept of a PIN before somebody tries one.
 *
 * @param code as its scans are kept: two cooperatives may print the same numbered serial, and neither can find out the other's PINs
 */
export function pinOf(key: Buffer, code: string): string {
  const number = createHmac('sha256', key).update(`nguon pin ${code}`).digest().readBigUInt64BE()
  return String(number % 100_000_000n).padStart(8, '0') // 2^64 is so much larger that no PIN is noticeably likelier
}
