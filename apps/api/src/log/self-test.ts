import pg from 'pg'
import type { DataSource } from 'typeorm'
import { StartError } from '../config.ts'
import type { Database } from '../db/data-source.ts'

/** Tables whose rows are never changed. Of some, rows may be removed: by sealing, or by erasing private fields. */
const history: Readonly<Record<string, 'kept' | 'removable'>> = {
  event: 'kept',
  event_batch: 'kept',
  subject_entry: 'kept',
  code: 'kept',
  gtin: 'kept',
  reference: 'kept',
  file: 'kept',
  shown_file: 'kept',
  label_run: 'kept',
  label_range: 'kept',
  audit: 'kept',
  log_leaf: 'kept',
  log_node: 'kept',
  log_checkpoint: 'kept',
  log_pending: 'removable',
  disclosure: 'removable',
}

/**
 * Throws unless the database itself refuses changes of the history and keeps what it confirmed. Run before anything is recorded.
 *
 * @param durability `relaxed`: whether the disk keeps what was confirmed is not asked
 * @throws {StartError} which says what to do
 */
export async function testDatabase(
  { api, owner }: Pick<Database, 'api' | 'owner'>,
  durability: 'full' | 'relaxed',
): Promise<void> {
  await assertRefused(api)
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await assertNoRights(api)
    await assertGuards(client)
  } finally {
    await client.end()
  }
  if (durability === 'full') await assertDurable(api)
}

/** What would change the history, of no row, so that it costs nothing where it is refused as it should be. */
const changes = [
  'UPDATE event SET type = type WHERE false',
  'DELETE FROM event WHERE false',
  'TRUNCATE event',
] as const

const permissionDenied = '42501'

/** Tries each change as the role that serves requests, and takes it back. */
async function assertRefused(api: DataSource): Promise<void> {
  for (const sql of changes) {
    const runner = api.createQueryRunner()
    try {
      await runner.startTransaction()
      const refusal = await runner.query(sql).then(
        () => undefined,
        (error: { code?: string }) => error.code,
      )
      if (refusal !== permissionDenied) throw mayChange('event', sql.split(' ')[0] ?? sql)
    } finally {
      await runner.rollbackTransaction()
      await runner.release()
    }
  }
}

/** The same of every table, from the list of rights. */
async function assertNoRights(api: DataSource): Promise<void> {
  const rows: { name: string; right: string }[] = await api.query(
    `SELECT name, "right" FROM unnest($1::text[]) AS name, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS "right"
     WHERE has_table_privilege(name, "right") OR ("right" = 'UPDATE' AND has_any_column_privilege(name, "right"))`,
    [Object.keys(history)],
  )
  const [given] = rows
  if (given) throw mayChange(given.name, given.right)
}

const mayChange = (table: string, right: string): StartError =>
  new StartError(
    `The user that serves requests may ${right} rows of ${table}, which nobody may. Run as the owner: ` +
      `REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM PUBLIC, nguon_api; and give DATABASE_URL_API a user that is neither the owner nor a superuser.`,
  )

/** pg_trigger.tgtype: before, each row, delete, update, truncate. */
const [each, before, onDelete, onUpdate, onTruncate] = [1, 2, 8, 16, 32]

/** The triggers that refuse changes are there, and on also where a session replays what another server did. */
async function assertGuards(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ name: string; kind: number }>(
    `SELECT relname AS name, tgtype::int AS kind FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
     WHERE relnamespace = 'public'::regnamespace AND tgfoid = 'refuse_change()'::regprocedure AND tgenabled = 'A'`,
  )
  for (const [table, is] of Object.entries(history)) {
    const rowKind = each | before | onUpdate | (is === 'kept' ? onDelete : 0)
    for (const kind of [rowKind, before | onTruncate])
      if (!rows.some((row) => row.name === table && row.kind === kind))
        throw new StartError(
          `The triggers that refuse changes of ${table} are gone or switched off. If you did not do it, somebody may have changed the ` +
            'history: keep a copy of the database, compare it with a mirror of the log, and put a backup back.',
        )
  }
}

const durable = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']

/** What was confirmed is on the disk, and a disk that changed it is found out. */
async function assertDurable(api: DataSource): Promise<void> {
  const off: { name: string }[] = await api.query(
    `SELECT name FROM pg_settings WHERE name = ANY($1) AND setting = 'off' ORDER BY name`,
    [durable],
  )
  if (off.length === 0) return
  const names = off.map(({ name }) => name)
  const checksums = names.includes('data_checksums')
    ? ' For data_checksums stop PostgreSQL and run pg_checksums --enable on its data folder.'
    : ''
  throw new StartError(
    `PostgreSQL has ${names.join(', ')} switched off, so what was confirmed may be lost or change unnoticed. Switch it on.${checksums} ` +
      'For tests alone there is NGUON_DURABILITY=relaxed.',
  )
}
