import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { born, event, given, kg } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { openBrowser } from '../testing/browser.ts'
import { type GivenOrganization, onTime, operator } from '../testing/given.ts'
import { givenOrganizationAt, inHaNoi, inThaiNguyen } from '../testing/given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { recallOf } from './testing/given-recall.ts'

const gtin = '09520009000012'
const path = `/01/${gtin}/10/BX1`

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let app: Express
let admin: GivenPerson
let staff: GivenPerson
let stranger: GivenPerson
let batch: Id
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  org = await givenOrganizationAt(db, inThaiNguyen, { gtin })
  admin = await givenPerson(db, 'admin', org.id)
  staff = await givenPerson(db, 'staff', org.id)
  stranger = await givenPerson(db, 'admin', (await givenOrganizationAt(db, inHaNoi)).id)
  batch = newId()
  const birth = born('finished', org.product, 'BX1', { useBy: '2099-01-01' })
  const item = given(batch, kg('10'), { units: 20, ...birth })
  await recordEvent(db, operator, { event: event('opening_stock', org.id, [item], onTime()) })
  app = testApp(db)
})
afterAll(() => database.drop())

const get = (who: GivenPerson, at: string) => openBrowser(app, who.cookie).get(at)
const post = (who: GivenPerson, at: string, body: object = {}) => openBrowser(app, who.cookie).post(at, body)
const titleOf = async () => /<title>(.*?)<\/title>/.exec((await request(app).get(path)).text)?.[1]

test('a recall is on the page of the batch at once when the second person confirms it, and not before', async () => {
  expect(await titleOf()).toMatch(/^✓/)
  const proposal = recallOf([batch], { publicMessage: 'Trả lại nơi mua để được hoàn tiền' })
  const proposed = await post(admin, '/api/v1/recalls', proposal)
  expect(proposed).toMatchObject({ status: 201, body: { state: 'proposed', mayConfirm: false } })
  expect(await titleOf()).toMatch(/^✓/)

  const listed = await get(staff, '/api/v1/recalls')
  expect(listed.body.items).toMatchObject([{ id: proposal.id, mayConfirm: true }])
  const confirmed = await post(staff, `/api/v1/recalls/${proposal.id}/confirm`)
  expect(confirmed).toMatchObject({ status: 200, body: { recall: { state: 'in_force' } } })
  const page = await request(app).get(path)
  expect(page.text).toMatch(/<title>✕ THU HỒI/)
  expect(page.text).toContain('Trả lại nơi mua để được hoàn tiền')
  expect(page.headers['cache-control']).toBe('no-store')
})

test('who proposed a recall and calls to confirm it hears that it takes a second person', async () => {
  const { body } = await post(admin, '/api/v1/recalls', recallOf([batch]))
  const answer = await post(admin, `/api/v1/recalls/${body.id}/confirm`)
  expect(answer).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_REQUIRED' } })
  const withdrawn = await post(admin, `/api/v1/recalls/${body.id}/withdraw`, { reason: 'nhầm lô' })
  expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
})

test("another cooperative's recall answers in every call as one that does not exist (V8.4.1)", async () => {
  const { body } = await post(admin, '/api/v1/recalls', recallOf([batch], { reason: 'canary-thu-hoi' }))
  const answerTo = async (id: Id) => {
    const answers = [
      await get(stranger, `/api/v1/recalls/${id}`),
      await post(stranger, `/api/v1/recalls/${id}/confirm`),
      await post(stranger, `/api/v1/recalls/${id}/withdraw`, { reason: 'x' }),
    ]
    return answers.map((answer) => ({
      status: answer.status,
      text: answer.text.replaceAll(id, 'ID').replace(/"requestId":"[^"]*"/, ''),
    }))
  }
  const [foreign, unknown] = [await answerTo(body.id), await answerTo(newId())]
  expect(foreign).toEqual(unknown)
  expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404])
  expect(JSON.stringify(foreign)).not.toContain('canary-thu-hoi')
  expect((await get(stranger, '/api/v1/recalls')).body).toEqual({ items: [] })
})

test.each([
  ['no batch', { batchIds: [] }],
  ['a batch over the most', { batchIds: Array.from({ length: 1001 }, () => newId()) }],
  ['no reason', { reason: '' }],
  ['a state of its own', { state: 'in_force' }],
])('a proposal with %s is refused', async (_what, more) => {
  const answer = await post(admin, '/api/v1/recalls', { ...recallOf([batch]), ...more })
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
})

test('whoever has not confirmed lately who they are neither proposes nor confirms a recall (V7.5.3)', async () => {
  const { body } = await post(admin, '/api/v1/recalls', recallOf([batch]))
  const soon = testApp(db, { now: () => new Date(Date.now() + 6 * 60_000) })
  const calls: [GivenPerson, string, object][] = [
    [admin, '/api/v1/recalls', recallOf([batch])],
    [staff, `/api/v1/recalls/${body.id}/confirm`, {}],
  ]
  for (const [who, at, sent] of calls) {
    const answer = await openBrowser(soon, who.cookie).post(at, sent)
    expect(answer).toMatchObject({ status: 403, body: { code: 'FRESH_FACTOR_REQUIRED' } })
  }
})
