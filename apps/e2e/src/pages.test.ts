import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser } from './browser.ts'
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
  ['the choice of a cooperative', '/app'],
  ['the scanner', '/app/scan/'],
  ["the inspector's list", '/app/kiem-tra'],
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
    words.push(await page.locator('body').innerText())
    await context.close()
  }
  expect(words[0]).toMatch(/\S/)
  expect(words[1]).toBe(words[0])
})

test("a cooperative's pages and the inspector's chain open without trouble", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  await page.goto(`${platform.url}/app`)
  await page.getByRole('link', { name: /Pác Nghè/ }).click()
  await page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
  const home = new URL(page.url()).pathname
  await page.goto(`${platform.url}/app/kiem-tra`)
  await page
    .getByRole('link', { name: /TB260620A/ })
    .first()
    .click()
  await page.getByText('BX260611C').first().waitFor()
  const chain = new URL(page.url()).pathname
  for (const path of [home, `${home}/lo`, `${home}/lo/moi`, `${home}/ghi`, `${home}/ghi/spraying`, chain])
    expect([path, await troubleOn(context, path)]).toEqual([path, []])
  await context.close()
})
