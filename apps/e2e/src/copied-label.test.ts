import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { groupCode } from '@nguon/locale'
import type { Browser, Locator, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'
import { troubleAsSeen } from './trouble-as-seen.ts'

const path = '/01/09520003000025/21/KS26-000778'
/** Kinds of phones: each is a device of its own, though all scan from one network. */
const phones = [
  'Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 Zalo android/12100627',
  'Mozilla/5.0 (Linux; Android 13; Pixel 6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/500',
  'Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
]
const howToTell = 'Gói thật in nổi tên HTX ở mép trên và buộc dây lạt.'
/** Where the pictures are. */
const folder = join(tmpdir(), 'nguon-pages')

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

/** @returns what the phone reads first */
async function scanWith(userAgent: string): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, userAgent })
  const page = await context.newPage()
  await page.goto(`${platform.url}${path}`)
  const title = await page.title()
  await context.close()
  return title
}

const titleNow = async (): Promise<string> =>
  /<title>(.*?)<\/title>/.exec(await (await fetch(`${platform.url}${path}`)).text())?.[1] ?? ''

/** The page as a shopper finds it now. */
async function shopperReads(name: string): Promise<string> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(`${platform.url}${path}`)
  await picture(page, name)
  const words = `${await page.title()}\n${await page.getByRole('main').innerText()}`
  await page.context().close()
  return words
}

async function picture(page: Page, name: string): Promise<void> {
  for (const [where, width, height] of [['phone', 360, 740] as const, ['desk', 1280, 800] as const]) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(folder, `copied-${name}-${where}.png`), fullPage: true })
  }
}

/** Presses a button of the label and the one of the same name in the dialog, which asks why. */
async function decide(alert: Locator, name: string, texts: Record<string, string>): Promise<void> {
  await alert.getByRole('button', { name }).click()
  const page = alert.page()
  const dialog = page.getByRole('dialog')
  for (const [label, text] of Object.entries(texts)) await dialog.getByLabel(label).fill(text)
  expect(await troubleAsSeen(page)).toEqual([])
  await picture(page, `dialog-${Object.keys(texts).length}`)
  await dialog.getByRole('button', { name }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('a code that many phones scan comes before the cooperative, who confirms fakes, and takes it back', async () => {
  const [first = '', ...others] = phones
  expect(await scanWith(first)).toMatch(/^✓ Mã hợp lệ/)
  for (const phone of others) await scanWith(phone)
  while (!(await titleNow()).startsWith('! ')); // the scans of a second are counted together
  expect(await shopperReads('caution')).toMatch(/có thể đã bị sao chép/)

  const admin = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  await signIn(admin, platform, 'admin', 'Khau Sáng')
  await admin.getByRole('link', { name: /tem có thể bị sao chép/ }).click()
  const alert = admin.getByRole('listitem').filter({ hasText: groupCode('KS26-000778') })
  await alert.getByText('Nhiều máy quét').waitFor()
  expect(await alert.innerText()).toMatch(/Người mua thấy: có thể bị sao chép/)
  expect(await troubleAsSeen(admin)).toEqual([])
  await picture(admin, 'list')

  const why = { 'Vì sao (chỉ nội bộ thấy)': 'Khách ở chợ tỉnh gửi ảnh gói giả' }
  await decide(alert, 'Xác nhận bị làm giả', {
    ...why,
    'Cách nhận biết hàng giả (người mua thấy)': howToTell,
  })
  await alert.getByText('Người mua thấy: mã đang bị làm giả').waitFor()
  expect(await troubleAsSeen(admin)).toEqual([])
  await picture(admin, 'list-confirmed')
  const warned = await shopperReads('warned')
  expect(warned).toMatch(/^✕ Cảnh báo: mã này đang bị làm giả/)
  expect(warned).toContain(howToTell)
  expect(warned).not.toContain('chợ tỉnh')

  await decide(alert, 'Rút lại kết luận', { 'Vì sao (chỉ nội bộ thấy)': 'Ảnh là của lô khác' })
  await alert.getByText('Người mua thấy: có thể bị sao chép').waitFor()
  await picture(admin, 'list-taken-back')
  expect(await shopperReads('taken-back')).toMatch(/^! /)
})
