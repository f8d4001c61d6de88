import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { api, type Endpoint, files, upload } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { event, given, kg, taken } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import { type GivenOrganization, givenLot, givenOrganization, givenVersion, onTime } from './testing/given.ts'
import { type GivenPerson, givenPerson } from './testing/given-people.ts'
import { headersOf, testApp, testOrigin } from './testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

let database: TestDatabase
let app: Express
let org: GivenOrganization
let other: GivenOrganization
let staff: GivenPerson
let otherStaff: GivenPerson
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db)
  org = await givenOrganization(database.db)
  other = await givenOrganization(database.db)
  staff = await givenPerson(database.db, 'staff', org.id)
  otherStaff = await givenPerson(database.db, 'staff', other.id)
})
afterAll(() => database.drop())

const as = (organization: GivenOrganization) => headersOf(organization === org ? staff : otherStaff)
const rows = [...Object.values(api), ...Object.values(files), upload] as readonly Endpoint[]
const pathOf = (path: string) =>
  path.replaceAll(/:(\w+)/g, (_all, name) => (name === 'sha256' ? 'a'.repeat(64) : newId()))

describe('every call', () => {
  test.each(rows.map((row) => [`${row.method} ${row.path}`, row] as const))(
    '%s says who may make it, and refuses strangers where it is not for them',
    async (_name, row) => {
      expect(row.who.length).toBeGreaterThan(0)
      const answer = await request(app)[row.method](pathOf(row.path)).set('Origin', testOrigin)
      if (row.who.includes('anonymous')) expect(answer.status).not.toBe(401)
      else expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
    },
  )

  test('that is not there is a problem with its code in both languages', async () => {
    const answer = await request(app).get('/api/v1/nothing')
    expect(answer.status).toBe(404)
    expect(answer.type).toBe('application/problem+json')
    expect(answer.body.title.vi).toMatch(/\S/)
  })
})

describe('another cooperative', () => {
  test('gets the same answer for a batch that is not its own as for one that does not exist', async () => {
    const lot = await givenLot(database.db, org, kg('10'))
    const ask = (id: string) => request(app).get(`/api/v1/batches/${id}`).set(as(other))
    const [foreign, unknown] = [await ask(lot), await ask(newId())]
    expect(foreign.status).toBe(404)
    expect(foreign.body.code).toBe(unknown.body.code)
    expect((await request(app).get('/api/v1/batches').set(as(other))).body.items).toEqual([])
  })

  test('cannot take from it, nor record in its name', async () => {
    const lot = await givenLot(database.db, org, kg('10'))
    const post = (body: object) => request(app).post('/api/v1/events').set(as(other)).send(body)
    expect((await post({ event: event('dispatch', other.id, [taken(lot, kg('1'))], onTime()) })).status).toBe(
      404,
    )
    expect((await post({ event: event('dispatch', org.id, [taken(lot, kg('1'))], onTime()) })).status).toBe(
      404,
    )
  })

  test('goes on with goods it was sent and has accepted, without drawing from the sender', async () => {
    const lot = await givenLot(database.db, org, kg('10'))
    const store = await givenVersion(database.db, 'place', other.id, {
      kind: 'store',
      name: 'Kho',
      addresses: [],
    })
    const sent = event('dispatch', org.id, [taken(lot, kg('10'))], {
      ...onTime(),
      details: { toPlaceId: store },
    })
    const post = (organization: GivenOrganization, of: object) =>
      request(app).post('/api/v1/events').set(as(organization)).send({ event: of })
    expect((await post(org, sent)).status).toBe(201)
    const own = newId()
    const creates = { kind: 'finished' as const, productId: other.product, lot: 'NHAN1' }
    const goOn = () =>
      event('split', other.id, [taken(lot, kg('9')), given(own, kg('9'), { creates })], onTime())
    expect((await post(other, goOn())).status).toBe(404)
    const accepted = event('receipt', other.id, [{ batchId: lot, role: 'about', quantity: kg('9') }], {
      ...onTime(),
      details: { dispatchId: sent.id, accepted: true },
    })
    expect((await post(other, accepted)).status).toBe(201)
    expect((await post(other, goOn())).status).toBe(201)
    const more = event(
      'split',
      other.id,
      [taken(lot, kg('1')), given(newId(), kg('1'), { creates: { ...creates, lot: 'NHAN2' } })],
      onTime(),
    )
    expect((await post(other, more)).body.code).toBe('BATCH_OVERDRAWN')
    const trace = await request(app).get(`/api/v1/batches/${own}/trace?direction=back`)
    expect(trace.body.batches).toEqual([lot])
    expect((await request(app).get(`/api/v1/batches/${lot}`).set(as(org))).body.batch.balance).toEqual({
      value: '0',
      unit: 'kg',
    })
  })
})

describe('a bad body', () => {
  test('is refused by the server itself, with the path of every mistake (V2.2.2)', async () => {
    const wrong = {
      ...event('dispatch', org.id, [taken(newId(), { value: '1,5', unit: 'kg' })]),
      extra: 1,
      precision: 'hour',
    }
    const answer = await request(app).post('/api/v1/events').set(as(org)).send({ event: wrong })
    expect(answer.status).toBe(400)
    const paths = answer.body.violations.map((violation: { path: string }) => violation.path)
    expect(paths).toEqual(expect.arrayContaining(['event.batches.0.quantity.value', 'event.precision']))
  })

  test('nested ten thousand deep is refused, and the server goes on', async () => {
    const body = `${'{"event":'.repeat(10_000)}1${'}'.repeat(10_000)}`
    const answer = await request(app).post('/api/v1/events').set(as(org)).type('json').send(body)
    expect(answer.status).toBe(400)
  })
})

test('answers carry no inline script permission and may not be framed', async () => {
  const answer = await request(app).get('/healthz')
  expect(answer.headers['content-security-policy']).toMatch(/frame-ancestors 'none'/)
  expect(answer.headers['content-security-policy']).not.toMatch(/unsafe-inline/)
})

test('the process and the database say that they are well, and metrics can be read', async () => {
  expect((await request(app).get('/healthz')).status).toBe(200)
  expect((await request(app).get('/readyz')).status).toBe(200)
  expect((await request(app).get('/metrics')).text).toMatch(/http_request_duration_seconds_bucket/)
})
