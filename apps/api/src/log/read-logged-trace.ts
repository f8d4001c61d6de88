import type { LoggedEntry, LoggedTrace } from '@nguon/contract'
import { DomainError, Id } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import * as z from 'zod'
import { type EntryRow, findEntries, listEventIds } from '../events/event-store.ts'
import { findCode } from '../resolver/find-code.ts'
import { listHistoryIds } from '../subjects/subject-store.ts'
import { walkFrom } from '../traces/read-trace.ts'
import { findLeaves, findWaiting } from './leaf-store.ts'
import type { Published } from './published.ts'
import { readInclusions, textOfProof } from './read-proofs.ts'

/** So many entries a phone checks in some seconds. */
const mostEntries = 2000

/**
 * The history of a printed code as it was hashed, proven up to a checkpoint that was published before `tx` began.
 *
 * @param asked.rawPath as it is printed, `/T/…` or `/01/…`
 * @param asked.key made the serials that nobody can guess
 * @param asked.most where there are more entries, only those of the batch itself are told
 * @throws {DomainError} `CODE_MALFORMED`, `CODE_UNKNOWN`, `NOT_FOUND` for a label that is on no package yet
 */
export async function readLoggedTrace(
  tx: EntityManager,
  asked: { readonly rawPath: string; readonly key: Buffer; readonly most?: number },
  published: Published,
): Promise<LoggedTrace> {
  const { batchId } = await findCode(tx, asked.key, asked.rawPath)
  if (batchId === undefined) throw new DomainError('NOT_FOUND', 'this label is on no package yet')
  const { batchIds, isWhole, rows } = await readHistory(tx, batchId, asked.most ?? mostEntries)
  const keys = await findEntries(tx, await listHistoryIds(tx, 'device_key', keyIdsOf(rows)))
  const logged = await logRows(tx, [...rows, ...keys], published.size)
  const own = new Set(rows.map(({ id }) => id))
  return {
    ...{ batchId, batchIds, isWhole },
    checkpoint: published.note,
    entries: logged.filter(({ id }) => own.has(id)),
    keys: logged.filter(({ id }) => !own.has(id)),
  }
}

/** The entries of the batch and of all that went into it, where they are not too many. */
async function readHistory(tx: EntityManager, batchId: Id, most: number) {
  const { reached } = await walkFrom(tx, batchId, 'back')
  const whole = [batchId, ...reached.keys()]
  const ids = await listEventIds(tx, whole)
  const isWhole = ids.length <= most
  const rows = await findEntries(tx, isWhole ? ids : await listEventIds(tx, [batchId]))
  return { isWhole, batchIds: isWhole ? whole : [batchId], rows }
}

const Signed = z.object({ device: z.object({ keyId: Id }).optional() })

/** The keys of the phones that signed. */
function keyIdsOf(rows: readonly EntryRow[]): Id[] {
  const keyIds = rows.map(({ entry }) => Signed.parse(JSON.parse(entry.toString())).device?.keyId)
  return [...new Set(keyIds)].filter((id) => id !== undefined)
}

/** Entries in the order of the log, those that wait to be sealed last; each that is in the log of `size` with its proof. */
async function logRows(tx: EntityManager, rows: readonly EntryRow[], size: number): Promise<LoggedEntry[]> {
  const entries = new Map(rows.map(({ id, entry }) => [id, entry.toString('base64')]))
  const leaves = await findLeaves(tx, [...entries.keys()])
  const indexes = leaves.flatMap(({ index }) => (index < size ? [index] : []))
  const proofs = await readInclusions(tx, indexes, size)
  const sealed = leaves.map(({ id, index }, at) => {
    const proof = proofs[at] // none: sealed since the checkpoint, so behind all those that have one
    return proof ? { id, index, proof: textOfProof(proof) } : { id }
  })
  const isSealed = new Set(sealed.map(({ id }) => id))
  const others = [...entries.keys()].filter((id) => !isSealed.has(id))
  const waiting = (await findWaiting(tx, others)).map((id) => ({ id }))
  return [...sealed, ...waiting].map((place) => ({ ...place, entry: entries.get(place.id) ?? '' }))
}
