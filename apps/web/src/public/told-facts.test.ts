/** @jest-environment node */
import { describe, expect, test } from '@jest/globals'
import type { Step } from '@nguon/contract'
import { publicTexts } from '@nguon/locale'
import { renderTracePage } from './index.ts'
import type { PageBatch, TracePage } from './model.ts'
import { noodleSteps } from './testing/noodle-steps.ts'
import { expiredStars, foodSafety, noodleBatch, noodlePage, noodlePageWith } from './testing/noodles.ts'
import { pageOf } from './testing/states.ts'
import { idOf } from './testing/steps.ts'
import { teaPage, teaSteps } from './testing/tea.ts'

const read = (page: TracePage, lang: 'vi' | 'en' = 'vi') => renderTracePage(page, lang).html
const textOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
const told = (changes: Partial<PageBatch>) => textOf(read(noodlePageWith(changes)))
const checksOf = (page: TracePage) => /<ul class="checks.*?<\/ul>/s.exec(read(page))?.[0] ?? ''

describe('the facts', () => {
  test('name maker, commune as it is called now and was before, days and what is left of them', () => {
    const text = textOf(read(noodlePage()))
    expect(text).toContain('Xã Côn Minh, tỉnh Thái Nguyên')
    expect(text).toContain('trước 7/2025: xã Côn Minh, huyện Na Rì, tỉnh Bắc Kạn')
    expect(text).toContain('22/11/2025')
    expect(text).toContain('09/07/2027 còn 228 ngày')
    expect(text).toContain('KS26 0009 12')
  })

  test('show a commune by the name it had, with its present one', () => {
    const [then, now] = noodleBatch.organization.addresses
    if (!then || !now) throw new Error('two addresses')
    expect(told({ address: { then, now } })).toContain('(nay là xã Côn Minh, tỉnh Thái Nguyên)')
  })

  test('have a picture where the product has one', () => {
    const images = ['a'.repeat(64)]
    const html = read(noodlePageWith({ product: { ...noodleBatch.product, images } }))
    expect(html).toContain(`src="/api/v1/files/${images[0]}?width=192"`)
    expect(html).toContain('content="https://truyxuat.example.vn/og/01/')
    expect(read(noodlePage())).toContain('<svg class="picture"')
  })
})

describe('is it safe', () => {
  test('an expired certificate is grey and says since when, never a badge', () => {
    const checks = checksOf(noodlePageWith({ certificates: [expiredStars] }))
    expect(checks).toContain(
      '<span class="mark none" aria-hidden="true">–</span><span class="what none">Sản phẩm OCOP 4 sao: hết hạn 30/09/2025</span>',
    )
    expect(checks).not.toMatch(/chip verified[^/]*<\/span>[^<]*OCOP/)
  })

  test('a certificate that somebody else vouches for is green, one that is only claimed is not', () => {
    expect(checksOf(noodlePageWith({ certificates: [foodSafety], steps: [] }))).toContain('mark good')
    const { verifiedBy: _by, ...claimed } = foodSafety
    const checks = checksOf(noodlePageWith({ certificates: [claimed], steps: [] }))
    expect(checks).not.toContain('mark good')
    expect(checks).toContain('Tự khai')
  })

  test('a missing laboratory test is said, in grey', () => {
    const steps = noodleSteps.filter(({ type }) => type !== 'lab_test')
    expect(checksOf(noodlePageWith({ steps }))).toContain('<span class="what none">Kiểm nghiệm: chưa có')
  })

  test('a test that failed is red, and one of a spray is no test of the produce', () => {
    const { alert: _alert, ...page } = teaPage({ state: 'valid' })
    const checks = checksOf(page)
    expect(checks).toContain('<span class="what bad">Kiểm nghiệm 20/07/2026: không đạt')
    expect(textOf(checks)).toContain('Chế phẩm sinh học BIO-K (mẫu), lô BK260218')
    expect(checks).toContain('Kiểm nghiệm: chưa có')
  })

  test('a test that the cooperative wrote down itself counts as its own word, even where it names itself as laboratory', () => {
    const cooperative = noodleSteps[0]?.organizationId ?? ''
    const written = (more: Partial<Step>, laboratoryId: string) =>
      noodleSteps.map((step) =>
        step.type === 'lab_test'
          ? { ...step, ...more, organizationId: cooperative, details: { ...step.details, laboratoryId } }
          : step,
      )
    const own = { organizationKind: 'cooperative' as const }
    for (const steps of [written(own, idOf(901)), written(own, cooperative), written({}, cooperative)])
      expect(checksOf(noodlePageWith({ steps, certificates: [] }))).not.toContain('verified')
  })

  test('an inspection is verified only when an inspectorate recorded it', () => {
    const chips = (kind: Step['organizationKind']) => {
      const steps = noodleSteps
        .filter(({ type }) => type !== 'lab_test')
        .map((step) => (step.type === 'inspection' && kind ? { ...step, organizationKind: kind } : step))
      return read(noodlePageWith({ steps, certificates: [] })).match(/class="chip verified"/g) ?? []
    }
    expect(chips('inspectorate').length).toBeGreaterThan(0)
    expect(chips('processor')).toEqual([])
  })

  test('the days from the last spraying to harvest stand beside the days the label asks for', () => {
    expect(checksOf({ ...teaPage({ state: 'valid' }) })).toContain('Cách ly thuốc 21 ngày, cần ít nhất 3')
  })

  test('an interval that was not kept is red', () => {
    const { batch } = teaPage()
    if (!batch) throw new Error('a batch')
    const inputs = batch.inputs.map((input) => ({ ...input, preHarvestIntervalDays: 30 }))
    const checks = checksOf(teaPage({ state: 'valid', batch: { ...batch, inputs } }))
    expect(checks).toContain('<span class="what bad">Cách ly thuốc chỉ 21 ngày, cần ít nhất 30')
  })

  test('a season without spraying is the growers’ own word; without a diary nothing is claimed', () => {
    expect(checksOf(noodlePage())).toMatch(/mark said.*Cả vụ không ghi nhận phun thuốc.*Tự khai/s)
    const harvestOnly = noodleSteps.filter(({ type }) => type === 'harvest' || type === 'processing')
    expect(checksOf(noodlePageWith({ steps: harvestOnly }))).toContain('Phun thuốc: chưa rõ')
  })
})

