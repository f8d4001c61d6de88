import {
  appendLeaves,
  LogError,
  leafHash,
  type OpenCheckpoint,
  openCheckpoint,
  rootFromFrontier,
  type TreeNode,
  type VerifierKey,
} from '@nguon/transparency'
import type { DataSource, EntityManager } from 'typeorm'
import { type Database, openSequencing } from '../../db/data-source.ts'
import { writeLastCheckpoint } from '../../log/last-checkpoint.ts'
import {
  deletePending,
  findLastCheckpoint,
  insertCheckpoint,
  insertLeaves,
  insertNodes,
  lockLog,
  unlockLog,
} from '../../log/log-store.ts'
import { readEdge } from '../../log/read-edge.ts'
import { eraseAgain } from '../erase-again.ts'
import { appendEntry } from './append-entry.ts'
import type { Mirror } from './open-mirror.ts'

interface ReplayParts {
  readonly database: Pick<Database, 'api' | 'sequencer'>
  readonly key: VerifierKey
  /** Where the last checkpoint is kept outside the database. */
  readonly lastPath: string
  readonly mirror: Mirror
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** What was brought back. */
export interface Replayed {
  /** How many entries were missing; how many the log has now. */
  readonly entries: number
  readonly size: number
  /** How many private fields were erased again, by what came back of the log. */
  readonly erased: number
}

/**
 * Brings back what a copy of the log has and the database lost, after an older backup was put back: first checks that the copy is
 * signed by the log and goes on where the database ends, then appends each missing entry as it was, byte for byte, in its order, and
 * takes over the checkpoint of the copy. Interrupted, it goes on when it is run again. Nobody seals meanwhile.
 *
 * @throws {LogError} when the copy is another history; nothing is written then
 */
export async function replayMirror(parts: ReplayParts): Promise<Replayed> {
  const { database, key, lastPath, mirror } = parts
  const note = await mirror.readCheckpoint()
  const target = await openCheckpoint(note, [key])
  const sealer = await openSequencing(database.sequencer)
  try {
    await lockLog(sealer.manager)
    const gap = await readGap(sealer.manager, key, mirror, target)
    const entries = await appendMissing(parts, gap, target.size)
    if (gap.ids.length > 0) await seal(sealer, gap, target, note)
    const erased = await eraseAgain(database.api)
    if (gap.size <= target.size) await writeLastCheckpoint(lastPath, key, { size: target.size, note })
    return { entries, size: Math.max(gap.size, target.size), erased }
  } finally {
    await unlockLog(sealer.manager).catch(() => {}) // where the connection is gone, so is the lock
    await sealer.destroy()
  }
}

/** What the mirror has behind the last entry that the database sealed. */
interface Gap {
  /** How many entries the database sealed. */
  readonly size: number
  readonly ids: readonly string[]
  readonly hashes: readonly Buffer[]
  readonly nodes: readonly TreeNode[]
}

/** Computes the tree of the mirror from that of the database and the bytes that come behind it: it must have the signed root. */
async function readGap(
  tx: EntityManager,
  key: VerifierKey,
  mirror: Mirror,
  target: OpenCheckpoint,
): Promise<Gap> {
  const row = await findLastCheckpoint(tx)
  const last = row && (await openCheckpoint(row.note, [key]))
  const size = last?.size ?? 0
  if (last && size > target.size) return { size, ids: [], hashes: [], nodes: [] } // the mirror is behind; what it has is not asked
  const frontier = last ? await readEdge(tx, last) : []
  const [ids, hashes]: [string[], Buffer[]] = [[], []]
  for await (const bytes of entriesOf(mirror, size, target.size)) {
    hashes.push(Buffer.from(leafHash(bytes)))
    ids.push(idOf(bytes))
  }
  const appended = appendLeaves(size, frontier, hashes)
  if (!Buffer.from(target.root).equals(rootFromFrontier(appended.frontier)))
    throw new LogError(
      'PROOF_INVALID',
      `the ${target.size} entries of the mirror do not begin with the ${size} of the database, or the mirror is damaged: ` +
        'run nguon-log fsck on it',
    )
  return { size, ids, hashes, nodes: appended.nodes }
}

async function* entriesOf(mirror: Mirror, from: number, size: number): AsyncGenerator<Buffer> {
  for (let at = from; at < size; ) {
    const entries = await mirror.readEntries(at, size)
    if (entries.length === 0) throw new LogError('MALFORMED', `the mirror has no entry ${at}`)
    for (const bytes of entries) yield Buffer.from(bytes)
    at += entries.length
  }
}

const idOf = (bytes: Buffer): string => String((JSON.parse(bytes.toString()) as { id?: unknown }).id)

async function appendMissing(
  { database, mirror, onProgress }: ReplayParts,
  { size, hashes }: Gap,
  end: number,
): Promise<number> {
  let [done, missing] = [0, 0]
  if (hashes.length === 0) return missing
  for await (const bytes of entriesOf(mirror, size, end)) {
    const hash = hashes[done] as Buffer
    if (!hash.equals(leafHash(bytes))) throw new LogError('PROOF_INVALID', 'the mirror has changed meanwhile')
    if (await appendEntry(database.api, bytes, hash)) missing += 1
    done += 1
    onProgress?.(done, hashes.length)
  }
  return missing
}

const atOnce = 2000

/** Seals what was brought back in the order of the log, under the checkpoint that was signed then; what else waits goes on waiting. */
function seal(sealer: DataSource, gap: Gap, target: OpenCheckpoint, note: string): Promise<void> {
  return sealer.transaction(async (tx) => {
    for (let at = 0; at < gap.ids.length; at += atOnce) {
      const ids = gap.ids.slice(at, at + atOnce)
      const leaves = ids.map((id, place) => ({ id, leafHash: gap.hashes[at + place] as Buffer }))
      await insertLeaves(tx, gap.size + at, leaves)
      if ((await deletePending(tx, ids)) !== ids.length)
        throw new Error('an entry that was brought back is sealed already')
    }
    for (let at = 0; at < gap.nodes.length; at += atOnce)
      await insertNodes(tx, gap.nodes.slice(at, at + atOnce))
    await insertCheckpoint(tx, { size: target.size, root: Buffer.from(target.root), note, at: new Date() })
  })
}
