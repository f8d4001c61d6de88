import { leafHash } from '@nguon/transparency'
import { type ChainBook, openChainBook } from './chain-book.ts'
import { unverified } from './failure.ts'
import { readEntry } from './fsck.ts'
import { growTiles } from './grow-tiles.ts'
import { openSource } from './log-source.ts'
import { assertRoot, bundleAt, bundlesOf, readEntries } from './read-tree.ts'
import { findTrust, openNoteOf, type TrustOptions } from './trust.ts'

/** The heads of all histories in a mirror, and which checkpoint they are of. */
export interface Heads extends Pick<ChainBook, 'batches' | 'subjects'> {
  readonly origin: string
  readonly size: number
  /** The note. */
  readonly checkpoint: string
}

/**
 * Reads the heads out of the entries in a mirror. Asked again after the mirror has grown, it reads only what is new.
 *
 * @throws {Failure} 1 when the entries are not those that the log signed, or a history has a gap
 */
export function followHeads(path: string, options: TrustOptions = {}): () => Promise<Heads> {
  const source = openSource(path)
  const book = openChainBook()
  const growing = growTiles()
  let known: Heads | undefined

  async function read(): Promise<Heads> {
    const checkpoint = (await source.readCheckpoint()).toString()
    if (known?.checkpoint === checkpoint) return known
    const { policy } = await findTrust(options, source)
    const { origin, size, root } = await openNoteOf(checkpoint, policy, path)
    const tree = await growing
    if (size < tree.size()) throw unverified(`${path} has become smaller.`)
    for (let index = Math.floor(tree.size() / 256); index < bundlesOf(size); index++) {
      const entries = await readEntries(source, bundleAt(index, size))
      for (const bytes of entries.slice(tree.size() - index * 256)) {
        book.add(tree.size(), readEntry(tree.size(), bytes))
        tree.append([leafHash(bytes)])
      }
    }
    assertRoot(tree, root, path)
    known = { origin, size, checkpoint, batches: book.batches, subjects: book.subjects }
    return known
  }

  let last: Promise<unknown> = Promise.resolve()
  return () => {
    const mine = last.then(read)
    last = mine.catch(() => {})
    return mine
  }
}
