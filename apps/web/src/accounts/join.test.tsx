import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../testing/fake-api.ts'
import { openApp } from '../testing/open-app.tsx'
import { anonymous, sample, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
const secret = 'AAAAAAAAAAAAAAAAAAAAAA'
const link = `/app/tham-gia#${sample.organizationId}.${secret}`
const invite = {
  kind: 'staff',
  organizationId: sample.organizationId,
  organizationName: 'HTX Mẫu',
  expiresAt: '2026-11-26T00:00:00.000Z',
  state: 'open',
}

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, anonymous)
  server.on(api.readInvite, invite)
})

const joined = () => server.sent.filter(({ url }) => url === '/api/v1/join')

async function fillIn(password = 'bảy con gà đi chợ'): Promise<void> {
  await user.type(await screen.findByLabelText('Họ và tên'), 'Nông Thị Hường')
  await user.type(screen.getByLabelText('Số điện thoại'), '0912345678')
  await user.type(screen.getByLabelText('Mật khẩu'), password)
  await user.click(screen.getByRole('button', { name: 'Tham gia' }))
}

describe('joining by an invite', () => {
  test('takes name, phone number and password, then tells how to put the app on the home screen', async () => {
    server.on(api.join, sessionOf('staff'))
    openApp(link)
    expect(await screen.findByText('HTX Mẫu mời anh chị làm nhân viên.')).toBeTruthy()
    await fillIn()
    expect(await screen.findByRole('heading', { name: 'Chào mừng Nông Thị Hường' })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Đặt Nguồn lên màn hình chính' })).toBeTruthy()
    const password = 'bảy con gà đi chợ'
    const person = { name: 'Nông Thị Hường', phone: '0912345678', password }
    expect(joined()[0]?.body).toEqual({ organizationId: sample.organizationId, secret, ...person })
    expect(window.location.href).not.toContain(secret)
  })

  test('sends the secret of the link in the body only, never in an address (V14.2.1)', async () => {
    openApp(link)
    await screen.findByLabelText('Họ và tên')
    expect(server.sent.filter(({ url }) => url.includes(secret))).toEqual([])
  })

  test('leads an admin to the second step first', async () => {
    server.on(api.readInvite, { ...invite, kind: 'admin' })
    server.on(api.join, { kind: 'pending', owes: 'enrolment', factors: [] })
    openApp(link)
    await fillIn()
    expect(await screen.findByRole('heading', { name: 'Thêm bước xác nhận thứ hai' })).toBeTruthy()
  })

  test('refuses a short password before anything is sent (V6.2.1)', async () => {
    openApp(link)
    await fillIn('bảy chữ')
    expect(await screen.findByText(/cần ít nhất 8 ký tự/)).toBeTruthy()
    expect(joined()).toHaveLength(0)
  })

  test.each([
    ['a weak password at the password (V6.2.4)', 'PASSWORD_WEAK', 'Mật khẩu'],
    ['a phone number that is taken at the number', 'PHONE_TAKEN', 'Số điện thoại'],
  ])('tells of %s, and keeps what was typed', async (_what, code, label) => {
    server.on(api.join, refusal(409, code))
    openApp(link)
    await fillIn()
    expect(await screen.findByText(`vi ${code}`)).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(label)))
    expect((screen.getByLabelText('Họ và tên') as HTMLInputElement).value).toBe('Nông Thị Hường')
  })

  test('lets a person in again with the number and a new password alone', async () => {
    server.on(api.readInvite, { ...invite, recovers: { accountId: sample.staffId, name: 'Ma Văn Bình' } })
    server.on(api.join, sessionOf('staff'))
    openApp(link)
    expect(await screen.findByText(/Chào Ma Văn Bình/)).toBeTruthy()
    expect(screen.queryByLabelText('Họ và tên')).toBeNull()
    await user.type(screen.getByLabelText('Số điện thoại'), '0912345678')
    await user.type(screen.getByLabelText('Mật khẩu mới'), 'bảy con gà đi chợ')
    await user.click(screen.getByRole('button', { name: 'Đặt mật khẩu và vào lại' }))
    await waitFor(() => expect(joined()[0]?.body.name).toBe('Ma Văn Bình'))
  })

  test.each([
    ['was used or has run out', link, /Có thể nó đã được dùng/],
    ['lost a part of its link', `/app/tham-gia#${sample.organizationId}`, /thiếu phần mã mời/],
  ])('says what to do when the invite %s', async (_what, address, words) => {
    server.on(api.readInvite, refusal(404, 'INVITE_NOT_VALID'))
    openApp(address)
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Đến trang đăng nhập' })).toBeTruthy()
  })

  test('says that an invite waits for the second operator', async () => {
    server.on(api.readInvite, { ...invite, state: 'awaiting' })
    openApp(link)
    expect(await screen.findByText(/người vận hành thứ hai đồng ý/)).toBeTruthy()
  })

  test('warns who is signed in on the phone already', async () => {
    server.on(api.getSession, sessionOf('staff'))
    openApp(link)
    expect(await screen.findByText(/Nông Thị Hường sẽ được đăng xuất/)).toBeTruthy()
  })
})
