import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import { findName } from '../accounts/account-store.ts'
import { findInvite, listInvites } from '../accounts/invite-store.ts'
import { readPeople } from '../accounts/list-people.ts'
import { findDevice } from '../devices/device-store.ts'
import { listDisclosures, listFiles } from '../exchange/exchange-store.ts'
import { findFile, findKept } from '../files/file-store.ts'
import { readAccountData } from '../privacy/account-data.ts'
import { listAuditRows, listNames } from '../privacy/audit-store.ts'
import { findExport, listExpiries } from '../privacy/export-store.ts'
import { erasePrivate, listPrivate } from '../privacy/private-store.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { canaryOf, insertRow, privateRow, privateTables, seenRows, sha256Of } from './testing/private-rows.ts'
import { enterTenant, withTenant } from './with-tenant.ts'

/** The second wall, with the first one off: plain SQL as the serving role, and stores asked for what is another's. */
let database: TestDatabase
let db: DataSource
const [a, b] = [newId(), newId()] as const
const ids = { [a]: newId(), [b]: newId() } as Record<Id, Id>
const now = new Date('2026-11-20T00:00:00.000Z')

const rowFor = (table: string, organizationId: Id, id: Id = ids[organizationId] ?? '') =>
  privateRow(table, organizationId, id)
const seenAs = (organizationId: Id, table: string) =>
  withTenant(db, { organizationId }, (tx) => seenRows(tx, table))

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  for (const organizationId of [a, b])
    await withTenant(db, { organizationId }, async (tx) => {
      for (const table of privateTables) await insertRow(tx, table, rowFor(table, organizationId))
    })
})
afterAll(() => database.drop())

describe('the rows of', () => {
  test.each(privateTables)('%s are seen by nobody without a tenant (V8.4.1)', async (table) => {
    expect(await seenRows(db.manager, table)).toEqual([])
  })

  test.each(privateTables)('%s are seen by their own tenant only (V8.4.1)', async (table) => {
    const [own, ...more] = await seenAs(a, table)
    expect(more).toEqual([])
    expect(own).toContain(a)
    expect(own).not.toContain(b)
    const everything = (await seenAs(b, table)).join()
    expect(everything).toContain(b)
    expect(everything).not.toContain(a)
  })

  test.each(privateTables)('%s are not added for another tenant, nor without one (V8.4.1)', async (table) => {
    const row = { ...rowFor(table, b, newId()), ...(table === 'file' ? { sha256: sha256Of('new') } : {}) }
    const refused = 'row-level security policy'
    await expect(withTenant(db, { organizationId: a }, (tx) => insertRow(tx, table, row))).rejects.toThrow(
      refused,
    )
    await expect(insertRow(db.manager, table, row)).rejects.toThrow(refused)
  })

  test.each(privateTables)('%s are neither changed nor removed by another tenant (V8.4.1)', async (table) => {
    const before = await seenAs(b, table)
    const granted = await changeableColumns(table)
    for (const column of granted)
      expect(await changed(`UPDATE ${table} SET ${column} = ${column} WHERE organization_id = $1`)).toBe(0)
    expect([0, 'denied']).toContain(await changed(`DELETE FROM ${table} WHERE organization_id = $1`))
    await expect(seizing(table)).resolves.toBe('denied')
    await expect(changed(`TRUNCATE ${table}`)).resolves.toBe('denied')
    expect(await seenAs(b, table)).toEqual(before)
  })
})

/** What a statement about the other tenant's rows changes. */
const changed = (
  sql: string,
  values: unknown[] = sql.includes('$1') ? [b] : [],
): Promise<number | 'denied'> =>
  withTenant(db, { organizationId: a }, (tx) => tx.query(sql, values)).then(
    ([, count]: [unknown, number]) => count,
    (error: Error) => {
      if (error.message.includes('permission denied')) return 'denied'
      throw error
    },
  )
const seizing = (table: string) => changed(`UPDATE ${table} SET organization_id = $1`)

