import { parseDecimal } from './base64.ts'
import { malformed } from './error.ts'
import { nodeHash } from './hash.ts'
import type { Coordinate, ReadNodes } from './tree.ts'

/** How many hashes, or entries, a full tile holds. */
export const tileWidth = 256

const tileHeight = 8
const maxEntryBytes = 65_535

/**
 * A file of the log (C2SP tlog-tiles): up to 256 neighbouring hashes of one level, or the entries below a tile of level 0.
 * Level `L` holds the roots of subtrees of 256^L leaves. `width` is 1 to 256; less than 256 only at the right edge of a tree.
 */
export interface Tile {
  readonly level: number | 'entries'
  readonly index: number
  readonly width: number
}

/** Where a tile lies: `tile/0/x001/234.p/17`. */
export function tilePath({ level, index, width }: Tile): string {
  const [last = '000', ...above] = (index.toString().match(/.{1,3}(?=(.{3})*$)/g) ?? [])
    .map((digits) => digits.padStart(3, '0'))
    .reverse()
  const number = [...above.reverse().map((digits) => `x${digits}`), last].join('/')
  return `tile/${level}/${number}${width === tileWidth ? '' : `.p/${width}`}`
}

/** Reads a path. Every tile has one spelling. @throws {LogError} `MALFORMED` */
export function parseTilePath(path: string): Tile {
  const [, at = '', number = '', width] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? []
  const level: Tile['level'] = at === 'entries' ? at : parseDecimal(at)
  const index = Number(number.replaceAll(/[x/]/g, ''))
  const tile = { level, index, width: width === undefined ? tileWidth : parseDecimal(width) }
  const isPossible = Number.isSafeInteger(index) && tile.width > 0 && (level === 'entries' || level <= 63)
  if (!isPossible || tile.width > tileWidth || tilePath(tile) !== path) throw malformed('no path of a tile')
  return tile
}

/** How many hashes a tile holds in the tree of `size` leaves: 0 when there is no such tile yet. */
export function widthAt({ level, index }: Omit<Tile, 'width'>, size: number): number {
  const hashes = Math.floor(size / tileWidth ** levelOf(level))
  return Math.min(Math.max(hashes - index * tileWidth, 0), tileWidth)
}

/** The tiles of hashes of a tree, or only those with something that was not in the tree of `from` leaves. Level 0 first. */
export function tilesOf(size: number, from = 0): Tile[] {
  const tiles: Tile[] = []
  for (let level = 0; tileWidth ** level <= size; level++) {
    const first = Math.floor(from / tileWidth ** (level + 1))
    for (let index = first; widthAt({ level, index }, size) > 0; index++) {
      const width = widthAt({ level, index }, size)
      if (width > widthAt({ level, index }, from)) tiles.push({ level, index, width })
    }
  }
  return tiles
}

/** The nodes of the tree whose hashes a tile is made of. */
export const nodesOfTile = ({ level, index, width }: Tile): Coordinate[] =>
  Array.from({ length: width }, (_node, offset) => ({
    level: levelOf(level) * tileHeight,
    index: index * tileWidth + offset,
  }))

/** The bytes of a tile of hashes. */
export function encodeTile(hashes: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * 32)
  for (const [at, hash] of hashes.entries()) bytes.set(hash, at * 32)
  return bytes
}

/** The hashes of a tile. @throws {LogError} `MALFORMED` unless it has `width` of them */
export function decodeTile(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * 32) throw malformed(`a tile of ${bytes.length} bytes for ${width} hashes`)
  return Array.from({ length: width }, (_hash, at) => bytes.slice(at * 32, at * 32 + 32))
}

/** The bytes of a bundle: each entry after its length in two bytes. @throws {LogError} on an entry over 65,535 bytes */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.some(({ length }) => length > maxEntryBytes)) throw malformed('an entry this long')
  const bytes = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0))
  let at = 0
  for (const entry of entries) {
    bytes.set([entry.length >> 8, entry.length & 255], at)
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bytes
}

/** The entries of a bundle. @throws {LogError} `MALFORMED` unless it holds `width` of them and nothing else */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  let at = 0
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    if (end > bytes.length) throw malformed('a bundle that breaks off')
    entries.push(bytes.slice(at + 2, end))
    at = end
  }
  if (entries.length !== width || at !== bytes.length) throw malformed(`a bundle that is not of ${width}`)
  return entries
}

/**
 * Reads nodes out of the tiles of the tree of `size` leaves: who has the tiles needs no server to prove.
 *
 * @param readTile the hashes of a tile; asked once for each tile of a call
 */
export function readNodesOfTiles(
  size: number,
  readTile: (tile: Tile) => Promise<readonly Uint8Array[]>,
): ReadNodes {
  return async (coordinates) => {
    const tiles = new Map<string, Promise<readonly Uint8Array[]>>()
    const read = (tile: Tile) => {
      const path = tilePath(tile)
      const hashes = tiles.get(path) ?? readTile(tile)
      tiles.set(path, hashes)
      return hashes
    }
    return Promise.all(coordinates.map((coordinate) => readNode(coordinate, size, read)))
  }
}

async function readNode(
  { level, index }: Coordinate,
  size: number,
  readTile: (tile: Tile) => Promise<readonly Uint8Array[]>,
): Promise<Uint8Array> {
  const count = 2 ** (level % tileHeight)
  const first = index * count
  const at = { level: Math.floor(level / tileHeight), index: Math.floor(first / tileWidth) }
  const hashes = await readTile({ ...at, width: widthAt(at, size) })
  const below = hashes.slice(first % tileWidth, (first % tileWidth) + count)
  if (below.length !== count) throw malformed(`no node ${level}/${index} in a tree of ${size}`)
  return subtreeRoot(below)
}

/** The root above a power of two of hashes. */
function subtreeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes
  while (row.length > 1)
    row = row.flatMap((left, at) => {
      const right = row[at + 1]
      return at % 2 === 0 && right ? [nodeHash(left, right)] : []
    })
  return row[0] ?? new Uint8Array()
}

const levelOf = (level: Tile['level']): number => (level === 'entries' ? 0 : level)
