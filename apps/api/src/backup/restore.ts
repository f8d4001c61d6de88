import { join } from 'node:path'
import { parseVerifierKey } from '@nguon/transparency'
import type { Config } from '../config.ts'
import { openServing, type Reached } from '../db/data-source.ts'
import { eraseAgain } from './erase-again.ts'
import { takeKeys } from './key-files.ts'
import type { Manifest } from './manifest.ts'
import { restoreTables } from './restore-tables.ts'
import { takeFiles } from './vault-files.ts'
import { type Verdict, verifyDatabase } from './verifying/verify-database.ts'

/** What was put back, and whether it is sound. */
export interface Restored {
  readonly manifest: Manifest
  readonly verdict: Verdict
}

/**
 * Puts a backup into an empty database and its files into the data folder, then erases again what the log says was erased, and computes everything again. Start the
 * server only when what came after the backup is there too: replayMirror brings it.
 *
 * @throws {StartError} when the backup is not whole or was changed, or the database is not empty
 */
export async function restore(
  reached: Reached,
  { NGUON_DATA }: Pick<Config, 'NGUON_DATA'>,
  folder: string,
  say: (line: string) => void = () => {},
): Promise<Restored> {
  const { manifest, hashes } = await restoreTables(reached, folder, say)
  const db = await openServing(reached.serving)
  try {
    const erased = await eraseAgain(db)
    if (erased > 0) say(`${erased} private fields were erased again`)
  } finally {
    await db.destroy()
  }
  await takeFiles(join(folder, 'files'), join(NGUON_DATA, 'files'), hashes)
  if (manifest.withKeys)
    for (const name of takeKeys(join(folder, 'data'), NGUON_DATA)) say(`${name} was put back`)
  const key = manifest.logKey === null ? undefined : parseVerifierKey(manifest.logKey)
  return { manifest, verdict: await verifyDatabase({ owner: reached.owner, key }) }
}
