import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId, type Product, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { insertScans } from '../exchange/exchange-store.ts'
import { readSample } from '../sample-file.ts'
import { scoreImported } from '../scans/score-imported.ts'
import { type Browser, openBrowser } from '../testing/browser.ts'
import { type GivenOrganization, givenVersion } from '../testing/given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../testing/given-organization-at.ts'
import { givenPerson } from '../testing/given-people.ts'
import { headersOf, testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { daysAgo, lotNumber } from './testing/given-crop.ts'

/** The negative cases of the sample data: each is the shortest chain with the sample's figures that gives its code. */
let database: TestDatabase
let db: DataSource
let app: Express
let org: GivenOrganization
let staff: Browser
let inspector: Browser
let office: Id
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  app = testApp(db)
  org = await givenOrganizationAt(db, inThaiNguyen)
  staff = openBrowser(app, (await givenPerson(db, 'staff', org.id)).cookie)
  office = (await givenOrganizationAt(db, inThaiNguyen)).id
  inspector = openBrowser(app, (await givenPerson(db, 'inspector', office)).cookie)
})
afterAll(() => database.drop())

/** What the API answers to an event: `accepted` with its marks, or the code and those of all violations. */
async function post(of: TraceEvent, by = staff): Promise<string[]> {
  const { status, body } = await by.post('/api/v1/events', { event: of })
  if (status === 201) return ['accepted', ...body.marks]
  expect(body.title).toMatchObject({ vi: expect.stringMatching(/;|,/), en: expect.stringMatching(/;|,/) })
  return [body.code, ...new Set<string>(body.violations.map(({ code }: { code: string }) => code))]
}

async function accepted(of: TraceEvent, by = staff): Promise<void> {
  expect((await post(of, by))[0]).toBe('accepted')
}

/** A page of the resolver as text, with its status. */
async function page(path: string, now?: Date): Promise<{ status: number; text: string; title: string }> {
  const browser = openBrowser(now ? testApp(db, { now: () => now }) : app)
  const { status, text } = await browser.get(path)
  return { status, text, title: /<title>(.*?)<\/title>/.exec(text)?.[1] ?? '' }
}

const product = (more: Partial<Product> = {}): Promise<Id> =>
  givenVersion(db, 'product', org.id, { name: 'Mẫu', unit: 'kg', labelLevel: 'batch', ...more })

/** So much of an input, received 20 days ago. */
async function received(quantity: ReturnType<typeof kg>, more: { useBy?: string; days?: number } = {}) {
  const id = newId()
  const { useBy, days } = more
  const birth = born('input', org.product, lotNumber(), useBy === undefined ? {} : { useBy })
  const details = days === undefined ? {} : { preHarvestIntervalDays: days }
  await accepted(event('input_received', org.id, [given(id, quantity, birth)], { ...daysAgo(20), details }))
  return id
}

/** So much of a lot, there since 15 days ago. */
async function lot(
  quantity: ReturnType<typeof kg>,
  kind: 'harvest' | 'semi_finished' | 'finished' = 'harvest',
  more: { productId?: Id; lot?: string; units?: number } = {},
): Promise<Id> {
  const id = newId()
  const { productId = org.product, units } = more
  const birth = born(kind, productId, more.lot ?? lotNumber())
  const item = given(id, quantity, units === undefined ? birth : { ...birth, units })
  await accepted(event('opening_stock', org.id, [item], daysAgo(15)))
  return id
}

async function crop(): Promise<Id> {
  const id = newId()
  const birth = born('crop', org.product, lotNumber(), { plots: [org.plot] })
  await accepted(event('sowing', org.id, [given(id, undefined, birth)], daysAgo(25)))
  return id
}

const gtins = { melon: '09520001000010', noodles: '09520003000025' }

