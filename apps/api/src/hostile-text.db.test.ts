import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { api, type Endpoint } from '@nguon/contract'
import { type Member, newId } from '@nguon/domain'
import { kg } from '@nguon/domain/testing'
import type { Express } from 'express'
import * as z from 'zod'
import { type Browser, openBrowser } from './testing/browser.ts'
import { type GivenOrganization, givenLot, givenOrganization, givenVersion } from './testing/given.ts'
import { givenPerson } from './testing/given-people.ts'
import { testApp } from './testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

let database: TestDatabase
let app: Express
let org: GivenOrganization
let browser: Browser
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db)
  org = await givenOrganization(database.db)
  await givenLot(database.db, org, kg('10'))
  browser = openBrowser(app, (await givenPerson(database.db, 'admin', org.id)).cookie)
})
afterAll(() => database.drop())

/** Each means something to a database that reads it as a part of its statement. */
const hostile = [
  "'",
  "' OR '1'='1",
  "'; DROP TABLE batch; --",
  "') UNION SELECT password_hash FROM account --",
  '$1',
  '%',
  '_',
  '\\',
  "\\' OR 1=1 --",
  '1; SELECT pg_sleep(5)',
  '/*',
]

/** Every call that reads, with the parameters of its query. */
const reading = (Object.values(api) as readonly Endpoint[]).flatMap(({ method, path, input }) =>
  method === 'get' && input instanceof z.ZodObject ? [[path, Object.keys(input.shape)] as const] : [],
)

describe('what means something to a database', () => {
  test.each(reading)('is text in every parameter of %s (V1.2.4)', async (path, names) => {
    const url = path.replaceAll(/:\w+/g, newId())
    const whole = (await browser.get(url)).status
    for (const name of names)
      for (const text of hostile) {
        const start = performance.now()
        const value = encodeURIComponent(text)
        const inPath = path.includes(`:${name}`)
        const where = inPath
          ? path.replace(`:${name}`, value).replaceAll(/:\w+/g, newId())
          : `${url}?${name}=${value}`
        const answer = await browser.get(where)
        expect([where, [whole, 400, 404].includes(answer.status)]).toEqual([where, true])
        expect(answer.text).not.toMatch(/argon2|syntax error|pg_/)
        expect(performance.now() - start).toBeLessThan(2000)
      }
  })

  test.each(hostile)(
    'is searched for as it stands: %s finds nothing that lacks it (V1.2.4)',
    async (text) => {
      const all = await browser.get('/api/v1/batches')
      expect(all.body.items).toHaveLength(1)
      const found = await browser.get(`/api/v1/batches?q=${encodeURIComponent(text)}`)
      expect([found.status, found.body.items]).toEqual([200, []])
    },
  )

  test.each(hostile)('is kept as it was written: %s (V1.2.4)', async (text) => {
    const member: Member = { role: 'farmer', publicName: `Nhóm ${text}` }
    const id = await givenVersion(database.db, 'member', org.id, member)
    const { body } = await browser.get('/api/v1/members')
    const kept = (body.items as { id: string; data: Member }[]).find((each) => each.id === id)
    expect(kept?.data.publicName).toBe(`Nhóm ${text}`)
  })
})
