import {
  appendLeaves,
  frontierOf,
  readNodesOfTiles,
  rootFromFrontier,
  type Tile,
  tileWidth,
  widthAt,
} from '@nguon/transparency'

/** A tile of hashes with its hashes. */
export interface HashTile extends Tile {
  readonly level: number
  readonly hashes: readonly Uint8Array[]
}

/** The tree of a log while it is read from left to right. Holds one tile a level, however long the log is. */
export interface GrowingTree {
  size(): number
  /** The root of what was appended so far. */
  root(): Uint8Array
  /** @returns the tiles that became full */
  append(leaves: readonly Uint8Array[]): HashTile[]
  /** The tiles at the right edge that are not full. */
  edge(): HashTile[]
}

/**
 * Goes on growing a tree whose first leaves are there already.
 *
 * @param start how many: a multiple of 256
 * @param size of the tree whose tiles `readTile` gives; at least `start`
 */
export async function growTiles(
  start = 0,
  size = 0,
  readTile: (tile: Tile) => Promise<readonly Uint8Array[]> = async () => [],
): Promise<GrowingTree> {
  const rows: Uint8Array[][] = []
  for (let level = 1; tileWidth ** level <= start; level++) {
    const at = { level, index: Math.floor(start / tileWidth ** (level + 1)) }
    const width = widthAt(at, start)
    if (width > 0) rows[level] = (await readTile({ ...at, width: widthAt(at, size) })).slice(0, width)
  }
  const frontier = await readNodesOfTiles(size, readTile)(frontierOf(start))
  return growFrom(start, frontier, rows)
}

function growFrom(start: number, before: readonly Uint8Array[], rows: Uint8Array[][]): GrowingTree {
  let [size, frontier] = [start, before]

  function push(level: number, hash: Uint8Array, full: HashTile[], index: number): void {
    rows[level] ??= []
    const row = rows[level]
    row.push(hash)
    if (row.length < tileWidth) return
    full.push({ level, index: Math.floor(index / tileWidth), width: tileWidth, hashes: row })
    rows[level] = []
  }

  return {
    size: () => size,
    root: () => rootFromFrontier(frontier),
    append(leaves) {
      const full: HashTile[] = []
      const appended = appendLeaves(size, frontier, leaves)
      for (const [at, leaf] of leaves.entries()) push(0, leaf, full, size + at)
      for (const { level, index, hash } of appended.nodes)
        if (level % 8 === 0) push(level / 8, hash, full, index)
      size += leaves.length
      frontier = appended.frontier
      return full
    },
    edge: () =>
      rows.flatMap((hashes, level): HashTile[] => {
        const index = Math.floor(size / tileWidth ** (level + 1))
        return hashes.length > 0 ? [{ level, index, width: hashes.length, hashes }] : []
      }),
  }
}
