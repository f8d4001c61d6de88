import { LogError, type OpenCheckpoint, openCheckpoint, parseVerifierKey } from '@nguon/transparency'
import { assertGrown, type ProveConsistency } from './assert-grown.ts'
import { assertTold, type PageSays } from './assert-told.ts'
import { type Checked, type Contradiction, Mismatch } from './outcome.ts'
import { readTrace } from './read-answer.ts'
import { verifyEntries } from './verify-entries.ts'

/** What this phone knows of a log from an earlier check: its key, and the note of the newest checkpoint it saw. */
export interface Remembered {
  readonly key: string
  readonly note?: string
}

/** What is checked, against what. */
export interface Asked {
  /** The bytes of `/api/v1/trace/…`. */
  readonly answer: Uint8Array
  readonly remembered: Remembered
  readonly page: PageSays
  readonly now: Date
  readonly proveConsistency: ProveConsistency
}

/**
 * Checks the history of a batch as log.md 13 asks for: the signature on the checkpoint, that the log only grew since this phone saw
 * it, every entry by its exact bytes, the links between them, who signed them, and whether the page says the same.
 *
 * @throws {Mismatch} when something contradicts something
 * @throws {Unchecked} when that could not be found out
 */
export async function checkTrace(asked: Asked): Promise<Checked> {
  const { answer, remembered, page, now, proveConsistency } = asked
  const trace = readTrace(answer)
  const keys = [parseVerifierKey(remembered.key)]
  const open = (note: string) => openCheckpoint(note, keys)

  const checkpoint = await orMismatch('key', () => open(trace.checkpoint))
  const before = remembered.note
  const older = before === undefined ? undefined : await orMismatch('forked', () => open(before))
  if (older) await orMismatch('forked', () => assertGrown(older, checkpoint, proveConsistency))
  const { chains, ...counts } = await orMismatch('changed', () => verifyEntries(trace, checkpoint, now))
  assertTold(page, trace, chains)

  const known = trace.entries.filter(({ index }) => isBelow(index, older)).length
  return { ...counts, known, isWhole: trace.isWhole, note: trace.checkpoint }
}

const isBelow = (index: number | undefined, older: OpenCheckpoint | undefined): boolean =>
  index !== undefined && older !== undefined && index < older.size

/** What the log's own rules refuse is a mismatch of this kind. */
async function orMismatch<T>(contradiction: Contradiction, check: () => Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    throw error instanceof LogError ? new Mismatch(contradiction, error.message) : error
  }
}
