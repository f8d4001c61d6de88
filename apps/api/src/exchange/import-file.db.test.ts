import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readSample } from '../sample-file.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { importFile } from './import-file.ts'

const operator = { kind: 'operator' } as const
const importedAt = '2026-11-23T03:00:00.000Z'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('x', async () => {
  const t = Date.now()
  console.log(
    await importFile(database.db, operator, await readSample(), { importedAt }).catch((e) => e),
    Date.now() - t,
  )
  console.log(
    await importFile(database.db, operator, await readSample(), {
      importedAt: '2026-11-24T03:00:00.000Z',
    }).catch((e) => e),
  )
  expect(1).toBe(1)
})
