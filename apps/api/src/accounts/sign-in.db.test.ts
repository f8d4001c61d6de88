import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import { openBrowser } from '../testing/browser.ts'
import { givenOrganization } from '../testing/given.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { testApp, testOrigin, testSecretKey } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { insertTotp } from './factor-store.ts'
import { hashPassword } from './password.ts'
import { sealSecret } from './seal-secret.ts'
import { newTotpSecret, totpCode } from './totp.ts'

const password = 'bốn con trâu ăn cỏ'
const secret = newTotpSecret()
const minute = 60_000

let database: TestDatabase
let app: Express
let now: Date
let passwordHash: string
let organizationId: string
beforeAll(async () => {
  database = await createTestDatabase()
  now = new Date()
  app = testApp(database.db, { now: () => now })
  passwordHash = await hashPassword(password)
  organizationId = (await givenOrganization(database.db)).id
})
afterAll(() => database.drop())

const staff = () => givenPerson(database.db, 'staff', organizationId, { passwordHash, now })
const admin = async () => {
  const person = await givenPerson(database.db, 'admin', organizationId, { passwordHash, now })
  const sealed = sealSecret(testSecretKey, secret)
  await insertTotp(database.db.manager, person.accountId, { secret: sealed, step: 0 }, now)
  return person
}
const signIn = async ({ phone }: GivenPerson) => {
  const browser = openBrowser(app)
  const answer = await browser.post('/api/v1/session', { phone, password })
  return { browser, answer }
}
const session = '/api/v1/session'
const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}

