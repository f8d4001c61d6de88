import { DomainError } from '@nguon/domain'
import { LogError, openCheckpoint, type VerifierKey } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { shareReads } from '../db/share-reads.ts'
import { readLastCheckpoint, writeLastCheckpoint } from './last-checkpoint.ts'
import { findLastCheckpoint } from './log-store.ts'
import type { Witnesses } from './witnesses.ts'

/** The log that a server shows. */
export interface ShownLog {
  readonly key: VerifierKey
  /** Where the last checkpoint is kept outside the database. */
  readonly lastPath: string
  readonly witnesses?: Witnesses
}

/** The newest checkpoint that may be shown: its size and its signed note. */
export interface Published {
  readonly size: number
  readonly note: string
}

/**
 * Reads the newest checkpoint. Whichever process sealed it, all of them show the same one, and none shows a smaller one after it;
 * and what is shown is kept outside the database first, so that a database that is put back is seen to be older.
 *
 * @param log none: this server shows no log
 * @returns a function that throws {DomainError} `UNAVAILABLE` while nothing was signed, or the database is older than what was published
 */
export function createPublished(db: DataSource, log: ShownLog | undefined): () => Promise<Published> {
  let shown: Published | undefined
  const read = shareReads(async () => {
    if (!log) throw new DomainError('UNAVAILABLE', 'this server shows no log')
    const { key, lastPath } = log
    const kept = shown ?? (await readLastCheckpoint(lastPath, key))
    const row = await findLastCheckpoint(db.manager)
    if (!row || row.size < (kept?.size ?? 0))
      throw new DomainError('UNAVAILABLE', 'the log has no checkpoint to show')
    if (shown?.size === row.size) return shown
    const { size } = await openCheckpoint(row.note, [key])
    if (size !== row.size) throw new LogError('PROOF_INVALID', `the note at ${row.size} is of ${size}`)
    await writeLastCheckpoint(lastPath, key, row)
    shown = { size, note: row.note }
    return shown
  })
  return () => read(undefined)
}
