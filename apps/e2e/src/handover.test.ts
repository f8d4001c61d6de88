import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'
import { registerHarvest } from './register-harvest.ts'
import { troubleAsSeen } from './trouble-as-seen.ts'

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

const newPhone = async (): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()

/** Sends 80 kg of a lot to Khau Sáng, whom the sender finds by name. */
async function dispatch(page: Page, home: string, lot: string): Promise<void> {
  await page.goto(`${home}/ghi/dispatch`)
  await page.getByRole('checkbox', { name: new RegExp(lot) }).check({ force: true })
  await page.getByRole('textbox', { name: 'Lấy ra' }).fill('80')
  await page.getByRole('radio', { name: /^Đơn vị cùng dùng Nguồn/ }).check({ force: true })
  await page.getByRole('searchbox', { name: 'Tìm đơn vị theo tên' }).fill('khau sang')
  await page.getByRole('radio', { name: /Khau Sáng/ }).check({ force: true })
  expect(await troubleAsSeen(page)).toEqual([])
  await page.getByText('Thêm chi tiết').click()
  await page.getByRole('textbox', { name: 'Số chứng từ' }).fill('PX-12')
  await page.getByRole('button', { name: 'Ghi việc' }).click()
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await page.getByRole('heading', { name: 'Đã ghi: Xuất hàng' }).waitFor()
}

test('goods that one cooperative sends to another, who counts less and disputes it, differ for both to see', async () => {
  const sender = await newPhone()
  const lot = await registerHarvest(sender, platform)
  const home = /^.*\/htx\/[^/]+/.exec(sender.url())?.[0] ?? ''
  await dispatch(sender, home, lot)

  const receiver = await newPhone()
  await signIn(receiver, platform, 'staff', 'Khau Sáng')
  await receiver.getByRole('link', { name: '1 chuyến hàng đến chờ trả lời' }).click()
  await receiver.getByRole('heading', { name: 'Chờ mình trả lời' }).waitFor()
  expect(await troubleAsSeen(receiver)).toEqual([])
  await receiver.getByRole('link', { name: /Bí xanh thơm, 80 kg.*Pác Nghè/ }).click()
  await receiver.getByRole('button', { name: 'Nhận đủ' }).waitFor()
  expect(await troubleAsSeen(receiver)).toEqual([])

  await receiver.getByRole('button', { name: 'Nhận khác…' }).click()
  await receiver.getByRole('textbox', { name: `Đếm được, lô ${lot}` }).fill('78,5')
  await receiver.getByRole('radio', { name: /^Chưa nhận, báo không khớp/ }).check({ force: true })
  await receiver.getByRole('textbox', { name: 'Lý do' }).fill('dập mất 1,5 kg')
  expect(await troubleAsSeen(receiver)).toEqual([])
  const answer = receiver.waitForResponse((response) => /\/api\/v1\/(sync|events)$/.test(response.url()))
  await receiver.getByRole('button', { name: 'Gửi trả lời' }).click()
  await receiver.getByRole('button', { name: 'Gửi ngay' }).click()
  const { results } = await (await answer).json()
  await receiver.getByText('thiếu 1,5 kg').waitFor()
  const signed = await receiver.request.get(`${platform.url}/api/v1/events/${results[0].eventId}`)
  expect((await signed.json()).entry.device).toEqual({
    ...{ keyId: expect.any(String), sequence: 1, signature: expect.any(String) },
  })

  await sender.goto(`${home}/giao-nhan?chieu=di`)
  await sender.getByRole('link', { name: /80 kg.*Khau Sáng.*không khớp/ }).click()
  for (const words of ['thiếu 1,5 kg', 'Lý do: dập mất 1,5 kg', 'PX-12'])
    await sender.getByText(words).waitFor()
  expect(await troubleAsSeen(sender)).toEqual([])
  expect(await receiver.getByText('PX-12').count()).toBe(0)
})

test('goods are accepted in one tap without a network, and the answer goes out when it is back', async () => {
  const sender = await newPhone()
  const lot = await registerHarvest(sender, platform)
  await dispatch(sender, /^.*\/htx\/[^/]+/.exec(sender.url())?.[0] ?? '', lot)

  const receiver = await newPhone()
  await signIn(receiver, platform, 'staff', 'Khau Sáng')
  await receiver.getByRole('link', { name: /chuyến hàng đến chờ trả lời/ }).click()
  await receiver
    .getByRole('link', { name: /80 kg.*chờ trả lời/ })
    .first()
    .click()
  await receiver.getByRole('button', { name: 'Nhận đủ' }).waitFor()
  await receiver.context().setOffline(true)
  await receiver.getByRole('button', { name: 'Nhận đủ' }).click()
  await receiver.getByRole('button', { name: 'Gửi ngay' }).click()
  await receiver
    .getByText(/Chưa gửi được/)
    .first()
    .waitFor()
  const sent = receiver.waitForResponse(
    (response) => response.url().endsWith('/api/v1/sync') && response.ok(),
  )
  await receiver.context().setOffline(false)
  await sent
  await receiver.reload()
  await receiver.getByText('đã nhận', { exact: true }).waitFor()
  expect(await receiver.getByRole('button', { name: 'Nhận đủ' }).count()).toBe(0)
})

