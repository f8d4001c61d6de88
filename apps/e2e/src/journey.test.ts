import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { filmOf } from './camera.ts'
import { type Platform, startPlatform } from './platform.ts'
import { registerHarvest } from './register-harvest.ts'

const phone = { viewport: { width: 390, height: 844 } }

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

test('a batch that is registered, printed as a QR and scanned with a camera shows its way from input to output', async () => {
  const staff = await browser.newPage(phone)
  const lot = await registerHarvest(staff, platform)
  const source = await staff.getByRole('img', { name: `Mã QR của lô ${lot}` }).getAttribute('src')
  expect(source).toMatch(/qr\.svg$/)
  const picture = await staff.request.get(`${platform.url}${source?.replace('.svg', '.png')}?size=480`)
  const film = await filmOf(await picture.body(), join(platform.dataDir, 'camera.mjpeg'))

  const shopper = await openBrowser({ camera: film })
  try {
    const page = await (await shopper.newContext({ ...phone, permissions: ['camera'] })).newPage()
    await page.goto(`${platform.url}/app/scan/`)
    await page.waitForURL(/\/01\/09520002000019\/10\//, { timeout: 60_000 })
    expect(page.url()).toContain(lot)
    expect(await page.title()).toMatch(/^✓ Mã hợp lệ/)
    const text = await page.getByRole('main').innerText()
    for (const words of [
      'Bí xanh thơm',
      'Pác Nghè',
      '1.250 kg',
      'Thu hoạch',
      'Gieo',
      'Ruộng Nà Pha',
      'Thượng Minh',
    ])
      expect(text).toContain(words)
  } finally {
    await shopper.close()
  }
})
