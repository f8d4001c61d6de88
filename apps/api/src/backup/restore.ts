import { join } from 'node:path'
import type { Config } from '../config.ts'
import { openServing, type Reached } from '../db/data-source.ts'
import { eraseAgain } from './erase-again.ts'
import { takeKeys } from './key-files.ts'
import type { Manifest } from './manifest.ts'
import { restoreTables } from './restore-tables.ts'
import { takeFiles } from './vault-files.ts'

/**
 * Puts a backup into an empty database and its files into the data folder, then erases again what the log says was erased. Start the
 * server only when what came after the backup is there too: replayMirror brings it.
 *
 * @returns what the backup says of itself
 * @throws {StartError} when the backup is not whole or was changed, or the database is not empty
 */
export async function restore(
  reached: Reached,
  { NGUON_DATA }: Pick<Config, 'NGUON_DATA'>,
  folder: string,
  say: (line: string) => void = () => {},
): Promise<Manifest> {
  const manifest = await restoreTables(reached, folder, say)
  const db = await openServing(reached.serving)
  try {
    const erased = await eraseAgain(db)
    if (erased > 0) say(`${erased} private fields were erased again`)
    const rows: { sha256: string }[] = await db.query('SELECT DISTINCT sha256 FROM shown_file')
    void rows
  } finally {
    await db.destroy()
  }
  await takeFiles(join(folder, 'files'), join(NGUON_DATA, 'files'), await hashesIn(folder))
  if (manifest.withKeys)
    for (const name of takeKeys(join(folder, 'data'), NGUON_DATA)) say(`${name} was put back`)
  return manifest
}
