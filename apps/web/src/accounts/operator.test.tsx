import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../testing/fake-api.ts'
import { openApp } from '../testing/open-app.tsx'
import { sample, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
const at = '2026-11-23T07:00:00.000Z'
const organizations = [
  {
    id: sample.organizationId,
    data: { kind: 'cooperative', name: 'HTX Yến Dương', addresses: [], status: 'active' },
  },
  {
    id: sample.storeId,
    data: { kind: 'inspectorate', name: 'Chi cục Trồng trọt', addresses: [], status: 'active' },
  },
]
const invite = {
  ...{ id: sample.eventId, kind: 'admin', organizationId: sample.organizationId, state: 'open' },
  ...{ organizationName: 'HTX Yến Dương', createdAt: at, expiresAt: at },
}
const usual = [
  { level: 'province', code: '19', validFrom: '2025-07-01' },
  { level: 'province', code: '06', validFrom: expect.any(String), validTo: '2025-06-30' },
]

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, sessionOf('operator'))
  server.on(api.listOrganizations, { items: organizations })
  server.on(api.listInvites, { items: [] })
  server.on(api.listPeople, { items: [] })
  server.on(api.createInvite, { status: 201, body: { invite, link: 'http://localhost/app/tham-gia#x' } })
})

const sentTo = (url: string) => server.sent.filter((each) => each.url === url && each.method === 'post')

describe('the operator', () => {
  test('finds an organization without typing marks', async () => {
    openApp('/app/van-hanh')
    await user.type(await screen.findByRole('searchbox', { name: 'Tìm tổ chức' }), 'yen duong')
    await waitFor(() => expect(screen.queryByRole('link', { name: /Chi cục/ })).toBeNull())
    expect(screen.getByRole('link', { name: /HTX Yến Dương/ })).toBeTruthy()
  })

  test('adds an organization and goes straight on to invite its admin', async () => {
    server.on(
      api.recordOrganization,
      ({ body }: { body: { version: { id: string; organizationId: string } } }) => {
        const { id, organizationId } = body.version
        const data = { ...organizations[0]?.data, name: 'HTX Mới' }
        server.on(api.listOrganizations, { items: [...organizations, { id: organizationId, data }] })
        const recorded = { id, subjectId: organizationId, sequence: 1, recordedAt: at, leafHash: 'x' }
        return { status: 201, body: recorded }
      },
    )
    openApp('/app/van-hanh/to-chuc-moi')
    await user.type(await screen.findByLabelText('Tên đầy đủ'), 'HTX Mới')
    await user.selectOptions(screen.getByLabelText('Xã, phường'), 'Xã Ba Bể')
    await user.click(screen.getByRole('button', { name: 'Lưu và mời quản lý' }))
    await user.click(await screen.findByRole('button', { name: 'Tạo lời mời' }))
    await waitFor(() => expect(sentTo('/api/v1/invites')).toHaveLength(1))
    const { version } = sentTo('/api/v1/organizations')[0]?.body ?? {}
    expect(version.subject).toEqual({ kind: 'organization', id: version.organizationId })
    expect(version.data).toMatchObject({ kind: 'cooperative', name: 'HTX Mới', status: 'active' })
    expect(version.data.addresses[0]).toMatchObject({ ward: 'Xã Ba Bể', provinceCode: '19' })
    const invited = { kind: 'admin', organizationId: version.organizationId }
    expect(sentTo('/api/v1/invites')[0]?.body).toEqual(invited)
  })

  test('invites an inspector of an inspectorate for the usual area', async () => {
    openApp('/app/tai-khoan/nguoi/moi?loai=inspector')
    await user.selectOptions(await screen.findByLabelText('Cơ quan'), 'Chi cục Trồng trọt')
    await user.click(screen.getByRole('button', { name: 'Tạo lời mời' }))
    await waitFor(() =>
      expect(sentTo('/api/v1/invites')[0]?.body).toEqual({
        kind: 'inspector',
        organizationId: sample.storeId,
        area: usual,
      }),
    )
  })

  test('picks single communes for an inspector, at least one', async () => {
    openApp(`/app/tai-khoan/nguoi/moi?don-vi=${sample.storeId}`)
    await user.click(await screen.findByRole('radio', { name: /Chọn tỉnh, xã/ }))
    await user.click(screen.getByRole('button', { name: 'Tạo lời mời' }))
    expect(await screen.findByText('Hãy chọn ít nhất một tỉnh hoặc xã.')).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'Xã Ba Bể' }))
    await user.click(screen.getByRole('button', { name: 'Tạo lời mời' }))
    await waitFor(() => expect(sentTo('/api/v1/invites')).toHaveLength(1))
    expect(sentTo('/api/v1/invites')[0]?.body.area).toEqual([
      { level: 'ward', code: expect.stringMatching(/^\d{5}$/), validFrom: '2025-07-01' },
    ])
  })

  test('invites another operator without an organization', async () => {
    openApp('/app/tai-khoan/nguoi/moi?loai=operator')
    await user.click(await screen.findByRole('button', { name: 'Tạo lời mời' }))
    await waitFor(() => expect(sentTo('/api/v1/invites')[0]?.body).toEqual({ kind: 'operator' }))
  })

  test('agrees as the second person that an admin is let in again, and not alone (V6.4.4)', async () => {
    const recovers = { accountId: sample.adminId, name: 'Nông Thị Hường' }
    server.on(api.listInvites, { items: [{ ...invite, state: 'awaiting', recovers }] })
    server.on(api.approveInvite, refusal(403, 'SECOND_PERSON_REQUIRED'))
    openApp('/app/van-hanh')
    await user.click(await screen.findByRole('button', { name: 'Đồng ý cho Nông Thị Hường vào lại' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Đồng ý' }))
    expect((await dialog.findByRole('alert')).textContent).toBe('vi SECOND_PERSON_REQUIRED')
    server.on(api.approveInvite, () => {
      server.on(api.listInvites, { items: [] })
      return { done: true }
    })
    await user.click(dialog.getByRole('button', { name: 'Đồng ý' }))
    expect(await screen.findByText('Đã đồng ý.')).toBeTruthy()
  })

  test("changes an inspector's area", async () => {
    const inspector = {
      ...{ id: sample.staffId, kind: 'inspector', name: 'Đặng Quốc Việt', phone: '0911111111' },
      ...{ organizationId: sample.storeId, organizationName: 'Chi cục Trồng trọt' },
      ...{ factors: ['totp'], joinedAt: at },
      area: [{ level: 'province', code: '19', validFrom: '2025-07-01' }],
    }
    server.on(api.listPeople, { items: [inspector] })
    server.on(api.changeArea, { done: true })
    openApp(`/app/tai-khoan/nguoi/${sample.staffId}`)
    await user.click(await screen.findByText('Đổi địa bàn'))
    const picked = screen.getByRole('checkbox', { name: 'Tỉnh Thái Nguyên' }) as HTMLInputElement
    expect(picked.checked).toBe(true)
    await user.click(screen.getByRole('radio', { name: /Địa bàn Bắc Kạn cũ/ }))
    await user.click(screen.getByRole('button', { name: 'Lưu địa bàn' }))
    expect(await screen.findByText('Đã đổi địa bàn.')).toBeTruthy()
    expect(sentTo(`/api/v1/people/${sample.staffId}/area`)[0]?.body).toEqual({ area: usual })
  })
})
