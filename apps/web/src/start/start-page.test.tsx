import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../testing/fake-api.ts'
import { openApp } from '../testing/open-app.tsx'
import { sample } from '../testing/sample.ts'

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
})

describe('the first page', () => {
  test('offers the sample cooperatives and the inspector in the demo', async () => {
    server.on(api.getSession, {
      kind: 'anonymous',
      demo: [{ id: sample.organizationId, name: 'HTX Mẫu', kind: 'cooperative' }],
    })
    openApp('/app')
    const cooperative = await screen.findByRole('link', { name: /HTX Mẫu/ })
    expect(cooperative.getAttribute('href')).toBe(`/app/htx/${sample.organizationId}`)
    expect(screen.getByRole('link', { name: /cán bộ kiểm tra/ }).getAttribute('href')).toBe('/app/kiem-tra')
  })

  test('says that sign-in is not open where there is no demo', async () => {
    server.on(api.getSession, { kind: 'anonymous' })
    openApp('/app')
    expect(await screen.findByRole('heading', { name: 'Chưa mở đăng nhập' })).toBeTruthy()
  })

  test('speaks English when asked to, and remembers', async () => {
    server.on(api.getSession, { kind: 'anonymous' })
    openApp('/app')
    await userEvent.click(await screen.findByRole('button', { name: 'English' }))
    expect(screen.getByRole('heading', { name: 'Sign-in is not open yet' })).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
  })

  test('says what failed and tries again', async () => {
    server.on(api.getSession, { status: 404, body: {} })
    const silent = console.error
    console.error = () => {}
    openApp('/app')
    const again = await screen.findByRole('button', { name: 'Thử lại' }, { timeout: 9000 })
    console.error = silent
    server.on(api.getSession, { kind: 'anonymous' })
    await userEvent.click(again)
    expect(await screen.findByRole('heading', { name: 'Chưa mở đăng nhập' })).toBeTruthy()
  }, 12_000)
})
