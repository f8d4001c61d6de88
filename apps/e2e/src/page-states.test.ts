import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { renderProductPage, renderReportForm, renderThanks, renderTracePage } from '@nguon/web/public'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { readPdf, renderPages, textOf } from '../../api/src/labels/printing/testing/read-back.ts'
import { pageQr } from '../../api/src/resolver/page-qr.ts'
import { pageOf } from '../../web/src/public/testing/states.ts'
import { openBrowser } from './browser.ts'

const { host } = pageOf.valid
const site = { host, demo: true, path: pageOf.valid.path }
const { product, organization, salesLinks = [] } = pageOf.valid.batch ?? {}
const values = { words: 'Gói không có số lô', phone: 'gọi tôi' }
const ofProduct = product &&
  organization && { gtin: '09520003000025', host, demo: true, product, organization, salesLinks }

/** Every page that a code can answer, and those around it. */
const pages: [string, { status: number; html: string }][] = [
  ...Object.entries(pageOf).map(([state, page]): [string, { status: number; html: string }] => [
    state,
    renderTracePage(page, 'vi'),
  ]),
  ['valid-en', renderTracePage(pageOf.valid, 'en')],
  ['batch', renderTracePage({ ...pageOf.valid, level: 'batch' }, 'vi')],
  ['report', renderReportForm(site, 'vi')],
  ['report-mend', renderReportForm({ ...site, values, problem: 'badPhone' }, 'vi')],
  ['report-thanks', renderThanks(site, 'vi')],
  ['product', renderProductPage(ofProduct ?? { gtin: '0', host, demo: true }, 'vi')],
]

/** Where the pictures are. */
const folder = join(tmpdir(), 'nguon-pages')

let browser: Browser
beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Opens the page, at its printed address; other hosts are not asked. */
async function openPage(html: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.abort(),
  )
  await page.goto(`https://${host}/`)
  return page
}

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1 }
const widerBy = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
const wordsOf = (page: Page) => page.locator('body').innerText()

describe.each(pages)('the page of %s', (name, { html }) => {
  test('fits a phone and a desk, and axe finds nothing', async () => {
    for (const [where, viewport] of Object.entries({
      phone: phone.viewport,
      desk: { width: 1280, height: 800 },
    })) {
      const page = await openPage(html, { ...phone, viewport })
      expect([where, await widerBy(page)]).toEqual([where, 0])
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      await page.screenshot({ path: join(folder, `${name}-${where}.png`), fullPage: true })
      await page.context().close()
    }
  })

  test('loses nothing when its letters are twice as large, and says the same without script', async () => {
    const large = await openPage(html, phone)
    const words = await wordsOf(large)
    await large.addStyleTag({ content: 'html{font-size:200%}' })
    expect(await widerBy(large)).toBe(0)
    expect(await wordsOf(large)).toBe(words)
    const plain = await openPage(html, { ...phone, javaScriptEnabled: false })
    expect(await wordsOf(plain)).toBe(words)
    await large.context().close()
    await plain.context().close()
  })
})

const own = `https://${host}${pageOf.valid.path}`

test.each(['valid', 'recalled'] as const)(
  'on paper the page of a code that is %s leads back to itself',
  async (state) => {
    const { html } = renderTracePage({ ...pageOf[state], qr: pageQr(own) }, 'vi')
    const page = await openPage(html, phone)
    expect(await page.getByText('Bản in ngày').isVisible()).toBe(false)
    const pdf = await page.pdf({ preferCSSPageSize: true, path: join(folder, `${state}.pdf`) })
    expect((await readPdf(pdf, 150)).map((read) => read.toLowerCase())).toEqual([own.toLowerCase()])
    expect(await textOf(pdf)).toMatch(/Bản in ngày [\s\S]*https:/)
    for (const [index, { data, ...info }] of (await renderPages(pdf, 100)).entries()) {
      const picture = sharp(Buffer.from(data), { raw: { ...info, channels: 4 } })
      await picture.png().toFile(join(folder, `${state}-paper-${index + 1}.png`))
    }
    await page.context().close()
  },
)

test('in print the page has no buttons, and keeps its verdict and its facts', async () => {
  const page = await openPage(renderTracePage(pageOf.valid, 'vi').html, phone)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('link', { name: 'Báo sai, báo hàng giả' }).isVisible()).toBe(false)
  expect(await page.getByRole('heading', { name: 'Mã hợp lệ' }).isVisible()).toBe(true)
  await page.context().close()
})
