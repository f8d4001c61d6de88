import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../testing/fake-api.ts'
import { openApp } from '../testing/open-app.tsx'
import { sample, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
const at = '2026-11-23T07:00:00.000Z'
const link = `http://localhost/app/tham-gia#${sample.organizationId}.AAAAAAAAAAAAAAAAAAAAAA`
const base = { organizationId: sample.organizationId, organizationName: 'HTX Mẫu' }
const people = [
  {
    ...{ ...base, id: sample.adminId, kind: 'admin', name: 'Nông Thị Hường', phone: '0912345678' },
    ...{ factors: ['totp'], joinedAt: at },
  },
  {
    ...{ ...base, id: sample.staffId, kind: 'staff', name: 'Ma Văn Bình', phone: '0987654321' },
    ...{ factors: [], joinedAt: at, lastSeenAt: at },
  },
]
const invite = {
  ...{ ...base, id: sample.eventId, kind: 'staff', name: 'Cô Lan', state: 'open' },
  ...{ createdAt: at, expiresAt: '2026-11-26T07:00:00.000Z' },
}

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, sessionOf('admin'))
  server.on(api.listPeople, { items: people })
  server.on(api.listInvites, { items: [invite] })
  server.on(api.createInvite, { status: 201, body: { invite, link } })
})

const sentTo = (url: string) => server.sent.filter((each) => each.url === url && each.method === 'post')
const person = (id: string) => `/app/tai-khoan/nguoi/${id}`

describe('people and invites', () => {
  test('are listed, and an open invite is withdrawn after a question', async () => {
    server.on(api.revokeInvite, { done: true })
    openApp('/app/tai-khoan/nguoi')
    expect(await screen.findByRole('link', { name: /Ma Văn Bình/ })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Hủy lời mời: Cô Lan' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Hủy lời mời' }))
    expect(await screen.findByText('Đã hủy lời mời.')).toBeTruthy()
    expect(sentTo(`/api/v1/invites/${sample.eventId}/revoke`)).toHaveLength(1)
  })

  test('a new invite is shown as a QR code and a link, this once', async () => {
    openApp('/app/tai-khoan/nguoi/moi')
    await user.type(await screen.findByLabelText('Mời ai'), 'Cô Lan')
    await user.click(screen.getByRole('button', { name: 'Tạo lời mời' }))
    expect(await screen.findByRole('img', { name: 'Mã QR của lời mời' })).toBeTruthy()
    expect(screen.getByText(link)).toBeTruthy()
    expect(screen.getByText(/Có hạn 72 giờ, chỉ dùng một lần/)).toBeTruthy()
    expect(sentTo('/api/v1/invites')[0]?.body).toEqual({ kind: 'staff', name: 'Cô Lan' })
    expect(document.activeElement?.textContent).toBe('Lời mời cho Cô Lan')
  })

  test('the admin may invite another admin', async () => {
    openApp('/app/tai-khoan/nguoi/moi')
    await user.click(await screen.findByRole('radio', { name: /Quản lý/ }))
    await user.click(screen.getByRole('button', { name: 'Tạo lời mời' }))
    await waitFor(() => expect(sentTo('/api/v1/invites')[0]?.body).toEqual({ kind: 'admin' }))
  })

  test('who forgot the password is let in again by an invite, never by a password (V6.4.6)', async () => {
    const recovers = { accountId: sample.staffId, name: 'Ma Văn Bình' }
    server.on(api.createInvite, { status: 201, body: { invite: { ...invite, recovers }, link } })
    openApp(person(sample.staffId))
    await user.click(await screen.findByRole('button', { name: 'Tạo lời mời' }))
    expect(await screen.findByRole('heading', { name: 'Lời mời cho Ma Văn Bình' })).toBeTruthy()
    expect(sentTo('/api/v1/invites')[0]?.body).toEqual({ kind: 'staff', accountId: sample.staffId })
    expect(screen.queryByLabelText(/Mật khẩu/)).toBeNull()
  })

  test('staff become admins and leave, each after a question', async () => {
    server.on(api.changeKind, { done: true })
    server.on(api.removePerson, { done: true })
    openApp(person(sample.staffId))
    await user.click(await screen.findByRole('button', { name: 'Cho làm quản lý' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cho làm quản lý' }))
    expect(await screen.findByText(/Đã đổi/)).toBeTruthy()
    expect(sentTo(`/api/v1/people/${sample.staffId}/kind`)[0]?.body).toEqual({ kind: 'admin' })
    await user.click(screen.getByRole('button', { name: 'Cho rời tổ chức' }))
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cho rời tổ chức' }))
    await waitFor(() => expect(window.location.pathname).toBe('/app/tai-khoan/nguoi'))
    expect(sentTo(`/api/v1/people/${sample.staffId}/remove`)).toHaveLength(1)
  })

  test('of somebody who left the personal data are erased, for a reason and a typed word', async () => {
    const [admin, staff] = people
    server.on(api.listPeople, { items: [admin, { ...staff, endedAt: at }] })
    server.on(api.erase, { erased: 2 })
    openApp(person(sample.staffId))
    await user.click(await screen.findByRole('button', { name: 'Xóa thông tin cá nhân' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByLabelText(/Lý do/), 'người đó yêu cầu')
    await user.click(dialog.getByRole('button', { name: 'Xóa thông tin cá nhân' }))
    expect(sentTo('/api/v1/erasures')).toEqual([])
    await user.type(dialog.getByLabelText(/Gõ chữ/), 'xóa')
    await user.click(dialog.getByRole('button', { name: 'Xóa thông tin cá nhân' }))
    expect(await screen.findByText('Đã xóa thông tin cá nhân.')).toBeTruthy()
    expect(sentTo('/api/v1/erasures')[0]?.body).toEqual({
      ...{ accountId: sample.staffId, reason: 'người đó yêu cầu' },
    })
    expect(screen.queryByRole('button', { name: 'Cho rời tổ chức' })).toBeNull()
  })

  test('nobody removes themselves here', async () => {
    openApp(person(sample.adminId))
    await screen.findByRole('heading', { name: 'Nông Thị Hường' })
    expect(screen.queryByRole('button', { name: 'Cho rời tổ chức' })).toBeNull()
  })

  test('speak English', async () => {
    localStorage.setItem('nguon.lang', 'en')
    openApp('/app/tai-khoan/nguoi/moi')
    expect(await screen.findByRole('heading', { name: 'Invite a person' })).toBeTruthy()
    expect(screen.getByRole('radio', { name: /Administrator/ })).toBeTruthy()
  })
})
