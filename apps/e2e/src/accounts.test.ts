import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { addPasskeys, confirmByApp, inviteOf, personOf, signIn, typePassword } from './people.ts'
import { type Platform, startPlatform } from './platform.ts'

const viewport = { width: 360, height: 740 }
const password = 'bốn con trâu ăn cỏ'

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

/** A phone of its own: nothing of another's is on it. */
const newPhone = async () => {
  const context = await browser.newContext({ viewport })
  return { context, page: await context.newPage() }
}

let number = 0

/** Opens an invite and fills in its form, as the person invited does. */
async function join(page: Page, link: string, name: string): Promise<string> {
  const phone = `07000000${String(++number).padStart(2, '0')}`
  await page.goto(link)
  await page.getByLabel('Họ và tên').fill(name)
  await page.getByLabel('Số điện thoại').fill(phone)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Tham gia', exact: true }).click()
  return phone
}

/** All that scripts of the page could read in this browser: storage, cookies and databases, keys by what may be done with them. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => reject(asked.error)
      })
    const rows: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames)
        rows.push(store, await done(database.transaction(store).objectStore(store).getAll()))
      database.close()
    }
    return JSON.stringify(rows, (_key, value) => (value instanceof CryptoKey ? value.extractable : value))
  })

describe('staff', () => {
  test('join by the QR that their admin shows, record a signed entry, and stay signed in; the phone keeps nothing about them (V14.3.3)', async () => {
    const admin = await newPhone()
    await signIn(admin.page, platform, 'admin', 'Pác Nghè')
    await admin.page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
    await admin.page.goto(`${platform.url}/app/tai-khoan/nguoi/moi`)
    await admin.page.getByLabel('Mời ai').fill('chị Hoa')
    await admin.page.getByRole('button', { name: 'Tạo lời mời' }).click()
    const link = await admin.page.getByText(/\/app\/tham-gia#/).innerText()
    await admin.page.getByRole('img', { name: /QR/ }).waitFor()

    const staff = await newPhone()
    const phone = await join(staff.page, link.trim(), 'Nông Thị Hoa')
    await staff.page.getByRole('heading', { name: /Chào mừng Nông Thị Hoa/ }).waitFor()
    await staff.page.getByRole('link', { name: 'Vào trang làm việc' }).click()
    await staff.page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
    const session = await (await staff.page.request.get(`${platform.url}/api/v1/session`)).json()
    expect(session).toMatchObject({ kind: 'staff', deviceId: expect.any(String) })

    const eventId = await recordWatering(staff.page)
    const { entry } = await (await staff.page.request.get(`${platform.url}/api/v1/events/${eventId}`)).json()
    expect(entry.device).toEqual({ keyId: session.deviceId, sequence: 1, signature: expect.any(String) })
    let kept = await keptBy(staff.page)
    for (let tries = 0; kept.includes(eventId) && tries < 50; tries++) {
      await staff.page.waitForTimeout(100) // the entry is forgotten once its answer is read
      kept = await keptBy(staff.page)
    }
    expect(kept).toContain(session.deviceId)
    for (const secret of [phone, password, 'Nông Thị Hoa', link.split('.').at(-1) ?? link, eventId])
      expect(kept).not.toContain(secret)

    const again = await newPhone()
    await again.page.goto(link.trim())
    await again.page.getByRole('heading', { name: 'Lời mời này không dùng được' }).waitFor()
    for (const { context } of [admin, staff, again]) await context.close()
  })

  test('who are signed out by their admin are asked to sign in, and back where they were', async () => {
    const { context, page } = await newPhone()
    await signIn(page, platform, 'staff', 'Khuổi Mơ')
    await page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
    const home = page.url()
    await context.clearCookies()
    await page.goto(`${home}/lo`)
    await typePassword(page, personOf(platform, 'staff', 'Khuổi Mơ'))
    await page.waitForURL(`${home}/lo`)
    await page
      .getByText(/DL260516A/)
      .first()
      .waitFor()
    await context.close()
  })
})

/** Records a watering of the first crop; answers the event's id. */
async function recordWatering(page: Page, home = page.url()): Promise<string> {
  const answer = page.waitForResponse((response) => /\/api\/v1\/(sync|events)$/.test(response.url()))
  await page.goto(`${home}/ghi/irrigating`)
  await page.getByRole('checkbox').first().check({ force: true })
  await page.getByRole('button', { name: 'Ghi việc' }).click()
  const { results } = await (await answer).json()
  return results[0].eventId
}

