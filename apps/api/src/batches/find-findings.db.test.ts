import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openBrowser } from '../testing/browser.ts'
import { givenPerson } from '../testing/given-people.ts'
import { givenSample, idOf } from '../testing/sample.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
let inspector: ReturnType<typeof openBrowser>
beforeAll(async () => {
  database = await createTestDatabase()
  await givenSample(database.db)
  const { cookie } = await givenPerson(database.db, 'inspector')
  inspector = openBrowser(testApp(database.db), cookie)
})
afterAll(() => database.drop())

interface Item {
  id: string
  lot: string
  findings: string[]
}
const list = async (query: string): Promise<{ items: Item[]; next?: string }> =>
  (await inspector.get(`/api/v1/batches?${query}`)).body

test('a list says what was noticed in each batch, and shows only those where one thing was, page by page', async () => {
  const all = (await list('limit=200')).items
  const late = all.filter(({ findings }) => findings.includes('LATE_ENTRY')).map(({ id }) => id)
  expect(late.length).toBeGreaterThan(0)
  expect(late.length).toBeLessThan(all.length)
  const paged: string[] = []
  for (let after = ''; ; ) {
    const { items, next } = await list(`finding=LATE_ENTRY&limit=1${after}`)
    paged.push(...items.map(({ id }) => id))
    if (!next) break
    after = `&after=${next}`
  }
  expect(paged).toEqual(late)
  expect((await list('finding=SCAN_ANOMALY')).items).toEqual([])
})

test('a chain says which of what went in was stopped, and which certificate was out of date', async () => {
  const chainOf = async (name: string) =>
    (await inspector.get(`/api/v1/batches/${await idOf(database.db, name)}/chain`)).body.findings as {
      code: string
      batchId?: string
      certificateId?: string
    }[]
  const tea = await chainOf('bat-b6')
  const stopped = (await list('status=recalled&limit=200')).items.map(({ id }) => id)
  const found = tea.flatMap(({ code, batchId }) => (code === 'ANCESTOR_ON_HOLD' ? [batchId] : []))
  expect(found.length).toBeGreaterThan(0)
  expect(stopped).toEqual(expect.arrayContaining(found))
  const noodles = await chainOf('bat-c3')
  expect(noodles.filter(({ code }) => code === 'CERT_EXPIRED').length).toBeGreaterThan(0)
})
