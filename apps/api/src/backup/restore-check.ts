import { basename } from 'node:path'
import { type OpenCheckpoint, openCheckpoint, parseVerifierKey, type SignerKey } from '@nguon/transparency'
import pg from 'pg'
import { openServing, reachEmbedded } from '../db/data-source.ts'
import { startThrowaway } from '../db/embedded/throwaway.ts'
import { eraseAgain } from './erase-again.ts'
import { readManifest } from './manifest.ts'
import { restoreTables } from './restore-tables.ts'
import { type Verdict, verifyDatabase } from './verifying/verify-database.ts'
import { type CheckReport, writeReport } from './write-report.ts'

interface CheckOptions {
  /** Of the log, where it is at hand: it also signs the report. Else the backup's own word for the public key counts. */
  readonly key?: SignerKey | undefined
  /** The last checkpoint that was published, as it is kept outside the database. */
  readonly published?: OpenCheckpoint | undefined
  readonly say?: (line: string) => void
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Puts a backup into a PostgreSQL of its own, in a temporary folder that is gone afterwards, and computes everything again that can
 * be. Writes the report into the backup.
 *
 * @throws {StartError} when the backup is not whole or a file of it was changed
 */
export async function restoreCheck(
  folder: string,
  { key, published, say = () => {}, onProgress }: CheckOptions,
): Promise<CheckReport> {
  const [checkedAt, started] = [new Date().toISOString(), performance.now()]
  const manifest = readManifest(folder)
  const reached = reachEmbedded(await startThrowaway('relaxed'))
  try {
    await restoreTables(reached, folder, say)
    const db = await openServing(reached.serving)
    const erasedAgain = await eraseAgain(db).finally(() => db.destroy())
    const logKey = key ?? (manifest.logKey === null ? undefined : parseVerifierKey(manifest.logKey))
    const parts = { owner: reached.owner, key: logKey, published, ...(onProgress ? { onProgress } : {}) }
    const verdict = await verifyDatabase(parts)
    const own =
      manifest.checkpoint !== null && logKey ? await openCheckpoint(manifest.checkpoint, [logKey]) : undefined
    const checked = await checkIndexes(reached.owner)
    const problems = [...ofNote(own, verdict), ...verdict.problems, ...checked.problems]
    const problemCount = verdict.problemCount + problems.length - verdict.problems.length
    const seconds = Math.round((performance.now() - started) / 100) / 10
    const about = { backup: basename(folder), madeAt: manifest.madeAt, checkedAt, seconds, erasedAgain }
    const report = { ...about, indexes: checked.indexes, ...verdict, problems, problemCount }
    await writeReport(folder, report, key)
    return report
  } finally {
    await reached.stop()
  }
}

/** The tables end where the backup's own note says: a backup that was cut and described anew does not. */
const ofNote = (own: OpenCheckpoint | undefined, { entries }: Verdict): string[] =>
  own && own.size !== entries ? [`the backup says ${own.size} sealed entries, and ${entries} are there`] : []

/** Holds every index against its table, where PostgreSQL has the extension for it. */
async function checkIndexes(owner: pg.ClientConfig): Promise<{ indexes: number; problems: string[] }> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const there = await client.query("SELECT FROM pg_available_extensions WHERE name = 'amcheck'")
    if (there.rowCount === 0) return { indexes: 0, problems: [] }
    await client.query('CREATE EXTENSION IF NOT EXISTS amcheck')
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_am ON pg_am.oid = relam AND amname = 'btree'
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'i' ORDER BY 1`,
    )
    const problems: string[] = []
    for (const { name } of rows)
      await client
        .query('SELECT bt_index_check(quote_ident($1)::regclass, true)', [name])
        .catch((error: Error) => problems.push(error.message))
    return { indexes: rows.length, problems }
  } finally {
    await client.end()
  }
}
