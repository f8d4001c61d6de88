import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { givenSample } from './testing/sample.ts'
import { testApp } from './testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await givenSample(database.db)
}, 60_000)
afterEach(() => database.asOwner('DELETE FROM rate_limit'))
afterAll(() => database.drop())

/** What ten scans of codes that nobody printed, and one more, are answered; each with its own headers. */
async function elevenGuesses(proxies: number, headersOfGuess: (guess: number) => Record<string, string>) {
  const app = testApp(database.db, { proxies })
  const statuses: number[] = []
  for (let guess = 0; guess < 11; guess++) {
    const scan = request(app).get(`/01/09520003000025/21/KS26-99${1000 + guess}`)
    statuses.push((await scan.set({ 'User-Agent': 'guesser', ...headersOfGuess(guess) })).status)
  }
  return statuses
}
const stopped = [...Array.from({ length: 10 }, () => 404), 429]
const notStopped = Array.from({ length: 11 }, () => 404)
const number = (guess: number) => `198.51.100.${guess}`

describe('the address that guesses are counted for', () => {
  test.each([
    'X-Forwarded-For',
    'X-Real-IP',
    'Forwarded',
    'True-Client-IP',
    'CF-Connecting-IP',
    'X-Client-IP',
  ])(
    'is not what the sender says in %s, where no proxy of ours stands before the server (V4.1.3, V15.3.4)',
    async (header) => {
      const told = (guess: number) => (header === 'Forwarded' ? `for=${number(guess)}` : number(guess))
      expect(await elevenGuesses(0, (guess) => ({ [header]: told(guess) }))).toEqual(stopped)
    },
  )

  test('is the one that our proxy has seen, whatever the sender wrote before it (V4.1.3, V15.3.4)', async () => {
    const forged = (guess: number) => ({ 'X-Forwarded-For': `${number(guess)}, 203.0.113.9` })
    expect(await elevenGuesses(1, forged)).toEqual(stopped)
  })

  test('is another for everyone that our proxy has seen (V15.3.4)', async () => {
    const honest = (guess: number) => ({ 'X-Forwarded-For': `203.0.113.9, ${number(guess)}` })
    expect(await elevenGuesses(1, honest)).toEqual(notStopped)
  })
})

test('what a page says of its own address is never what the sender says (V4.1.3)', async () => {
  const forged = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'http' }
  const more = { 'X-Original-URL': '/app', 'X-Rewrite-URL': '/app', 'X-HTTP-Method-Override': 'DELETE' }
  for (const proxies of [0, 1]) {
    const app = testApp(database.db, { proxies })
    for (const path of [
      '/',
      '/01/09520003000025/10/MD260115A/21/KS26-000912',
      '/docs',
      '/tra-cuu?code=ABC',
      '/nothing',
    ]) {
      const plain = await request(app).get(path)
      const answer = await request(app)
        .get(path)
        .set({ ...forged, ...more })
      expect([path, answer.status, answer.headers.location]).toEqual([
        path,
        plain.status,
        plain.headers.location,
      ])
      expect(answer.text).not.toContain('evil.example')
    }
  }
})
