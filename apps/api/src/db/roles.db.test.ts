import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { insertRow, privateRow, privateTables } from './testing/private-rows.ts'
import { withTenant } from './with-tenant.ts'

let database: TestDatabase
const organizationId = newId()
beforeAll(async () => {
  database = await createTestDatabase()
  await withTenant(database.db, { organizationId }, async (tx) => {
    for (const table of privateTables) await insertRow(tx, table, privateRow(table, organizationId, newId()))
  })
})
afterAll(() => database.drop())

/** What a role may do with tables, as the database itself answers: `DELETE log_pending`. Reading by single columns counts. */
async function rightsOf(role: string): Promise<string[]> {
  const rows = await database.asOwner(
    `SELECT "right" || ' ' || relname AS name
     FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) AS "right"
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND (has_table_privilege($1, pg_class.oid, "right")
       OR "right" IN ('SELECT', 'INSERT', 'UPDATE') AND has_any_column_privilege($1, pg_class.oid, "right")) ORDER BY 1`,
    [role],
  )
  return rows.map((row) => (row as { name: string }).name)
}

const as = (role: string, sql: string) => database.asOwner(`SET ROLE ${role}; ${sql}`)

describe('the role', () => {
  test('nguon_sequencer reads the entries, and writes the log and nothing else', async () => {
    expect(await rightsOf('nguon_sequencer')).toEqual([
      ...['DELETE log_pending', 'INSERT log_checkpoint', 'INSERT log_leaf', 'INSERT log_node'],
      ...[
        'SELECT event',
        'SELECT log_checkpoint',
        'SELECT log_leaf',
        'SELECT log_node',
        'SELECT log_pending',
      ],
    ])
  })

  test('nguon_privacy removes private fields and nothing else, and reads of them only which they are', async () => {
    expect(await rightsOf('nguon_privacy')).toEqual([
      ...['DELETE disclosure', 'SELECT disclosure', 'SELECT report', 'UPDATE report'],
    ])
    for (const [column, table] of [
      ['disclosure', 'disclosure'],
      ['phone', 'report'],
      ['photo', 'report'],
    ])
      await expect(as('nguon_privacy', `SELECT ${column} FROM ${table}`)).rejects.toThrow('permission denied')
    await expect(as('nguon_privacy', `UPDATE report SET words = ''`)).rejects.toThrow('permission denied')
    const owners = await database.asOwner(
      `SELECT proowner::regrole::text AS owner FROM pg_proc WHERE proname IN ('erase_disclosures', 'forget_reporters')`,
    )
    expect(owners).toEqual([{ owner: 'nguon_privacy' }, { owner: 'nguon_privacy' }])
  })

  test('nguon_privacy removes a tenant’s own only, and none without a tenant', async () => {
    const erase = `DELETE FROM disclosure WHERE organization_id = '${organizationId}'`
    for (const tenant of ['', newId()]) await as('nguon_privacy', `SET app.tenant = '${tenant}'; ${erase}`)
    expect(await database.asOwner('SELECT FROM disclosure')).toHaveLength(1)
  })

  test('nguon_backup reads every row of every table, whoever’s it is and as pg_dump does, and changes none', async () => {
    const tables = (await database.asOwner(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    )) as { name: string }[]
    expect(await rightsOf('nguon_backup')).toEqual(tables.map(({ name }) => `SELECT ${name}`).sort())
    const client = new pg.Client(database.owner)
    await client.connect()
    await client.query(`SET ROLE nguon_backup; SET search_path = ''`)
    for (const { name } of tables) {
      const { rowCount } = await client.query(`SELECT FROM public.${name}`)
      if (privateTables.includes(name)) expect([name, rowCount]).toEqual([name, 1])
    }
    await client.end()
  })

  test('nguon_api adds to the queue of the log, and reads the log', async () => {
    const rights = (await rightsOf('nguon_api')).filter((right) => right.includes(' log_'))
    expect(rights).toEqual([
      ...['INSERT log_pending', 'SELECT log_checkpoint', 'SELECT log_leaf'],
      ...['SELECT log_node', 'SELECT log_pending'],
    ])
  })

  test.each(['nguon_sequencer', 'nguon_privacy', 'nguon_backup'])(
    '%s cannot log in, owns no table and passes no policy by',
    async (role) => {
      const [row] = await database.asOwner(
        `SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole,
           (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned,
           has_schema_privilege(rolname, 'public', 'CREATE') AS creates FROM pg_roles WHERE rolname = $1`,
        [role],
      )
      expect(row).toEqual({
        ...{ rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false },
        ...{ owned: 0, creates: false },
      })
    },
  )
})