/** A roll of labels of a product and a packed batch of it: activated from the first number on, some voided again. */
async function labelled(
  gtin: string,
  prefix: string,
  units: number,
  ranges: { last: number; activated: number; voided?: readonly [number, number] },
): Promise<{ batch: Id; activation: TraceEvent }> {
  const productId = await product({ gtin, labelLevel: 'package', name: `Hàng ${prefix}` })
  const { last, activated, voided } = ranges
  const runId = await givenVersion(db, 'label_run', org.id, { productId, prefix, first: 1, last, digits: 6 })
  const batch = await lot(kg('1550'), 'finished', { productId, lot: `${prefix}L1`, units })
  const details = {
    activated: [{ runId, first: 1, last: activated }],
    voided: voided ? [{ runId, first: voided[0], last: voided[1] }] : [],
  }
  return {
    batch,
    activation: event('label_activation', org.id, [touched(batch)], { ...daysAgo(10), details }),
  }
}

describe('the API refuses', () => {
  test('neg-1: a harvest two days after a spraying of which the label says three (PHI_NOT_ELAPSED)', async () => {
    const [standing, bioK] = [await crop(), await received(kg('5', 'lít'), { days: 3 })]
    await accepted(event('spraying', org.id, [taken(bioK, kg('0.8', 'lít')), given(standing)], daysAgo(10)))
    const harvest = (days: number) => {
      const item = given(newId(), kg('1400'), born('harvest', org.product, lotNumber()))
      return event('harvest', org.id, [taken(standing), item], daysAgo(days))
    }
    expect(await post(harvest(8))).toEqual(['PHI_NOT_ELAPSED', 'PHI_NOT_ELAPSED'])
    await accepted(harvest(7))
  })

  test('neg-2: 1,900 kg of noodles from 1,800 kg of starch (MASS_BALANCE_GAIN)', async () => {
    const starch = await lot(kg('1820'), 'semi_finished')
    const noodles = given(newId(), kg('1900'), born('finished', org.product, lotNumber()))
    const made = event('processing', org.id, [taken(starch, kg('1800')), noodles], {
      ...daysAgo(5),
      details: { process: 'noodle_making' },
    })
    expect((await post(made))[0]).toBe('MASS_BALANCE_GAIN')
  })

  test('neg-9: 3,101 labels for 3,100 packages (LABEL_OVER_ISSUE)', async () => {
    const { activation } = await labelled('09520003000049', 'KT26', 3100, { last: 5000, activated: 3101 })
    expect(await post(activation)).toEqual(['LABEL_OVER_ISSUE', 'LABEL_OVER_ISSUE'])
  })

  test('neg-10: that a recorded event is deleted or changed (IMMUTABLE)', async () => {
    const bought = await lot(kg('2600'))
    const sold = event('dispatch', org.id, [taken(bought, kg('10'))], daysAgo(5))
    await accepted(sold)
    for (const method of ['delete', 'put', 'patch'] as const) {
      const { status, body } = await request(app)[method](`/api/v1/events/${sold.id}`).set(headersOf())
      expect([status, body.code]).toEqual([409, 'IMMUTABLE'])
    }
    await expect(db.query('DELETE FROM event WHERE id = $1', [sold.id])).rejects.toThrow('permission denied')
    await expect(database.asOwner('DELETE FROM event WHERE id = $1', [sold.id])).rejects.toThrow('IMMUTABLE')
    expect((await staff.get(`/api/v1/events/${sold.id}`)).status).toBe(200)
  })

  test('neg-12: a dispatch of a held batch (BATCH_ON_HOLD)', async () => {
    const tea = await lot(kg('82'), 'finished')
    await accepted(event('hold', office, [touched(tea)], daysAgo(3)), inspector)
    const sold = event('dispatch', org.id, [taken(tea, kg('50'))], daysAgo(2))
    expect(await post(sold)).toEqual(['BATCH_ON_HOLD', 'BATCH_ON_HOLD'])
  })

  test('neg-13: an input lot the day after its expiry (INPUT_EXPIRED)', async () => {
    const useBy = daysAgo(5).occurredAt.slice(0, 10)
    const [standing, abamectin] = [await crop(), await received(kg('2', 'lít'), { useBy })]
    const sprayed = (days: number) =>
      event('spraying', org.id, [taken(abamectin, kg('0.4', 'lít')), given(standing)], daysAgo(days))
    expect(await post(sprayed(4))).toEqual(['INPUT_EXPIRED', 'INPUT_EXPIRED'])
    await accepted(sprayed(5))
  })

  test('neg-14: 7 litres of a lot of which 6 were received and 1.5 used (INPUT_OVERDRAWN)', async () => {
    const [standing, bioK] = [await crop(), await received(kg('6', 'lít'))]
    const sprayed = (litres: string) =>
      event('spraying', org.id, [taken(bioK, kg(litres, 'lít')), given(standing)], daysAgo(5))
    await accepted(sprayed('1.5'))
    expect(await post(sprayed('7'))).toEqual(['INPUT_OVERDRAWN', 'INPUT_OVERDRAWN'])
    await accepted(sprayed('4.5'))
  })
})

