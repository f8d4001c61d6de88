import { leafHash } from '../hash.ts'
import { appendLeaves, type Coordinate, type ReadNodes } from '../tree.ts'

/** A tree that was grown leaf by leaf as the sequencer does, its complete nodes kept. */
export interface GrownTree {
  readonly leaves: readonly Uint8Array[]
  readonly readNodes: ReadNodes
}

/** The tree of the entries `0`, `1`, `2` …, appended `step` at a time. */
export function growTree(size: number, step = 1): GrownTree {
  const leaves = Array.from({ length: size }, (_leaf, index) => leafHash(Buffer.from(`${index}`)))
  const nodes = new Map(leaves.map((hash, index) => [keyOf({ level: 0, index }), hash]))
  let frontier: readonly Uint8Array[] = []
  for (let at = 0; at < size; at += step) {
    const appended = appendLeaves(at, frontier, leaves.slice(at, at + step))
    for (const node of appended.nodes) nodes.set(keyOf(node), node.hash)
    frontier = appended.frontier
  }
  const readNodes: ReadNodes = async (coordinates) =>
    coordinates.map((coordinate) => {
      const hash = nodes.get(keyOf(coordinate))
      if (!hash) throw new RangeError(`no node ${keyOf(coordinate)}`)
      return hash
    })
  return { leaves, readNodes }
}

const keyOf = ({ level, index }: Coordinate): string => `${level}/${index}`
