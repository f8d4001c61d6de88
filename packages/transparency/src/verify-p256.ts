const algorithm = { name: 'ECDSA', hash: 'SHA-256' } as const

/**
 * Whether `signature` (r and s, 32 bytes each) is the ECDSA P-256 SHA-256 signature of this key over `bytes`. Runs everywhere; Node
 * takes verify-p256-node.ts instead (package.json, `imports`).
 */
export const verifyP256 = (key: CryptoKey, signature: Uint8Array, bytes: Uint8Array): Promise<boolean> =>
  crypto.subtle.verify(algorithm, key, new Uint8Array(signature), new Uint8Array(bytes))
