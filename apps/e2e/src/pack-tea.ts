import type { Page } from 'playwright-core'
import type { Platform } from './platform.ts'
import { registerHarvest } from './register-harvest.ts'

/** Signs in as staff of Pác Nghè, harvests gourds and packs some into boxes of tea; leaves the page at the batch of the boxes. */
export async function packTea(page: Page, platform: Platform, boxes: number): Promise<void> {
  const lot = await registerHarvest(page, platform)
  const [home] = /^.*\/app\/htx\/[0-9a-f-]+/.exec(page.url()) ?? []
  await page.goto(`${home}/ghi/packing`)
  await page.getByRole('checkbox', { name: new RegExp(lot) }).check({ force: true })
  await page.getByRole('textbox', { name: 'Lấy ra' }).fill(String(boxes / 10))
  await page.getByRole('radio', { name: /^Trà bí/ }).check({ force: true })
  await page.getByRole('textbox', { name: 'Số gói' }).fill(String(boxes))
  await page.getByRole('textbox', { name: 'Mỗi gói' }).fill('100')
  await page.getByRole('button', { name: 'Ghi việc' }).click()
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await page.getByRole('heading', { name: 'Đã ghi: Đóng gói' }).waitFor()
  await page.getByRole('link', { name: 'Xem lô' }).click()
  await page.waitForURL(/\/lo\/[0-9a-f-]{36}$/)
}
