import { createHmac, randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { renderTracePage } from '@nguon/web/public'
import type { Browser, Page } from 'playwright-core'
import { pinPageOf } from '../../web/src/public/testing/pin-states.ts'
import { openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'
import { troubleAsSeen } from './trouble-as-seen.ts'

const gtin = '09520003000025'
const code = `01/${gtin}/21/KS26-000912`
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

/** A shopper's phone, on which no script runs. */
const newPhone = async (): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })).newPage()

/** Says that the packages of the product carry a PIN. */
async function giveProductPin(): Promise<void> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, platform, 'staff', 'Khau Sáng')
  await page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
  const read = async (path: string) => (await page.request.get(`${platform.url}/api/v1/${path}`)).json()
  const { id: organizationId } = (await read('organization')) as { id: string }
  const { items } = (await read('products')) as { items: { id: string; data: { gtin?: string } }[] }
  const product = items.find(({ data }) => data.gtin === gtin)
  const version = {
    ...{ v: 1, id: randomUUID(), organizationId, capturedAt: new Date().toISOString() },
    ...{ subject: { kind: 'product', id: product?.id }, data: { ...product?.data, scratchPin: true } },
  }
  const headers = { Origin: platform.url }
  const answer = await page.request.post(`${platform.url}/api/v1/products`, { headers, data: { version } })
  expect(answer.status()).toBe(201)
  await page.context().close()
}

/** What is printed below the scratch layer: computed once more, from the key of the platform. */
async function printedPin(): Promise<string> {
  const key = await readFile(join(platform.dataDir, 'keys', 'label-pin.key'))
  const number = createHmac('sha256', key).update(`nguon pin ${code}`).digest().readBigUInt64BE()
  return String(number % 100_000_000n).padStart(8, '0')
}

async function type(page: Page, pin: string): Promise<string> {
  await page.getByRole('textbox', { name: 'Nhập 8 số dưới lớp cào' }).fill(pin)
  await page.getByRole('button', { name: 'Kiểm tra mã PIN' }).click()
  return page.locator('.pin .verdict').innerText()
}

test('a shopper without script scratches a PIN free and checks it; whoever comes later is told', async () => {
  const address = `${platform.url}/${code}`
  const shopper = await newPhone()
  await shopper.goto(address)
  expect(await shopper.locator('.pin').count()).toBe(0)

  await giveProductPin()
  await shopper.reload()
  expect(await shopper.getByText('Chưa ai nhập đúng mã PIN của gói này.').isVisible()).toBe(true)
  const pin = await printedPin()
  const wrong = pin.replace(/.$/, (digit) => String((Number(digit) + 1) % 10))
  expect(await type(shopper, wrong)).toMatch(/Mã PIN chưa đúng[\s\S]*Còn 4 lần thử/)
  expect(await type(shopper, `${pin.slice(0, 4)} ${pin.slice(4)}`)).toMatch(/Mã PIN đúng, nhập lần đầu/)
  expect(await shopper.locator('.pin .verdict.good').isVisible()).toBe(true)
  await shopper.getByRole('link', { name: 'English' }).click()
  expect(shopper.url()).toBe(`${address}?lang=en`)

  const later = await newPhone()
  await later.goto(address)
  expect(await later.locator('.pin .told').innerText()).toMatch(/được nhập đúng 1 lần, lần đầu lúc \d\d\//)
  expect(await type(later, pin)).toMatch(/đã có người nhập[\s\S]*Trước lần này đã nhập đúng 1 lần/)
  expect(await later.locator('.pin .verdict.caution').isVisible()).toBe(true)
})

test.each(Object.entries(pinPageOf))(
  'the page of a PIN that is %s fits a phone and a desk, also in large letters, and axe finds nothing',
  async (name, state) => {
    const { html } = renderTracePage(state, 'vi')
    const page = await (await browser.newContext()).newPage()
    await page.route('**/*', (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
        : route.abort(),
    )
    await page.goto(`https://${state.host}/`)
    expect(await troubleAsSeen(page)).toEqual([])
    for (const [where, width, height] of [['desk', 1280, 800] as const, ['phone', 360, 740] as const]) {
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: join(folder, `pin-${name}-${where}.png`), fullPage: true })
    }
    await page.addStyleTag({ content: 'html{font-size:200%}' })
    const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(wider)).toBe(0)
    await page.context().close()
  },
)