describe('signing in', () => {
  test('with phone number and password opens a session of staff, as the number is written', async () => {
    const person = await staff()
    const browser = openBrowser(app)
    const phone = `+84 ${person.phone.slice(1, 4)} ${person.phone.slice(4)}`
    const answer = await browser.post(session, { phone, password })
    expect(answer.body).toMatchObject({ kind: 'staff', person: { name: person.name, phone: person.phone } })
    expect((await browser.get(session)).body.kind).toBe('staff')
  })

  test('gives a cookie for this host alone, over https, that no script reads (V3.3.1, V3.3.2, V3.3.3, V3.3.4)', async () => {
    const { answer } = await signIn(await staff())
    const [cookie = ''] = answer.get('Set-Cookie') as string[]
    expect(cookie).toMatch(
      /^__Host-sid=[A-Za-z0-9_-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  test('keeps only a hash of the token, and of the password (V7.2.3, V11.4.2)', async () => {
    const { browser } = await signIn(await staff())
    const token = browser.cookie?.split('=')[1] ?? ''
    const rows = await database.asOwner(
      `SELECT session::text || account::text AS row FROM session JOIN account ON account.id = account_id`,
    )
    const text = JSON.stringify(rows)
    expect([text.includes(token), text.includes(password)]).toEqual([false, false])
    expect(text).toContain('$argon2id$')
  })

  test('leaves neither password nor token nor phone number in the log (V14.2.1, V16.2.5)', async () => {
    const lines: string[] = []
    const logging = testApp(database.db, { now: () => now, log: (line) => lines.push(line) })
    const { phone } = await staff()
    const browser = openBrowser(logging)
    await browser.post(`${session}?phone=${phone}`, { phone, password: 'sai mật khẩu rồi' })
    await browser.post(session, { phone, password })
    const log = lines.join('')
    expect(log).toContain('"path":"/api/v1/session"')
    const secrets = [password, 'sai mật khẩu rồi', phone, browser.cookie?.split('=')[1] ?? '?']
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
  })

  test('answers an unknown number and a wrong password alike (V6.3.8)', async () => {
    const browser = openBrowser(app)
    const { phone } = await staff()
    const wrong = await browser.post(session, { phone, password: 'không phải mật khẩu' })
    const unknown = await browser.post(session, { phone: '0999999999', password })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const { requestId: _a, ...told } = wrong.body
    const { requestId: _b, ...same } = unknown.body
    expect(told).toEqual(same)
    expect(wrong.get('Set-Cookie')).toBeUndefined()
  })

  test('is refused after five wrong passwords, also with the right one, for a quarter of an hour (V6.3.1)', async () => {
    const { phone } = await staff()
    const browser = openBrowser(app)
    for (let guess = 0; guess < 5; guess++)
      expect((await browser.post(session, { phone, password: `đoán ${guess}` })).status).toBe(401)
    const refused = await browser.post(session, { phone, password })
    expect(refused.status).toBe(429)
    expect(Number(refused.get('Retry-After'))).toBeGreaterThan(0)
    expect((await signIn(await staff())).answer.status).toBe(200)
  })

  test('ends the session that the browser had, and its token is a new one (V7.2.4)', async () => {
    const person = await staff()
    const { browser } = await signIn(person)
    const before = browser.cookie
    await browser.post(session, { phone: person.phone, password })
    expect(browser.cookie).not.toBe(before)
    expect((await openBrowser(app, before).get(session)).body.kind).toBe('anonymous')
  })

  test('takes every password as it is typed, of at most 128 characters (V6.2.8, V6.2.9)', async () => {
    const long = '密码 🌾 '.repeat(16)
    const hash = await hashPassword(long)
    const { phone } = await givenPerson(database.db, 'staff', organizationId, { passwordHash: hash, now })
    const browser = openBrowser(app)
    expect((await browser.post(session, { phone, password: long.slice(0, -1) })).status).toBe(401)
    expect((await browser.post(session, { phone, password: long })).status).toBe(200)
  })
})

test('a password is good until its person changes it: nobody is made to, in ten years (V6.2.10)', async () => {
  const { phone } = await staff()
  const inTenYears = new Date(now.getTime() + 10 * 365 * 24 * 60 * minute)
  const browser = openBrowser(testApp(database.db, { now: () => inTenYears }))
  const answer = await browser.post(session, { phone, password })
  expect([answer.status, answer.body.kind]).toEqual([200, 'staff'])
  expect((await browser.get('/api/v1/batches')).status).toBe(200)
})

test.each([
  ['a list of one', (text: string) => [text]],
  ['an object that reads the same', (text: string) => ({ toString: () => text, length: text.length, text })],
  ['a number', () => 912_345_678],
  ['true', () => true],
  ['nothing', () => null],
])('%s in place of a text opens nothing (V15.3.5)', async (_name, instead) => {
  const { phone } = await staff()
  for (const body of [
    { phone: instead(phone), password },
    { phone, password: instead(password) },
  ]) {
    const answer = await openBrowser(app).post(session, body)
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_REQUEST'])
  }
})

test('a sign-in under way with the old password opens nothing once the password has changed (V7.4.3, V15.4.2)', async () => {
  for (let round = 0; round < 5; round++) {
    const person = await staff()
    const { browser } = await signIn(person)
    const other = `năm con ngựa phi nhanh ${round}`
    const guesses = Array.from({ length: 3 }, () => signIn(person))
    await browser.post('/api/v1/password', { current: password, password: other })
    for (const { browser: late } of await Promise.all(guesses))
      expect([round, (await late.get(session)).body.kind]).toEqual([round, 'anonymous'])
  }
}, 30_000)

test('guesses of many numbers at once from one address do not slip past its limit (V6.3.1, V15.4.2)', async () => {
  const proxied = testApp(database.db, { now: () => now, proxies: 1 })
  const guess = (number: number) =>
    openBrowser(proxied).post(
      session,
      { phone: `0311${String(number).padStart(6, '0')}`, password: 'đoán mò thôi' },
      { 'X-Forwarded-For': '198.51.100.7' },
    )
  const answers = await Promise.all(Array.from({ length: 45 }, (_, number) => guess(number)))
  const looked = answers.filter(({ status }) => status === 401).length
  expect(looked).toBeLessThanOrEqual(34) // 30, and those that stood in the other places
  expect(answers.length - looked).toBe(answers.filter(({ status }) => status === 429).length)
}, 30_000)

describe('the second factor', () => {
  test('is asked of an admin at every sign-in, and until then nothing else is open (V6.3.3)', async () => {
    const { browser, answer } = await signIn(await admin())
    expect(answer.body).toEqual({ kind: 'pending', owes: 'second_factor', factors: ['totp'] })
    expect((await browser.get('/api/v1/batches')).status).toBe(401)
    expect((await browser.get('/api/v1/people')).status).toBe(401)
    const before = browser.cookie
    const confirmed = await browser.post('/api/v1/session/totp', { code: totpCode(secret, now) })
    expect(confirmed.body).toMatchObject({ kind: 'admin', freshUntil: expect.any(String) })
    expect(browser.cookie).not.toBe(before)
    expect((await openBrowser(app, before).get(session)).body.kind).toBe('anonymous')
    expect((await browser.get('/api/v1/people')).status).toBe(200)
  })

  test('is not got past by setting up another one (V6.3.3)', async () => {
    const { browser } = await signIn(await admin())
    for (const path of ['/api/v1/factors/totp/options', '/api/v1/factors/passkey/options'])
      expect((await browser.post(path)).status).toBe(401)
    expect((await browser.post('/api/v1/factors/totp', { code: totpCode(secret, now) })).status).toBe(401)
    expect((await browser.post('/api/v1/session/password', { password })).status).toBe(401)
  })

  test('takes no code twice, not even at the same moment (V6.5.1)', async () => {
    const person = await admin()
    const [one, two] = [await signIn(person), await signIn(person)]
    const code = totpCode(secret, now)
    const answers = await Promise.all(
      [one, two].map(({ browser }) => browser.post('/api/v1/session/totp', { code })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('is refused after five wrong codes, also at once (V6.5.3)', async () => {
    const { browser } = await signIn(await admin())
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, guess) =>
        browser.post('/api/v1/session/totp', { code: String(100_000 + guess) }),
      ),
    )
    expect(guesses.filter(({ status }) => status === 401).length).toBe(5)
    expect((await browser.post('/api/v1/session/totp', { code: totpCode(secret, now) })).status).toBe(429)
  })

  test('has to be given within a quarter of an hour', async () => {
    const { browser } = await signIn(await admin())
    later(16 * minute)
    expect((await browser.post('/api/v1/session/totp', { code: totpCode(secret, now) })).status).toBe(401)
  })
})

describe('a session', () => {
  const limits = [
    ['staff', 30 * 24 * 60, 180 * 24 * 60],
    ['inspector', 30, 12 * 60],
    ['operator', 30, 12 * 60],
  ] as const

  test.each(limits)(
    'of %s ends after %i idle minutes, and after %i in any case (V7.3.1, V7.3.2)',
    async (kind, idle, absolute) => {
      const open = async () => {
        const place = kind === 'operator' ? undefined : organizationId
        const { cookie } = await givenPerson(database.db, kind, place, { now })
        return openBrowser(app, cookie)
      }
      const kindOf = async (browser: ReturnType<typeof openBrowser>) => (await browser.get(session)).body.kind
      const idler = await open()
      later((idle + 1) * minute)
      expect(await kindOf(idler)).toBe('anonymous')
      const worker = await open()
      for (let spent = 0; spent + idle * 0.9 < absolute; spent += idle * 0.9) {
        later(idle * 0.9 * minute)
        expect(await kindOf(worker)).toBe(kind)
      }
      later(idle * minute)
      expect(await kindOf(worker)).toBe('anonymous')
    },
  )

  test('ends with signing out, wherever its token is kept; the browser forgets what it kept, unless entries wait (V7.4.1, V14.3.1)', async () => {
    const { browser } = await signIn(await staff())
    const kept = browser.cookie
    const answer = await browser.post('/api/v1/session/end')
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(browser.cookie).toBeUndefined()
    expect((await openBrowser(app, kept).get(session)).body.kind).toBe('anonymous')
    const { browser: waiting } = await signIn(await staff())
    const careful = await waiting.post('/api/v1/session/end', { keepStorage: true })
    expect(careful.headers['clear-site-data']).toBe('"cache"')
  })

  test('ends everywhere else when the password is changed (V7.4.3, V6.2.2, V6.2.3)', async () => {
    const person = await staff()
    const [here, there] = [await signIn(person), await signIn(person)]
    const change = (current: string) =>
      here.browser.post('/api/v1/password', { current, password: 'năm con ngựa phi nhanh' })
    expect((await change('sai mật khẩu rồi')).status).toBe(401)
    expect((await change(password)).status).toBe(200)
    expect((await there.browser.get(session)).body.kind).toBe('anonymous')
    expect((await here.browser.get(session)).body.kind).toBe('staff')
    expect((await signIn(person)).answer.status).toBe(401)
  })

  test('is what a person confirms again before what cannot be undone, within five minutes (V7.5.3)', async () => {
    const person = await staff()
    const { browser } = await signIn(person)
    later(6 * minute)
    const take = () => browser.post('/api/v1/exports', {})
    expect((await take()).body.code).toBe('FRESH_FACTOR_REQUIRED')
    expect((await browser.post('/api/v1/session/password', { password: 'sai mật khẩu' })).status).toBe(401)
    expect((await browser.post('/api/v1/session/password', { password })).status).toBe(200)
    expect((await take()).status).toBe(201)
  })

  test('of somebody with a second factor is not made fresh by the password alone (V7.5.1)', async () => {
    const { browser } = await signIn(await admin())
    await browser.post('/api/v1/session/totp', { code: totpCode(secret, now) })
    later(6 * minute)
    const change = { current: password, password: 'năm con ngựa phi nhanh' }
    expect((await browser.post('/api/v1/password', change)).body.code).toBe('FRESH_FACTOR_REQUIRED')
    expect((await browser.post('/api/v1/invites', { kind: 'staff' })).body.code).toBe('FRESH_FACTOR_REQUIRED')
    await browser.post('/api/v1/session/totp', { code: totpCode(secret, now) })
    expect((await browser.post('/api/v1/password', change)).status).toBe(200)
  })

  test('is of no use to another site (V3.5.1, V3.5.3)', async () => {
    const { browser } = await signIn(await staff())
    const end = (headers: Record<string, string>) => browser.post('/api/v1/session/end', {}, headers)
    const foreign = 'https://evil.example'
    expect((await end({ Origin: foreign })).body.code).toBe('CROSS_SITE')
    expect((await end({ Origin: foreign, 'Sec-Fetch-Site': 'cross-site' })).body.code).toBe('CROSS_SITE')
    expect((await end({ 'Sec-Fetch-Site': 'same-site' })).body.code).toBe('CROSS_SITE')
    expect((await end({ Origin: '' })).body.code).toBe('CROSS_SITE')
    expect((await browser.get(session)).body.kind).toBe('staff')
    expect((await end({ Origin: foreign, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
  })

  test.each([
    ['application/x-www-form-urlencoded', 'keepStorage=true'],
    ['text/plain', '{"keepStorage":true}'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--'],
  ])(
    'of a form (%s) that another site made, which a browser sends without asking, is not read: calls are JSON and say so (V3.5.2)',
    async (type, body) => {
      const { browser } = await signIn(await staff())
      const sent = request(app).post('/api/v1/session/end').set('Content-Type', type).send(body)
      const answer = await sent.set({ Origin: testOrigin, Cookie: browser.cookie ?? '' })
      expect([answer.status, (await browser.get(session)).body.kind]).toEqual([400, 'staff'])
    },
  )
})
