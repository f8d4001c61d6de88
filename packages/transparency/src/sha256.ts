import { sha256 as hash } from '@noble/hashes/sha2.js'

/** SHA-256 of `bytes`: 32 bytes. Runs everywhere; Node takes sha256-node.ts instead (package.json, `imports`). */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash(bytes)