async function changeableColumns(table: string): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0
       AND has_column_privilege(attrelid, attnum, 'UPDATE')`,
    [table],
  )
  return rows.map(({ name }) => name)
}

test('every table whose rows are an organization’s own has the wall, also for its owner (V8.4.1)', async () => {
  const rows: { name: string; wall: boolean }[] = await db.query(
    `SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS wall FROM pg_class
     JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'organization_id' AND NOT attisdropped
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  )
  // the history and its indexes are public; accounts and sessions are looked up before there is a tenant
  const open = [
    ...['event', 'event_batch', 'batch', 'subject_entry', 'gtin', 'reference', 'label_run'],
    ...['shown_file', 'account', 'session', 'scan_signal'], // a shopper's page reads what is known of its code
  ]
  const walled = (is: boolean) => rows.filter(({ wall }) => wall === is).map(({ name }) => name)
  expect(walled(true).sort()).toEqual([...privateTables].sort())
  expect(walled(false).sort()).toEqual(open.sort())
})

test('the serving role owns no table, is no superuser and passes no policy by', async () => {
  const [role] = await db.query(
    `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole,
            (SELECT count(*)::int FROM pg_class WHERE relowner = pg_roles.oid) AS owned,
            row_security_active('disclosure') AS active
     FROM pg_roles WHERE rolname = current_user`,
  )
  expect(role).toEqual({
    ...{ rolname: 'nguon_api', rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    ...{ owned: 0, active: true },
  })
})

test.each(['COMMIT', 'ROLLBACK'])(
  'the tenant of a transaction is gone after its %s, on the same connection',
  async (end) => {
    const runner = db.createQueryRunner()
    await runner.connect()
    try {
      const pid = await runner.query('SELECT pg_backend_pid() AS pid')
      await runner.startTransaction()
      await enterTenant(runner.manager, { organizationId: a, inspectorId: newId(), isOperator: true })
      expect(await seenRows(runner.manager, 'audit')).toHaveLength(1)
      await (end === 'COMMIT' ? runner.commitTransaction() : runner.rollbackTransaction())
      const left = `SELECT concat(current_setting('app.tenant', true), current_setting('app.inspector', true),
      current_setting('app.operator', true)) AS left`
      expect(await runner.query(left)).toEqual([{ left: '' }])
      for (const table of privateTables) expect(await seenRows(runner.manager, table)).toEqual([])
      expect(await runner.query('SELECT pg_backend_pid() AS pid')).toEqual(pid)
    } finally {
      await runner.release()
    }
  },
)

test('a store that is asked for another organization finds nothing (V8.4.1)', async () => {
  const id = ids[b] ?? ''
  const found = await withTenant(db, { organizationId: a }, async (tx) => [
    await readPeople(tx, b),
    await findName(tx, id),
    await listInvites(tx, b),
    await findInvite(tx, id),
    await findDevice(tx, id),
    await listPrivate(tx, b, [id]),
    await erasePrivate(tx, [id], ['phone']),
    await listDisclosures(tx, b),
    await listFiles(tx, b),
    [...(await findKept(tx, b, [sha256Of(canaryOf(b))]))],
    await findFile(tx, sha256Of(canaryOf(b)), b),
    await listAuditRows(tx, b, { after: undefined, limit: 10 }),
    [...(await listNames(tx, b, [id]))],
    await findExport(tx, id, id, now),
    await listExpiries(tx, id),
    Object.values(await readAccountData(tx, id, b)).flat(),
  ])
  const nothing = new Set(['[]', '0', '[null]'])
  expect(found.filter((each) => each !== undefined && !nothing.has(JSON.stringify(each)))).toEqual([])
  expect(await withTenant(db, { organizationId: b }, (tx) => listPrivate(tx, b, [id]))).toHaveLength(1)
  const own = await withTenant(db, { organizationId: a }, (tx) => listInvites(tx))
  expect(own.map(({ organizationId }) => organizationId)).toEqual([a])
})
