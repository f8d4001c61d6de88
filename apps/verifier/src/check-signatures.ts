import {
  checkSigner,
  type DeviceKey,
  decodeBundle,
  encodeBundle,
  importPublicKey,
  LogError,
} from '@nguon/transparency'

/** An entry that was opened, and the key that it names as the log gave it up to there. */
export interface SignedEntry {
  readonly index: number
  readonly bytes: Uint8Array
  readonly key: DeviceKey
}

/** Signed entries as one thread hands them to another: their bytes in one piece, as a bundle of the log has them. */
export interface SignedBundle {
  readonly bundle: Uint8Array<ArrayBuffer>
  readonly signers: readonly Pick<SignedEntry, 'index' | 'key'>[]
}

/** How many of a bundle are right. */
export interface Verdict {
  readonly valid: number
  readonly revoked: number
  /** The first that its phone did not sign; what comes after it is not looked at. */
  readonly wrong?: number
}

export const packSigned = (entries: readonly SignedEntry[]): SignedBundle => ({
  bundle: new Uint8Array(encodeBundle(entries.map(({ bytes }) => bytes))),
  signers: entries.map(({ index, key }) => ({ index, key })),
})

/** Checks what phones signed, one after the other in this thread. */
export async function checkSignatures({ bundle, signers }: SignedBundle): Promise<Verdict> {
  const counts = { valid: 0, revoked: 0 }
  for (const [at, bytes] of decodeBundle(bundle, signers.length).entries()) {
    const { index, key } = signers[at] as SignedBundle['signers'][number]
    const body = JSON.parse(Buffer.from(bytes).toString())
    const imported = await importOnce(key)
    try {
      const signature = await checkSigner({ body }, index, [{ ...key, ...(imported ? { imported } : {}) }])
      counts[signature === 'revoked' ? 'revoked' : 'valid'] += 1
    } catch (error) {
      if (error instanceof LogError) return { ...counts, wrong: index }
      throw error
    }
  }
  return counts
}

const imports = new Map<string, Promise<CryptoKey | undefined>>()

/** None, where it is no point of the curve: nothing is signed under it. */
function importOnce({ publicKey }: DeviceKey): Promise<CryptoKey | undefined> {
  const name = Buffer.from(publicKey).toString('latin1')
  const known = imports.get(name) ?? importPublicKey(publicKey).catch(() => undefined)
  imports.set(name, known)
  return known
}
