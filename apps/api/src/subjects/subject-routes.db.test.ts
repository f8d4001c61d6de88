import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId, type Product, type SalesLink } from '@nguon/domain'
import { born, event, given, kg } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenOrganization, onTime, operator } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testApp, testOrigin } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { recordVersion } from './record-version.ts'

const gtin = '09520009000036'
const path = `/01/${gtin}/10/NB2026`

let database: TestDatabase
let app: Express
let org: GivenOrganization
let cookie: string
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db)
  org = await givenOrganization(database.db, { gtin })
  const item = given(newId(), kg('10'), { units: 20, ...born('finished', org.product, 'NB2026') })
  await recordEvent(database.db, operator, { event: event('opening_stock', org.id, [item], onTime()) })
  cookie = (await givenPerson(database.db, 'admin', org.id)).cookie
})
afterAll(() => database.drop())

const versionOf = (kind: 'organization' | 'product', data: object, more: object = {}) => {
  const subject = { kind, id: kind === 'organization' ? org.id : org.product }
  const capturedAt = new Date().toISOString()
  return { v: 1, id: newId(), organizationId: org.id, subject, capturedAt, data, ...more }
}
const read = async (call: string) => (await request(app).get(`/api/v1/${call}`).set('Cookie', cookie)).body
const record = (call: string, version: object) =>
  request(app).post(`/api/v1/${call}`).set({ Cookie: cookie, Origin: testOrigin }).send({ version })
const page = async () => (await request(app).get(path)).text
const voso: SalesLink = { kind: 'voso', url: 'https://voso.vn/nha-ban' }
const shopee: SalesLink = { kind: 'shopee', url: 'https://shopee.vn/nha-ban' }

test('what an admin says about where they sell stands on the page at once, below the facts, and in the linkset', async () => {
  expect(await page()).not.toContain('Nơi bán chính thức')
  const { data } = await read('organization')
  const saved = await record('organizations', versionOf('organization', { ...data, salesLinks: [voso] }))
  expect(saved.status).toBe(201)
  const text = await page()
  expect(text.indexOf('Nơi bán chính thức')).toBeGreaterThan(text.indexOf('<dl class="facts'))
  expect(text).toContain(`href="${voso.url}"`)
  const linkset = await request(app).get(path).set('Accept', 'application/linkset+json')
  expect(linkset.text).toContain(`"href":"${voso.url}"`)
})

test('a version that begins on the same day as the present one takes its place, and the list says that day', async () => {
  const validFrom = '2026-07-01'
  const data: Product = { name: 'Bí xanh thơm', unit: 'kg', labelLevel: 'batch', gtin }
  await recordVersion(database.db, operator, { version: versionOf('product', data, { validFrom }) as never })
  const { items } = await read('products')
  expect(items).toEqual([{ id: org.product, validFrom, data }])
  await record('products', versionOf('product', { ...data, salesLinks: [shopee] }))
  expect(await page()).not.toContain(shopee.url) // it speaks of the time before
  await record('products', versionOf('product', { ...data, salesLinks: [shopee] }, { validFrom }))
  expect(await page()).toContain(`href="${shopee.url}"`)
})

test('a link that leads elsewhere than its marketplace is refused where it stands', async () => {
  const { data } = await read('organization')
  const salesLinks = [{ kind: 'shopee', url: 'https://shopee.vn.evil.example/a' }]
  const { status, body } = await record('organizations', versionOf('organization', { ...data, salesLinks }))
  expect([status, body.violations[0].path]).toEqual([400, 'version.data.salesLinks.0.url'])
})
