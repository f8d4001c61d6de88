import { join } from 'node:path'
import pg from 'pg'
import { StartError } from '../config.ts'
import type { Reached } from '../db/data-source.ts'
import { migrate } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { listFiles } from './back-up.ts'
import { assertEmpty } from './catalog.ts'
import { assertUnchanged, copyIn } from './copy-tables.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { assertFiles } from './vault-files.ts'

/** What was put back. */
export interface Copied {
  readonly manifest: Manifest
  /** Of the files that the backup holds. */
  readonly hashes: readonly string[]
}

/**
 * Puts the tables of a backup into an empty database, whole or not at all, and brings them up to this program. Every file of the
 * backup is checked first.
 *
 * @throws {StartError} when the backup is not whole or was changed, or the database is not empty
 */
export async function restoreTables(
  { owner, login }: Pick<Reached, 'owner' | 'login'>,
  folder: string,
  say: (line: string) => void,
): Promise<Copied> {
  const manifest = readManifest(folder)
  const steps = migrationsOf(manifest)
  for (const table of manifest.tables) await assertUnchanged(folder, table)
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await assertEmpty(client, manifest.migrations)
    await migrate(owner, login, steps)
    await client.query('BEGIN')
    await copyAll(client, folder, manifest, say)
    const missing = new Set(manifest.files.missing)
    const hashes = (await listFilesAsBackup(client)).filter((sha256) => !missing.has(sha256))
    await assertFiles(join(folder, 'files'), hashes)
    await client.query('COMMIT')
    await migrate(owner, login)
    await client.query('ANALYZE')
    return { manifest, hashes }
  } finally {
    await client.end() // an open transaction ends with it
  }
}

async function copyAll(
  client: pg.Client,
  folder: string,
  { tables, sequences }: Manifest,
  say: (line: string) => void,
): Promise<void> {
  for (const table of tables) {
    await copyIn(client, table, folder)
    if (table.rows > 0) say(`${table.name}: ${table.rows.toLocaleString('en')} rows`)
  }
  for (const [name, next] of Object.entries(sequences))
    await client.query('SELECT setval($1::regclass, $2, false)', [name, next])
}

/** The hashes of the files of everyone: the policies bind the owner. */
async function listFilesAsBackup(client: pg.Client): Promise<string[]> {
  await client.query('SET LOCAL ROLE nguon_backup')
  const hashes = await listFiles(client)
  await client.query('RESET ROLE')
  return hashes
}

/** The migrations that had run when the backup was made. */
function migrationsOf({ migrations: names }: Manifest): typeof migrations {
  const steps = migrations.slice(0, names.length)
  const isKnown = steps.length === names.length && steps.every((step, at) => new step().name === names[at])
  if (isKnown) return steps
  throw new StartError('The backup was made by a newer version of Nguon. Install that version.')
}