test('an inspector joins, makes a passkey, and signs in with it', async () => {
  const { context, page } = await newPhone()
  await addPasskeys(context, page)
  const phone = await join(page, inviteOf(platform, 'inspector'), 'Hoàng Văn Kiểm')
  await page.getByRole('heading', { name: 'Thêm bước xác nhận thứ hai' }).waitFor()
  await page.getByText('Khóa truy cập', { exact: true }).click()
  await page.getByRole('button', { name: 'Tạo khóa truy cập' }).click()
  await page.getByRole('link', { name: 'Vào trang làm việc' }).click()
  await page.getByRole('heading', { name: 'Kiểm tra' }).waitFor()

  await page.goto(`${platform.url}/app/tai-khoan`)
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await typePassword(page, { phone, password, key: undefined })
  await page.getByRole('button', { name: 'Xác nhận bằng khóa truy cập' }).click()
  await page
    .getByRole('link', { name: /Tài khoản|Hoàng/ })
    .first()
    .click()
  await page.getByText('Hoàng Văn Kiểm').waitFor()
  await context.close()
})

test('a member of staff takes a copy of what is kept, and erases the account', async () => {
  const { context, page } = await newPhone()
  const phone = await join(page, inviteOf(platform, 'staff', 'Khau Sáng'), 'Triệu Thị Xóa')
  await page.getByRole('heading', { name: /Chào mừng/ }).waitFor()
  await page.goto(`${platform.url}/app/tai-khoan/du-lieu`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Chuẩn bị tệp' }).click()
  await page.getByRole('link', { name: 'Tải tệp về' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain('Triệu Thị Xóa')

  await page.getByRole('button', { name: 'Xóa tài khoản' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lý do').fill('nghỉ việc')
  await dialog.getByLabel(/^Gõ chữ/).fill('xóa')
  await dialog.getByRole('button', { name: 'Xóa tài khoản' }).click()
  await page.getByText('Đã xóa tài khoản.').waitFor()
  await page.goto(`${platform.url}/app`)
  await typePassword(page, { phone, password, key: undefined })
  await page.getByText('Số điện thoại hoặc mật khẩu không đúng').waitFor()
  await context.close()
})

test('an operator adds an organization and invites its admin, who sets up an authenticator app and works there', async () => {
  const operator = await newPhone()
  await signIn(operator.page, platform, 'operator')
  await operator.page.getByRole('link', { name: 'Thêm tổ chức' }).click()
  await operator.page.getByLabel('Tên đầy đủ').fill('HTX Thử Nghiệm')
  await operator.page.getByLabel('Xã').selectOption({ label: 'Xã Thượng Minh' })
  await operator.page.getByRole('button', { name: 'Lưu và mời quản lý' }).click()
  await operator.page.getByRole('button', { name: 'Tạo lời mời' }).click()
  const link = await operator.page.getByText(/\/app\/tham-gia#/).innerText()

  const admin = await newPhone()
  await join(admin.page, link.trim(), 'Lý Thị Quản')
  await admin.page.getByRole('heading', { name: 'Thêm bước xác nhận thứ hai' }).waitFor()
  await admin.page.getByText('Ứng dụng xác thực', { exact: true }).click()
  const key = (await admin.page.locator('code').innerText()).replaceAll(' ', '')
  await confirmByApp(admin.page, key)
  await admin.page.getByRole('link', { name: 'Vào trang làm việc' }).click()
  await admin.page.getByText('HTX Thử Nghiệm').first().waitFor()
  for (const { context } of [operator, admin]) await context.close()
})

test('what a phone recorded before it was removed waits for the admin, who takes it into the diary', async () => {
  const staff = await newPhone()
  await signIn(staff.page, platform, 'staff', 'Pác Nghè')
  await staff.page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
  const home = staff.page.url()
  await staff.page.goto(`${home}/ghi/irrigating`)
  await staff.page.getByRole('checkbox').first().check({ force: true })
  await staff.context.setOffline(true)
  await staff.page.getByRole('button', { name: 'Ghi việc' }).click()
  await staff.page
    .getByText(/Chưa gửi được/)
    .first()
    .waitFor()

  const admin = await newPhone()
  await signIn(admin.page, platform, 'admin', 'Pác Nghè')
  await admin.page.getByRole('link', { name: 'Đăng ký lô' }).first().waitFor()
  await admin.page.goto(`${platform.url}/app/tai-khoan/thiet-bi`)
  await admin.page
    .getByRole('button', { name: /^Gỡ .*Nhân viên mẫu/ })
    .first()
    .click()
  await admin.page.getByRole('dialog').getByRole('button', { name: /^Gỡ/ }).click()
  await admin.page.getByText('Đã gỡ thiết bị.').waitFor()

  const sent = staff.page.waitForResponse(
    (response) => response.url().endsWith('/api/v1/sync') && response.ok(),
  )
  await staff.context.setOffline(false)
  await staff.page.goto(home)
  await sent

  await admin.page.goto(`${platform.url}/app/tai-khoan/cho-xet`)
  await admin.page.getByRole('button', { name: /^Nhận vào nhật ký/ }).click()
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Lý do').fill('đã hỏi lại chị Mẫu')
  await dialog.getByRole('button', { name: /^Nhận vào nhật ký/ }).click()
  await admin.page.getByText('Đã ghi quyết định.').waitFor()
  for (const { context } of [staff, admin]) await context.close()
})
