import { type Checkpoint, generateKey, rootOf, type SignerKey, signCheckpoint } from '../index.ts'
import { type GrownTree, growTree } from './grown-tree.ts'

/** A log of entries `0`, `1`, `2` … with its key. */
export interface SignedLog extends GrownTree {
  readonly key: SignerKey
  readonly at: (size: number) => Promise<Checkpoint>
  /** The signed note of its first `size` entries. */
  readonly note: (size: number) => Promise<string>
}

export async function makeLog(size: number, origin = 'farm.example/log'): Promise<SignedLog> {
  const tree = growTree(size)
  const key = await generateKey(origin)
  const at = async (leaves: number) => ({ origin, size: leaves, root: await rootOf(leaves, tree.readNodes) })
  return { ...tree, key, at, note: async (leaves) => signCheckpoint(await at(leaves), key) }
}
