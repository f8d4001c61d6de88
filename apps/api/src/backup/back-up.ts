import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { formatVerifierKey } from '@nguon/transparency'
import pg from 'pg'
import type { Config } from '../config.ts'
import { syncFolder } from '../files/write-once.ts'
import { loadLogKey } from '../log/log-key.ts'
import { beginBackup } from './backup-folder.ts'
import { listMigrations, listTables, readSequences } from './catalog.ts'
import { copyOut } from './copy-tables.ts'
import { takeKeys } from './key-files.ts'
import { type Manifest, manifestFile, type TableFile } from './manifest.ts'
import { takeFiles } from './vault-files.ts'

export type BackupConfig = Pick<Config, 'NGUON_DATA' | 'PUBLIC_URL'>

interface BackupOptions {
  /** The keys are what makes a stolen backup able to sign the log and print labels: by default they are kept apart from it. */
  readonly withKeys?: boolean
  readonly say?: (line: string) => void
}

/**
 * Writes everything that was recorded as a new folder among the backups of `parent`: every table as it was at one moment, and the
 * files that they name. Others go on recording meanwhile. The folder has its name only once it is whole.
 *
 * @param owner who may act as the role of backups, which reads and no more
 * @returns the folder
 */
export async function backUp(
  owner: pg.ClientConfig,
  config: BackupConfig,
  parent: string,
  { withKeys = false, say = () => {} }: BackupOptions = {},
): Promise<string> {
  const madeAt = new Date().toISOString()
  const draft = beginBackup(parent, madeAt)
  const client = new pg.Client(owner)
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    await client.query('SET LOCAL ROLE nguon_backup')
    const snapshot = await writeTables(client, draft.folder, say)
    const files = await writeFiles(client, config, draft.folder, say)
    if (withKeys) takeKeys(config.NGUON_DATA, join(draft.folder, 'data'))
    const logKey = await findLogKey(config)
    writeManifest(draft.folder, { format: 1, madeAt, ...snapshot, logKey, files, withKeys })
    return draft.finish()
  } catch (error) {
    draft.abandon()
    throw error
  } finally {
    await client.end()
  }
}

const withoutMigrations = ({ name }: { readonly name: string }): boolean => name !== 'migration' // they run anew

async function writeTables(client: pg.Client, folder: string, say: (line: string) => void) {
  mkdirSync(join(folder, 'tables'), { mode: 0o700 })
  const tables: TableFile[] = []
  for (const shape of (await listTables(client)).filter(withoutMigrations)) {
    const table = await copyOut(client, shape, folder)
    tables.push(table)
    if (table.rows > 0) say(`${table.name}: ${table.rows.toLocaleString('en')} rows`)
  }
  syncFolder(join(folder, 'tables'))
  const { rows } = await client.query<{ note: string }>(
    'SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1',
  )
  const [migrations, sequences] = [await listMigrations(client), await readSequences(client)]
  return { migrations, checkpoint: rows[0]?.note ?? null, tables, sequences }
}

async function writeFiles(
  client: pg.Client,
  { NGUON_DATA }: BackupConfig,
  folder: string,
  say: (line: string) => void,
): Promise<Manifest['files']> {
  const hashes = await listFiles(client)
  const { bytes, missing } = await takeFiles(join(NGUON_DATA, 'files'), join(folder, 'files'), hashes)
  if (missing.length > 0)
    say(
      `${missing.length} files are noted, and not there: they never came, or the folder of files is elsewhere`,
    )
  return { count: hashes.length - missing.length, bytes, missing }
}

/** The hashes of all files that were brought. */
export async function listFiles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>('SELECT DISTINCT sha256 FROM file ORDER BY sha256')
  return rows.map(({ sha256 }) => sha256)
}

/** The public key of the log; null where the data folder has none. */
async function findLogKey({ NGUON_DATA, PUBLIC_URL }: BackupConfig): Promise<string | null> {
  if (!existsSync(join(NGUON_DATA, 'keys', 'log.key'))) return null
  return formatVerifierKey(await loadLogKey(NGUON_DATA, PUBLIC_URL))
}

function writeManifest(folder: string, manifest: Manifest): void {
  const file = openSync(join(folder, manifestFile), 'wx', 0o600)
  try {
    writeSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
