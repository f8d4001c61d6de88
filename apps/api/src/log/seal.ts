import {
  appendLeaves,
  emptyRoot,
  LogError,
  leafHash,
  type OpenCheckpoint,
  openCheckpoint,
  rootFromFrontier,
  type SignerKey,
  signCheckpoint,
} from '@nguon/transparency'
import type { DataSource, EntityManager } from 'typeorm'
import {
  deletePending,
  findLastCheckpoint,
  insertCheckpoint,
  insertLeaves,
  insertNodes,
  listPending,
  type PendingRow,
  tryLockLog,
} from './log-store.ts'
import { assertExtends, readEdge } from './read-edge.ts'

/** So many entries are sealed in one transaction at most: some megabytes, some tens of milliseconds. */
export const mostAtOnce = 2000

/** A checkpoint of the log, and the note that says so. */
export interface SealedCheckpoint extends OpenCheckpoint {
  readonly note: string
}

/** Where the log stands after a round of sealing. */
export interface Sealed {
  readonly checkpoint: SealedCheckpoint
  /** How many entries this round sealed. */
  readonly count: number
}

/**
 * Seals what waits: gives each entry its number, extends the tree and signs its root, all in one transaction. Everything is computed
 * again from the stored bytes first. The first round signs the empty log. When nothing waits, the edge of the tree is checked.
 *
 * @param known what was published before: the database must hold the same history, and no less
 * @returns `undefined` when another process is sealing at this moment
 * @throws {LogError} when the tables are not what was signed or recorded: nothing may be signed any more
 */
export function sealPending(
  db: DataSource,
  key: SignerKey,
  known: OpenCheckpoint | undefined,
): Promise<Sealed | undefined> {
  return db.transaction(async (tx) => {
    if (!(await tryLockLog(tx))) return undefined
    const last = await openLast(tx, key)
    await assertExtends(tx, known, last)
    if (!last) return { checkpoint: await sign(tx, key, 0, emptyRoot()), count: 0 }
    const frontier = await readEdge(tx, last)
    const leaves = (await listPending(tx, mostAtOnce)).map(checkLeaf)
    if (leaves.length === 0) return { checkpoint: last, count: 0 }
    const hashes = leaves.map(({ leafHash: hash }) => hash)
    const appended = appendLeaves(last.size, frontier, hashes)
    try {
      await insertLeaves(tx, last.size, leaves)
      await insertNodes(tx, appended.nodes)
    } catch (error) {
      throw explainTaken(error, last.size)
    }
    const ids = leaves.map(({ id }) => id)
    if ((await deletePending(tx, ids)) !== ids.length) throw new Error('somebody else is sealing')
    const size = last.size + leaves.length
    const checkpoint = await sign(tx, key, size, rootFromFrontier(appended.frontier))
    return { checkpoint, count: leaves.length }
  })
}

/** The newest checkpoint of the database, if this log signed it as it stands there. */
async function openLast(tx: EntityManager, key: SignerKey): Promise<SealedCheckpoint | undefined> {
  const row = await findLastCheckpoint(tx)
  if (!row) return undefined
  const open = await openCheckpoint(row.note, [key])
  if (open.size !== row.size || !row.root.equals(open.root))
    throw new LogError('PROOF_INVALID', `the checkpoint at ${row.size} is not what its note says`)
  return { ...open, note: row.note }
}

/** An entry as a leaf: its bytes are those that were hashed when it was recorded, and they are of this very entry. */
function checkLeaf({ id, entry, leafHash: kept }: PendingRow): { id: string; leafHash: Buffer } {
  if (!entry || !kept)
    throw new LogError('PROOF_INVALID', `the entry ${id}, which is not sealed yet, is gone`)
  if (!kept.equals(leafHash(entry)))
    throw new LogError('PROOF_INVALID', `the entry ${id} is not the one that was recorded: its hash differs`)
  if (idOf(entry) !== id) throw new LogError('PROOF_INVALID', `the bytes of ${id} are those of another entry`)
  return { id, leafHash: kept }
}

function idOf(entry: Buffer): unknown {
  try {
    return (JSON.parse(entry.toString()) as { id?: unknown }).id
  } catch {
    return undefined
  }
}

async function sign(
  tx: EntityManager,
  key: SignerKey,
  size: number,
  root: Uint8Array,
): Promise<SealedCheckpoint> {
  const note = await signCheckpoint({ origin: key.name, size, root }, key)
  await insertCheckpoint(tx, { size, root: Buffer.from(root), note, at: new Date() })
  return { ...(await openCheckpoint(note, [key])), note }
}

/** Whoever holds the lock is alone: a number that is taken was not given by a sequencer. */
const explainTaken = (error: unknown, size: number): unknown =>
  (error as { code?: string }).code === '23505'
    ? new LogError('PROOF_INVALID', `an entry or a node beyond the checkpoint at ${size} is there already`)
    : error
