import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { readPdf, renderPages, textOf } from '../../api/src/labels/printing/testing/read-back.ts'
import { openBrowser } from './browser.ts'
import { packTea } from './pack-tea.ts'
import { type Platform, startPlatform } from './platform.ts'
import { troubleAsSeen } from './trouble-as-seen.ts'

let platform: Platform
let browser: Browser
beforeAll(async () => {
  platform = await startPlatform()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

/** Kept for people to look at, when asked for. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.NGUON_PICTURES
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** The page that prints labels of boxes just packed, in a browser of that size. */
async function withLabels(
  viewport: { width: number; height: number },
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport, acceptDownloads: true })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await packTea(page, platform, 40)
    await page.goto(`${page.url()}/tem`)
    await look(page)
  } finally {
    await context.close()
  }
}

const phone = { width: 360, height: 740 }
const desk = { width: 1280, height: 800 }

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** Fills in fields by their names. */
async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.getByLabel(name, { exact: true }).fill(text)
}

/** What the browser saves when `act` is done. */
async function savedBy(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const saved = page.waitForEvent('download')
  await act()
  return readFile(await (await saved).path())
}

/** Makes a run and waits until it is the one that is printed. */
async function makeRun(page: Page, count: number): Promise<void> {
  await fill(page, { 'Số lượng tem': String(count) })
  await button(page, /^Tạo (thêm đợt mới )?[\d.]+ tem$/).click()
  const left = `còn ${count.toLocaleString('vi')} tem chưa in`
  await page.locator('option:checked', { hasText: left }).waitFor({ state: 'attached' })
  await page.getByRole('img', { name: 'Tem sẽ in' }).waitFor()
}

/** The code people would type of a printed address. */
const codeOf = (address: string | undefined): string => (address ?? '').replace(/.*\//, '')

describe.each([
  ['a phone', phone],
  ['a desk', desk],
])('on %s', (where, viewport) => {
  test('a cooperative makes a run, prints it, activates it by its first and last label, and may print it again', async () => {
    await withLabels(viewport, async (page) => {
      await makeRun(page, 30)
      await picture(page, `labels-${where}`)
      await button(page, 'Ô 5').click()
      const pdf = await savedBy(page, () => button(page, 'In tem').click())
      expect(await renderPages(pdf, 36)).toHaveLength(2) // 20 cells from the fifth on, then 10
      const codes = await readPdf(pdf, 203)
      expect(new Set(codes).size).toBe(30)
      const state = async (address: string | undefined) => {
        const shopper = await page.context().newPage()
        await shopper.goto(`${platform.url}${new URL(address ?? '').pathname}`)
        const title = await shopper.title()
        await shopper.close()
        return title
      }
      expect(await state(codes[0])).toMatch(/^!/)

      await fill(page, { 'Tem đầu': codes[0] ?? '', 'Tem cuối': codeOf(codes[29]).toLowerCase() })
      await button(page, 'Kiểm tra dải tem').click()
      await page.getByText(/^30 tem: đợt D\S+, số 1 đến 30$/).waitFor()
      await button(page, 'Kích hoạt 30 tem cho lô này').click()
      await page.getByText('Đã kích hoạt 30 tem.').waitFor()
      for (const code of [codes[0], codes[17], codes[29]]) expect(await state(code)).toMatch(/^✓ Mã hợp lệ/)

      await button(page, 'In lại').click()
      await fill(page, { 'Bắt đầu từ ô': '5', 'Vì sao in lại': 'Máy in nhòe' })
      const again = await savedBy(page, () => button(page, 'In lại').click())
      expect([await readPdf(again, 203), await textOf(again)]).toEqual([codes, await textOf(pdf)])
      await page.getByText('in lại: Máy in nhòe').waitFor()
      await picture(page, `labels-printed-${where}`)
      expect(await troubleAsSeen(page)).toEqual([])
    })
  })
})

test('labels of a size of their own are kept with their printer, moved as it needs, and its ruler page is opened', async () => {
  await withLabels(desk, async (page) => {
    await makeRun(page, 18)
    await page.getByText(/^Thêm máy in:/).click()
    await button(page, 'Tờ A4 khổ riêng').click()
    await fill(page, {
      ...{ 'Tên máy in': 'HP M404', 'Dịch sang phải (mm)': '1,5', 'Tỉ lệ (%)': '100,5' },
      ...{ 'Tem rộng (mm)': '63,5', 'Tem cao (mm)': '46,6', 'Số cột': '3', 'Số hàng': '6' },
      ...{ 'Lề trái (mm)': '7,2', 'Lề trên (mm)': '8,7', 'Khe giữa 2 cột (mm)': '2,54' },
    })
    await picture(page, 'labels-own-size')
    expect(await troubleAsSeen(page)).toEqual([])
    const ruler = await page.getByRole('link', { name: 'In trang căn chỉnh' }).getAttribute('href')
    const rulers = await (await page.request.get(`${platform.url}${ruler}`)).body()
    expect(await textOf(rulers)).toContain('sang phải 1,5 mm')
    await button(page, 'Lưu máy in').click()
    await page.locator('summary').getByText('HP M404: A4 63,5 × 46,6 mm, 18 tem').waitFor()
    expect(await button(page, 'Ô 19').count()).toBe(0)
    const pdf = await savedBy(page, () => button(page, 'In tem').click())
    expect(await renderPages(pdf, 36)).toHaveLength(1)
    expect(new Set(await readPdf(pdf, 203)).size).toBe(18)
    await page.reload()
    await page.locator('summary').getByText('HP M404: A4 63,5 × 46,6 mm, 18 tem').waitFor()
  })
})

test('a large print is drawn in the background, says how far it is, is stopped, and one that is done is fetched', async () => {
  await withLabels(desk, async (page) => {
    await makeRun(page, 60_600)
    await fill(page, { 'Số lượng tem': '60000' })
    await button(page, 'In tem').click()
    await page.getByText(/^Đang vẽ \d+ % \([\d.]+\/60\.000 tem\)/).waitFor()
    await picture(page, 'labels-drawing')
    await button(page, 'Dừng').click()
    await page.getByText('đã dừng').waitFor()
    await fill(page, { 'Số lượng tem': '600' })
    await page.getByText('600 tem = 25 tờ').waitFor()
    await button(page, 'In tem').click()
    const file = page.getByRole('link', { name: 'Tải tệp in' })
    await file.waitFor()
    const pdf = await savedBy(page, () => file.click())
    expect(await renderPages(pdf, 20)).toHaveLength(25)
  })
})

test('the code of a batch is saved as SVG and as PNG', async () => {
  await withLabels(phone, async (page) => {
    await button(page, 'Một mã cho cả lô').click()
    const svg = await savedBy(page, () => page.getByRole('link', { name: 'SVG' }).click())
    expect(svg.toString()).toMatch(/^<svg /)
    const png = await savedBy(page, () => page.getByRole('link', { name: 'PNG' }).click())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(1200) // as wide as asked for
    await picture(page, 'labels-batch')
  })
})