describe('what stands behind it', () => {
  test.each(['vi', 'en'] as const)('names every one of the ten groups of Circular 02/2024 (%s)', (lang) => {
    const t = publicTexts(lang)
    const groups = [
      t.circularProduct,
      t.circularImages,
      t.circularOrganization,
      t.circularAddress,
      t.circularStages,
      t.circularTime,
      t.circularCode,
      t.circularBrand,
      t.circularExpiry,
      t.circularStandards,
    ]
    const [, table = ''] = /<table>(.*?)<\/table>/s.exec(read(noodlePage(), lang)) ?? []
    expect([...table.matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name)).toEqual(groups)
    expect(table).toContain(`${t.circularImages}</th><td><span class="no">${t.none}`)
    expect(table).toContain('KS-01')
  })

  test('inputs stand with lot, expiry and days to harvest', () => {
    const text = textOf(read(noodlePage()))
    expect(text).toContain('Vật tư đã dùng (3)')
    expect(text).toContain('Phân bón · lô NPK-241205 · hạn dùng 05/12/2027')
    expect(text).toContain('tự sản xuất')
    expect(textOf(read(pageOf.recalled))).toContain('cách ly 3 ngày theo nhãn')
  })

  test('what is not known is said', () => {
    const steps = noodleSteps.filter(({ type }) => type !== 'lab_test')
    const text = told({ steps, harvestedOn: [] })
    expect(text).toContain('Chưa có kết quả kiểm nghiệm cho lô này.')
    expect(text).toContain('Chưa rõ ngày thu hoạch.')
    expect(text).toContain('không kèm ảnh hay giấy tờ')
  })

  test('tells how to know the page: domain, code, and that it never asks for money or codes', () => {
    const text = textOf(read(noodlePage()))
    expect(text).toContain('Thanh địa chỉ phải ghi đúng truyxuat.example.vn')
    expect(text).toContain('không bao giờ hỏi tiền, mã OTP')
  })

  test('an import is said once, with its day', () => {
    const importedAt = '2026-11-20T02:00:00.000Z'
    const text = told({
      steps: noodleSteps.map((step) => ({
        ...step,
        importedAt,
        marks: [...step.marks, 'IMPORTED' as const],
      })),
    })
    expect(text.match(/nhập từ sổ sách cũ ngày 20\/11\/2026/g)).toHaveLength(1)
  })

  test('of a split batch only what went into this one flows on', () => {
    const flow = textOf(/<ol class="flow">.*?<\/ol>/s.exec(read(teaPage({ state: 'valid' })))?.[0] ?? '')
    expect(flow.trim()).toBe(
      'Bí xanh thơm 3.250 kg Gộp lô 3.120 kg Tách lô 1.200 kg Trà bí xanh thơm hộp 100 g 82 kg 820 hộp',
    )
    const siblingSale = teaSteps.find(({ items }) => items[0]?.lot === 'BX260611T')
    expect(siblingSale?.type).toBe('dispatch')
    expect(textOf(read(pageOf.recalled))).not.toContain('12/06/2026 Xuất hàng')
  })
})
