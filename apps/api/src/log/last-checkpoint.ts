import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type OpenCheckpoint, openCheckpoint, type VerifierKey } from '@nguon/transparency'
import { syncFolder } from '../files/write-once.ts'

/**
 * The last checkpoint that was published, as it is kept outside the database; `undefined` before the first.
 *
 * @throws {LogError} when the file is no checkpoint of this log
 */
export async function readLastCheckpoint(
  path: string,
  key: VerifierKey,
): Promise<OpenCheckpoint | undefined> {
  try {
    return await openCheckpoint(await readFile(path), [key])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Keeps a checkpoint in place of an older one: whole, and also after a power cut. Of several processes that seal at once the slower
 * may find a later one there, and leaves it.
 */
export async function writeLastCheckpoint(
  path: string,
  key: VerifierKey,
  { size, note }: { readonly size: number; readonly note: string },
): Promise<void> {
  const kept = await readLastCheckpoint(path, key)
  if (kept && kept.size > size) return
  const draft = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(draft, 'w', 0o600)
  try {
    writeSync(file, note)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
  syncFolder(dirname(path))
}
