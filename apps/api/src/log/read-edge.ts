import {
  appendLeaves,
  type Coordinate,
  consistencyProof,
  frontierOf,
  LogError,
  type OpenCheckpoint,
  rootFromFrontier,
  verifyConsistency,
} from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { readNodes } from './log-store.ts'

const tileWidth = 256

/**
 * The frontier of the tree that a checkpoint is about, computed again: from its last leaves, up to 256, and the complete nodes before
 * them. The nodes above those leaves must be as they are stored, and all of it must lead to the signed root.
 *
 * @throws {LogError} `PROOF_INVALID` when the tables hold another tree than was signed
 */
export async function readEdge(tx: EntityManager, { size, root }: OpenCheckpoint): Promise<Uint8Array[]> {
  const start = Math.floor(Math.max(size - 1, 0) / tileWidth) * tileWidth
  const before = frontierOf(start)
  const leaves = Array.from(
    { length: size - start },
    (_, at): Coordinate => ({ level: 0, index: start + at }),
  )
  const hashes = await readNodes(tx, [...before, ...leaves])
  const { frontier, nodes } = appendLeaves(start, hashes.slice(0, before.length), hashes.slice(before.length))
  const stored = await readNodes(tx, nodes)
  const other = nodes.find(({ hash }, at) => !stored[at]?.equals(hash))
  if (other)
    throw new LogError(
      'PROOF_INVALID',
      `the node ${other.index} of level ${other.level} is not that of its leaves`,
    )
  if (!Buffer.from(root).equals(rootFromFrontier(frontier)))
    throw new LogError('PROOF_INVALID', `the leaves do not lead to the root that was signed at ${size}`)
  return [...frontier]
}

/**
 * Throws unless the tree of `last` begins with that of `known`, which was published: a database that was put back from an older
 * backup, or whose tail was cut off, must not be signed, or there would be two histories.
 *
 * @throws {LogError} `PROOF_INVALID`
 */
export async function assertExtends(
  tx: EntityManager,
  known: OpenCheckpoint | undefined,
  last: OpenCheckpoint | undefined,
): Promise<void> {
  if (!known || known.size === 0) return
  const size = last?.size ?? 0
  if (!last || size < known.size)
    throw new LogError(
      'PROOF_INVALID',
      `the database ends at entry ${size} of the log, and ${known.size} were published: it is older, or its tail was cut off`,
    )
  const proof = await consistencyProof(known.size, size, (coordinates) => readNodes(tx, coordinates))
  if (!verifyConsistency({ from: known.size, to: size, fromRoot: known.root, toRoot: last.root, proof }))
    throw new LogError(
      'PROOF_INVALID',
      `the database has another history than the one of ${known.size} entries that was published`,
    )
}
