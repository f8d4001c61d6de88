import { beforeEach, describe, expect, test } from '@jest/globals'
import { api, type Factor } from '@nguon/contract'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../testing/fake-api.ts'
import { openApp } from '../testing/open-app.tsx'
import { anonymous, sample, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
const expiresAt = '2026-11-24T07:00:00.000Z'
let server: FakeApi
let isFresh: boolean
beforeEach(() => {
  localStorage.clear()
  isFresh = false
  server = fakeApi()
  serveSample(server)
  server.on(api.createExport, () =>
    isFresh
      ? { status: 201, body: { id: sample.eventId, expiresAt } }
      : refusal(403, 'FRESH_FACTOR_REQUIRED'),
  )
})

const exported = () => server.sent.filter(({ url }) => url === '/api/v1/exports')

function signedInWith(factors: Factor[]): void {
  const kind = factors.length > 0 ? 'admin' : 'staff'
  const session = sessionOf(kind, { factors })
  const confirmed = () => {
    isFresh = true
    return session
  }
  server.on(api.getSession, session)
  server.on(api.confirmTotp, confirmed)
  server.on(api.confirmPassword, confirmed)
}

async function askForExport() {
  openApp('/app/tai-khoan/du-lieu')
  await user.click(await screen.findByRole('button', { name: 'Chuẩn bị tệp' }))
  return within(await screen.findByRole('dialog', { name: 'Xác nhận anh chị là ai' }))
}

describe('what needs a fresh confirmation (V7.5.3)', () => {
  test('asks for the code of the authenticator app and then does what was asked', async () => {
    signedInWith(['totp'])
    const dialog = await askForExport()
    await user.type(dialog.getByLabelText(/Mã 6 số/), '123456{Enter}')
    const file = await screen.findByRole('link', { name: 'Tải tệp về' })
    expect(file.getAttribute('href')).toBe(`/api/v1/exports/${sample.eventId}`)
    expect(exported()).toHaveLength(2)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('asks staff without a second factor for the password', async () => {
    signedInWith([])
    const dialog = await askForExport()
    await user.type(dialog.getByLabelText('Mật khẩu'), 'bảy con gà đi chợ{Enter}')
    expect(await screen.findByRole('link', { name: 'Tải tệp về' })).toBeTruthy()
  })

  test('stays open after a wrong code', async () => {
    signedInWith(['totp'])
    server.on(api.confirmTotp, refusal(401, 'FACTOR_FAILED'))
    const dialog = await askForExport()
    await user.type(dialog.getByLabelText(/Mã 6 số/), '000000{Enter}')
    expect(await dialog.findByText('vi FACTOR_FAILED')).toBeTruthy()
    expect(exported()).toHaveLength(1)
  })

  test('does nothing when one thinks better of it, and says why', async () => {
    signedInWith(['totp'])
    const dialog = await askForExport()
    await user.click(dialog.getByRole('button', { name: 'Thôi' }))
    expect((await screen.findByRole('alert')).textContent).toBe('vi FRESH_FACTOR_REQUIRED')
    expect(exported()).toHaveLength(1)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('leads to the sign-in page when the session ends meanwhile', async () => {
    signedInWith(['totp'])
    server.on(api.confirmTotp, () => {
      server.on(api.getSession, anonymous)
      return refusal(401, 'UNAUTHENTICATED')
    })
    const dialog = await askForExport()
    await user.type(dialog.getByLabelText(/Mã 6 số/), '123456{Enter}')
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy()
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
