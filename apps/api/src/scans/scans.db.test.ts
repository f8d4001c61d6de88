import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { born, event, given, kg, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenVersion, onTime } from '../testing/given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../testing/given-organization-at.ts'
import { givenPerson } from '../testing/given-people.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { keepScans } from './keep-scans.ts'
import { createScanLog, type ScanLog } from './scan-log.ts'

const gtin = '09520009000012'
const zalo =
  'Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Zalo android/12100627'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

let database: TestDatabase
let db: DataSource
let org: GivenOrganization
let batchId: Id
let app: Express
let log: ScanLog
let clock = Date.parse('2026-11-23T08:20:00.000Z')
const provinces: Record<string, string> = { '203.0.113.1': '01', '203.1.113.2': '79', '203.2.113.3': '48' }
/** The tests of a database that is away are scan-log.db.test.ts. */
const fail = (error: unknown) => {
  throw error
}
const parts = () => ({
  ...{ db, key: Buffer.alloc(32, 3), now: () => new Date(clock) },
  ...{ provinceOf: (ip: string) => provinces[ip], onError: fail },
})

beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  log = createScanLog(parts())
  app = testApp(db, { proxies: 1, scans: log, now: () => new Date(clock) })
  org = await givenOrganizationAt(db, inThaiNguyen, { gtin })
  const roll = { productId: org.product, prefix: 'BX26', first: 1, last: 999, digits: 6 }
  const runId = await givenVersion(db, 'label_run', org.id, roll)
  batchId = newId()
  const item = given(batchId, kg('10'), { units: 900, ...born('finished', org.product, 'BX1') })
  await recordEvent(db, org.staff, { event: event('opening_stock', org.id, [item], onTime()) })
  const details = { activated: [{ runId, first: 1, last: 900 }], voided: [{ runId, first: 900, last: 900 }] }
  await recordEvent(db, org.staff, {
    event: event('label_activation', org.id, [touched(batchId)], { ...onTime(), details }),
  })
})
afterAll(() => database.drop())

let number = 0
/** A label that nobody scanned yet. */
const newCode = () => `01/${gtin}/21/BX26-${String(++number).padStart(6, '0')}`

interface From {
  readonly ip?: string
  readonly agent?: string
  readonly headers?: Record<string, string>
  readonly method?: 'get' | 'head'
}
const look = (code: string, { ip = '198.51.100.7', agent = zalo, headers = {}, method = 'get' }: From = {}) =>
  request(app)
    [method](`/${code}`)
    .set({ 'X-Forwarded-For': ip, 'User-Agent': agent, ...headers })
const titleOf = async (code: string) =>
  /<title>(.*?)<\/title>/.exec((await look(code, machine)).text)?.[1] ?? ''
const machine = { agent: 'curl/8.5.0' }
const rowsOf = (code: string): Promise<unknown[]> => db.query('SELECT * FROM scan WHERE code = $1', [code])
const signalOf = async (code: string) =>
  (await db.query('SELECT * FROM scan_signal WHERE code = $1', [code]))[0] ?? { scans: '0' }
const countOf = async (code: string): Promise<number> => {
  await log.flush()
  return Number((await signalOf(code)).scans)
}

