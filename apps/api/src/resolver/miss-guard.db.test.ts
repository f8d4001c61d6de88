import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import { givenSample } from '../testing/sample.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
let app: Express
beforeAll(async () => {
  database = await createTestDatabase()
  await givenSample(database.db)
  app = testApp(database.db)
}, 60_000)
afterAll(() => database.drop())

const phone = 'Mozilla/5.0 (Linux; Android 10) Chrome/120'
const scan = (path: string, userAgent = phone) => request(app).get(path).set('User-Agent', userAgent)
const real = '/01/09520003000025/10/MD260115A/21/KS26-000912'

test('whoever asks for code after code that nobody printed is stopped; a thousand honest scans from the same address are not (V2.4.1)', async () => {
  const guess = (number: number) => scan(`/01/09520003000025/21/KS26-99${1000 + number}`, 'guesser')
  for (let number = 0; number < 10; number++) expect((await guess(number)).status).toBe(404)
  const stopped = await guess(10)
  expect(stopped.status).toBe(429)
  expect(Number(stopped.get('Retry-After'))).toBeGreaterThan(0)
  expect(stopped.text).toContain('Đã thử sai quá nhiều lần')
  expect((await scan(real, 'guesser')).status).toBe(429)
  for (let honest = 0; honest < 1000; honest++) expect((await scan(real)).status).toBe(200)
  expect((await scan('/01/09520003000025/21/KS26-998000')).status).toBe(404)
}, 30_000)

test('taking another name for each guess helps for 300 of them from one network (V2.4.1)', async () => {
  await database.asOwner('DELETE FROM rate_limit')
  app = testApp(database.db)
  const guess = (number: number) => scan(`/01/09520003000025/21/KS26-97${1000 + number}`, `name ${number}`)
  for (let number = 0; number < 300; number++) expect((await guess(number)).status).toBe(404)
  expect((await guess(300)).status).toBe(429)
  expect((await scan(real, 'yet another')).status).toBe(429)
}, 30_000)
