import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import type { EntityManager } from 'typeorm'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { enterTenant, withTenant } from './with-tenant.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const [a, b, inspectorId] = [newId(), newId(), newId()] as const

const scopeOf = (tx: EntityManager): Promise<unknown> =>
  tx.query(
    `SELECT current_setting('app.tenant') AS tenant, current_setting('app.inspector', true) AS inspector,
            current_setting('app.operator', true) AS operator`,
  )

test('a transaction that acted for an inspector does not, once it acts for an organization (V8.4.1)', async () => {
  await withTenant(database.db, { organizationId: a, inspectorId, isOperator: true }, async (tx) => {
    expect(await scopeOf(tx)).toEqual([{ tenant: a, inspector: inspectorId, operator: 'on' }])
    await enterTenant(tx, { organizationId: b })
    expect(await scopeOf(tx)).toEqual([{ tenant: b, inspector: '', operator: '' }])
  })
})

test('so it is too when the wider scope was entered in a part that was undone (V8.4.1)', async () => {
  await withTenant(database.db, { organizationId: a }, async (tx) => {
    const undone = tx.transaction(async (inner) => {
      await enterTenant(inner, { organizationId: a, isOperator: true })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await enterTenant(tx, { organizationId: b })
    const [scope] = (await scopeOf(tx)) as { operator: string | null }[]
    expect(scope?.operator).toBe('')
  })
})

test('what is no id never becomes part of the statement (V1.2.4)', async () => {
  const forged = `' || pg_sleep(9) || '` as Id
  const entering = withTenant(database.db, { organizationId: forged }, async () => {})
  await expect(entering).rejects.toThrow('not an id')
  const alsoInspector = withTenant(database.db, { organizationId: a, inspectorId: forged }, async () => {})
  await expect(alsoInspector).rejects.toThrow('not an id')
})