describe('the record is marked for ever', () => {
  test('neg-3: 4,200 kg of starch from 14,000 kg of tubers, with its reason (LOSS_OUT_OF_PROFILE)', async () => {
    const tubers = await lot(kg('14000'))
    const made = (reasons: TraceEvent['reasons']) => {
      const starch = given(newId(), kg('4200'), born('semi_finished', org.product, lotNumber()))
      const more = { ...daysAgo(2), details: { process: 'starch_extraction' } }
      return event('processing', org.id, [taken(tubers, kg('14000')), starch], {
        ...more,
        ...(reasons ? { reasons } : {}),
      })
    }
    expect(await post(made(undefined))).toEqual(['REASON_REQUIRED', 'REASON_REQUIRED'])
    const explained = made({ LOSS_OUT_OF_PROFILE: 'Củ khô, cân sau khi rửa' })
    expect(await post(explained)).toEqual(['accepted', 'LOSS_OUT_OF_PROFILE'])
    const { body } = await staff.get(`/api/v1/events/${explained.id}`)
    expect(body.entry).toMatchObject({
      reasons: { LOSS_OUT_OF_PROFILE: 'Củ khô, cân sau khi rửa' },
      marks: ['LOSS_OUT_OF_PROFILE'],
    })
  })

  test('neg-4: what is recorded 45 days late, with both dates on the page and its reason (LATE_ENTRY)', async () => {
    const productId = await product({ gtin: '09520003000056' })
    const id = newId()
    const birth = born('finished', productId, 'BS1')
    const told = event('opening_stock', org.id, [given(id, kg('10'), birth)], daysAgo(45))
    const { reasons: _reasons, ...silent } = told
    expect(await post(silent as TraceEvent)).toEqual(['REASON_REQUIRED', 'REASON_REQUIRED'])
    expect(await post(told)).toEqual(['accepted', 'LATE_ENTRY'])
    const { text } = await page('/01/09520003000056/10/BS1')
    const dayOf = (at: Date) => at.toISOString().slice(0, 10).split('-').reverse().join('/')
    expect(text).toContain(dayOf(new Date(told.occurredAt)))
    expect(text).toContain(dayOf(new Date(Date.now() + 7 * 3_600_000)))
    expect(text).toMatch(/[Gg]hi bổ sung/)
    expect((await staff.get(`/api/v1/events/${told.id}`)).body.entry.reasons).toEqual(told.reasons)
  })

  test('neg-8: a package scanned in three provinces within one hour is shown with a caution (SCAN_ANOMALY)', async () => {
    const { activation } = await labelled(gtins.noodles, 'KS26', 3100, { last: 5000, activated: 3100 })
    await accepted(activation)
    const code = `01/${gtins.noodles}/21/KS26-000777`
    const scan = (at: string, provinceCode: string | undefined) =>
      db.transaction(async (tx) =>
        scoreImported(tx, await insertScans(tx, [{ code, at, agent: 'zalo', provinceCode }]), new Date()),
      )
    await scan('2026-03-01T03:02:00.000Z', '01')
    await scan('2026-03-01T03:20:00.000Z', '79')
    await scan('2026-03-01T03:30:00.000Z', undefined)
    await scan('2026-03-09T03:30:00.000Z', '48') // a week later is another journey
    expect((await page(`/${code}`)).title).toMatch(/^✓/) // and the page is kept
    await scan('2026-03-01T03:41:00.000Z', '48')
    const { status, text, title } = await page(`/${code}`)
    expect([status, title]).toEqual([
      200,
      expect.stringMatching(/^! Mã đã được quét 5 lần ở 3 tỉnh – Hàng KS26/),
    ])
    expect(text).toContain('so ảnh và số lô')
    expect(text).not.toContain('Mã hợp lệ')
    expect((await page(`/01/${gtins.noodles}/21/KS26-000778`)).title).toMatch(/^✓/)
    expect((await page(`/01/${gtins.noodles}/10/KS26L1`)).title).toMatch(/^✓/) // of a batch nothing is claimed
  })

  test('neg-11: four stars that expired are shown as expired, and as no badge (CERT_EXPIRED)', async () => {
    const productId = await product({ gtin: '09520003000063', name: 'Miến dong', ocopStars: 4 })
    await givenVersion(db, 'certificate', org.id, {
      type: 'OCOP',
      number: 'OCOP-MAU-0003',
      stars: 4,
      productIds: [productId],
      issuedOn: '2022-10-01',
      expiresOn: '2025-09-30',
      issuerName: 'UBND (mẫu)',
    })
    await lot(kg('1550'), 'finished', { productId, lot: 'MD1' })
    const { text } = await page('/01/09520003000063/10/MD1')
    expect(text).toMatch(/OCOP[^<]*4 sao[^<]*hết hạn[^<]*30\/09\/2025/)
    expect(text).not.toMatch(/class="mark good"[^>]*>✓<\/span><span[^>]*>[^<]*OCOP/)
  })
})

