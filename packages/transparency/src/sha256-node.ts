import { hash } from 'node:crypto'

/** SHA-256 of `bytes`: 32 bytes. Node's own is more than twice as fast as sha256.ts, which a log of a million entries notices. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset } = hash('sha256', bytes, 'buffer')
  return new Uint8Array(buffer, byteOffset, 32)
}
