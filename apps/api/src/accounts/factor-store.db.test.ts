import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { problemOf } from '../http.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { insertPasskey, listFactors } from './factor-store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('a passkey is one account’s: kept for another it is refused, as any that fails', async () => {
  const { manager } = database.db
  const [first, second] = [newId(), newId()]
  const key = {
    ...{ name: undefined, credentialId: 'one', publicKey: Buffer.from('x'), counter: 0, transports: [] },
  }
  await insertPasskey(manager, first, key, new Date())
  const error = await insertPasskey(manager, second, key, new Date()).catch((thrown: unknown) => thrown)
  expect(problemOf(error)).toMatchObject({ status: 401, code: 'FACTOR_FAILED' })
  expect(await listFactors(manager, second)).toEqual([])
})
