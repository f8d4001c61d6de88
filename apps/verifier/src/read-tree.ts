import {
  decodeBundle,
  decodeTile,
  LogError,
  type Tile,
  tilePath,
  tileWidth,
  widthAt,
} from '@nguon/transparency'
import { unverified } from './failure.ts'
import type { GrowingTree, HashTile } from './grow-tiles.ts'
import type { LogSource } from './log-source.ts'

/** The bundle with these entries in a tree of `size`. */
export function bundleAt(index: number, size: number): Tile {
  return { level: 'entries', index, width: widthAt({ level: 'entries', index }, size) }
}

/** How many bundles a tree of `size` has. */
export const bundlesOf = (size: number): number => Math.ceil(size / tileWidth)

/** The entries of a bundle, in their exact bytes. @throws {Failure} 1 when it is none */
export async function readEntries(source: LogSource, bundle: Tile): Promise<Uint8Array[]> {
  const bytes = await source.readTile(bundle)
  return explain(source, bundle, () => decodeBundle(bytes, bundle.width))
}

/** The hashes of a tile. @throws {Failure} 1 when it is none */
export async function readHashes(source: LogSource, tile: Tile): Promise<Uint8Array[]> {
  const bytes = await source.readTile(tile)
  return explain(source, tile, () => decodeTile(bytes, tile.width))
}

/** @throws {Failure} 1 unless the tile that `source` gives holds the hashes that were computed */
export async function assertSameTile(source: LogSource, tile: HashTile): Promise<void> {
  const given = Buffer.concat(await readHashes(source, tile))
  const at = tile.hashes.findIndex((hash, place) => !given.subarray(place * 32, place * 32 + 32).equals(hash))
  if (at < 0) return
  const place = tile.index * tileWidth + at
  throw unverified(
    tile.level === 0
      ? `Entry ${place} of ${source.name} is not the one that was hashed: ${tilePath(tile)} has another hash of it.`
      : `${source.name}: hash ${place} of ${tilePath(tile)} is not that of the entries below it.`,
  )
}

/** @throws {Failure} 1 unless the entries that were read lead to the signed root */
export function assertRoot(tree: GrowingTree, root: Uint8Array, name: string): void {
  if (Buffer.compare(tree.root(), root) === 0) return
  throw unverified(
    `The first ${tree.size()} entries of ${name} are not those that the log signed: another root.`,
  )
}

function explain<T>({ name }: LogSource, tile: Tile, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof LogError ? unverified(`${name}: ${tilePath(tile)} is ${error.message}.`) : error
  }
}
