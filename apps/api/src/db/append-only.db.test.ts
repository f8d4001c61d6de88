import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const appendOnly = [
  ...['event', 'event_batch', 'subject_entry', 'code', 'gtin', 'reference'],
  ...['file', 'shown_file', 'label_run', 'label_range', 'audit', 'scan_decision'],
  ...['log_leaf', 'log_node', 'log_checkpoint'],
]

/** Accounts and what hangs on them: what of it may change is said column by column in the grants. */
const ofPeople = [
  ...['account', 'factor', 'session', 'rate_limit', 'membership', 'invite'],
  ...['device', 'device_entry', 'quarantine', 'export', 'recall', 'recall_lift', 'recall_note', 'alert'],
  ...['label_print', 'printer', 'label_pin', 'report'],
]

test('every table is append-only, but the index of births, the scans, the list of migrations and what is of people', async () => {
  const rows = await database.asOwner(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  )
  const changeable = ['batch', 'scan', 'scan_default', 'scan_day', 'scan_signal', 'migration', ...ofPeople]
  const names = rows.map((row) => (row as { name: string }).name).filter((name) => !changeable.includes(name))
  expect(names.sort()).toEqual([...appendOnly, 'disclosure', 'log_pending'].sort())
})

describe('the rows of', () => {
  test.each(appendOnly)(
    '%s are changed and removed neither by the role that serves nor by the owner (V16.4.2)',
    async (table) => {
      const column = await givenRow(table)
      for (const sql of changesOf(table, column)) {
        await expect(database.db.query(sql)).rejects.toThrow('permission denied')
        await expect(database.asOwner(sql)).rejects.toThrow('IMMUTABLE')
      }
      expect(await guardsOf(table)).toEqual(['A', 'A'])
    },
  )

  test('disclosure are never changed; an owner who erases a private field removes its row', async () => {
    const column = await givenRow('disclosure')
    const [update, remove, truncate] = changesOf('disclosure', column)
    for (const sql of [update, remove, truncate])
      await expect(database.db.query(sql)).rejects.toThrow('permission denied')
    for (const sql of [update, truncate]) await expect(database.asOwner(sql)).rejects.toThrow('IMMUTABLE')
    await database.asOwner(remove)
    expect(await database.asOwner('SELECT FROM disclosure')).toEqual([])
    expect(await guardsOf('disclosure')).toEqual(['A', 'A'])
  })
})

const changesOf = (table: string, column: string) =>
  [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`, `TRUNCATE ${table}`] as const

/** How each trigger of the table is enabled: `A`, also where a session replays what another server did. */
async function guardsOf(table: string): Promise<string[]> {
  const rows = await database.asOwner(
    'SELECT tgenabled AS how FROM pg_trigger WHERE tgrelid = $1::regclass',
    [table],
  )
  return rows.map((row) => (row as { how: string }).how)
}

/** SQL of a value that the column takes. */
const sampleOf: Record<string, string> = {
  ...{ uuid: 'gen_random_uuid()', text: `repeat('0', 64)`, bytea: `decode(repeat('00', 32), 'hex')` },
  ...{ 'timestamp with time zone': 'now()', jsonb: `'{}'`, numeric: '1' },
  ...{ smallint: '1', integer: '1', bigint: '1', boolean: 'true' },
}
const closed: Record<string, string> = {
  decision: `'dismissed'`,
  role: `'in'`,
  status: `'active'`,
  state: `'activated'`,
}

/** Puts a row into the table, a row trigger needs one, and answers the name of its first column. */
async function givenRow(table: string): Promise<string> {
  const columns = (await database.asOwner(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND is_identity = 'NO' ORDER BY ordinal_position`,
    [table],
  )) as { name: string; type: string }[]
  const names = columns.map(({ name }) => name).join(', ')
  const values = columns.map(({ name, type }) => closed[name] ?? sampleOf[type]).join(', ')
  await database.asOwner(`INSERT INTO ${table} (${names}) VALUES (${values})`)
  return columns[0]?.name ?? ''
}
