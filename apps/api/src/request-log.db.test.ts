import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import { openBrowser } from './testing/browser.ts'
import { givenOrganization } from './testing/given.ts'
import { type GivenPerson, givenPerson } from './testing/given-people.ts'
import { testApp, testOrigin } from './testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

interface Line {
  readonly level: number
  readonly msg: string
  readonly reqId: string
  readonly req?: { readonly method: string; readonly path: string }
  readonly res?: { readonly statusCode: number }
  readonly err?: { readonly message: string; readonly stack: string }
}

let database: TestDatabase
let app: Express
let staff: GivenPerson
let written: string[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db, { log: (line) => written.push(line) })
  staff = await givenPerson(database.db, 'staff', (await givenOrganization(database.db)).id)
})
beforeEach(() => {
  written = []
})
afterAll(() => database.drop())

const lines = () => written.map((line) => JSON.parse(line) as Line)
const answered = () =>
  lines().flatMap(({ req, res }) => (req && res ? [[req.method, req.path, res.statusCode]] : []))

describe('the log', () => {
  test('names every request that was refused: by form, by right, by another site, by too many (V16.3.3)', async () => {
    const browser = openBrowser(app, staff.cookie)
    await browser.post('/api/v1/events', { event: { type: 'nothing' } })
    await browser.get('/api/v1/people')
    await browser.post('/api/v1/session/end', {}, { Origin: 'https://evil.example' })
    await request(app).get('/api/v1/batches')
    for (let guess = 0; guess < 11; guess++) await request(app).get('/01/09520003000025/21/KS26-99')
    expect(answered()).toEqual([
      ['POST', '/api/v1/events', 400],
      ['GET', '/api/v1/people', 403],
      ['POST', '/api/v1/session/end', 403],
      ['GET', '/api/v1/batches', 401],
      ...Array.from({ length: 10 }, () => ['GET', '/01/09520003000025/21/KS26-99', 404]),
      ['GET', '/01/09520003000025/21/KS26-99', 429],
    ])
  })

  test('does not fill up with what people merely read', async () => {
    await openBrowser(app, staff.cookie).get('/api/v1/batches')
    await request(app).get('/')
    expect(written).toEqual([])
  })

  test('holds one line of JSON an entry, whatever stands in the address or the headers (V16.4.1)', async () => {
    const fake = '{"level":30,"msg":"signed in"}'
    const paths = [
      `/api/v1/a%0A${encodeURIComponent(fake)}`,
      '/api/v1/%1b[2J',
      '/api/v1/%e2%80%a8x',
      '/api/v1/"},{"',
    ]
    for (const path of paths)
      await request(app)
        .post(path)
        .set({ Origin: testOrigin, 'User-Agent': `a\\n${fake}`, 'Content-Type': 'application/json' })
        .send(`{"a":"\\n${fake.replaceAll('"', '\\"')}"}`)
    expect(written).toHaveLength(paths.length)
    for (const line of written) expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
    expect(lines().map(({ msg }) => msg)).not.toContain('signed in')
  })
})

describe('an error that nobody expected', () => {
  test('is in the log with its stack, under the number that the caller is told, who hears nothing else of it (V16.3.4, V16.5.1)', async () => {
    await database.asOwner('ALTER TABLE batch RENAME COLUMN id TO id_gone')
    try {
      const answer = await openBrowser(app, staff.cookie).get('/api/v1/batches')
      expect([answer.status, answer.body.code, answer.body.detail]).toEqual([500, 'INTERNAL', undefined])
      expect(answer.text).not.toMatch(/lot|column|SELECT|\.ts/)
      const error = lines().find(({ msg }) => msg === 'request failed')
      expect(error).toMatchObject({ level: 50, reqId: answer.body.requestId })
      expect(error?.err?.message).toContain('b.id')
      expect(error?.err?.stack).toContain('list-batches')
    } finally {
      await database.asOwner('ALTER TABLE batch RENAME COLUMN id_gone TO id')
    }
    expect((await openBrowser(app, staff.cookie).get('/api/v1/batches')).status).toBe(200)
  })
})
