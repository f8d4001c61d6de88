import { nodeHash, sha256 } from './hash.ts'

/** Where a node of the tree stands: `level` 0 are the leaves; the node covers the leaves from `index` · 2^level on, 2^level of them. */
export interface Coordinate {
  readonly level: number
  readonly index: number
}

/** A complete node: all of its 2^level leaves are there, so its hash never changes. */
export interface TreeNode extends Coordinate {
  readonly hash: Uint8Array
}

/** Reads complete nodes, in the order in which they are asked for, at once (one query). Throws when one is missing. */
export type ReadNodes = (coordinates: readonly Coordinate[]) => Promise<readonly Uint8Array[]>

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array())

/** The complete nodes that make up the tree of `size` leaves, left to right, the largest first: one for every bit of its size. */
export const frontierOf = (size: number): Coordinate[] => nodesOf(0, assertSize(size))

/** The root of a tree by the hashes of its {@link frontierOf}. */
export function rootFromFrontier(hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1)
  if (!last) return emptyRoot()
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

/** The root of the tree of `size` leaves. */
export const rootOf = async (size: number, readNodes: ReadNodes): Promise<Uint8Array> =>
  rootFromFrontier(await readNodes(frontierOf(size)))

/** The frontier after an append, and the nodes above the leaves that became complete by it. */
export interface Appended {
  readonly frontier: readonly Uint8Array[]
  /** Of level 1 and more, each after its children. */
  readonly nodes: readonly TreeNode[]
}

/**
 * Appends leaves to the tree of `size` leaves.
 *
 * @param frontier the hashes of `frontierOf(size)`
 * @throws {RangeError} when there are more or fewer
 */
export function appendLeaves(
  size: number,
  frontier: readonly Uint8Array[],
  leafHashes: readonly Uint8Array[],
): Appended {
  const coordinates = frontierOf(size)
  if (frontier.length !== coordinates.length) throw new RangeError('not the frontier of this size')
  const edge = frontier.map((hash, at) => ({ level: coordinates[at]?.level ?? 0, hash }))
  const nodes: TreeNode[] = []
  for (const [offset, leaf] of leafHashes.entries()) {
    let level = 0
    let hash = leaf
    for (let left = edge.at(-1); left?.level === level; left = edge.at(-1)) {
      edge.pop()
      hash = nodeHash(left.hash, hash)
      level += 1
      nodes.push({ level, index: Math.floor((size + offset) / 2 ** level), hash })
    }
    edge.push({ level, hash })
  }
  return { frontier: edge.map(({ hash }) => hash), nodes }
}

/**
 * The proof that the leaf at `index` is in the tree of `size` leaves (RFC 6962, section 2.1.1), its sibling first.
 *
 * @throws {RangeError} unless 0 ≤ index < size
 */
export async function inclusionProof(
  index: number,
  size: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= assertSize(size))
    throw new RangeError(`no leaf ${index} of ${size}`)
  const ranges: Range[] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = splitOf(start, end)
    ranges.push(index < middle ? [middle, end] : [start, middle])
    if (index < middle) end = middle
    else start = middle
  }
  return readRanges(ranges.reverse(), readNodes)
}

/**
 * The proof that the tree of `to` leaves begins with the `from` leaves of an older one (RFC 6962, section 2.1.2).
 *
 * @throws {RangeError} unless 1 ≤ from ≤ to
 */
export async function consistencyProof(
  from: number,
  to: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  if (assertSize(from) < 1 || from > assertSize(to)) throw new RangeError(`no proof from ${from} to ${to}`)
  const ranges: Range[] = []
  let [start, end] = [0, to]
  while (end !== from) {
    const middle = splitOf(start, end)
    ranges.push(from <= middle ? [middle, end] : [start, middle])
    if (from <= middle) end = middle
    else start = middle
  }
  // Where the old tree is one subtree of the new one, who asks has its hash: it is the old root.
  if (start > 0) ranges.push([start, end])
  return readRanges(ranges.reverse(), readNodes)
}

/** The leaves from the first number up to, without, the second. */
type Range = readonly [start: number, end: number]

/** Where RFC 6962 parts a range of more than one leaf: after the largest power of two that is smaller than it. */
const splitOf = (start: number, end: number): number => start + powerBelow(end - start)

function powerBelow(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** The hash of each range: of a complete subtree as it is stored, of one at the right edge from its parts; all read at once. */
async function readRanges(ranges: readonly Range[], readNodes: ReadNodes): Promise<Uint8Array[]> {
  const parts = ranges.map(([start, end]) => nodesOf(start, end))
  const hashes = await readNodes(parts.flat())
  let read = 0
  return parts.map(({ length }) => {
    read += length
    return rootFromFrontier(hashes.slice(read - length, read))
  })
}

/** The complete nodes of a range that begins where a subtree as large as it can begin. */
function nodesOf(start: number, end: number): Coordinate[] {
  const nodes: Coordinate[] = []
  let from = start
  for (let level = 52; level >= 0; level--) {
    const width = 2 ** level
    if (end - from < width) continue
    nodes.push({ level, index: from / width })
    from += width
  }
  return nodes
}

function assertSize(size: number): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is not a size of a tree`)
  return size
}
