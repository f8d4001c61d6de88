import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { born, event, given, kg } from '@nguon/domain/testing'
import type { Express } from 'express'
import sharp from 'sharp'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import { pictureOf, plainPdf, pngHeader, withMetadata } from '../files/testing/pictures.ts'
import { type GivenOrganization, givenOrganization, onTime, operator } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testApp, testOrigin } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { forgetReporters } from './forget-reporters.ts'

const gtin = '09520009000029'
const path = `/01/${gtin}/10/BS2026`

let database: TestDatabase
let app: Express
let org: GivenOrganization
beforeAll(async () => {
  database = await createTestDatabase()
  app = testApp(database.db, { proxies: 1 })
  org = await givenOrganization(database.db, { gtin })
  const item = given(newId(), kg('10'), { units: 20, ...born('finished', org.product, 'BS2026') })
  await recordEvent(database.db, operator, { event: event('opening_stock', org.id, [item], onTime()) })
})
afterAll(() => database.drop())

let network = 0
const report = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  request(app)
    .post('/bao-sai')
    .set({ Origin: testOrigin, 'X-Forwarded-For': `10.1.0.${++network}`, ...headers })
    .type('form')
    .send({ code: path, kind: 'fake', words: 'Gói khác ảnh', ...fields })
const inbox = async (kind: 'staff' | 'admin', organizationId = org.id) => {
  const { cookie } = await givenPerson(database.db, kind, organizationId)
  const { body } = await request(app).get('/api/v1/reports').set('Cookie', cookie)
  return body.items as { id: string; words: string; phone?: string; path: string; state: string }[]
}

describe('the form to report with', () => {
  test('asks for what it needs, without script, and comes from every page of a code', async () => {
    const { text: page } = await request(app).get(path)
    const [, address = ''] = /href="(\/bao-sai[^"]*)"/.exec(page) ?? []
    const { text, status } = await request(app).get(address.replaceAll('&amp;', '&'))
    expect(status).toBe(200)
    expect(text).toContain(`name="code" value="${path}"`)
    expect(text).toMatch(
      /<form class="card" action="\/bao-sai\?lang=vi&amp;code=[^"]*" method="post" enctype="multipart\/form-data">/,
    )
    expect(text).not.toMatch(/<script|style="/)
  })

  test('brings the report to whoever issued the code, phone number and all, and to nobody else', async () => {
    const words = 'Gói không có số lô <b>in nổi</b>'
    const answer = await report({ words, place: 'chợ Đức Xuân', phone: '0912 345 678' })
    expect(answer.status).toBe(303)
    const thanks = await request(app).get(answer.headers.location ?? '')
    expect(thanks.text).toContain('Đã nhận tin báo')
    expect(thanks.text).toContain(`href="${path}"`)
    expect(await inbox('staff')).toContainEqual(
      expect.objectContaining({ words, place: 'chợ Đức Xuân', phone: '0912 345 678', path, state: 'new' }),
    )
    const other = await givenOrganization(database.db)
    expect(await inbox('admin', other.id)).toEqual([])
    expect((await request(app).get(path)).text).not.toContain('in nổi')
  })

  test('keeps what was typed when something is missing', async () => {
    const answer = await report({ words: ' ', place: 'chợ "huyện"' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('value="chợ &quot;huyện&quot;"')
    expect(answer.text).toContain('role="alert"')
    expect((await report({ phone: 'gọi tôi' })).text).toContain('Số điện thoại chưa đúng')
    expect((await report({ kind: 'other' })).status).toBe(422)
  })

  test.each([
    { Origin: 'https://evil.example' },
    { Origin: testOrigin, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: '' },
  ])('takes nothing that another site makes a browser send: %j', async (headers) => {
    expect((await report({ words: 'từ trang khác' }, headers)).status).toBe(403)
    expect((await inbox('staff')).map(({ words }) => words)).not.toContain('từ trang khác')
  })

  test('takes eleven reports from one phone within minutes as one too many', async () => {
    const same = { 'X-Forwarded-For': '10.9.9.9' }
    for (let time = 1; time <= 10; time++) expect((await report({}, same)).status).toBe(303)
    expect((await report({}, same)).status).toBe(429)
  })

  test('of a code that nobody issued is for inspectors, and leads back to the front page when it is no code', async () => {
    const answer = await report({ code: 'KHÔNG PHẢI MÃ', words: 'tem lạ' })
    expect((await request(app).get(answer.headers.location ?? '')).text).toContain('href="/"')
    expect((await inbox('admin')).map(({ words }) => words)).not.toContain('tem lạ')
    const inspector = await givenPerson(database.db, 'inspector')
    const { body } = await request(app).get('/api/v1/reports').set('Cookie', inspector.cookie)
    expect(body.items).toEqual([expect.objectContaining({ words: 'tem lạ', path: 'KHÔNG PHẢI MÃ' })])
  })
})

