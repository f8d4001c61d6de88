import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'

const phone = { width: 360, height: 740 }
const desk = { width: 1280, height: 800 }
const code = '/01/09520003000025/10/MD260115A/21/KS26-000912'
const shop = 'https://shopee.vn/mien-khau-sang'

/** Where the pictures are. */
const folder = join(tmpdir(), 'nguon-selling')

let platform: Platform
let browser: Browser
beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  platform = await startPlatform()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

/** A page of the admin's, on a phone of its own. */
async function openAsAdmin(): Promise<Page> {
  const page = await (await browser.newContext({ viewport: phone })).newPage()
  await signIn(page, platform, 'admin', 'Khau Sáng')
  await page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
  return page
}

/** Takes pictures on phone and desk; answers what is wrong on either. */
async function troubleOn(page: Page, name: string): Promise<string[]> {
  const trouble: string[] = []
  for (const [where, size] of Object.entries({ desk, phone })) {
    await page.setViewportSize(size)
    await page.screenshot({ path: join(folder, `${name}-${where}.png`), fullPage: true })
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (wider > 0) trouble.push(`${where}: ${wider} px wider than the screen`)
    const { violations } = await new AxeBuilder({ page }).analyze()
    trouble.push(...violations.map(({ id, nodes }) => `${where}: ${id}: ${nodes[0]?.html}`))
  }
  return trouble
}

test('a place of sale that the admin adds stands on the page of a package, below its facts, and in its linkset', async () => {
  const page = await openAsAdmin()
  await page.goto(`${platform.url}/app/tai-khoan`)
  await page.getByRole('link', { name: /Hồ sơ đơn vị/ }).click()
  const product = page.getByRole('link', { name: /Miến dong/ })
  await product.waitFor()
  expect(await troubleOn(page, 'profile')).toEqual([])
  await product.click()
  await page.getByText('Chưa có nơi bán nào').waitFor()
  expect(await troubleOn(page, 'none')).toEqual([])
  await page.getByRole('button', { name: 'Thêm nơi bán' }).click()
  await page.getByLabel('Đường dẫn').fill('http://shopee.vn/mien-khau-sang')
  await page.getByRole('button', { name: 'Lưu nơi bán' }).click()
  await page.getByText('phải bắt đầu bằng https').waitFor()
  expect(await troubleOn(page, 'wrong')).toEqual([])
  await page.getByLabel('Đường dẫn').fill('shopee.vn/mien-khau-sang')
  await page.getByRole('button', { name: 'Lưu nơi bán' }).click()
  await page.getByText('Đã lưu').waitFor()
  expect(await page.getByLabel('Đường dẫn').inputValue()).toBe(shop)
  await page.getByRole('button', { name: 'Thêm nơi bán' }).click()
  await page.getByLabel('Đường dẫn').nth(1).fill('https://voso.vn/htx')
  await page.getByRole('button', { name: 'Bỏ nơi bán 1' }).click()
  expect(await troubleOn(page, 'saved')).toEqual([])

  await page.goto(platform.url + code)
  const link = page.getByRole('link', { name: /Shopee/ })
  expect(await link.getAttribute('href')).toBe(shop)
  const below = (await link.boundingBox())?.y ?? 0
  expect(below).toBeGreaterThan((await page.getByText('Ai làm').boundingBox())?.y ?? 0)
  const headers = { Accept: 'application/linkset+json' }
  expect(await (await fetch(platform.url + code, { headers })).text()).toContain(`"href":"${shop}"`)
  await page.context().close()
})

test('a report brings a picture without script, and the cooperative sees it', async () => {
  const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false })
  const shopper = await context.newPage()
  await shopper.goto(platform.url + code)
  await shopper.getByRole('link', { name: 'Báo sai, báo hàng giả' }).click()
  await shopper.getByLabel('Kể lại ngắn gọn').fill('Tem in mờ')
  const picture = sharp({ create: { width: 2000, height: 1500, channels: 3, background: '#8a3b04' } })
  const buffer = await picture
    .jpeg()
    .withExif({ IFD0: { Make: 'Phone' } })
    .toBuffer()
  const photo = shopper.getByLabel('Ảnh tem hoặc gói hàng')
  await photo.setInputFiles({ name: 'tem.jpg', mimeType: 'image/jpeg', buffer })
  await shopper.screenshot({ path: join(folder, 'report-phone.png'), fullPage: true })
  await shopper.getByRole('button', { name: 'Gửi tin báo' }).click()
  await shopper.getByText('Đã nhận tin báo').waitFor()
  await context.close()

  const page = await openAsAdmin()
  const organization = /\/app\/htx\/[^/]+/.exec(page.url())?.[0] ?? ''
  await page.goto(`${platform.url}${organization}/bao-sai`)
  const shown = page.getByRole('img', { name: 'Ảnh kèm tin báo' })
  await shown.waitFor()
  await shown.evaluate((image: HTMLImageElement) => image.decode())
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1280)
  expect(await troubleOn(page, 'reports')).toEqual([])
  await page.context().close()
})
