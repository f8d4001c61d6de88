import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { StartError } from '../config.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { distribute } from './distribute.ts'
import { placements, placeSql } from './distribute-tables.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const names = async (sql: string): Promise<string[]> =>
  (await database.asOwner(sql)).map((row) => (row as { name: string }).name)

const splitTables = Object.entries(placements).flatMap(([table, placement]) =>
  placement.as === 'split' ? [{ table, ...placement }] : [],
)

test('every table has a place on a cluster', async () => {
  const tables = await names(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     AND NOT relispartition ORDER BY name`,
  )
  expect(Object.keys(placements).sort()).toEqual(tables)
})

describe('a cluster would take', () => {
  test.each(splitTables)('every unique index of $table: it contains $by', async ({ table, by }) => {
    const without = await names(
      `SELECT indexrelid::regclass AS name FROM pg_index WHERE indrelid = '${table}'::regclass AND indisunique
       AND NOT (SELECT attnum FROM pg_attribute WHERE attrelid = indrelid AND attname = '${by}') = ANY(indkey)`,
    )
    expect(without).toEqual([])
  })

  test('every policy: none has a subquery', async () => {
    const refused = await names(
      `SELECT polrelid::regclass || ' ' || polname AS name FROM pg_policy
       WHERE concat(polqual, polwithcheck) LIKE '%{SUBLINK%'`,
    )
    expect(refused).toEqual([])
  })

  test('every table: none refers to another', async () => {
    expect(await names(`SELECT conname AS name FROM pg_constraint WHERE contype = 'f'`)).toEqual([])
  })

  test('every table whose rows are walled: a table that stays on the coordinator would lose its wall in a join', async () => {
    const walled = await names('SELECT relname AS name FROM pg_class WHERE relrowsecurity')
    expect(walled.filter((table) => placements[table]?.as === 'kept')).toEqual([])
  })

  test('every function of a policy: it reads a table that is copied, or the one row’s neighbours', async () => {
    const functions = await database.asOwner(
      `SELECT DISTINCT proname AS name, prosrc AS body FROM pg_depend JOIN pg_proc ON pg_proc.oid = refobjid
       WHERE classid = 'pg_policy'::regclass AND refclassid = 'pg_proc'::regclass`,
    )
    const reads = (functions as { name: string; body: string }[]).flatMap(({ name, body }) =>
      Object.keys(placements).flatMap((table) =>
        placements[table]?.as !== 'copied' && new RegExp(`(FROM|JOIN|,)\\s+${table}\\b`).test(body)
          ? [`${name}: ${table}`]
          : [],
      ),
    )
    expect(reads).toEqual(['is_file_shown: shown_file']) // split as the file is, and asked for by its hash
    expect(placements.file).toMatchObject({ by: 'sha256', with: 'shown_file' })
  })
})

test('the statements that spread the tables come from the one list', () => {
  const sql = (table: string) => placements[table] && placeSql(table, placements[table])
  expect(sql('event_batch')).toBe(
    `SELECT create_distributed_table('event_batch', 'batch_id', colocate_with => 'batch')`,
  )
  expect(sql('event')).toBe(`SELECT create_distributed_table('event', 'id', colocate_with => 'none')`)
  expect(sql('subject_entry')).toBe(`SELECT create_reference_table('subject_entry')`)
  expect(sql('migration')).toBeUndefined()
})

test('what others lie beside is split before them, by a column of the same type', async () => {
  const order = Object.keys(placements)
  const typeOf = async (table: string, column: string) =>
    names(
      `SELECT format_type(atttypid, atttypmod) AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attname = '${column}'`,
    )
  for (const { table, by, with: beside } of splitTables) {
    const other = beside === undefined ? undefined : placements[beside]
    if (beside === undefined || other?.as !== 'split') continue
    expect(order.indexOf(beside)).toBeLessThan(order.indexOf(table))
    expect(await typeOf(table, by)).toEqual(await typeOf(beside, other.by))
  }
})

test('an ordinary PostgreSQL is refused with what is missing, and nothing of it is changed', async () => {
  const said: string[] = []
  const refusal = await distribute(database.owner, (line) => said.push(line)).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(StartError)
  expect(String(refusal)).toMatch('the extension citus is not installed')
  expect(said).toEqual([])
  const [settings] = await database.asOwner(
    `SELECT current_setting('citus.propagate_set_commands', true) AS changed`,
  )
  expect(settings).toEqual({ changed: null })
})
