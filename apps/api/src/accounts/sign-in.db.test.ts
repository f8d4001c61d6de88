import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openBrowser } from '../testing/browser.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testApp } from '../testing/serve-test.ts'
import { hashPassword } from './password.ts'
import { openSignInDesk, password, type SignInDesk, secret } from './testing/sign-in-desk.ts'
import { totpCode } from './totp.ts'

let desk: SignInDesk
beforeAll(async () => {
  desk = await openSignInDesk()
})
afterAll(() => desk.database.drop())

const session = '/api/v1/session'
const minute = 60_000

describe('signing in', () => {
  test('with phone number and password opens a session of staff, as the number is written', async () => {
    const person = await desk.staff()
    const browser = openBrowser(desk.app)
    const phone = `+84 ${person.phone.slice(1, 4)} ${person.phone.slice(4)}`
    const answer = await browser.post(session, { phone, password })
    expect(answer.body).toMatchObject({ kind: 'staff', person: { name: person.name, phone: person.phone } })
    expect((await browser.get(session)).body.kind).toBe('staff')
  })

  test('gives a cookie for this host alone, over https, that no script reads (V3.3.1, V3.3.2, V3.3.3, V3.3.4)', async () => {
    const { answer } = await desk.signIn(await desk.staff())
    const [cookie = ''] = answer.get('Set-Cookie') as string[]
    expect(cookie).toMatch(
      /^__Host-sid=[A-Za-z0-9_-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  test('keeps only a hash of the token, and of the password (V7.2.3, V11.4.2)', async () => {
    const { browser } = await desk.signIn(await desk.staff())
    const token = browser.cookie?.split('=')[1] ?? ''
    const rows = await desk.database.asOwner(
      `SELECT session::text || account::text AS row FROM session JOIN account ON account.id = account_id`,
    )
    const text = JSON.stringify(rows)
    expect([text.includes(token), text.includes(password)]).toEqual([false, false])
    expect(text).toContain('$argon2id$')
  })

  test('leaves neither password nor token nor phone number in the log (V14.2.1, V16.2.5)', async () => {
    const lines: string[] = []
    const logging = testApp(desk.database.db, { now: () => desk.now(), log: (line) => lines.push(line) })
    const { phone } = await desk.staff()
    const browser = openBrowser(logging)
    await browser.post(`${session}?phone=${phone}`, { phone, password: 'sai mật khẩu rồi' })
    await browser.post(session, { phone, password })
    const log = lines.join('')
    expect(log).toContain('"path":"/api/v1/session"')
    const secrets = [password, 'sai mật khẩu rồi', phone, browser.cookie?.split('=')[1] ?? '?']
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
  })

  test('answers an unknown number and a wrong password alike (V6.3.8)', async () => {
    const browser = openBrowser(desk.app)
    const { phone } = await desk.staff()
    const wrong = await browser.post(session, { phone, password: 'không phải mật khẩu' })
    const unknown = await browser.post(session, { phone: '0999999999', password })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const { requestId: _a, ...told } = wrong.body
    const { requestId: _b, ...same } = unknown.body
    expect(told).toEqual(same)
    expect(wrong.get('Set-Cookie')).toBeUndefined()
  })

  test('is refused after five wrong passwords, also with the right one, for a quarter of an hour (V6.3.1)', async () => {
    const { phone } = await desk.staff()
    const browser = openBrowser(desk.app)
    for (let guess = 0; guess < 5; guess++)
      expect((await browser.post(session, { phone, password: `đoán ${guess}` })).status).toBe(401)
    const refused = await browser.post(session, { phone, password })
    expect(refused.status).toBe(429)
    expect(Number(refused.get('Retry-After'))).toBeGreaterThan(0)
    expect((await desk.signIn(await desk.staff())).answer.status).toBe(200)
  })

  test('ends the session that the browser had, and its token is a new one (V7.2.4)', async () => {
    const person = await desk.staff()
    const { browser } = await desk.signIn(person)
    const before = browser.cookie
    await browser.post(session, { phone: person.phone, password })
    expect(browser.cookie).not.toBe(before)
    expect((await openBrowser(desk.app, before).get(session)).body.kind).toBe('anonymous')
  })

  test('takes every password as it is typed, of at most 128 characters (V6.2.8, V6.2.9)', async () => {
    const long = '密码 🌾 '.repeat(16)
    const hash = await hashPassword(long)
    const { phone } = await givenPerson(desk.database.db, 'staff', desk.organizationId, {
      passwordHash: hash,
      now: desk.now(),
    })
    const browser = openBrowser(desk.app)
    expect((await browser.post(session, { phone, password: long.slice(0, -1) })).status).toBe(401)
    expect((await browser.post(session, { phone, password: long })).status).toBe(200)
  })
})

test('a password is good until its person changes it: nobody is made to, in ten years (V6.2.10)', async () => {
  const { phone } = await desk.staff()
  const inTenYears = new Date(desk.now().getTime() + 10 * 365 * 24 * 60 * minute)
  const browser = openBrowser(testApp(desk.database.db, { now: () => inTenYears }))
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
  const { phone } = await desk.staff()
  for (const body of [
    { phone: instead(phone), password },
    { phone, password: instead(password) },
  ]) {
    const answer = await openBrowser(desk.app).post(session, body)
    expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_REQUEST'])
  }
})

test('a sign-in under way with the old password opens nothing once the password has changed (V7.4.3, V15.4.2)', async () => {
  for (let round = 0; round < 5; round++) {
    const person = await desk.staff()
    const { browser } = await desk.signIn(person)
    const other = `năm con ngựa phi nhanh ${round}`
    const guesses = Array.from({ length: 3 }, () => desk.signIn(person))
    await browser.post('/api/v1/password', { current: password, password: other })
    for (const { browser: late } of await Promise.all(guesses))
      expect([round, (await late.get(session)).body.kind]).toEqual([round, 'anonymous'])
  }
}, 30_000)

test('guesses of many numbers at once from one address do not slip past its limit (V6.3.1, V15.4.2)', async () => {
  const proxied = testApp(desk.database.db, { now: () => desk.now(), proxies: 1 })
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
    const { browser, answer } = await desk.signIn(await desk.admin())
    expect(answer.body).toEqual({ kind: 'pending', owes: 'second_factor', factors: ['totp'] })
    expect((await browser.get('/api/v1/batches')).status).toBe(401)
    expect((await browser.get('/api/v1/people')).status).toBe(401)
    const before = browser.cookie
    const confirmed = await browser.post('/api/v1/session/totp', { code: totpCode(secret, desk.now()) })
    expect(confirmed.body).toMatchObject({ kind: 'admin', freshUntil: expect.any(String) })
    expect(browser.cookie).not.toBe(before)
    expect((await openBrowser(desk.app, before).get(session)).body.kind).toBe('anonymous')
    expect((await browser.get('/api/v1/people')).status).toBe(200)
  })

  test('is not got past by setting up another one (V6.3.3)', async () => {
    const { browser } = await desk.signIn(await desk.admin())
    for (const path of ['/api/v1/factors/totp/options', '/api/v1/factors/passkey/options'])
      expect((await browser.post(path)).status).toBe(401)
    expect((await browser.post('/api/v1/factors/totp', { code: totpCode(secret, desk.now()) })).status).toBe(
      401,
    )
    expect((await browser.post('/api/v1/session/password', { password })).status).toBe(401)
  })

  test('takes no code twice, not even at the same moment (V6.5.1)', async () => {
    const person = await desk.admin()
    const [one, two] = [await desk.signIn(person), await desk.signIn(person)]
    const code = totpCode(secret, desk.now())
    const answers = await Promise.all(
      [one, two].map(({ browser }) => browser.post('/api/v1/session/totp', { code })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('is refused after five wrong codes, also at once (V6.5.3)', async () => {
    const { browser } = await desk.signIn(await desk.admin())
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, guess) =>
        browser.post('/api/v1/session/totp', { code: String(100_000 + guess) }),
      ),
    )
    expect(guesses.filter(({ status }) => status === 401).length).toBe(5)
    expect((await browser.post('/api/v1/session/totp', { code: totpCode(secret, desk.now()) })).status).toBe(
      429,
    )
  })

  test('has to be given within a quarter of an hour', async () => {
    const { browser } = await desk.signIn(await desk.admin())
    desk.later(16 * minute)
    expect((await browser.post('/api/v1/session/totp', { code: totpCode(secret, desk.now()) })).status).toBe(
      401,
    )
  })
})
