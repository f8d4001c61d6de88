import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { born, event, given, kg, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import { createScanLog, type ScanLog } from '../scans/scan-log.ts'
import {
  type GivenOrganization,
  givenOrganization,
  givenVersion,
  onTime,
  operator,
} from '../testing/given.ts'
import { testApp, testOrigin } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { testLabelKeys } from '../testing/test-labels.ts'
import { pinOf } from './label-pin.ts'
import { labelsOf } from './printing/frozen.ts'

const gtin = '09520009000036'
const plainGtin = '09520009000043'

let database: TestDatabase
let app: Express
let org: GivenOrganization
let log: ScanLog
let batchId: Id
let clock = Date.parse('2026-11-23T02:12:00.000Z')
const now = () => new Date(clock)
beforeAll(async () => {
  database = await createTestDatabase()
  const onError = (error: unknown) => {
    throw error
  }
  log = createScanLog({ db: database.db, key: Buffer.alloc(32, 3), now, onError, provinceOf: undefined })
  app = testApp(database.db, { proxies: 1, now, scans: log })
  org = await givenOrganization(database.db)
  batchId = await givenPackages(gtin, true, 'PN1')
  await givenPackages(plainGtin, false, 'PN2')
})
afterAll(() => database.drop())

/** A batch with labels 1 to 900 of a roll, of which the last is voided; 901 to 999 are not activated. */
async function givenPackages(ofGtin: string, scratchPin: boolean, lot: string): Promise<Id> {
  const { db } = database
  const data = { name: 'Trà hoa vàng', unit: 'hộp' as const, labelLevel: 'package' as const }
  const productId = await givenVersion(db, 'product', org.id, { ...data, gtin: ofGtin, scratchPin })
  const roll = { productId, prefix: 'PN26', first: 1, last: 999, digits: 6 }
  const runId = await givenVersion(db, 'label_run', org.id, roll)
  const id = newId()
  const item = given(id, kg('10'), { units: 900, ...born('finished', productId, lot) })
  await recordEvent(db, org.staff, { event: event('opening_stock', org.id, [item], onTime()) })
  const details = { activated: [{ runId, first: 1, last: 900 }], voided: [{ runId, first: 900, last: 900 }] }
  const about = { ...onTime(), details }
  await recordEvent(db, org.staff, { event: event('label_activation', org.id, [touched(id)], about) })
  return id
}

let number = 0
/** The code of a package that nobody looked at yet. */
const newCode = (ofGtin = gtin) => `01/${ofGtin}/21/PN26-${String(++number).padStart(6, '0')}`
const pinFor = (code: string) => pinOf(testLabelKeys.pin, code)
const wrongFor = (code: string) => (pinFor(code) === '00000000' ? '00000001' : '00000000')

let network = 0
/** Sends the form from a network of its own. */
const send = (code: string, pin: string, headers: Record<string, string> = {}, query = '') =>
  request(app)
    .post(`/ma-cao${query}`)
    .set({ Origin: testOrigin, 'X-Forwarded-For': `10.${++network % 250}.3.1`, ...headers })
    .type('form')
    .send({ code: `/${code}`, pin })
const look = async (code: string, ip = '198.51.100.7', agent = 'curl/8.5.0') =>
  (await request(app).get(`/${code}`).set({ 'X-Forwarded-For': ip, 'User-Agent': agent })).text
/** Tone and words of what came of a try. */
const saidIn = (text: string) =>
  /<section class="pin">\s*<div class="verdict (\w+)" role="\w+">.*?<h2>(.*?)<\/h2>(.*?)<\/div>/s
    .exec(text)
    ?.slice(1)
    .join(' | ')
    .replaceAll(/<\/?p>/g, '') ?? ''

describe('the form for a PIN', () => {
  test('stands on the page of a package that carries one, without script', async () => {
    const code = newCode()
    const text = await look(code)
    expect(text).toMatch(/<form class="card" action="\/ma-cao\?lang=vi" method="post">/)
    expect(text).toContain(`name="code" value="/${code}"`)
    expect(text).toContain('Chưa ai nhập đúng mã PIN')
  })

  test.each([
    ['of a product without PIN', () => newCode(plainGtin)],
    ['of a whole batch', () => `01/${gtin}/10/PN1`],
    ['that is voided', () => `01/${gtin}/21/PN26-000900`],
    ['that is not activated', () => `01/${gtin}/21/PN26-000950`],
  ])('does not stand on the page of a code %s, and a try leads back there', async (_which, codeOf) => {
    const code = codeOf()
    expect(await look(code)).not.toContain('/ma-cao')
    const answer = await send(code, '12345678')
    expect([answer.status, answer.headers.location]).toEqual([303, `/${code}`])
  })

  test('is kept from what another site makes a browser send', async () => {
    const code = newCode()
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }])
      expect((await send(code, pinFor(code), headers)).status).toBe(403)
    expect(await look(code)).toContain('Chưa ai nhập đúng mã PIN')
  })

  test('leads to the page of the code when its language is switched, and nowhere else', async () => {
    const code = newCode()
    const { headers } = await request(app)
      .get('/ma-cao')
      .query({ lang: 'en', code: `/${code}` })
    expect(headers.location).toBe(`/${code}?lang=en`)
    const away = await request(app).get('/ma-cao').query({ code: '//evil.example/' })
    expect(away.headers.location).toBe('/')
  })
})