describe('the scan of a package', () => {
  test('is counted once a look, whether the page is rendered or kept', async () => {
    const code = newCode()
    await look(code).expect(200)
    await look(code, { agent: safari }).expect(200)
    expect(await countOf(code)).toBe(2)
    expect(await signalOf(code)).toMatchObject({ batch_id: batchId, organization_id: org.id, devices: 2 })
  })

  test.each<[string, From]>([
    ['a request for its headers only', { method: 'head' }],
    ['a browser that fetches ahead', { headers: { 'Sec-Purpose': 'prefetch;prerender' } }],
    ['an older one', { headers: { Purpose: 'prefetch' } }],
    ['a preview of Safari', { headers: { 'X-Purpose': 'preview', Purpose: 'preview' } }],
    [
      'Facebook, for a preview',
      { agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' },
    ],
    ['WhatsApp, for a preview', { agent: 'WhatsApp/2.23.20.0' }],
    ['Telegram, for a preview', { agent: 'TelegramBot (like TwitterBot)' }],
    [
      'a bot that calls itself a browser',
      { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    ],
    ['Skype, for a preview', { agent: 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5' }],
    ['a script', { agent: 'python-requests/2.31' }],
    ['nobody who says who', { agent: '' }],
    ['somebody who works here', { headers: { Cookie: '__Host-sid=abc' } }],
  ])('is not that of %s', async (_who, from) => {
    const code = newCode()
    await look(code, from)
    expect(await countOf(code)).toBe(0)
  })

  test('is not counted again for the same device within 30 minutes, nor when the browser has the page', async () => {
    const code = newCode()
    await look(code)
    const { headers } = await look(code)
    clock += 29 * 60_000
    await look(code, { ip: '198.51.100.8' }) // another address of the same carrier
    clock += 60_000
    await look(code, { headers: { 'If-None-Match': headers.etag as string } }).expect(304)
    expect(await countOf(code)).toBe(1)
    await look(code)
    expect(await countOf(code)).toBe(2)
    expect((await signalOf(code)).devices).toBe(1)
  })

  test('leaves an hour, a province, a kind of browser and a hash that means nothing beside another code', async () => {
    const [code, other] = [newCode(), newCode()]
    await look(code, { ip: '203.0.113.1' })
    await look(other, { ip: '203.0.113.1' })
    await log.flush()
    const [row] = (await rowsOf(code)) as [{ device: Buffer }]
    const [beside] = (await rowsOf(other)) as [{ device: Buffer }]
    expect(Object.keys(row).sort()).toEqual(['agent', 'at', 'code', 'device', 'province_code'])
    const hour = new Date(Math.floor(clock / 3_600_000) * 3_600_000)
    expect(row).toMatchObject({ code, at: hour, province_code: '01', agent: 'zalo android' })
    expect(row.device).toHaveLength(16)
    expect(row.device.equals(beside.device)).toBe(false)
    const whole: unknown[] = await db.query(
      `SELECT * FROM scan s WHERE s::text LIKE '%203.0.113%' OR s::text LIKE '%Mozilla%'`,
    )
    expect(whole).toEqual([])
    await expect(
      db.query(`INSERT INTO scan (code, at, device) VALUES ('x', '2026-11-23T08:20:00Z', $1)`, [row.device]),
    ).rejects.toThrow('check constraint')
  })

  test('is answered to each of 1,000 honest people behind one address', async () => {
    const code = newCode()
    const server = app.listen(0)
    const statuses = new Set<number>()
    const visit = async (person: number) => {
      const headers = { 'X-Forwarded-For': '198.51.100.7', 'User-Agent': `${zalo} ${person}` }
      statuses.add((await request(server).get(`/${code}`).set(headers)).status)
    }
    for (let first = 0; first < 1_000; first += 50)
      await Promise.all(Array.from({ length: 50 }, (_, more) => visit(first + more)))
    server.close()
    expect([...statuses]).toEqual([200])
    expect(await countOf(code)).toBe(1)
    expect(await titleOf(code)).toMatch(/^✓/)
  })
})

describe('a label that may have been copied', () => {
  const scanFrom = async (code: string, ...ips: string[]) => {
    for (const ip of ips) await look(code, { ip })
    await log.flush()
  }
  const copied = async (code = newCode()) => {
    await scanFrom(
      code,
      '203.0.113.1',
      '203.1.113.2',
      '203.2.113.3',
      '10.1.1.1',
      '10.1.2.1',
      '10.1.3.1',
      '10.1.4.1',
    )
    return code
  }

  test('is shown with a caution from the fifth device on, though the page was kept, and never called a fake', async () => {
    const code = newCode()
    await scanFrom(code, '10.1.1.1', '10.1.2.1', '10.1.3.1', '10.1.4.1')
    expect(await titleOf(code)).toMatch(/^✓/)
    await scanFrom(code, '10.1.5.1')
    const { text } = await look(code, machine)
    expect(text).toMatch(/<title>! /)
    expect(text).toMatch(/có thể đã bị sao chép/)
    expect(/<div class="verdict.*?<\/p>/s.exec(text)?.[0]).not.toMatch(/giả/)
  })

  test('is counted right when two servers write at the same moment', async () => {
    const code = newCode()
    const at = new Date('2026-11-23T08:00:00.000Z')
    const scan = (device: number) => ({
      code,
      batchId,
      at,
      agent: 'zalo android',
      device: Buffer.alloc(16, device),
    })
    await Promise.all(Array.from({ length: 20 }, (_, device) => keepScans(db, [scan(device)], at)))
    expect(await signalOf(code)).toMatchObject({ scans: '20', devices: 20, points: 3 })
  })

  test('that 200 devices have seen is only counted from then on', async () => {
    const code = newCode()
    const at = new Date('2026-11-23T08:00:00.000Z')
    const scans = Array.from({ length: 200 }, (_, device) => ({
      ...{ code, batchId, at, agent: 'zalo android', device: Buffer.alloc(16, device) },
    }))
    await keepScans(db, scans, at)
    await keepScans(db, scans, at)
    expect((await signalOf(code)).scans).toBe('400')
    expect(await rowsOf(code)).toHaveLength(200)
  })

  test('is listed for who looks after it until somebody decides, and what is decided is shown', async () => {
    const code = await copied()
    const admin = await givenPerson(db, 'admin', org.id)
    const inspector = await givenPerson(db, 'inspector', (await givenOrganizationAt(db, inThaiNguyen)).id)
    const { listScanAlerts } = await import('./list-scan-alerts.ts')
    const { decideScanAlert } = await import('./decide-scan-alert.ts')
    const listed = async (by = admin) =>
      (await listScanAlerts(db, by.caller)).find((each) => each.code === code)
    expect(await listed()).toMatchObject({
      ...{ signals: ['many_devices', 'many_provinces'], points: 4, shown: 'caution', decisions: [] },
      batch: { id: batchId, lot: 'BX1' },
    })
    expect(await listed(inspector)).toMatchObject({ points: 4 })
    const decide = (by: typeof admin, input: Parameters<typeof decideScanAlert>[2]) =>
      decideScanAlert(db, by.caller, input, new Date(clock))

    await decide(admin, { code, decision: 'dismissed', reason: 'Hàng mẫu ở hội chợ' })
    expect(await titleOf(code)).toMatch(/^✓/)
    expect(await listed()).toMatchObject({ shown: 'nothing', decision: 'dismissed' })

    const howToTell = 'Túi giả không có tem phụ'
    await decide(inspector, { code, decision: 'counterfeit', reason: 'Đã thu mẫu', howToTell })
    const { text } = await look(code, machine)
    expect(text).toMatch(/<title>✕ /)
    expect(text).toContain(howToTell)
    expect(text).not.toContain('Đã thu mẫu')
    await expect(
      decide(admin, { code, decision: 'counterfeit', reason: 'Vẫn vậy', howToTell }),
    ).rejects.toMatchObject({ code: 'ALREADY_DECIDED' })

    await decide(admin, { code, decision: 'undone', reason: 'Nhầm mã' })
    expect(await titleOf(code)).toMatch(/^! /)
    expect((await listed())?.decisions.map(({ decision }) => decision)).toEqual([
      'undone',
      'counterfeit',
      'dismissed',
    ])
    const audit = await database.asOwner(
      `SELECT about FROM audit WHERE action = 'scan_alert_decided' ORDER BY id`,
    )
    expect(audit).toHaveLength(3)
  })

  test('that was found harmless comes back when far more devices scan it', async () => {
    const code = await copied()
    const admin = await givenPerson(db, 'admin', org.id)
    const { decideScanAlert } = await import('./decide-scan-alert.ts')
    await decideScanAlert(
      db,
      admin.caller,
      { code, decision: 'dismissed', reason: 'Bình thường' },
      new Date(clock),
    )
    await scanFrom(code, '10.9.1.1')
    expect(await titleOf(code)).toMatch(/^✓/)
    await scanFrom(code, ...Array.from({ length: 20 }, (_, network) => `10.8.${network}.1`))
    expect(await titleOf(code)).toMatch(/^! /)
  })

  test('shows the recall of its batch, whatever was scanned', async () => {
    const code = await copied()
    expect(await titleOf(code)).toMatch(/^! /)
    const details = { caseId: newId(), reason: 'dư lượng vượt mức', kind: 'mandatory' as const }
    const { operator } = await import('../testing/given.ts')
    await recordEvent(db, operator, {
      event: event('recall', org.id, [touched(batchId)], { ...onTime(), details }),
    })
    expect(await titleOf(code)).toMatch(/THU HỒI/)
  })
})
