import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { findNames, insertNames } from './exchange-store.ts'
import type { Name } from './names.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test('more names than one statement takes are kept and found, and keep their first meaning', async () => {
  const organizationId: Id = newId()
  const names = Array.from({ length: 20_001 }, (_, index): Name => {
    return { kind: 'event', organizationId, reference: `e${index}`, id: newId() }
  })
  const references = names.map(({ reference }) => reference)
  const found = await database.db.transaction(async (tx) => {
    await insertNames(tx, names)
    await insertNames(tx, [{ ...(names[20_000] as Name), id: newId() }])
    return findNames(tx, references)
  })
  const byReference = new Map(found.map((name) => [name.reference, name]))
  expect(found).toHaveLength(names.length)
  expect(references.map((reference) => byReference.get(reference))).toEqual(names)
})