describe('a picture', () => {
  const fields = { code: path, kind: 'fake', words: 'Gói khác ảnh' }
  const reportWith = (photo: Buffer, more: Partial<typeof fields> & { phone?: string } = {}) =>
    request(app)
      .post(`/bao-sai?lang=vi&code=${encodeURIComponent(path)}`)
      .set({ Origin: testOrigin, 'X-Forwarded-For': `10.2.0.${++network}` })
      .field({ ...fields, ...more })
      .attach('photo', photo, 'tem.jpg')
  const photoOf = async (words: string, cookie: string) => {
    const { body } = await request(app).get('/api/v1/reports').set('Cookie', cookie)
    const { id } = body.items.find((item: { words: string }) => item.words === words) ?? { id: newId() }
    return request(app).get(`/api/v1/reports/${id}/photo`).set('Cookie', cookie)
  }

  test.each(withMetadata)('is kept without what %s says of its phone and place', async (what, mime, add) => {
    const words = `có ảnh: ${what}`
    expect((await reportWith(await add(await pictureOf(mime)), { words })).status).toBe(303)
    const { cookie } = await givenPerson(database.db, 'staff', org.id)
    const answer = await photoOf(words, cookie)
    expect([answer.status, answer.type]).toEqual([200, 'image/webp'])
    expect(answer.headers['cache-control']).toBe('private, no-store')
    const { format, exif, xmp, iptc } = await sharp(answer.body).metadata()
    expect({ format, exif, xmp, iptc }).toEqual({ format: 'webp' })
  })

  test('is seen by whoever sees the report, and by nobody else', async () => {
    const words = 'tem in mờ'
    await reportWith(await pictureOf('image/jpeg'), { words })
    const own = await givenPerson(database.db, 'staff', org.id)
    const { body } = await request(app).get('/api/v1/reports').set('Cookie', own.cookie)
    const { id, hasPhoto } = body.items.find((item: { words: string }) => item.words === words)
    expect(hasPhoto).toBe(true)
    const other = await givenPerson(database.db, 'admin', (await givenOrganization(database.db)).id)
    const seen = async (cookie: string) =>
      (await request(app).get(`/api/v1/reports/${id}/photo`).set('Cookie', cookie)).status
    expect([await seen(own.cookie), await seen(other.cookie), await seen('')]).toEqual([200, 404, 401])
  })

  test('of none is not found', async () => {
    await report({ words: 'không kèm gì' })
    const { cookie } = await givenPerson(database.db, 'staff', org.id)
    expect((await photoOf('không kèm gì', cookie)).status).toBe(404)
  })

  test.each([
    ['no picture', () => plainPdf, 415, 'Không mở được ảnh này'],
    [
      'a drawing with script',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      415,
      'Không mở được',
    ],
    ['damaged', async () => (await pictureOf('image/png')).subarray(0, 90), 415, 'Không mở được ảnh này'],
    ['of more pixels than anybody needs', () => pngHeader(30_000, 30_000), 415, '24 triệu điểm ảnh'],
    ['over 5 MB', () => Buffer.alloc(5 * 1024 * 1024 + 1, 'x'), 413, 'Ảnh lớn hơn 5 MB'],
  ])('that is %s comes back with what was written, and nothing is kept', async (what, make, status, said) => {
    const words = `ảnh hỏng: ${what}`
    const answer = await reportWith(await make(), { words })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(said)
    expect(answer.text).toContain('Nhớ chọn lại ảnh')
    expect(answer.text).toContain(words)
    expect((await inbox('staff')).map((item) => item.words)).not.toContain(words)
  })

  test('over 10 MB is not read to its end, and the code is still known', async () => {
    const answer = await reportWith(Buffer.alloc(11 * 1024 * 1024))
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('Ảnh lớn hơn 5 MB')
    expect(answer.text).toContain(`name="code" value="${path}"`)
    expect(answer.text).not.toContain(fields.words)
  })

  test('in a form that breaks off is refused', async () => {
    const { status } = await request(app)
      .post('/bao-sai')
      .set({ Origin: testOrigin, 'Content-Type': 'multipart/form-data; boundary=x' })
      .send('--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nhalf')
    expect(status).toBe(400)
  })

  test('and a phone number are let go after a year, and what was said of the goods stays', async () => {
    const words = 'gói rách'
    await reportWith(await pictureOf('image/jpeg'), { words, phone: '0912345678' })
    const { cookie } = await givenPerson(database.db, 'staff', org.id)
    const found = async () => (await inbox('staff')).find((item) => item.words === words)
    const after = (days: number) => forgetReporters(database.db, new Date(Date.now() + days * 86_400_000))
    await after(364)
    expect(await found()).toMatchObject({ phone: '0912345678', hasPhoto: true })
    await after(366)
    expect(await found()).not.toHaveProperty('phone')
    expect(await found()).toMatchObject({ path, kind: 'fake', hasPhoto: false })
    expect((await photoOf(words, cookie)).status).toBe(404)
    await after(367)
    const rows = await database.asOwner('SELECT count(DISTINCT forgotten_at) AS times FROM report')
    expect(rows).toEqual([{ times: '1' }])
  })
})

test('a report is new, then seen, then answered, and an answer stays', async () => {
  await report({ words: 'gói bị ẩm', kind: 'quality' })
  const { cookie } = await givenPerson(database.db, 'staff', org.id)
  const { id } = (await inbox('staff')).find(({ words }) => words === 'gói bị ẩm') ?? { id: '' }
  const act = (body: object) =>
    request(app).post(`/api/v1/reports/${id}/answer`).set({ Cookie: cookie, Origin: testOrigin }).send(body)
  expect((await act({})).body).toMatchObject({ state: 'seen' })
  expect((await act({ answer: 'Đã đổi gói khác' })).body).toMatchObject({
    state: 'answered',
    answer: 'Đã đổi gói khác',
  })
  expect((await act({ answer: 'khác' })).body).toMatchObject({ code: 'ALREADY_DECIDED' })
})
