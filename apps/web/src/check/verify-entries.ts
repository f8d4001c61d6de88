import type { LoggedEntry, LoggedTrace } from '@nguon/contract'
import {
  type ChainEntry,
  type Checkpoint,
  type DeviceKey,
  deviceKeysOf,
  fromBase64,
  hashFromBase64,
  LogError,
  leafHash,
  type OpenEntry,
  openEntry,
  toBase64Url,
  verifyChain,
  verifyInclusion,
} from '@nguon/transparency'
import { knownTypes } from './known-types.ts'
import { type Checked, Unchecked } from './outcome.ts'

/** The histories of the batches, by their ids. */
export type Chains = ReadonlyMap<string, readonly ChainEntry[]>

/** An entry that stands where it says in the log, or waits to be sealed. */
interface Placed extends OpenEntry {
  readonly bytes: Uint8Array
  /** Its place in the log; behind all others while it waits. */
  readonly index: number
}

/** What was recorded this lately may wait to be sealed, which happens every second; phones' clocks are wrong by some minutes. */
const freshMs = 10 * 60_000

/**
 * Checks every entry of an answer: that its exact bytes are in the log; that each batch's history is whole from its first entry on,
 * each linked to the one before; and that phones signed what they are said to have signed, under keys that are in the log too.
 *
 * @throws {LogError} what does not hold
 * @throws {Unchecked} `newer` for entries that this program cannot read; `unsealed` where nothing is sealed, or something was not for a long time
 */
export async function verifyEntries(
  trace: LoggedTrace,
  checkpoint: Checkpoint,
  now: Date,
): Promise<{ chains: Chains } & Pick<Checked, 'records' | 'unsealed' | 'newer' | 'revoked'>> {
  const entries = trace.entries.map((entry) => placeOf(entry, checkpoint))
  const phones = trace.keys.map((entry) => placeOf(entry, checkpoint))
  const keys = await verifyKeys(phones)
  const chains = new Map<string, readonly ChainEntry[]>()
  for (const batchId of trace.batchIds) {
    const own = entries.filter(({ body }) => batchesOf(body).includes(batchId))
    assertInOrder(own)
    chains.set(batchId, await verifyChain({ batchId }, bytesOf(own), { keys, types: knownTypes }))
  }
  assertWhole(trace, entries, chains)
  const isStale = [...entries, ...phones].some((entry) => isWaiting(entry) && !isFresh(entry, now))
  if (isStale || entries.every(isWaiting)) throw new Unchecked('unsealed')
  return { chains, ...count(entries, [...chains.values()].flat()) }
}

/** Where an entry stands. Its bytes are read only after the proof that the log holds them there. */
function placeOf({ id, entry, index, proof = [] }: LoggedEntry, { size, root }: Checkpoint): Placed {
  const bytes = fromBase64(entry)
  const claim = { leafHash: leafHash(bytes), size, root, proof: proof.map(hashFromBase64) }
  if (index !== undefined && !verifyInclusion({ ...claim, index }))
    throw new LogError('PROOF_INVALID', `${id} is not in the log`)
  const opened = openEntry(bytes, knownTypes)
  if (opened.body.v !== 1) throw new Unchecked('newer')
  if (opened.body.id !== id) throw new LogError('CHAIN_BROKEN', `${id} calls itself otherwise`)
  return { ...opened, bytes, index: index ?? Number.POSITIVE_INFINITY }
}

/** The keys of phones, each history of one checked like that of a batch. */
async function verifyKeys(entries: readonly Placed[]): Promise<DeviceKey[]> {
  const ids = new Set(entries.map(({ body }) => subjectOf(body)))
  for (const subjectId of ids) {
    const own = entries.filter(({ body }) => subjectOf(body) === subjectId)
    assertInOrder(own)
    await verifyChain({ subjectId }, bytesOf(own))
  }
  return deviceKeysOf(entries)
}

/** The log has a history's entries in their order, and those that wait come last. */
function assertInOrder(entries: readonly Placed[]): void {
  const isInOrder = entries.every((entry, at) => {
    const before = entries[at - 1]
    return !before || before.index < entry.index || isWaiting(entry)
  })
  if (!isInOrder) throw new LogError('CHAIN_BROKEN', 'the log has the entries in another order')
}

/** Every batch has a history, every entry is of one, and every signature was checked. */
function assertWhole({ batchIds }: LoggedTrace, entries: readonly Placed[], chains: Chains): void {
  const isOfNone = ({ body }: Placed) => !batchIds.some((id) => batchesOf(body).includes(id))
  if (entries.some(isOfNone) || [...chains.values()].some(({ length }) => length === 0))
    throw new LogError('CHAIN_BROKEN', 'not the entries of these batches')
  if ([...chains.values()].flat().some(({ signature }) => signature === 'unknown_key'))
    throw new LogError('SIGNATURE_INVALID', 'the key of a phone is missing')
}

function count(entries: readonly Placed[], chained: readonly ChainEntry[]) {
  const late = chained.filter(({ signature }) => signature === 'revoked')
  return {
    records: entries.length,
    unsealed: entries.filter(isWaiting).length,
    newer: entries.filter(({ isNewer }) => isNewer).length,
    revoked: new Set(late.map((entry) => toBase64Url(entry.leafHash))).size,
  }
}

const isWaiting = ({ index }: Placed): boolean => index === Number.POSITIVE_INFINITY

/** What came in a file bears the file's time, and beside it that of the import. */
function isFresh({ body: { importedAt, recordedAt } }: Placed, now: Date): boolean {
  return Math.abs(now.getTime() - Date.parse(String(importedAt ?? recordedAt))) < freshMs
}

const bytesOf = (entries: readonly Placed[]): Uint8Array[] => entries.map(({ bytes }) => bytes)

const batchesOf = ({ batches }: OpenEntry['body']): unknown[] =>
  Array.isArray(batches) ? batches.map((item) => item?.batchId) : []

const subjectOf = ({ subject }: OpenEntry['body']): string =>
  String((subject as { id?: unknown } | null | undefined)?.id)
