import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { toBuffer } from 'qrcode'
import sharp from 'sharp'
import { openBrowser } from './browser.ts'
import { filmOf } from './camera.ts'
import { type Platform, startPlatform } from './platform.ts'
import { troubleAsSeen } from './trouble-as-seen.ts'

const phone = { viewport: { width: 360, height: 740 } }
const path = '/01/09520003000025/10/MD260115A'

let platform: Platform
let folder: string
beforeAll(async () => {
  platform = await startPlatform()
  folder = await mkdtemp(join(tmpdir(), 'nguon-scanner-'))
})
afterAll(async () => {
  await platform?.stop()
  await rm(folder, { recursive: true, force: true })
})

const pictureOf = (text: string) => toBuffer(text, { errorCorrectionLevel: 'Q', scale: 8 })

/** What the page asked the server for, and what its policy refused. */
interface Watched {
  readonly page: Page
  readonly asked: string[]
  readonly refused: string[]
}

/** The scanner in a browser whose camera shows `picture`, or that has no camera. */
async function withScanner(
  picture: Buffer | undefined,
  options: BrowserContextOptions & { readonly before?: (page: Page) => Promise<unknown> },
  look: (watched: Watched) => Promise<void>,
): Promise<void> {
  const browser: Browser = await openBrowser(
    picture ? { camera: await filmOf(picture, join(folder, 'film.mjpeg')) } : {},
  )
  try {
    const { before, ...context } = options
    const page = await (await browser.newContext({ ...phone, ...context })).newPage()
    const watched: Watched = { page, asked: [], refused: [] }
    page.on('request', (request) => watched.asked.push(request.url()))
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) watched.refused.push(message.text())
    })
    await before?.(page)
    await page.goto(`${platform.url}/app/scan/`)
    await look(watched)
  } finally {
    await browser.close()
  }
}

