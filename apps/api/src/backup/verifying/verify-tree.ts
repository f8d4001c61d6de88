import {
  appendLeaves,
  LogError,
  leafHash,
  rootFromFrontier,
  type TreeNode,
  type VerifierKey,
} from '@nguon/transparency'
import type { EntityManager } from 'typeorm'
import { type CheckpointRow, readNodes } from '../../log/log-store.ts'
import { countRows, type LeafRow, listCheckpoints, listLeaves } from './leaf-rows.ts'
import { openerOf } from './open-signed.ts'
import type { Problems } from './problems.ts'

/** An entry whose bytes are those that were hashed. */
export interface Verified {
  readonly id: string
  readonly leafHash: Buffer
  readonly entry: Buffer
}

/** A signed root that has to be one of the tree's. */
interface KnownRoot {
  readonly size: number
  readonly root: Uint8Array
}

interface TreeParts {
  readonly tx: EntityManager
  readonly problems: Problems
  /** Of the log; without one no signature is checked. */
  readonly key: VerifierKey | undefined
  /** Published elsewhere, in the order of their sizes. */
  readonly known: readonly KnownRoot[]
  /** Told of each page of entries. */
  onEntries(entries: readonly Verified[], size: number): Promise<void>
}

/** How far the tree was computed. */
export interface VerifiedTree {
  readonly size: number
  readonly checkpoints: number
}

/** Computes the tree again from the bytes of the entries, and holds every leaf, node and checkpoint against it. */
export async function verifyTree(parts: TreeParts): Promise<VerifiedTree> {
  const { tx, problems, onEntries } = parts
  const tree = growingTree()
  const check = checkerOf(parts)
  let checkpoints = 0
  for (let above = -1; ; above = tree.size()) {
    const start = tree.size()
    const page = await listLeaves(tx, start)
    const verified = page.flatMap((leaf, at) => checkLeaf(leaf, start + at, problems))
    const end = start + verified.length
    const signed = await listCheckpoints(tx, above, end)
    const elsewhere = parts.known.filter(({ size }) => size > above && size <= end)
    checkpoints += signed.length
    const hashes = verified.map(({ leafHash: hash }) => hash)
    const nodes: TreeNode[] = []
    for (const point of [...signed, ...elsewhere].sort((a, b) => a.size - b.size)) {
      nodes.push(...tree.grow(hashes.slice(tree.size() - start, point.size - start)))
      check(point, tree.root())
    }
    nodes.push(...tree.grow(hashes.slice(tree.size() - start)))
    await checkNodes(tx, nodes, problems)
    await onEntries(verified, end)
    if (page.length === 0 || verified.length < page.length) break // what comes after a gap stands at no known place
  }
  await checkEdge(tx, tree.size(), problems)
  return { size: tree.size(), checkpoints }
}

function growingTree() {
  let [size, frontier]: [number, readonly Uint8Array[]] = [0, []]
  return {
    size: () => size,
    root: () => rootFromFrontier(frontier),
    grow(hashes: readonly Uint8Array[]): readonly TreeNode[] {
      const more = appendLeaves(size, frontier, hashes)
      size += hashes.length
      frontier = more.frontier
      return more.nodes
    },
  }
}

function checkerOf({ key, problems }: TreeParts) {
  const open = key && openerOf(key)
  return (point: KnownRoot | CheckpointRow, root: Uint8Array): void => {
    if (!Buffer.from(root).equals(point.root))
      problems.add(`the leaves do not lead to the root that was signed at ${point.size}`)
    if (!open || !('note' in point)) return
    const opened = open(point.note)
    if (opened?.size !== point.size || !point.root.equals(opened.root))
      problems.add(`the checkpoint at ${point.size} is not what the log signed`)
  }
}

/** The hash of the entry's own bytes: so that whatever is wrong with a stored one shows in all that is above it, too. */
function checkLeaf(
  { idx, id, leafHash: stored, entry, kept }: LeafRow,
  at: number,
  problems: Problems,
): Verified[] {
  if (idx !== at) {
    problems.add(`the leaf ${at} is gone`)
    return []
  }
  if (!entry || !kept) {
    problems.add(`the entry ${id}, which is the leaf ${idx}, is gone`)
    return [{ id, leafHash: stored, entry: Buffer.from('{}') }]
  }
  const hash = Buffer.from(leafHash(entry))
  if (!hash.equals(stored) || !hash.equals(kept))
    problems.add(`the entry ${id}, which is the leaf ${idx}, is not the one that was sealed`)
  return [{ id, leafHash: hash, entry }]
}

async function checkNodes(tx: EntityManager, nodes: readonly TreeNode[], problems: Problems): Promise<void> {
  try {
    const stored = await readNodes(tx, nodes)
    for (const [at, { level, index, hash }] of nodes.entries())
      if (!stored[at]?.equals(hash))
        problems.add(`the node ${index} of level ${level} is not that of its leaves`)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    problems.add(error.message)
  }
}

/** Beyond the last checkpoint there is nothing: whoever seals writes leaves, nodes and checkpoint at once. */
async function checkEdge(tx: EntityManager, size: number, problems: Problems): Promise<void> {
  const nodes = Array.from({ length: 52 }, (_level, at) => Math.floor(size / 2 ** (at + 1)))
  const expected = nodes.reduce((sum, each) => sum + each, 0)
  if ((await countRows(tx, 'log_node')) !== expected) problems.add('there are nodes that belong to no leaves')
  const [last]: { size: string | null }[] = await tx.query('SELECT max(size) AS size FROM log_checkpoint')
  const lastSize = Number(last?.size ?? 0)
  if (lastSize > size) problems.add(`${lastSize} entries were signed, and only ${size} leaves are there`)
  if (lastSize < size) problems.add(`there are ${size} leaves, and only ${lastSize} were signed`)
}
