import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId, type Organization, type TraceEvent, type Version } from '@nguon/domain'
import { event, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import { recordEvent } from '../events/record-event.ts'
import { recordVersion } from '../subjects/record-version.ts'
import { givenVersion, operator } from '../testing/given.ts'
import { givenSample, idOf } from '../testing/sample.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

const noodles = '/01/09520003000025'
const tea = '/01/09520002000026'
const melon = '/01/09520001000010'
const day = '2026-11-23'
const now = () => new Date(`${day}T05:00:00.000Z`)

let database: TestDatabase
let app: Express
let inspectorate: string
beforeAll(async () => {
  database = await createTestDatabase()
  await givenSample(database.db)
  app = testApp(database.db, { now })
  inspectorate = await idOf(database.db, 'org-i1')
})
afterAll(() => database.drop())

const scan = (path: string) => request(app).get(path)
const title = (html: string) => /<title>(.*?)<\/title>/.exec(html)?.[1]
const record = (of: TraceEvent) => recordEvent(database.db, operator, { event: of })
const justNow = () => ({ occurredAt: new Date().toISOString(), capturedAt: new Date().toISOString() })

describe('a scan', () => {
  test.each([
    ['a package', `${noodles}/10/MD260115A/21/KS26-000912`, 200, /^✓ Mã hợp lệ/],
    ['a package of a roll that knows no lot', `${noodles}/21/KS26-000912`, 200, /^✓ Mã hợp lệ/],
    ['a batch', `${noodles}/10/MD260115A`, 200, /^✓ Mã hợp lệ/],
    ['a code in small letters', `${noodles}/10/md260115a/21/ks26-000912`, 200, /^✓ Mã hợp lệ/],
    ['a package of a recalled batch', `${tea}/21/PN26-000351`, 200, /THU HỒI/i],
    ['a batch that is recalled', `${tea}/10/TB260620A`, 200, /THU HỒI/i],
    ['a voided label', `${noodles}/21/KS26-003105`, 200, /hủy/i],
    ['a label that was not activated', `${melon}/21/KM26-001800`, 200, /chưa kích hoạt/i],
    ['a serial nobody printed', `${noodles}/21/KS26-009999`, 404, /không tìm thấy/i],
    ['a package with the lot of another', `${noodles}/10/MD999999A/21/KS26-000912`, 404, /không tìm thấy/i],
    ['a batch nobody made', `${noodles}/10/KHONGCO`, 404, /không tìm thấy/i],
    ['a wrong check digit', '/01/09520003000026/10/MD260115A', 400, /./],
    ['a number for use inside one company', '/01/02000000000015/10/L1', 400, /./],
    ['an own code nobody has', '/T/7K3M9QXA0110', 404, /không tìm thấy/i],
  ])('of %s answers what it is', async (_what, path, status, words) => {
    const answer = await scan(path)
    expect(answer.status).toBe(status)
    expect(title(answer.text)).toMatch(words)
    if (!/Mã hợp lệ/.test(title(answer.text) ?? '')) expect(answer.text).not.toMatch(/Mã hợp lệ/)
  })

  test.each([
    [`${noodles}/21/KS26-000912?lang=vi&x=1`, true],
    [`${tea}/21/PN26-000351`, true],
    [`${noodles}/21/KS26-009999`, false],
    ['/01/123/10/A', false],
  ])('of %s that there is has its own address and QR for the print', async (path, isThere) => {
    const { text } = await scan(path)
    const [, address] = /<section class="printed">.*<p class="code">([^<]*)</.exec(text) ?? []
    expect(address).toBe(isThere ? `https://truyxuat.example.vn${path.split('?')[0]}` : undefined)
  })

  test.each(['bat-c1', 'bat-c2', 'bat-b1', 'il-a-bio'])(
    'of the own code of %s finds it too',
    async (reference) => {
      const id = await idOf(database.db, reference)
      const [row] = await database.asOwner(`SELECT code FROM code WHERE batch_id = $1 AND code LIKE 'T/%'`, [
        id,
      ])
      const answer = await scan(`/${(row as { code: string }).code}`)
      expect(answer.status).toBe(200)
    },
  )

  test('shows the way from the plot to the package, corrections struck through, and expired certificates as such', async () => {
    const { text } = await scan(`${noodles}/21/KS26-000912`)
    for (const words of [
      'HTX Miến dong Khau Sáng',
      'Côn Minh',
      '14.000',
      '1.820',
      '1.550',
      '20/02/2025',
      'MD260115A',
      '30/09/2025',
    ])
      expect(text).toContain(words)
    expect(text).toMatch(/<del>[^<]*100/)
    expect(text).toMatch(/45 ngày/)
  })

  test('keeps private what is private: no farmer, supplier or position in any page', async () => {
    for (const path of [`${noodles}/21/KS26-000912`, `${tea}/10/TB260620A`, `${melon}/10/DL260516A`]) {
      const { text } = await scan(path)
      for (const secret of ['Phùng Thị Mẫu', 'Lý Văn Giả', 'Triệu Thị Ví', '22.14', '105.8', 'Đại lý vật tư'])
        expect([path, text.includes(secret)]).toEqual([path, false])
    }
  })

  test('weighs at most 60 KB, and asks nothing of other hosts', async () => {
    const { text } = await scan(`${noodles}/21/KS26-000912`)
    expect(Buffer.byteLength(text)).toBeLessThan(60 * 1024)
    const check = '<script type="module" src="/app/check.js"></script>'
    expect(text.replace(check, '')).not.toMatch(/<script|style="/)
    for (const [, address] of text.matchAll(/(?:src|href|action)="([^"]*)"/g))
      expect(address).toMatch(/^(\/|\?|#|tel:|$|https:\/\/www\.facebook\.com\/sharer\/)/) // asked when it is tapped
  })

  test('is in English when asked', async () => {
    expect(title((await scan(`${noodles}/21/KS26-000912?lang=en`)).text)).toMatch(/valid/i)
  })
})

describe('a page that is kept', () => {
  test('is asked for again each time, and not sent twice', async () => {
    const first = await scan(`${noodles}/21/KS26-000100`)
    expect(first.headers['cache-control']).toBe('no-cache')
    const again = await scan(`${noodles}/21/KS26-000100`).set('If-None-Match', first.headers.etag ?? '')
    expect(again.status).toBe(304)
  })

  test('cannot hide a hold on something that went into the batch, nor on the batch itself', async () => {
    const path = `${noodles}/21/KS26-000200`
    const [tubers, packed] = [await idOf(database.db, 'bat-c1'), await idOf(database.db, 'bat-c3')]
    expect(title((await scan(path)).text)).toMatch(/^✓/)
    await record(event('hold', inspectorate, [touched(tubers)], justNow()))
    const caution = await scan(path)
    expect(title(caution.text)).toMatch(/nguyên liệu/i)
    expect(caution.headers['cache-control']).toBe('no-store')
    await record(event('hold', inspectorate, [touched(packed)], justNow()))
    expect((await scan(path)).text).not.toMatch(/Mã hợp lệ/)
    await record(event('release', inspectorate, [touched(tubers)], justNow()))
    await record(event('release', inspectorate, [touched(packed)], justNow()))
    expect(title((await scan(path)).text)).toMatch(/^✓/)
  })

  test('cannot hide a recall, even for requests that come at the same moment', async () => {
    const path = `${noodles}/21/KS26-000300`
    const packed = await idOf(database.db, 'bat-c3')
    await scan(path)
    const recall = event('recall', inspectorate, [touched(packed)], {
      ...justNow(),
      details: { caseId: newId(), reason: 'dư lượng vượt mức', kind: 'mandatory' },
    })
    await record(recall)
    const answers = await Promise.all(Array.from({ length: 20 }, () => scan(path)))
    for (const answer of answers) {
      expect(answer.text).not.toMatch(/Mã hợp lệ/)
      expect(answer.headers['cache-control']).toBe('no-store')
    }
    await record(
      event('recall_lifted', inspectorate, [touched(packed)], {
        ...justNow(),
        details: { caseId: recall.details.caseId, reason: 'nhầm lô' },
      }),
    )
  })

  test('changes with the words of its organization', async () => {
    const path = `${noodles}/21/KS26-000400`
    await scan(path)
    const org = await idOf(database.db, 'org-c')
    const { text } = await scan(path)
    expect(text).toContain('HTX Miến dong Khau Sáng (mẫu)')
    const [row] = await database.asOwner('SELECT data FROM subject_entry WHERE subject_id = $1', [org])
    const data = { ...(row as { data: object }).data, name: 'HTX Khau Sáng đổi tên (mẫu)' }
    await givenVersion(database.db, 'organization', org, data as never, org)
    expect((await scan(path)).text).toContain('đổi tên')
  })
})

test('an organization that moved is shown where it was, and where it is today by its present version', async () => {
  const org = await idOf(database.db, 'org-c')
  const [row] = await database.asOwner(
    'SELECT data FROM subject_entry WHERE subject_id = $1 ORDER BY sequence DESC',
    [org],
  )
  const { data } = row as { data: Organization }
  const moved = { wardCode: '02026', ward: 'Xã Nơi Mới', provinceCode: '19', province: 'Tỉnh Thái Nguyên' }
  const version = {
    v: 1,
    id: newId(),
    organizationId: org,
    subject: { kind: 'organization', id: org },
    validFrom: day,
    capturedAt: new Date().toISOString(),
    data: { ...data, addresses: [moved] },
  } as Version
  await recordVersion(database.db, operator, { version })
  const { text } = await scan(`${noodles}/21/KS26-000600`)
  expect(text).toContain('Xã Côn Minh')
  expect(text).toContain('(nay là xã Nơi Mới, tỉnh Thái Nguyên)')
})

describe('the name of a person', () => {
  const name = 'Đàm Văn Mô Phỏng'

  test('is shown with a consent, though no entry has it', async () => {
    expect((await scan(`${tea}/10/TB260620A`)).text).toContain('Bàn Thị Thử Nghiệm')
  })

  test('goes from a kept page when the consent is withdrawn', async () => {
    const path = `${noodles}/21/KS26-000500`
    expect((await scan(path)).text).toContain(name)
    const [org, memberId] = [await idOf(database.db, 'org-c'), await idOf(database.db, 'per-c1', 'member')]
    const withdrawn = { memberId, purpose: 'public_name', granted: false } as const
    await givenVersion(database.db, 'consent', org, withdrawn)
    const { text } = await scan(path)
    expect(text).not.toContain(name)
    expect(text).toContain('Giám đốc HTX')
  })
})

describe('a typed code', () => {
  test.each([
    ['KS26 0009 12', `${noodles}/21/KS26-000912`],
    ['ks26-000912', `${noodles}/21/KS26-000912`],
    ['MD260115A', `${noodles}/10/MD260115A`],
    [`https://truyxuat.example.vn${noodles}/10/MD260115A`, `${noodles}/10/MD260115A`],
    ['7K3M-9QXA-0110', '/T/7K3M9QXA0110'],
    ['https://evil.example/01/09520003000025/10/MD260115A', expect.stringMatching(/^\/T\//)],
    ['//evil.example', expect.stringMatching(/^\/T\//)],
  ])('%s leads to its page', async (typed, path) => {
    const answer = await scan(`/tra-cuu?code=${encodeURIComponent(typed)}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toEqual(path)
  })
})

test('while the database is away, the page says that this does not mean a fake (V16.5.2)', async () => {
  const gone = testApp({
    ...database.db,
    manager: {},
    transaction: () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' })),
  } as never)
  const answer = await request(gone).get(`${noodles}/21/KS26-000912`)
  expect(answer.status).toBe(503)
  expect(answer.headers['retry-after']).toBeDefined()
  expect(answer.text).toMatch(/không/)
})
