import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { createPageCache } from './page-cache.ts'
import { shareStamps } from './stamp.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const page = (bytes: number) => ({
  body: Buffer.alloc(bytes),
  etag: '"x"',
  dependencies: { batchIds: [], organizationIds: [] },
  stamps: new Map(),
})

test('kept pages never take up more than they may, and the oldest goes first', async () => {
  const cache = createPageCache(shareStamps(database.db), { pages: 3, bytes: 100 })
  const kept = async () => {
    const keys = ['a', 'b', 'c', 'd', 'big']
    const found = await Promise.all(keys.map((key) => cache.find(key)))
    return keys.filter((_, index) => found[index]).join('')
  }
  for (const key of ['a', 'b', 'c']) cache.keep(key, page(30))
  expect(await kept()).toBe('abc')
  cache.keep('a', page(60))
  expect(await kept()).toBe('ac')
  cache.keep('d', page(30))
  expect(await kept()).toBe('ad')
  cache.keep('big', page(101))
  expect(await kept()).toBe('')
  for (const key of ['a', 'b', 'c', 'd']) cache.keep(key, page(1))
  expect(await kept()).toBe('bcd')
})
