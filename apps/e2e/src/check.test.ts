import { createHash, generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { type Platform, startPlatform } from './platform.ts'
import { troubleAsSeen } from './trouble-as-seen.ts'
import { untilSealed } from './until-sealed.ts'

const noodles = '/01/09520003000025/10/MD260115A'
const recalled = '/01/09520002000026/21/PN26-000351'

let platform: Platform
let browser: Browser
beforeAll(async () => {
  platform = await startPlatform()
  browser = await openBrowser()
  for (const path of [noodles, recalled]) await untilSealed(platform, path)
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

let context: BrowserContext
let page: Page
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  page = await context.newPage()
})
afterEach(() => context.close())

async function check(path: string): Promise<string> {
  await page.goto(`${platform.url}${path}`)
  await page.getByRole('button', { name: /^(Kiểm tra|Check)$/ }).click()
  await page.locator('#check .outcome').waitFor()
  return page.locator('#check').innerText()
}

/** Answers with what the server says, changed. */
const tamper = (change: (text: string) => string) => async (route: Route) => {
  const answer = await route.fetch()
  await route.fulfill({ response: answer, body: change(await answer.text()) })
}

test('a shopper checks a batch on the phone, and again: nothing was changed', async () => {
  const first = await check(noodles)
  expect(first).toMatch(/Đã kiểm tra trên điện thoại này\s+\d+ bản ghi đúng từng chữ/)
  expect(first).toMatch(/lần đầu điện thoại này kiểm tra/)
  expect(first).toMatch(/Khóa của sổ: localhost:\d+\/log\+[0-9a-f]{8}\./)
  expect(await check(noodles)).toMatch(/\d+ bản ghi trong số đó không thay đổi kể từ lần kiểm tra trước/)
  expect(await troubleAsSeen(page)).toEqual([])
  expect(await check(`${recalled}?lang=en`)).toMatch(/Checked on this phone/)
  expect(await page.title()).toMatch(/^✕/) // the goods are no better for it
})

test('without a network the page says that it could not check, and nothing else changes', async () => {
  await page.goto(`${platform.url}${noodles}`)
  const title = await page.title()
  await page.route('**/api/v1/trace/**', (route) => route.abort())
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await page.locator('#check .outcome').waitFor()
  const said = await page.locator('#check').innerText()
  expect(said).toMatch(/Chưa kiểm tra được\s+Không có mạng/)
  expect(said).not.toMatch(/Đã kiểm tra|Không khớp/)
  expect(await page.title()).toBe(title)
})

test('when not even the rest of the script comes, it says so too', async () => {
  await page.route('**/check-run.js', (route) => route.abort())
  await page.goto(`${platform.url}${noodles}`)
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await page.getByText('Chưa kiểm tra được. Không có mạng').waitFor()
})

test('an entry that was changed marks the whole page, and gives evidence to send', async () => {
  const forge = tamper((text) => text.replace(/"entry":"(.{40})./, (_found, head) => `"entry":"${head}A`))
  await page.route('**/api/v1/trace/**', forge)
  const said = await check(noodles)
  expect(said).toMatch(/Không khớp: đừng dựa vào trang này\s+Có bản ghi bị sửa/)
  expect(await page.title()).toBe('✕ Không khớp: đừng dựa vào trang này')
  expect(await page.getByRole('alert').innerText()).toMatch(/đừng dựa vào trang này/)
  expect(await page.getByLabel('Bằng chứng').inputValue()).toMatch(/\/log\n\d+\n[\s\S]+\n\n— localhost/)
  expect(await troubleAsSeen(page)).toEqual([])
})

test('a log under another key than the one this phone remembers is no log to rely on', async () => {
  await check(noodles)
  await page.evaluate(
    (key) => {
      const kept = JSON.parse(localStorage.getItem('nguon-log') ?? '{}')
      localStorage.setItem('nguon-log', JSON.stringify({ ...kept, key }))
    },
    anotherKey(`${new URL(platform.url).host}/log`),
  )
  expect(await check(noodles)).toMatch(/Không khớp[\s\S]+Sổ không được ký bằng khóa/)
})

/** A key of the same name (C2SP signed-note), which signed nothing. */
function anotherKey(name: string): string {
  const { publicKey } = generateKeyPairSync('ed25519')
  const bytes = Buffer.concat([Buffer.of(1), publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)])
  const id = createHash('sha256').update(`${name}\n`).update(bytes).digest('hex').slice(0, 8)
  return `${name}+${id}+${bytes.toString('base64')}`
}

test('a page that hides a recall does not pass', async () => {
  await page.route(
    `**${recalled}`,
    tamper((html) => html.replace('data-state="recalled"', 'data-state="valid"')),
  )
  expect(await check(recalled)).toMatch(/Không khớp[\s\S]+Trang này và sổ nói khác nhau/)
})
