import type { LoggedEntry, LoggedTrace } from '@nguon/contract'
import {
  canonicalBytes,
  consistencyProof,
  formatVerifierKey,
  generateKey,
  inclusionProof,
  leafHash,
  nodeHash,
  type ReadNodes,
  rootOf,
  type SignerKey,
  signCheckpoint,
  signEvent,
  toBase64Url,
} from '@nguon/transparency'

/** Long ago, as seen from {@link now}: what waits since then should have been sealed. */
const recordedAt = '2026-11-20T08:00:00.000Z'
export const now = new Date('2026-11-23T08:00:00.000Z')

/** A log with its entries in order, each as its server keeps it. */
export interface SampleLog {
  readonly key: SignerKey
  readonly verifierKey: string
  readonly entries: readonly Uint8Array[]
}

/** An entry of a batch, signed by a phone, behind the entry `prev` of it. */
interface Draft {
  readonly batchId: string
  readonly sequence: number
  readonly prev?: Uint8Array | undefined
  readonly type?: string
  readonly more?: object
  readonly at?: string
}

/** A phone that signs, with the entry of its key. */
export interface Phone {
  readonly keyId: string
  readonly keyEntry: Uint8Array
  readonly entryOf: (draft: Draft) => Promise<Uint8Array>
}

export async function makePhone(keyId = 'phone', revokedAt?: string): Promise<Phone> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)))
  const subject = { kind: 'device_key', id: keyId, sequence: 1, prev: null }
  const data = { publicKey, revokedAt }
  const head = { v: 1, id: `key-${keyId}`, organizationId: 'org', recordedAt }
  const keyEntry = canonicalBytes({ ...head, type: 'device_key_version', subject, data })
  return { keyId, keyEntry, entryOf: (draft) => signedEntry(pair.privateKey, keyId, draft) }
}

async function signedEntry(privateKey: CryptoKey, keyId: string, draft: Draft): Promise<Uint8Array> {
  const { batchId, sequence, prev, type = 'harvest', more = {}, at = recordedAt } = draft
  const item = { batchId, role: 'about' }
  const recorded = { v: 1, id: `${batchId}-${sequence}`, type, organizationId: 'org', batches: [item] }
  const signed = await signEvent(privateKey, { ...recorded, ...more, device: { keyId, sequence } })
  const link = { sequence, prev: prev ? toBase64Url(leafHash(prev)) : null }
  const batches = signed.batches.map((each) => ({ ...each, ...link }))
  return canonicalBytes({ ...signed, batches, recordedAt: at })
}

/** A log of these entries, under a new key. */
export async function sealAll(entries: readonly Uint8Array[]): Promise<SampleLog> {
  const key = await generateKey('farm.example/log')
  return { key, verifierKey: formatVerifierKey(key), entries }
}

export const noteOf = async ({ key, entries }: SampleLog, size = entries.length): Promise<string> =>
  signCheckpoint({ origin: key.name, size, root: await rootOf(size, nodesOf(entries)) }, key)

/** What `/api/v1/trace/…` answers: the entries of these numbers in the log of `size`; what is behind it waits. */
export async function traceOf(
  log: SampleLog,
  own: { batchIds: readonly string[]; entries: readonly number[]; keys: readonly number[]; size?: number },
): Promise<LoggedTrace> {
  const { size = log.entries.length, batchIds } = own
  const logged = (numbers: readonly number[]) =>
    Promise.all(numbers.map((index) => loggedEntry(log, index, size)))
  return {
    ...{ batchId: batchIds[0] ?? '', batchIds: [...batchIds], isWhole: true },
    checkpoint: await noteOf(log, size),
    entries: await logged(own.entries),
    keys: await logged(own.keys),
  }
}

async function loggedEntry({ entries }: SampleLog, index: number, size: number): Promise<LoggedEntry> {
  const bytes = entries[index] ?? new Uint8Array()
  const entry = Buffer.from(bytes).toString('base64')
  const { id } = JSON.parse(Buffer.from(bytes).toString())
  if (index >= size) return { id, entry }
  const proof = await inclusionProof(index, size, nodesOf(entries))
  return { id, entry, index, proof: proof.map((hash) => Buffer.from(hash).toString('base64')) }
}

/** What `/api/v1/log/consistency` answers. */
export async function growthOf({ entries }: SampleLog, from: number, to: number): Promise<Uint8Array> {
  const proof = await consistencyProof(from, to, nodesOf(entries))
  return bytesOf({ from, to, proof: proof.map((hash) => Buffer.from(hash).toString('base64')) })
}

export const bytesOf = (answer: unknown): Uint8Array => new Uint8Array(Buffer.from(JSON.stringify(answer)))

/** Complete nodes, each from its leaves. */
const nodesOf =
  (entries: readonly Uint8Array[]): ReadNodes =>
  async (coordinates) =>
    coordinates.map(({ level, index }) => hashOf(entries, level, index))

function hashOf(entries: readonly Uint8Array[], level: number, index: number): Uint8Array {
  if (level === 0) return leafHash(entries[index] ?? new Uint8Array())
  return nodeHash(hashOf(entries, level - 1, 2 * index), hashOf(entries, level - 1, 2 * index + 1))
}
