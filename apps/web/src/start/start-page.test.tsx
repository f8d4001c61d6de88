import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../testing/fake-api.ts'
import { home, openApp } from '../testing/open-app.tsx'
import { anonymous, serveSample, sessionOf } from '../testing/sample.ts'

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.listOrganizations, { items: [] })
  server.on(api.listInvites, { items: [] })
})

describe('the first address', () => {
  test.each([
    ['staff', 'staff', home],
    ['an admin', 'admin', home],
    ['an inspector', 'inspector', '/app/kiem-tra'],
    ['an operator', 'operator', '/app/van-hanh'],
  ] as const)('leads %s to their own work', async (_who, kind, path) => {
    server.on(api.getSession, sessionOf(kind))
    openApp('/app')
    await waitFor(() => expect(window.location.pathname).toBe(path))
    const account = await screen.findByRole('link', { name: 'Tài khoản' })
    expect(account.getAttribute('href')).toBe('/app/tai-khoan')
  })

  test('asks who one is, and leaves the scanner to everybody', async () => {
    server.on(api.getSession, anonymous)
    openApp('/app')
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Quét mã' }).getAttribute('href')).toBe('/app/scan/')
  })

  test('speaks English when asked to, and remembers', async () => {
    server.on(api.getSession, anonymous)
    openApp('/app')
    await userEvent.click(await screen.findByRole('button', { name: 'English' }))
    expect(screen.getByRole('heading', { name: 'Sign in' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
  })

  test('says what failed and tries again', async () => {
    server.on(api.getSession, { status: 404, body: {} })
    const silent = console.error
    console.error = () => {}
    openApp('/app')
    const again = await screen.findByRole('button', { name: 'Thử lại' }, { timeout: 9000 })
    console.error = silent
    server.on(api.getSession, anonymous)
    await userEvent.click(again)
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy()
  }, 12_000)
})
