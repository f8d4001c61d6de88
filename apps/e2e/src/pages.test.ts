import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'

const noodles = '/01/09520003000025'
const shopper: [string, string][] = [
  ['the front page', '/'],
  ['a package', `${noodles}/10/MD260115A/21/KS26-000912`],
  ['a batch, in English', `${noodles}/10/MD260115A?lang=en`],
  ['a recalled code', '/01/09520002000026/21/PN26-000351'],
  ['a voided label', `${noodles}/21/KS26-003105`],
  ['a label not activated', `${noodles}/21/KS26-003200`],
  ['an unknown code', `${noodles}/21/KS26-009999`],
  ['a malformed code', '/01/123/10/A'],
  ['a page that is not there', '/khong-co'],
  ['the API reference', '/docs'],
]
const workspace: [string, string][] = [
  ['signing in', '/app'],
  ['the scanner', '/app/scan/'],
  ['joining without an invite', '/app/tham-gia'],
]

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

/** Opens a page; answers what went wrong on it: violations of the content policy, errors, requests to others, axe's findings. */
async function troubleOn(context: BrowserContext, path: string): Promise<string[]> {
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) trouble.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(platform.url) && !/^(data|blob):/.test(request.url()))
      trouble.push(`asks ${request.url()}`)
  })
  await page.goto(`${platform.url}${path}`, { waitUntil: 'networkidle' })
  const width = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  if (width > 0) trouble.push(`${width} px wider than the screen`)
  const { violations } = await new AxeBuilder({ page }).analyze()
  trouble.push(...violations.map(({ id, nodes }) => `axe ${id}: ${nodes[0]?.html}`))
  await page.close()
  return trouble
}

describe.each([
  ['on a phone', { viewport: { width: 360, height: 740 } }],
  ['at a desk', { viewport: { width: 1280, height: 900 } }],
])('%s', (_where, options) => {
  test.each([...shopper, ...workspace])('%s opens without trouble, for everyone', async (_name, path) => {
    const context = await browser.newContext(options)
    expect(await troubleOn(context, path)).toEqual([])
    await context.close()
  })
})

test.each(shopper.slice(0, 8))('%s says the same without script', async (_name, path) => {
  const words: string[] = []
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${platform.url}${path}`)
    await page.locator('#check').evaluateAll((offers) => offers.map((offer) => offer.remove())) // all a script adds
    words.push(await page.locator('body').innerText())
    await context.close()
  }
  expect(words[0]).toMatch(/\S/)
  expect(words[1]).toBe(words[0])
})

const account = '/app/tai-khoan'
const own = [
  account,
  `${account}/thiet-bi`,
  `${account}/xac-nhan`,
  `${account}/mat-khau`,
  `${account}/du-lieu`,
]

describe.each([
  ['on a phone', { width: 360, height: 740 }],
  ['at a desk', { width: 1280, height: 900 }],
])('%s, signed in,', (_where, viewport) => {
  /** The pages whose opening is any trouble. */
  async function troubleOnAll(context: BrowserContext, paths: readonly string[]): Promise<string[]> {
    const trouble: string[] = []
    for (const path of paths)
      for (const what of await troubleOn(context, path)) trouble.push(`${path}: ${what}`)
    return trouble
  }

  test("staff's pages open without trouble", async () => {
    const context = await browser.newContext({ viewport })
    const page = await context.newPage()
    await signIn(page, platform, 'staff', 'Pác Nghè')
    await page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
    const home = new URL(page.url()).pathname
    const work = [
      home,
      `${home}/giao-nhan`,
      `${home}/lo`,
      `${home}/lo/moi`,
      `${home}/ghi`,
      `${home}/ghi/spraying`,
    ]
    expect(await troubleOnAll(context, [...work, ...own])).toEqual([])
    await context.close()
  })

  test("an admin's pages open without trouble", async () => {
    const context = await browser.newContext({ viewport })
    const page = await context.newPage()
    await signIn(page, platform, 'admin', 'Khuổi Mơ')
    await page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
    const pages = ['nguoi', 'nguoi/moi', 'thanh-vien', 'cho-xet', 'nhat-ky'].map(
      (name) => `${account}/${name}`,
    )
    expect(await troubleOnAll(context, [...own, ...pages])).toEqual([])
    await context.close()
  })

  test("an inspector's pages open without trouble", async () => {
    const context = await browser.newContext({ viewport })
    const page = await context.newPage()
    await signIn(page, platform, 'inspector')
    await page
      .getByRole('link', { name: /TB260620A/ })
      .first()
      .click()
    await page.getByText('BX260611C').first().waitFor()
    const chain = new URL(page.url()).pathname
    expect(await troubleOnAll(context, ['/app/kiem-tra', chain, account, `${account}/nhat-ky`])).toEqual([])
    await context.close()
  })

  test("an operator's pages open without trouble", async () => {
    const context = await browser.newContext({ viewport })
    const page = await context.newPage()
    await signIn(page, platform, 'operator')
    await page.getByRole('heading', { name: 'Vận hành' }).waitFor()
    const pages = ['/app/van-hanh', '/app/van-hanh/to-chuc-moi', `${account}/nguoi`, `${account}/nguoi/moi`]
    expect(await troubleOnAll(context, pages)).toEqual([])
    await context.close()
  })
})
