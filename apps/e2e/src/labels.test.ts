import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'

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

test.each([
  ['a phone', { width: 360, height: 740 }],
  ['a desk', { width: 1280, height: 800 }],
])(
  'on %s a cooperative makes a run of labels, sees one, and gets the sheets as a PDF',
  async (_where, viewport) => {
    const context = await browser.newContext({ viewport, acceptDownloads: true })
    const page = await context.newPage()
    await signIn(page, platform, 'staff', 'Pác Nghè')
    await page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
    const list = await page.request.get(`${platform.url}/api/v1/batches?kind=harvest&status=active&limit=1`)
    const { items } = (await list.json()) as { items: { id: string; organizationId: string }[] }
    const [batch] = items
    await page.goto(`${platform.url}/app/htx/${batch?.organizationId}/lo/${batch?.id}/tem`)
    await page.getByRole('textbox', { name: 'Số lượng tem' }).fill('30')
    await page.getByRole('button', { name: /Tạo 30 tem/ }).click()
    await page.getByRole('img', { name: 'Tem sẽ in' }).waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'In tem', exact: true }).click()
    const file = await readFile(await (await saved).path())
    expect(file.subarray(0, 5).toString()).toBe('%PDF-')
    await page.getByRole('heading', { name: 'Các lần in' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
    await context.close()
  },
)