describe('a scan answers', () => {
  const serial = (number: string) => `/01/${gtins.melon}/21/KM26-${number}`
  beforeAll(async () => {
    const ranges = { last: 2000, activated: 1537, voided: [204, 240] } as const
    await accepted((await labelled(gtins.melon, 'KM26', 1500, ranges)).activation)
  })

  test('neg-5: that KM26-001800 is not activated, and shows no goods (LABEL_NOT_ACTIVATED)', async () => {
    const { status, text } = await page(serial('001800'))
    expect(status).toBe(200)
    expect(text).toMatch(/Tem chưa (được )?kích hoạt/)
    expect(text).not.toContain('Hàng KM26')
  })

  test('neg-6: that KM26-000210 is voided (LABEL_VOIDED)', async () => {
    const { status, text } = await page(serial('000210'))
    expect([status, text]).toEqual([200, expect.stringContaining('Tem đã hủy')])
    expect(text).not.toContain('Hàng KM26')
  })

  test('neg-7: that nobody knows KM26-009999, nor a code with a wrong check digit (LABEL_UNKNOWN)', async () => {
    const { status, text } = await page(serial('009999'))
    expect([status, text]).toEqual([404, expect.stringMatching(/Không tìm thấy mã này/)])
    expect((await page('/01/09520001000011/21/KM26-000001')).status).toBe(400)
  })

  test('that the others are good', async () => {
    expect((await page(serial('000001'))).title).toMatch(/^✓/)
  })
})

test('every negative case of the sample is tried here', async () => {
  const source = await readFile(new URL(import.meta.url), 'utf8')
  const tried = [...source.matchAll(/test\('(neg-\d+): .*\((\w+)\)', async/g)].map(([, id, code]) => ({
    id,
    code,
  }))
  const { negative_cases: cases } = JSON.parse(await readSample())
  const named = cases.map(({ id, code }: { id: string; code: string }) => ({ id, code }))
  expect(tried).toEqual(expect.arrayContaining(named))
  expect(tried.length).toBe(named.length)
})
