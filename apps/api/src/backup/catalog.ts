import type pg from 'pg'
import { StartError } from '../config.ts'

/** A table as the catalog has it. */
export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
  /** Whether its rows are seen by policies only. */
  readonly secured: boolean
}

/** Made anew by who needs them: sign-ins that end with a restore, and copies of private data that were asked for. */
const leftOut = ['export', 'session']

/** What a backup holds, in the order of its names: every table but {@link leftOut} and what is lost in a crash anyway. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { hidden: boolean }>(
    `SELECT relname AS name, relrowsecurity AS secured,
       array_agg(attname::text ORDER BY attnum) AS columns,
       relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'backup') AS hidden
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relpersistence = 'p'
       AND relname <> ALL ($1) GROUP BY pg_class.oid, relname, relrowsecurity ORDER BY relname`,
    [leftOut],
  )
  const hidden = rows.filter((row) => row.hidden).map(({ name }) => name)
  if (hidden.length > 0) throw new Error(`the role of backups does not see the rows of ${hidden.join()}`)
  return rows
}

/** The migrations that have run, oldest first; none in an empty database. */
export async function listMigrations(client: pg.ClientBase): Promise<string[]> {
  const there = await client.query(
    "SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename = 'migration'",
  )
  if (there.rowCount === 0) return []
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id')
  return rows.map(({ name }) => name)
}

/** The number that each sequence of the tables gives next. */
export async function readSequences(client: pg.ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' AND sequencename <> 'migration_id_seq' ORDER BY 1`,
  )
  const next: Record<string, string> = {}
  for (const { name } of rows) {
    const found = await client.query<{ next: string }>(
      `SELECT (last_value + is_called::int)::text AS next FROM ${client.escapeIdentifier(name)}`,
    )
    next[name] = found.rows[0]?.next ?? '1'
  }
  return next
}

/**
 * Throws unless a backup can be put into the database: nothing was recorded in it, and its tables are not newer than the backup's.
 *
 * @param migrations of the backup
 */
export async function assertEmpty(client: pg.Client, migrations: readonly string[]): Promise<void> {
  const applied = await listMigrations(client)
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migration', 'rate_limit') ORDER BY 1`,
  )
  const used: string[] = []
  if (applied.length > 0) await client.query('SET ROLE nguon_backup') // which sees the rows of everyone
  for (const { name } of rows) {
    const found = await client.query(`SELECT FROM ${client.escapeIdentifier(name)} LIMIT 1`)
    if (found.rowCount !== 0) used.push(name)
  }
  await client.query('RESET ROLE')
  const isOlder = applied.every((name, at) => name === migrations[at])
  if (used.length === 0 && isOlder) return
  const why =
    used.length > 0
      ? `it holds rows (${used.slice(0, 3).join(', ')} …)`
      : 'its tables are newer than the backup'
  throw new StartError(
    `A backup is put into an empty database only, and this one is not: ${why}. Stop the server and set the database aside: rename ` +
      'NGUON_DATA/postgres, or make a new database and name it in DATABASE_URL. Keep the old one until you know what happened.',
  )
}
