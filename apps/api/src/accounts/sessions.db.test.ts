import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { openBrowser } from '../testing/browser.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testOrigin } from '../testing/serve-test.ts'
import { openSignInDesk, password, type SignInDesk, secret } from './testing/sign-in-desk.ts'
import { totpCode } from './totp.ts'

let desk: SignInDesk
beforeAll(async () => {
  desk = await openSignInDesk()
})
afterAll(() => desk.database.drop())

const session = '/api/v1/session'
const minute = 60_000

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
        const place = kind === 'operator' ? undefined : desk.organizationId
        const { cookie } = await givenPerson(desk.database.db, kind, place, { now: desk.now() })
        return openBrowser(desk.app, cookie)
      }
      const kindOf = async (browser: ReturnType<typeof openBrowser>) => (await browser.get(session)).body.kind
      const idler = await open()
      desk.later((idle + 1) * minute)
      expect(await kindOf(idler)).toBe('anonymous')
      const worker = await open()
      for (let spent = 0; spent + idle * 0.9 < absolute; spent += idle * 0.9) {
        desk.later(idle * 0.9 * minute)
        expect(await kindOf(worker)).toBe(kind)
      }
      desk.later(idle * minute)
      expect(await kindOf(worker)).toBe('anonymous')
    },
  )

  test('ends with signing out, wherever its token is kept; the browser forgets what it kept, unless entries wait (V7.4.1, V14.3.1)', async () => {
    const { browser } = await desk.signIn(await desk.staff())
    const kept = browser.cookie
    const answer = await browser.post('/api/v1/session/end')
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(browser.cookie).toBeUndefined()
    expect((await openBrowser(desk.app, kept).get(session)).body.kind).toBe('anonymous')
    const { browser: waiting } = await desk.signIn(await desk.staff())
    const careful = await waiting.post('/api/v1/session/end', { keepStorage: true })
    expect(careful.headers['clear-site-data']).toBe('"cache"')
  })

  test('ends everywhere else when the password is changed (V7.4.3, V6.2.2, V6.2.3)', async () => {
    const person = await desk.staff()
    const [here, there] = [await desk.signIn(person), await desk.signIn(person)]
    const change = (current: string) =>
      here.browser.post('/api/v1/password', { current, password: 'năm con ngựa phi nhanh' })
    expect((await change('sai mật khẩu rồi')).status).toBe(401)
    expect((await change(password)).status).toBe(200)
    expect((await there.browser.get(session)).body.kind).toBe('anonymous')
    expect((await here.browser.get(session)).body.kind).toBe('staff')
    expect((await desk.signIn(person)).answer.status).toBe(401)
  })

  test('is what a person confirms again before what cannot be undone, within five minutes (V7.5.3)', async () => {
    const person = await desk.staff()
    const { browser } = await desk.signIn(person)
    desk.later(6 * minute)
    const take = () => browser.post('/api/v1/exports', {})
    expect((await take()).body.code).toBe('FRESH_FACTOR_REQUIRED')
    expect((await browser.post('/api/v1/session/password', { password: 'sai mật khẩu' })).status).toBe(401)
    expect((await browser.post('/api/v1/session/password', { password })).status).toBe(200)
    expect((await take()).status).toBe(201)
  })

  test('of somebody with a second factor is not made fresh by the password alone (V7.5.1)', async () => {
    const { browser } = await desk.signIn(await desk.admin())
    await browser.post('/api/v1/session/totp', { code: totpCode(secret, desk.now()) })
    desk.later(6 * minute)
    const change = { current: password, password: 'năm con ngựa phi nhanh' }
    expect((await browser.post('/api/v1/password', change)).body.code).toBe('FRESH_FACTOR_REQUIRED')
    expect((await browser.post('/api/v1/invites', { kind: 'staff' })).body.code).toBe('FRESH_FACTOR_REQUIRED')
    await browser.post('/api/v1/session/totp', { code: totpCode(secret, desk.now()) })
    expect((await browser.post('/api/v1/password', change)).status).toBe(200)
  })

  test('is of no use to another site (V3.5.1, V3.5.3)', async () => {
    const { browser } = await desk.signIn(await desk.staff())
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
      const { browser } = await desk.signIn(await desk.staff())
      const sent = request(desk.app).post('/api/v1/session/end').set('Content-Type', type).send(body)
      const answer = await sent.set({ Origin: testOrigin, Cookie: browser.cookie ?? '' })
      expect([answer.status, (await browser.get(session)).body.kind]).toEqual([400, 'staff'])
    },
  )
})
