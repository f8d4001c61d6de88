import type { Worker } from 'node:worker_threads'
import { LogError, leafHash, type OpenEntry, openEntry } from '@nguon/transparency'
import { openChainBook } from './chain-book.ts'
import { checkSignatures } from './check-signatures.ts'
import { unverified } from './failure.ts'
import { growTiles } from './grow-tiles.ts'
import { type LogSource, openSource } from './log-source.ts'
import { assertRoot, assertSameTile, bundleAt, bundlesOf, readEntries } from './read-tree.ts'
import { openSignatureBook, type SignatureCounts } from './signature-book.ts'
import { openThreads, type SignatureThreads } from './signature-threads.ts'
import { findTrust, openNoteOf, type TrustOptions } from './trust.ts'

interface FsckOptions extends TrustOptions {
  /** Another program's log: its entries are bytes, of which only the tree is checked. */
  readonly treeOnly?: boolean
  /** Starts a thread that checks signatures; without it they are checked in this one. */
  readonly startThread?: (() => Worker) | undefined
}

/** What was checked, all of it right. */
export interface Checked {
  readonly origin: string
  readonly size: number
  readonly witnesses: readonly string[]
  readonly batches?: number
  readonly subjects?: number
  readonly signatures?: SignatureCounts
}

interface Reader {
  /** The leaf hash of an entry, once it is seen to be right. */
  read(index: number, bytes: Uint8Array): Uint8Array
  settle(): Promise<void>
  finish(): Promise<Omit<Checked, 'origin' | 'size' | 'witnesses'>>
}

/**
 * Computes everything in the folder of a mirror again: leaf hashes from the entries, all tiles, the root and its signature; and in the
 * entries the history of every batch and subject and the signatures of the phones.
 *
 * @throws {Failure} 1 with the first thing that is wrong
 */
export async function fsck(
  path: string,
  options: FsckOptions = {},
  progress: (text: string) => void = () => {},
): Promise<Checked> {
  const source = openSource(path)
  const note = await source.readCheckpoint()
  const { policy } = await findTrust(options, source)
  const { origin, size, root, cosignatures } = await openNoteOf(note, policy, path)
  const threads: SignatureThreads = options.startThread ? openThreads(options.startThread) : sameThread
  try {
    const reader = options.treeOnly ? treeReader : entryReader(threads)
    await readTree(source, size, root, reader, progress)
    const witnesses = cosignatures.map(({ key }) => key.name)
    return { origin, size, witnesses, ...(await reader.finish()) }
  } finally {
    await threads.close()
  }
}

const sameThread: SignatureThreads = { check: checkSignatures, close: async () => {} }

async function readTree(
  source: LogSource,
  size: number,
  root: Uint8Array,
  reader: Reader,
  progress: (text: string) => void,
): Promise<void> {
  const tree = await growTiles()
  for (let index = 0; index < bundlesOf(size); index++) {
    const entries = await readEntries(source, bundleAt(index, size))
    const leaves = entries.map((bytes, at) => reader.read(tree.size() + at, bytes))
    for (const tile of tree.append(leaves)) await assertSameTile(source, tile)
    await reader.settle()
    if (index % 100 === 0) progress(`${tree.size()} of ${size} entries`)
  }
  for (const tile of tree.edge()) await assertSameTile(source, tile)
  assertRoot(tree, root, source.name)
}

const treeReader: Reader = {
  read: (_index, bytes) => leafHash(bytes),
  settle: async () => {},
  finish: async () => ({}),
}

function entryReader({ check }: SignatureThreads): Reader {
  const [chains, signatures] = [openChainBook(), openSignatureBook(check)]
  return {
    read(index, bytes) {
      const entry = readEntry(index, bytes)
      chains.add(index, entry)
      signatures.add(index, entry, bytes)
      return entry.leafHash
    },
    settle: signatures.settle,
    finish: async () => ({
      batches: chains.batches.size,
      subjects: chains.subjects.size,
      signatures: await signatures.finish(),
    }),
  }
}

/** @throws {Failure} 1 when the bytes are no entry of ours */
export function readEntry(index: number, bytes: Uint8Array): OpenEntry {
  try {
    return openEntry(bytes)
  } catch (error) {
    throw error instanceof LogError ? unverified(`Entry ${index} is ${error.message}.`) : error
  }
}
