import { type DeviceKey, deviceKeysOf, type OpenEntry } from '@nguon/transparency'
import { packSigned, type SignedBundle, type SignedEntry, type Verdict } from './check-signatures.ts'
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
  /** Takes an entry and its bytes. @throws {Failure} 1 when it gives a phone another key */
  add(index: number, entry: OpenEntry, bytes: Uint8Array): void
  /** Has what was taken checked while the log is read on. @throws {Failure} 1 when a signature is wrong */
  settle(): Promise<void>
  /** @throws {Failure} 1 also when the log nowhere names the key of a signature */
  finish(): Promise<SignatureCounts>
}

/** A signed entry that stands before the key that it names. */
type Early = Omit<SignedEntry, 'key'> & { readonly keyId: string }

/** So many bundles may wait for their turn: reading is faster than checking. */
const mostRunning = 64

export function openSignatureBook(check: (signed: SignedBundle) => Promise<Verdict>): SignatureBook {
  const keys = new Map<string, DeviceKey>()
  const counts = { valid: 0, revoked: 0, none: 0 }
  const early: Early[] = []
  let taken: SignedEntry[] = []
  const running: Promise<Verdict>[] = []

  function start(): void {
    if (taken.length === 0) return
    const checking = check(packSigned(taken))
    checking.catch(() => {}) // whoever settles hears of it
    running.push(checking)
    taken = []
  }

  /** Waits, oldest first, until no more than so many are being checked. */
  async function settleTo(most: number): Promise<void> {
    while (running.length > most) {
      const verdict = (await running.shift()) as Verdict
      if (verdict.wrong !== undefined)
        throw unverified(`Entry ${verdict.wrong} was not signed by the phone it names.`)
      counts.valid += verdict.valid
      counts.revoked += verdict.revoked
    }
  }

  return {
    add(index, entry, bytes) {
      if (entry.body.type === 'device_key_version' && entry.body.v === 1)
        for (const key of keyOf(index, entry)) enter(keys, key, index)
      const keyId = keyIdOf(entry)
      const key = keyId === undefined ? undefined : keys.get(keyId)
      if (keyId === undefined) counts.none += 1
      else if (key) taken.push({ index, bytes, key })
      else early.push({ index, bytes, keyId })
    },
    async settle() {
      start()
      await settleTo(mostRunning)
    },
    async finish() {
      for (const { keyId, ...signed } of early.splice(0)) {
        const key = keys.get(keyId)
        if (!key)
          throw unverified(
            `Entry ${signed.index} is signed by a phone whose key the log does not name (${keyId}).`,
          )
        taken.push({ ...signed, key })
      }
      start()
      await settleTo(0)
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
function enter(keys: Map<string, DeviceKey>, key: DeviceKey, index: number): void {
  const known = keys.get(key.keyId)
  const isSame = !known || Buffer.compare(known.publicKey, key.publicKey) === 0
  const isTakenBack = known?.revokedAt !== undefined && known.revokedAt !== key.revokedAt
  if (!isSame || isTakenBack)
    throw unverified(
      `Entry ${index} gives the phone ${key.keyId} another key, or takes back that it was revoked.`,
    )
  keys.set(key.keyId, key)
}
