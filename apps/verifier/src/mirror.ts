import { rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  encodeBundle,
  encodeTile,
  leafHash,
  type OpenCheckpoint,
  tilePath,
  tilesOf,
  tileWidth,
  widthAt,
} from '@nguon/transparency'
import { compareViews, type View } from './compare-views.ts'
import { unverified } from './failure.ts'
import { type Folder, openFolder } from './folder.ts'
import { type GrowingTree, growTiles, type HashTile } from './grow-tiles.ts'
import { keysFile, type LogSource, openSource } from './log-source.ts'
import { assertRoot, assertSameTile, bundleAt, bundlesOf, readEntries, readHashes } from './read-tree.ts'
import { findTrust, keysOf, openNoteOf, type TrustOptions, trustKeys } from './trust.ts'

/** What a mirror holds now. */
export interface Mirrored {
  readonly origin: string
  readonly size: number
  /** Entries that were not there before. */
  readonly added: number
  readonly warning?: string
}

/** So many bundles are fetched at a time; each has at most 16.8 MB and usually less than 0.3. */
const atOnce = 8

/**
 * Brings the mirror in `path` to the present state of a log. Nothing is believed: every entry is hashed, every tile of the server is
 * held against the one computed here, and the tree must begin with the one that the mirror has and end in the signed root. The new
 * checkpoint is stored last: whatever stops the program, the mirror is whole and the next run goes on.
 *
 * @throws {Failure}
 */
export async function mirror(
  from: string,
  path: string,
  options: TrustOptions = {},
  progress: (text: string) => void = () => {},
): Promise<Mirrored> {
  const folder = openFolder(path)
  const [server, kept] = [openSource(from), openSource(path)]
  const { policy, warning } = await findTrust(options, kept, server)
  const oldNote = folder.read('checkpoint')
  // witnesses are asked of what is new: the old one may be from before there were any
  const old = oldNote && (await openNoteOf(oldNote, trustKeys(policy.logs.map(({ key }) => key)), path))
  const note = await server.readCheckpoint()
  const now = await openNoteOf(note, policy, from)
  if (!folder.read(keysFile)) folder.write(keysFile, `${keysOf(policy).join('\n')}\n`)
  if (old && oldNote) await assertGrows(viewOf(path, oldNote, old, kept), viewOf(from, note, now, server))

  const tree = await openTree(kept, old?.size ?? 0)
  for (let index = tree.size() / tileWidth; index < bundlesOf(now.size); index += atOnce) {
    const indexes = Array.from(
      { length: Math.min(atOnce, bundlesOf(now.size) - index) },
      (_, at) => index + at,
    )
    const bundles = await Promise.all(indexes.map((each) => readBundle(server, folder, each, now.size)))
    for (const [at, entries] of bundles.entries()) {
      folder.write(tilePath(bundleAt(index + at, now.size)), encodeBundle(entries))
      for (const tile of append(tree, entries, old, from)) await keepTile(server, folder, tile)
    }
    progress(`${tree.size()} of ${now.size} entries`)
  }
  for (const tile of tree.edge()) await keepTile(server, folder, tile)
  assertRoot(tree, now.root, from)
  folder.sync()
  folder.write('checkpoint', note)
  folder.sync()
  removeOldEdge(folder, old?.size ?? 0, now.size)
  const { origin, size } = now
  return { origin, size, added: size - (old?.size ?? 0), ...(warning ? { warning } : {}) }
}

const viewOf = (name: string, note: Buffer, checkpoint: OpenCheckpoint, source: LogSource): View => ({
  name,
  note: note.toString(),
  checkpoint,
  source,
})

/** A log only grows. What it showed once it must show again. */
async function assertGrows(old: View, now: View): Promise<void> {
  if (now.checkpoint.origin !== old.checkpoint.origin)
    throw unverified(`${old.name} is a mirror of ${old.checkpoint.origin}, not of ${now.checkpoint.origin}.`)
  await compareViews(old, now)
  if (now.checkpoint.size < old.checkpoint.size)
    throw unverified(
      `${now.name} shows ${now.checkpoint.size} entries, and showed ${old.checkpoint.size} before. It may be an old copy: try again ` +
        'later; if it stays so, the log hides what it has published.',
    )
}

/** The tree up to the last full bundle that the mirror has; what follows is read again. */
function openTree(kept: LogSource, size: number): Promise<GrowingTree> {
  return growTiles(Math.floor(size / tileWidth) * tileWidth, size, (tile) => readHashes(kept, tile))
}

/** The entries of a bundle: those that an earlier run has stored already, if they are the server's, or the server's. */
async function readBundle(
  server: LogSource,
  folder: Folder,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  const bundle = bundleAt(index, size)
  const stored = folder.read(tilePath(bundle))
  if (stored) {
    const kept = await readEntries({ ...server, readTile: async () => stored }, bundle).catch(() => [])
    const hashes = await readHashes(server, { ...bundle, level: 0 })
    if (Buffer.concat(kept.map(leafHash)).equals(Buffer.concat(hashes))) return kept
  }
  return readEntries(server, bundle)
}

/** Appends entries; where the tree is as large as it was when the mirror ran last, it must be the same. */
function append(
  tree: GrowingTree,
  entries: readonly Uint8Array[],
  old: OpenCheckpoint | undefined,
  name: string,
): HashTile[] {
  const leaves = entries.map(leafHash)
  const before = Math.min(Math.max((old?.size ?? 0) - tree.size(), 0), leaves.length)
  const full = tree.append(leaves.slice(0, before))
  if (old && tree.size() === old.size) assertRoot(tree, old.root, name)
  return [...full, ...tree.append(leaves.slice(before))]
}

async function keepTile(server: LogSource, folder: Folder, tile: HashTile): Promise<void> {
  await assertSameTile(server, tile)
  folder.write(tilePath(tile), encodeTile(tile.hashes))
}

/** Of the tree as it was, what is not in the tree as it is: tiles that were not full. */
function removeOldEdge(folder: Folder, from: number, to: number): void {
  if (from === 0 || from === to) return
  const bundle = bundleAt(bundlesOf(from) - 1, from)
  for (const tile of [bundle, ...tilesOf(from).filter(({ width }) => width < tileWidth)])
    if (tile.width < tileWidth && tile.width < widthAt(tile, to))
      rmSync(join(folder.path, tilePath(tile)), { force: true })
}
