import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { addPasskeys, inviteOf, signIn } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'
import { troubleAsSeen } from './trouble-as-seen.ts'

const lot = 'MD260115A'
const publicPage = `/01/09520003000025/10/${lot}`

let platform: Platform
let browser: Browser
let first: Page
beforeAll(async () => {
  platform = await startPlatform()
  browser = await openBrowser()
  first = await newDesk()
  await signIn(first, platform, 'inspector')
  await first.getByRole('heading', { name: 'Kiểm tra' }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

const newDesk = async (): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage()

/** Another inspector, who joins by an invite and has a fingerprint reader. */
async function joinAsInspector(): Promise<Page> {
  const page = await newDesk()
  await addPasskeys(page.context(), page)
  await page.goto(inviteOf(platform, 'inspector'))
  await page.getByLabel('Họ và tên').fill('Hoàng Thị Duyệt')
  await page.getByLabel('Số điện thoại').fill('0700000099')
  await page.getByLabel('Mật khẩu', { exact: true }).fill('bốn con trâu ăn cỏ')
  await page.getByRole('button', { name: 'Tham gia', exact: true }).click()
  await page.getByText('Khóa truy cập', { exact: true }).click()
  await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
  await page.getByRole('link', { name: 'Vào trang làm việc' }).click()
  await page.getByRole('heading', { name: 'Kiểm tra' }).waitFor()
  return page
}

/** What shoppers read who scan a package of the lot. */
const shopperReads = async (): Promise<string> => (await fetch(`${platform.url}${publicPage}`)).text()

/** Presses a button and the one of the same name in the dialog that asks once more. */
async function decide(page: Page, name: string, texts: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, text] of Object.entries(texts)) await dialog.getByLabel(label).fill(text)
  await dialog.getByRole('button', { name }).click()
}

const seen = async (page: Page) => expect(await troubleAsSeen(page)).toEqual([])

/** From the batch to the proposal, with a reload on the way. */
async function propose(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Tìm lô' }).fill(lot)
  await page.getByRole('link', { name: new RegExp(lot) }).click()
  await page.getByRole('link', { name: 'Thu hồi…' }).click()
  await page.getByRole('heading', { name: 'Hàng đang ở đâu' }).waitFor()
  await seen(page)
  await page.getByRole('button', { name: /^Tiếp:/ }).click()
  await page.getByLabel('Lý do thu hồi').fill('Hàn the vượt mức')
  await page.reload()
  await expect(page.getByLabel('Lý do thu hồi').inputValue()).resolves.toBe('Hàn the vượt mức')
  await page.getByLabel('Người mua cần làm gì').fill('Trả lại nơi mua')
  await page.getByLabel(/^Quyết định số/).fill('12/QĐ')
  await seen(page)
  await page.getByRole('button', { name: 'Gửi đề nghị thu hồi' }).click()
  await page.getByText('Đã gửi đề nghị.').waitFor()
}

test('a mandatory recall goes through two inspectors, from the proposal to its end and closing', async () => {
  await propose(first)
  expect(await shopperReads()).not.toContain('THU HỒI')
  expect(await first.getByRole('button', { name: 'Xác nhận thu hồi' }).count()).toBe(0)

  const second = await joinAsInspector()
  await second.getByRole('link', { name: 'Thu hồi', exact: true }).click()
  await second.getByRole('heading', { name: 'Chờ anh chị xác nhận' }).waitFor()
  await seen(second)
  await second.getByRole('link', { name: /Hàn the/ }).click()
  await decide(second, 'Xác nhận thu hồi')
  await second.getByText(/Đã thu hồi\. \d+ lô bị chặn/).waitFor()
  expect(await shopperReads()).toMatch(/THU HỒI[\s\S]*Hàn the vượt mức/)

  await first.reload()
  await first.getByRole('button', { name: 'Thêm ghi chú' }).click()
  const note = first.getByRole('dialog')
  await note.getByLabel('Kết quả').selectOption({ label: 'Đã báo cho bên nhận' })
  await note.getByLabel('Với ai').fill('Siêu thị Minh Họa')
  await note.getByRole('button', { name: 'Lưu ghi chú' }).click()
  await first.getByText('Đã lưu ghi chú.').waitFor()
  await seen(first)

  await decide(first, 'Đề nghị kết thúc thu hồi', { 'Vì sao kết thúc': 'Kiểm nghiệm lại đạt' })
  await first.getByText('Đã gửi, chờ người thứ hai.').waitFor()
  expect(await shopperReads()).toContain('THU HỒI')
  await second.reload()
  await second.getByText('Kiểm nghiệm lại đạt').waitFor()
  await decide(second, 'Xác nhận kết thúc')
  await second.getByText('Các lô này được bán lại.').waitFor()
  expect(await shopperReads()).not.toContain('THU HỒI')

  await first.reload()
  await decide(first, 'Khép hồ sơ', { 'Kết luận': 'Đã gom và kiểm lại, hàng đạt' })
  await first.getByText('Đã khép hồ sơ.').waitFor()
  await first.getByText('Đã gom và kiểm lại, hàng đạt').waitFor()
  await seen(first)
})

test('a drill is done by one inspector, is timed and kept, and stops nothing', async () => {
  await first.goto(`${platform.url}/app/kiem-tra/thu-hoi`)
  await first.getByRole('link', { name: 'Diễn tập', exact: true }).click()
  await first.getByRole('button', { name: 'Số lô của nhà cung cấp' }).click()
  await first.getByLabel('Số lô in trên bao bì vật tư').fill('NPK-241205')
  await first.getByRole('button', { name: 'Tìm mọi lô liên quan' }).click()
  await first.getByRole('button', { name: 'Tiếp: ghi kết quả diễn tập' }).click()
  await first.getByLabel('Lý do thu hồi').fill('Diễn tập năm 2026')
  await first.getByRole('button', { name: 'Kết thúc diễn tập và lưu kết quả' }).click()
  await first.getByText(/Đã diễn tập xong: tìm đủ \d+ lô trong/).waitFor()
  await seen(first)
  expect(await shopperReads()).not.toContain('THU HỒI')
  await first.goto(`${platform.url}/app/kiem-tra/thu-hoi`)
  await first.getByRole('link', { name: /Diễn tập năm 2026/ }).waitFor()
})

test('an inspector narrows the batches to a commune, and reads one step each way of a batch', async () => {
  await first.goto(`${platform.url}/app/kiem-tra`)
  await first.getByLabel('Xã, phường').selectOption({ label: 'Xã Côn Minh' })
  await first.getByRole('link', { name: new RegExp(lot) }).waitFor()
  await first.getByRole('link', { name: /TB260620A/ }).waitFor({ state: 'hidden' })
  await seen(first)
  await first.getByRole('link', { name: new RegExp(lot) }).click()
  await first.getByRole('button', { name: 'Trước và sau' }).click()
  await first.getByRole('heading', { name: 'Một bước sau: đi đâu' }).waitFor()
  await first
    .getByText(/Siêu thị Minh Họa/)
    .first()
    .waitFor()
  await seen(first)
})
