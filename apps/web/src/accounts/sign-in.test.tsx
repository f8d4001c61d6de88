import { beforeEach, describe, expect, test } from '@jest/globals'
import { api, type SessionView } from '@nguon/contract'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../testing/fake-api.ts'
import { home, openApp } from '../testing/open-app.tsx'
import { anonymous, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, anonymous)
})

const sentTo = (path: string) => server.sent.filter(({ url, method }) => url === path && method === 'post')

async function signIn(phone = '0912 345 678', password = 'bảy con gà đi chợ'): Promise<void> {
  await user.type(await screen.findByLabelText('Số điện thoại'), phone)
  await user.type(screen.getByLabelText('Mật khẩu'), password)
  await user.click(screen.getByRole('button', { name: 'Đăng nhập' }))
}

describe('signing in', () => {
  test('opens the page that was asked for', async () => {
    server.on(api.signIn, sessionOf('staff'))
    openApp(`${home}/lo`)
    await signIn()
    expect(await screen.findByRole('searchbox', { name: 'Tìm lô' })).toBeTruthy()
    expect(sentTo('/api/v1/session')[0]?.body).toEqual({
      phone: '0912 345 678',
      password: 'bảy con gà đi chợ',
    })
  })

  test('leaves neither number nor password in the browser, nor anything that was read (V14.3.3)', async () => {
    server.on(api.signIn, sessionOf('staff'))
    openApp(`${home}/lo`)
    await signIn()
    await screen.findByText(/BXT260608A/)
    const kept = [...Object.entries(localStorage), ...Object.entries(sessionStorage)]
    expect(kept.filter(([name]) => name !== 'nguon.lang')).toEqual([])
    expect(document.cookie).toBe('')
  })

  test('lets a password manager fill in both fields, and shows the password when asked (V6.2.6, V6.2.7)', async () => {
    openApp('/app')
    const password = await screen.findByLabelText('Mật khẩu')
    expect(screen.getByLabelText('Số điện thoại').getAttribute('autocomplete')).toBe('username')
    expect(password.getAttribute('autocomplete')).toBe('current-password')
    expect(password.getAttribute('type')).toBe('password')
    await user.click(password)
    await user.paste('từ trình quản lý mật khẩu')
    await user.click(screen.getByRole('button', { name: 'Hiện mật khẩu' }))
    expect(password.getAttribute('type')).toBe('text')
    expect((password as HTMLInputElement).value).toBe('từ trình quản lý mật khẩu')
  })

  test('does not say whether the number or the password was wrong, and puts the cursor there (V6.3.8)', async () => {
    server.on(api.signIn, refusal(401, 'SIGN_IN_FAILED'))
    openApp('/app')
    await signIn()
    expect(await screen.findByText('vi SIGN_IN_FAILED')).toBeTruthy()
    const password = screen.getByLabelText('Mật khẩu')
    await waitFor(() => expect(document.activeElement).toBe(password))
    expect(password.getAttribute('aria-invalid')).toBe('true')
  })

  test('says when it was tried too often', async () => {
    server.on(api.signIn, refusal(429, 'TOO_MANY_REQUESTS'))
    openApp('/app')
    await signIn()
    expect((await screen.findByRole('alert')).textContent).toBe('vi TOO_MANY_REQUESTS')
  })

  test('refuses what is no phone number before anything is sent', async () => {
    openApp('/app')
    await signIn('12345')
    expect(await screen.findByText(/hãy ghi đủ 10 số/)).toBeTruthy()
    expect(sentTo('/api/v1/session')).toHaveLength(0)
  })

  test('asks again where one is when the session has ended, and goes on there', async () => {
    server.on(api.getSession, sessionOf('admin'))
    server.on(api.listPeople, () => {
      server.on(api.getSession, anonymous)
      return refusal(401, 'UNAUTHENTICATED')
    })
    server.on(api.listInvites, { items: [] })
    const silent = console.error
    console.error = () => {}
    openApp('/app/tai-khoan/nguoi')
    expect(await screen.findByText(/Phiên làm việc đã hết hạn/)).toBeTruthy()
    console.error = silent
    server.on(api.listPeople, { items: [] })
    server.on(api.signIn, sessionOf('admin'))
    await signIn()
    expect(await screen.findByRole('heading', { name: 'Người và lời mời' })).toBeTruthy()
  })

  test('is not undone by an older question about the session that is answered late', async () => {
    openApp(home)
    await screen.findByRole('heading', { name: 'Đăng nhập' })
    let answer = () => {}
    const late = new Promise((resolve) => {
      answer = () => resolve(anonymous)
    })
    server.on(api.getSession, () => late)
    window.dispatchEvent(new Event('visibilitychange'))
    await waitFor(() => expect(server.sent.filter(({ method }) => method === 'get')).toHaveLength(2))
    server.on(api.signIn, sessionOf('staff'))
    await signIn()
    await screen.findByRole('link', { name: 'Tưới' })
    answer()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(screen.getByRole('link', { name: 'Tưới' })).toBeTruthy()
  })

  test('shows the next person nothing that was read for the one before', async () => {
    server.on(api.getSession, sessionOf('staff'))
    server.on(api.signOut, anonymous)
    openApp(home)
    await screen.findByRole('link', { name: 'Tưới' })
    await user.click(screen.getByRole('link', { name: 'Tài khoản' }))
    await user.click(await screen.findByRole('button', { name: 'Đăng xuất' }))
    const next = { id: '0199c82c-c000-7000-8000-0000000000f9', name: 'Ma Văn Bình', phone: '0987654321' }
    server.on(api.signIn, sessionOf('staff', { person: next }))
    await screen.findByRole('heading', { name: 'Đăng nhập' })
    const before = server.sent.length
    await signIn()
    await screen.findByRole('link', { name: 'Tưới' })
    expect(server.sent.slice(before).map(({ url }) => url)).toContain('/api/v1/events?limit=20')
  })
})

