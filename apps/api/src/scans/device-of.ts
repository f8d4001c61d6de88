import { createHmac } from 'node:crypto'

/**
 * Part of a network that many subscribers share: the first three numbers of an IPv4 address, the first 48 bits of an IPv6 one.
 *
 * @param network as `networkOf` says it
 */
function prefixOf(network: string): string {
  const separator = network.includes(':') ? ':' : '.'
  return network.split(separator).slice(0, 3).join(separator)
}

/**
 * Tells apart, roughly, the phones that scan one code; scans of two codes have nothing in common, and without the key nobody can try
 * networks out.
 *
 * @param key outside the database
 * @returns 16 bytes of an HMAC-SHA-256
 */
export const deviceOf = (key: Buffer, code: string, network: string, agent: string): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify(['nguon scan', code, prefixOf(network), agent]))
    .digest()
    .subarray(0, 16)