test('what was saved is taken back before it is sent, and the next record bears the number it would have had', async () => {
  const sender = await newPhone()
  const lot = await registerHarvest(sender, platform)
  const home = /^.*\/htx\/[^/]+/.exec(sender.url())?.[0] ?? ''
  await sender.goto(`${home}/ghi/dispatch`)
  await sender.getByRole('checkbox', { name: new RegExp(lot) }).check({ force: true })
  const amount = sender.getByRole('textbox', { name: 'Lấy ra' })
  await amount.fill('800')
  await sender.getByRole('button', { name: 'Ghi việc' }).click()
  await sender.getByText('Đã lưu trên máy này').waitFor()
  expect(await troubleAsSeen(sender)).toEqual([])
  await sender.getByRole('button', { name: 'Hoàn tác' }).click()
  expect(await amount.inputValue()).toBe('800')
  await amount.fill('8')
  const answer = sender.waitForResponse((response) => response.url().endsWith('/api/v1/sync'), {
    timeout: 60_000,
  })
  await sender.getByRole('button', { name: 'Ghi việc' }).click()
  await sender.getByRole('button', { name: 'Hoàn tác' }).waitFor()
  // nothing is lost when the page goes away in that time
  await sender.reload()
  const { contiguous, results } = await (await answer).json()
  expect(results).toMatchObject([{ sequence: 2, state: 'recorded' }])
  expect(contiguous).toBe(2)
  await sender.goto(`${home}/ghi/dispatch`)
  await sender.getByText(`${lot} · còn 1.242 kg`).waitFor()
})

test('goods that were accepted are packed by the receiver, and the page of the packages shows where they came from', async () => {
  const sender = await newPhone()
  const lot = await registerHarvest(sender, platform)
  await dispatch(sender, /^.*\/htx\/[^/]+/.exec(sender.url())?.[0] ?? '', lot)

  const receiver = await newPhone()
  await signIn(receiver, platform, 'staff', 'Khau Sáng')
  await receiver.getByRole('link', { name: /chuyến hàng đến chờ trả lời/ }).click()
  await receiver
    .getByRole('link', { name: /80 kg.*chờ trả lời/ })
    .first()
    .click()
  await receiver.getByRole('button', { name: 'Nhận đủ' }).click()
  await receiver.getByRole('button', { name: 'Gửi ngay' }).click()
  await receiver.getByRole('heading', { name: 'Dùng hàng đã nhận' }).waitFor()
  expect(await troubleAsSeen(receiver)).toEqual([])
  await receiver.getByRole('link', { name: new RegExp(`${lot} · còn 80 kg`) }).click()
  await receiver.getByRole('link', { name: 'Đóng gói' }).click()
  await receiver.getByText(new RegExp(`${lot} · còn 80 kg · .*Từ HTX .*Pác Nghè`)).waitFor()
  expect(await troubleAsSeen(receiver)).toEqual([])
  await receiver
    .getByRole('radio', { name: /^(?!Bí xanh)/ })
    .first()
    .check({ force: true })
  await receiver.getByRole('textbox', { name: 'Số gói' }).fill('160')
  await receiver.getByRole('textbox', { name: 'Mỗi gói' }).fill('500')
  await receiver.getByRole('button', { name: 'Ghi việc' }).click()
  await receiver.getByRole('button', { name: 'Gửi ngay' }).click()
  await receiver.getByRole('heading', { name: 'Đã ghi: Đóng gói' }).waitFor()
  await receiver.getByRole('link', { name: 'Xem lô' }).click()
  const shopper = await newPhone()
  const address = await receiver
    .getByText(/^https?:\/\/\S+$/i)
    .first()
    .innerText()
  await shopper.goto(`${platform.url}${new URL(address).pathname}`)
  const page = await shopper.locator('main').textContent()
  for (const words of ['Đóng gói', 'Thu hoạch', 'Pác Nghè', `lô ${lot}`]) expect(page).toContain(words)
})