describe('the second step', () => {
  const owing: SessionView = { kind: 'pending', owes: 'second_factor', factors: ['totp'] }

  test('takes the code of the authenticator app, which the phone may fill in', async () => {
    server.on(api.getSession, owing)
    server.on(api.confirmTotp, sessionOf('admin'))
    openApp('/app')
    const code = await screen.findByLabelText(/Mã 6 số/)
    expect(code.getAttribute('autocomplete')).toBe('one-time-code')
    await user.type(code, '123 456{Enter}')
    expect(await screen.findByRole('link', { name: 'Tưới' })).toBeTruthy()
    expect(sentTo('/api/v1/session/totp')[0]?.body).toEqual({ code: '123 456' })
  })

  test('says that a code was wrong, at the code', async () => {
    server.on(api.getSession, owing)
    server.on(api.confirmTotp, refusal(401, 'FACTOR_FAILED'))
    openApp('/app')
    await user.type(await screen.findByLabelText(/Mã 6 số/), '123456{Enter}')
    expect(await screen.findByText('vi FACTOR_FAILED')).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/Mã 6 số/)))
  })

  test('shows nothing of the workspace meanwhile, whatever the address', async () => {
    server.on(api.getSession, owing)
    openApp(home)
    await screen.findByRole('heading', { name: 'Bước xác nhận thứ hai' })
    expect(server.sent.map(({ url }) => url)).toEqual(['/api/v1/session'])
  })

  test('says so where a browser knows no passkeys', async () => {
    server.on(api.getSession, { ...owing, factors: ['passkey'] })
    openApp('/app')
    expect(await screen.findByText(/không dùng được khóa truy cập/)).toBeTruthy()
  })
})

describe('setting up the second step', () => {
  test('draws the code for the authenticator app on the device and takes the first code', async () => {
    server.on(api.getSession, { kind: 'pending', owes: 'enrolment', factors: [] })
    const uri = 'otpauth://totp/Ngu%E1%BB%93n:0912345678?secret=JBSWY3DPEHPK3PXP&issuer=Ngu%E1%BB%93n'
    server.on(api.beginTotp, { secret: 'JBSWY3DPEHPK3PXP', uri })
    server.on(api.addTotp, sessionOf('admin'))
    openApp('/app')
    await user.click(await screen.findByRole('button', { name: /Ứng dụng xác thực/ }))
    expect(await screen.findByRole('img', { name: 'Mã QR cho ứng dụng xác thực' })).toBeTruthy()
    expect(screen.getByText('JBSW Y3DP EHPK 3PXP')).toBeTruthy()
    await user.type(screen.getByLabelText(/ứng dụng đang hiện/), '123456{Enter}')
    expect(await screen.findByRole('link', { name: 'Tưới' })).toBeTruthy()
    expect(server.sent.every(({ url }) => !url.includes('JBSW'))).toBe(true)
  })
})