describe('a PIN that is typed', () => {
  test('right for the first time is green, and so is nothing later', async () => {
    const code = newCode()
    await look(code) // kept from here on
    const first = await send(code, pinFor(code).replace(/(.{4})/, '$1 '))
    expect(first.status).toBe(200)
    expect(first.headers['cache-control']).toBe('no-store')
    expect(saidIn(first.text)).toBe(
      'good | Mã PIN đúng, nhập lần đầu | Trước bạn chưa ai nhập đúng mã PIN này.',
    )
    expect(first.text).toMatch(/<title>Mã PIN đúng, nhập lần đầu – ✓ Mã hợp lệ/)

    clock += 3_600_000
    const again = await send(code, pinFor(code), {}, '?lang=en')
    expect(again.status).toBe(200)
    expect(saidIn(again.text)).toMatch(
      /^caution \| The PIN is right, but was used before \| First at 23 Nov 2026, 09:12\. It was used once before/,
    )
    expect(saidIn((await send(code, pinFor(code))).text)).toContain('Trước lần này đã nhập đúng 2 lần.')
  })

  test('is shown to every later visitor, though the page was kept before', async () => {
    const code = newCode()
    expect(await look(code)).toContain('Chưa ai nhập đúng')
    await send(code, pinFor(code))
    expect(await look(code)).toMatch(/được nhập đúng 1 lần, lần đầu lúc 23\/11\/2026 \d\d:12\./)
    await send(code, pinFor(code))
    expect(await look(code)).toContain('được nhập đúng 2 lần')
  })

  test('right by two at the same moment is the first for one of them', async () => {
    const code = newCode()
    const answers = await Promise.all([send(code, pinFor(code)), send(code, pinFor(code))])
    const tones = answers.map(({ text }) => saidIn(text).split(' ')[0])
    expect(tones.sort()).toEqual(['caution', 'good'])
  })

  test('wrong says how many tries are left, and that closes the code until tomorrow, then for ever', async () => {
    const code = newCode()
    const tries = async () => {
      const answers = []
      for (let time = 0; time < 6; time++) answers.push(await send(code, wrongFor(code)))
      return answers
    }
    const monday = await tries()
    expect(saidIn(monday[0]?.text ?? '')).toBe(
      'caution | Mã PIN chưa đúng | Hãy so lại từng số với tem. Còn 4 lần thử.',
    )
    expect(monday.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
    expect(monday.map(({ text }) => saidIn(text)).join(' ')).not.toMatch(/giả/)
    const closed = await send(code, pinFor(code))
    expect(closed.status).toBe(429)
    const untilMidnightS = 24 * 3600 - (((clock + 7 * 3_600_000) / 1000) % (24 * 3600))
    expect(closed.headers['retry-after']).toBe(String(untilMidnightS))
    expect(saidIn(closed.text)).toMatch(/không nhận PIN nữa cho đến ngày mai.*gọi nơi phát hành tem/)
    expect(closed.text).not.toContain('<input id="pin"')

    clock += 24 * 3_600_000
    await tries()
    clock += 24 * 3_600_000
    const never = await send(code, pinFor(code))
    expect([never.status, never.headers['retry-after']]).toEqual([429, undefined])
    expect(saidIn(never.text)).toContain('Mã này không nhận PIN nữa.')
  })

  test.each(['', '1234', 'mật khẩu', '<b>12345678</b>'])('as %p is no try', async (typed) => {
    const code = newCode()
    const answer = await send(code, typed)
    expect(answer.status).toBe(422)
    expect(saidIn(answer.text)).toMatch(/^caution \| Mã PIN có 8 chữ số/)
    expect(saidIn((await send(code, wrongFor(code))).text)).toContain('Còn 4 lần thử')
  })

  test('wrong for code after code stops the device, not the packages', async () => {
    const guess = () => {
      const code = newCode()
      return send(code, wrongFor(code), { 'X-Forwarded-For': '10.9.9.9' })
    }
    for (let time = 1; time <= 10; time++) expect((await guess()).status).toBe(200)
    const stopped = await guess()
    expect(stopped.status).toBe(429)
    expect(stopped.text).toContain('Đã thử sai quá nhiều lần')
  })

  test('is the one on the printed label, which the same serial under another GTIN does not share', async () => {
    const printed = (ofGtin: string) => {
      const head = `${testOrigin}/01/${ofGtin}/21/`
      const codes = { kind: 'numbered' as const, head, prefix: 'PN26-', digits: 6, pin: true }
      return [...labelsOf({ codes }, testLabelKeys, 801, 801)][0]
    }
    const pin = printed(gtin)?.pin ?? ''
    expect(printed(plainGtin)?.pin).not.toBe(pin)
    expect(saidIn((await send(`01/${gtin}/21/PN26-000801`, pin)).text)).toMatch(/^good/)
  })

  test.each([{ code: 'KHÔNG PHẢI MÃ' }, {}, { code: ['a', 'b'], pin: ['1', '2'] }])(
    'without a code (%j) leads to the front page',
    async (body) => {
      const post = request(app).post('/ma-cao').set('Origin', testOrigin).type('form')
      const answer = await post.send(body)
      expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    },
  )
})

test('another device that scans after the PIN was used brings the code before the cooperative', async () => {
  const code = newCode()
  const zalo =
    'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36 Zalo android/1'
  await look(code, '198.51.100.7', zalo)
  await log.flush()
  await send(code, pinFor(code))
  clock += 3_600_000
  await look(code, '203.0.113.9', zalo)
  await log.flush()
  const sql = 'SELECT signals, points FROM scan_signal WHERE code = $1'
  expect(await database.db.query(sql, [code])).toEqual([{ signals: ['after_opening'], points: 1 }])
})

test('a package that is recalled is not made green by its PIN', async () => {
  const code = newCode()
  const details = { caseId: newId(), reason: 'dư lượng vượt mức', kind: 'mandatory' as const }
  const about = { ...onTime(), details }
  await recordEvent(database.db, operator, { event: event('recall', org.id, [touched(batchId)], about) })
  expect(await look(code)).not.toContain('/ma-cao')
  const answer = await send(code, pinFor(code))
  expect([answer.status, answer.headers.location]).toEqual([303, `/${code}`])
})