const allowed = { permissions: ['camera'] }
const leaf = (url: string): string => url.replace(/.*\//, '')

describe('a camera', () => {
  test('reads a code by our own passes where the browser has no reader, and keeps it among the last', async () => {
    await withScanner(
      await pictureOf(`${platform.url}${path}`),
      allowed,
      async ({ page, asked, refused }) => {
        await page.waitForURL(`**${path}`)
        expect(asked.map(leaf).filter((name) => name.startsWith('passes-worker'))).toHaveLength(1)
        expect(refused).toEqual([])
        await page.goto(`${platform.url}/khong-co`) // away, so that the camera reads nothing more
        const kept = await page.evaluate(() => localStorage.getItem('nguon.scans'))
        expect(kept).toBe(JSON.stringify([path]))
      },
    )
  })

  test('reads a light code on a dark package by zxing-wasm, which is fetched from our host when two seconds brought nothing', async () => {
    const light = await sharp(await pictureOf(`${platform.url}${path}`))
      .negate({ alpha: false })
      .toBuffer()
    await withScanner(light, allowed, async ({ page, asked, refused }) => {
      await page.waitForURL(`**${path}`)
      expect(asked.map(leaf).filter((name) => name.endsWith('.wasm'))).toHaveLength(1)
      expect(asked.filter((url) => !url.startsWith(platform.url))).toEqual([])
      expect(refused).toEqual([])
    })
  })

  test('is read by the phone itself where it can: nothing else is fetched for it', async () => {
    const before = (page: Page) =>
      page.addInitScript((rawValue) => {
        class BarcodeDetector {
          static getSupportedFormats = async () => ['qr_code']
          detect = async ({ width }: ImageData) => (width > 16 ? [{ rawValue }] : [])
        }
        Object.assign(window, { BarcodeDetector })
      }, `${platform.url}${path}`)
    await withScanner(await pictureOf('Bí xanh'), { ...allowed, before }, async ({ page, asked }) => {
      await page.waitForURL(`**${path}`)
      expect(asked.map(leaf).filter((name) => /worker|\.wasm$/.test(name))).toEqual([])
    })
  })

  test('without light and zoom shows no buttons for them; a foreign code is named and not opened', async () => {
    const foreign = await pictureOf('https://id.gs1.org/01/09520003000025/10/ABC')
    await withScanner(foreign, allowed, async ({ page, asked }) => {
      await page.getByRole('alert').getByText('id.gs1.org').waitFor()
      expect(asked.filter((url) => url.endsWith('.wasm'))).toEqual([]) // only for what our passes cannot read
      expect(await page.getByRole('button', { name: /đèn/ }).count()).toBe(0)
      expect(await page.getByRole('slider').count()).toBe(0)
      expect(new URL(page.url()).pathname).toBe('/app/scan/')
      expect(await troubleAsSeen(page)).toEqual([])
      await pictureOfPage(page, 'foreign')
    })
  })

  test('with light and zoom is controlled by buttons and by a slider', async () => {
    const before = (page: Page) => page.addInitScript(giveLightAndZoom)
    await withScanner(await pictureOf('Bí xanh'), { ...allowed, before }, async ({ page }) => {
      await page.getByRole('button', { name: 'Bật đèn' }).click()
      await page.getByRole('button', { name: 'Tắt đèn' }).waitFor()
      await page.getByRole('button', { name: 'Phóng to hơn' }).click()
      expect(await page.getByRole('slider', { name: 'Phóng to' }).inputValue()).toBe('1.5')
      for (let press = 0; press < 2; press++) await page.getByRole('button', { name: 'Thu nhỏ lại' }).click()
      expect(await page.evaluate(() => (window as { wishes?: object[] }).wishes)).toEqual([
        ...[{ torch: true }, { zoom: 1.5 }, { zoom: 1 }, { zoom: 1 }],
      ])
      expect(await troubleAsSeen(page)).toEqual([])
      await pictureOfPage(page, 'controls')
    })
  })
})

/** A fake camera has neither: its track is made to tell of them, and keeps what is wished of it. */
function giveLightAndZoom(): void {
  const wishes: object[] = []
  Object.assign(window, { wishes })
  const track = MediaStreamTrack.prototype as { getCapabilities: () => object }
  track.getCapabilities = () => ({ torch: true, zoom: { min: 1, max: 5, step: 0.1 } })
  MediaStreamTrack.prototype.applyConstraints = async ({ advanced = [] } = {}) =>
    void wishes.push(...advanced)
}

/** Kept for people to look at, when asked for. */
async function pictureOfPage(page: Page, name: string): Promise<void> {
  const shots = process.env.NGUON_PICTURES
  if (!shots) return
  await page.screenshot({ path: join(shots, `scan-${name}-360.png`), fullPage: true })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.screenshot({ path: join(shots, `scan-${name}-1280.png`) })
}

describe('without a camera', () => {
  const wordsOf = (page: Page) => page.locator('.said')
  const hide = (page: Page) =>
    page.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined }))
  const refuse = (page: Page) =>
    page.addInitScript(() => {
      MediaDevices.prototype.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
    })
  const insecure = async (page: Page): Promise<void> => {
    await hide(page)
    await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
  }
  const zalo = 'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/140 Mobile Zalo android/24'

  test.each([
    ['a machine that has none', {}, 'Không thấy máy ảnh'],
    ['a refusal', { before: refuse }, 'chưa được dùng máy ảnh'],
    ['an app that shows pages but no camera', { before: hide, userAgent: zalo }, 'Mở bằng trình duyệt'],
    ['an app that refuses', { before: refuse, userAgent: zalo }, 'Mở bằng trình duyệt'],
    ['an address without https', { before: insecure }, 'địa chỉ https'],
  ])('%s is told, and the other ways in stay', async (name, options, words) => {
    await withScanner(undefined, options, async ({ page }) => {
      await wordsOf(page).getByText(words).waitFor()
      await page.getByLabel('Gõ mã in trên tem').waitFor()
      expect(await troubleAsSeen(page)).toEqual([])
      await pictureOfPage(page, name.replaceAll(' ', '-'))
    })
  })

  test('a typed code is checked while it is typed, opened, kept among the last five, and forgotten on wish', async () => {
    await withScanner(undefined, {}, async ({ page }) => {
      const field = page.getByLabel('Gõ mã in trên tem')
      await field.fill('7k3m9qxa2b4o')
      await page.getByText('7K3M 9QXA 2B40').waitFor()
      await field.fill('7k3m9qxa2b4')
      await page.getByText('Đã gõ 11 ký tự').waitFor()
      const { host } = new URL(platform.url)
      await field.fill(`${host}/01/09520003000026/10/MD260115A`)
      await page.getByRole('button', { name: 'Xem' }).click()
      await page.getByText('sai 1 ký tự?').waitFor()
      await field.fill(`${host}${path}`)
      await page.getByRole('button', { name: 'Xem' }).click()
      await page.waitForURL(`**${path}`)
      await page.goto(`${platform.url}/app/scan/`)
      await page.getByRole('link', { name: 'MD260115A' }).waitFor()
      expect(await troubleAsSeen(page)).toEqual([])
      await pictureOfPage(page, 'last')
      await page.getByRole('button', { name: 'Xoá danh sách này' }).click()
      expect(await page.getByRole('link', { name: 'MD260115A' }).count()).toBe(0)
      expect(await page.evaluate(() => localStorage.getItem('nguon.scans'))).toBeNull()
    })
  })

  test('a photo from the phone is read, also one whose code lies in a corner', async () => {
    const code = await sharp(await pictureOf(`${platform.url}${path}`))
      .resize(300)
      .toBuffer()
    const photo = sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#b9b09c' } })
    const buffer = await photo
      .composite([{ input: code, left: 40, top: 1640 }])
      .jpeg()
      .toBuffer()
    await withScanner(undefined, {}, async ({ page, refused }) => {
      const choose = page.getByLabel('Đọc mã từ ảnh có sẵn')
      await choose.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
      await page.getByText('Không thấy mã QR trong ảnh này').waitFor()
      await choose.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
      await page.waitForURL(`**${path}`)
      expect(refused).toEqual([])
    })
  })

  test('a hostile code leads nowhere, runs nothing and asks no other host', async () => {
    const { host } = new URL(platform.url)
    const hostile = [
      ...['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'tel:+84900000000'],
      `intent://${host}${path}#Intent;scheme=https;end`,
      ...[`https://evil.vn${path}`, `//evil.vn${path}`, `https://${host}@evil.vn${path}`],
      ...[`https://xn--${host}${path}`, `https://${host}.evil.vn${path}`, `https://evil.vn\\@${host}${path}`],
      ...[`https://${host}/T/%2e%2e/app`, `https://${host}/01/09520003000025/10/%2e%2e`],
      ...[`https://${host}/T/\u202e7K3M9QXA2B4C`, `https://${host}/T/7K3M9QXA2B4C\u0000`],
      ...['1'.repeat(2900), `https://${host}/T/7K3M9QXA2B4C?${'x'.repeat(600)}`],
    ]
    await withScanner(undefined, {}, async ({ page, asked }) => {
      const trouble: string[] = []
      page.on('dialog', (dialog) => void trouble.push(dialog.message()))
      page.on('framenavigated', (frame) => void trouble.push(frame.url()))
      const before = asked.length
      for (const text of hostile) {
        const buffer = await toBuffer(text, { scale: 6, errorCorrectionLevel: 'L' })
        await page.evaluate(() => document.querySelector('.message')?.replaceChildren())
        await page
          .getByLabel('Đọc mã từ ảnh có sẵn')
          .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer })
        await page
          .getByRole('alert')
          .getByText(/Không phải mã truy xuất|Mã của hệ thống khác/)
          .waitFor()
      }
      expect(trouble).toEqual([])
      const others = asked.slice(before).filter((url) => !url.startsWith(`${platform.url}/app/assets/`))
      expect(others.filter((url) => !url.startsWith('blob:'))).toEqual([])
    })
  })
})
