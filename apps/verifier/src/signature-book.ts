import {
  checkSigner,
  type DeviceKey,
  deviceKeysOf,
  importPublicKey,
  LogError,
  type OpenEntry,
} from '@nguon/transparency'
import { unverified } from './failure.ts'

/** How many entries phones signed. */
export interface SignatureCounts {
  readonly valid: number
  /** Recorded after the phone was revoked: a person of the organization took them over. */
  readonly revoked: number
  /** Entries that no phone signed. */
  readonly none: number
}

/** Checks the signatures of phones while the log is read entry by entry, under the keys that the log itself names. */
export interface SignatureBook {
  /** Takes an entry; its signature is checked while the next ones are read. @throws {Failure} 1 */
  add(index: number, entry: OpenEntry): void
  /** Waits for what is being checked. @throws {Failure} 1 when a signature is wrong */
  settle(): Promise<void>
  /** @throws {Failure} 1 also when the log nowhere names the key of a signature */
  finish(): Promise<SignatureCounts>
}

interface Signed {
  readonly index: number
  readonly entry: OpenEntry
  readonly keyId: string
}

interface Key {
  readonly key: DeviceKey
  /** None, where it is no point of the curve: nothing is signed under it. */
  readonly imported: Promise<CryptoKey | undefined>
}

export function openSignatureBook(): SignatureBook {
  const keys = new Map<string, Key>()
  const counts = { valid: 0, revoked: 0, none: 0 }
  const early: Signed[] = [] // before the key that they name
  let running: Promise<void>[] = []

  async function check({ index, entry, keyId }: Signed): Promise<void> {
    const known = keys.get(keyId)
    if (!known)
      throw unverified(`Entry ${index} is signed by a phone whose key the log does not name (${keyId}).`)
    const imported = await known.imported
    const key = { ...known.key, ...(imported ? { imported } : {}) }
    const signature = await checkSigner(entry, index, [key]).catch((error: unknown) => {
      throw error instanceof LogError
        ? unverified(`Entry ${index} was not signed by the phone it names.`)
        : error
    })
    counts[signature === 'revoked' ? 'revoked' : 'valid'] += 1
  }

  function start(signed: Signed): void {
    const checking = check(signed)
    checking.catch(() => {}) // whoever settles hears of it
    running.push(checking)
  }

  async function settle(): Promise<void> {
    const checks = running
    running = []
    await Promise.all(checks)
  }

  return {
    settle,
    add(index, entry) {
      if (entry.body.type === 'device_key_version' && entry.body.v === 1)
        for (const key of keyOf(index, entry)) enter(keys, key, index)
      const keyId = keyIdOf(entry)
      if (keyId === undefined) counts.none += 1
      else if (keys.has(keyId)) start({ index, entry, keyId })
      else early.push({ index, entry, keyId })
    },
    async finish() {
      for (const signed of early.splice(0)) start(signed)
      await settle()
      return counts
    },
  }
}

function keyIdOf({ body }: OpenEntry): string | undefined {
  if (body.v !== 1 || body.device === undefined) return undefined
  return String((body.device as { keyId?: unknown } | null)?.keyId)
}

function keyOf(index: number, entry: OpenEntry): DeviceKey[] {
  try {
    return deviceKeysOf([entry])
  } catch {
    throw unverified(`Entry ${index} is the key of a phone, and no key.`)
  }
}

/** The key of a phone never changes: it may only be revoked. */
function enter(keys: Map<string, Key>, key: DeviceKey, index: number): void {
  const known = keys.get(key.keyId)
  const isSame = !known || Buffer.compare(known.key.publicKey, key.publicKey) === 0
  const isTakenBack = known?.key.revokedAt !== undefined && known.key.revokedAt !== key.revokedAt
  if (!isSame || isTakenBack)
    throw unverified(
      `Entry ${index} gives the phone ${key.keyId} another key, or takes back that it was revoked.`,
    )
  keys.set(key.keyId, {
    key,
    imported: known?.imported ?? importPublicKey(key.publicKey).catch(() => undefined),
  })
}
