import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { readSample } from '../sample-file.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { namesOf, resolveBatch, resolveReference } from './find-reference.ts'
import { importFile } from './import-file.ts'

const importedAt = '2026-11-23T03:00:00.000Z'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const file = JSON.parse(await readSample())
  // another organization calls a place of its own by the same name
  file.sites.push({ id: 'site-b1', org: 'org-d2', kind: 'store', name: 'Kho hai' })
  await importFile(database.db, { kind: 'operator' }, JSON.stringify(file), { importedAt })
})
afterAll(() => database.drop())

test('a name of a file is found, with its organization or without', async () => {
  const id = await resolveBatch(database.db.manager, 'bat-b1')
  expect(await resolveBatch(database.db.manager, 'org-b/bat-b1')).toBe(id)
  expect(await resolveBatch(database.db.manager, id)).toBe(id)
})

test('a name that two organizations gave has to be said with the organization', async () => {
  const tx = database.db.manager
  await expect(resolveReference(tx, 'site-b1')).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    message: 'site-b1 is ambiguous: say org-b/site-b1 or org-d2/site-b1',
  })
  const own = await resolveReference(tx, 'org-b/site-b1', ['place'])
  const other = await resolveReference(tx, 'org-d2/site-b1', ['place'])
  expect(own).not.toBe(other)
  expect([...(await namesOf(tx, [own, other])).values()]).toEqual(['org-b/site-b1', 'org-d2/site-b1'])
})

test.each(['bat-x', 'org-c/bat-b1', 'org-x/bat-b1', 'per-a1'])('%s is no batch', async (text) => {
  await expect(resolveBatch(database.db.manager, text)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('ids are called by their names, and by themselves where they have none', async () => {
  const tx = database.db.manager
  const known = await resolveReference(tx, 'bat-b6')
  const unknown = newId()
  expect(await namesOf(tx, [known, unknown])).toEqual(
    new Map([
      [known, 'bat-b6'],
      [unknown, unknown],
    ]),
  )
})
