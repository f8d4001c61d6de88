import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { paths } from '../paths.ts'
import { type FakeApi, fakeApi, refusal } from '../testing/fake-api.ts'
import { home, openApp } from '../testing/open-app.tsx'
import { anonymous, sample, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
const at = '2026-11-23T07:00:00.000Z'
let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, sessionOf('admin'))
})

const sentTo = (url: string) => server.sent.filter((each) => each.url === url && each.method === 'post')
const closed = 'Trang này không dành cho tài khoản này'

describe('the account page', () => {
  test('says who one is, and offers staff only what is theirs', async () => {
    server.on(api.getSession, sessionOf('staff'))
    openApp('/app/tai-khoan')
    expect(await screen.findByText('Nông Thị Hường')).toBeTruthy()
    expect(screen.getByRole('link', { name: /Thiết bị/ })).toBeTruthy()
    expect(screen.queryByRole('link', { name: /Người và lời mời/ })).toBeNull()
    expect(screen.queryByRole('link', { name: /Nhật ký truy cập/ })).toBeNull()
  })

  test('names the area of an inspector, with what lay in it before', async () => {
    const area = [
      { level: 'province' as const, code: '19', validFrom: '2025-07-01' },
      { level: 'province' as const, code: '06', validFrom: '2008-08-01', validTo: '2025-06-30' },
    ]
    server.on(api.getSession, sessionOf('inspector', { area }))
    openApp('/app/tai-khoan')
    expect(await screen.findByText('Tỉnh Thái Nguyên, Tỉnh Bắc Kạn đến 30/06/2025')).toBeTruthy()
  })

  test('signs out and leads to the sign-in page', async () => {
    server.on(api.signOut, anonymous)
    openApp('/app/tai-khoan')
    await user.click(await screen.findByRole('button', { name: 'Đăng xuất' }))
    expect(await screen.findByRole('heading', { name: 'Đăng nhập' })).toBeTruthy()
    expect(sentTo('/api/v1/session/end')[0]?.body).toEqual({})
  })

  test.each([
    ['staff', home],
    ['staff', `${home}/lo`],
    ['staff', `${home}/lo/moi`],
    ['staff', `${home}/lo/${sample.harvestLotId}`],
    ['staff', `${home}/lo/${sample.harvestLotId}/tem`],
    ['staff', `${home}/ghi`],
    ['staff', `${home}/ghi/irrigating`],
    ['staff', paths.devices],
    ['staff', paths.factors],
    ['staff', paths.password],
    ['staff', paths.myData],
    ['staff', '/app/khong-co'],
    ['admin', paths.audit],
    ['admin', paths.quarantine],
    ['admin', paths.members],
    ['admin', paths.people()],
    ['admin', paths.invite()],
    ['inspector', paths.inspector],
    ['operator', paths.operator],
    ['operator', paths.newOrganization],
  ] as const)('from which %s sign out is one tap away from %s (V7.4.4)', async (kind, path) => {
    server.on(api.getSession, sessionOf(kind))
    const ofPerson = [api.listDevices, api.listFactors, api.listAudit, api.listQuarantine]
    const ofLabels = [api.listPrinters, api.listPrints, api.listRunsOfLabels]
    for (const list of [...ofPerson, ...ofLabels, api.listInvites, api.listPeople, api.listOrganizations])
      server.on(list, { items: [] })
    openApp(path)
    await user.click(await screen.findByRole('link', { name: 'Tài khoản' }))
    expect(await screen.findByRole('button', { name: 'Đăng xuất' })).toBeTruthy()
  })

  test.each([
    ['staff', 'staff', '/app/tai-khoan/nguoi'],
    ['staff', 'staff', '/app/tai-khoan/nhat-ky'],
    ['staff', 'staff', '/app/van-hanh'],
    ['an inspector', 'inspector', '/app/tai-khoan/thanh-vien'],
    ['an operator', 'operator', '/app/kiem-tra'],
    ['an admin', 'admin', '/app/van-hanh/to-chuc-moi'],
  ] as const)(
    'tells %s (%s) that %s is not for them, and asks the server nothing',
    async (_who, kind, path) => {
      server.on(api.getSession, sessionOf(kind))
      openApp(path)
      expect(await screen.findByRole('heading', { name: closed })).toBeTruthy()
      expect(server.sent.map(({ url }) => url)).toEqual(['/api/v1/session'])
    },
  )
})

describe('devices', () => {
  const device = { personId: sample.adminId, personName: 'Nông Thị Hường', lastSeenAt: at, isCurrent: false }
  const devices = [
    { ...device, id: sample.cropId, label: 'Chrome · Android', isCurrent: true },
    { ...device, id: sample.storeId, label: 'Zalo · Android', contiguous: 12 },
    { ...device, id: sample.staffId, personId: sample.staffId, personName: 'Ma Văn Bình', label: '?' },
  ]

  test('are removed after a question; the one at hand is marked and stays', async () => {
    server.on(api.listDevices, { items: devices })
    server.on(api.revokeDevice, { done: true })
    openApp('/app/tai-khoan/thiet-bi')
    expect(await screen.findByText('Máy này')).toBeTruthy()
    expect(screen.getAllByRole('button', { name: /^Gỡ/ })).toHaveLength(2)
    await user.click(screen.getByRole('button', { name: 'Gỡ Zalo · Android, Nông Thị Hường' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Gỡ Zalo · Android?' }))
    expect(sentTo(`/api/v1/devices/${sample.storeId}/revoke`)).toHaveLength(0)
    await user.click(dialog.getByRole('button', { name: 'Gỡ' }))
    expect(await screen.findByText('Đã gỡ thiết bị.')).toBeTruthy()
    expect(sentTo(`/api/v1/devices/${sample.storeId}/revoke`)).toHaveLength(1)
  })

  test('of others in the organization are named for the admin', async () => {
    server.on(api.listDevices, { items: devices })
    openApp('/app/tai-khoan/thiet-bi')
    expect(await screen.findByText(/· Ma Văn Bình/)).toBeTruthy()
  })
})

describe('ways to confirm', () => {
  const items = [{ id: sample.cropId, factor: 'totp', addedAt: at }]

  test('keep the last one where one is needed, and say so', async () => {
    server.on(api.listFactors, { items })
    server.on(api.removeFactor, refusal(409, 'LAST_ONE'))
    openApp('/app/tai-khoan/xac-nhan')
    await user.click(await screen.findByRole('button', { name: 'Gỡ Ứng dụng xác thực' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Gỡ' }))
    expect((await dialog.findByRole('alert')).textContent).toBe('vi LAST_ONE')
  })
})

describe('changing the password', () => {
  async function change(): Promise<void> {
    openApp('/app/tai-khoan/mat-khau')
    await user.type(await screen.findByLabelText('Mật khẩu đang dùng'), 'bảy con gà')
    await user.type(screen.getByLabelText('Mật khẩu mới'), 'tám con vịt ra đồng')
    await user.click(screen.getByRole('button', { name: 'Đổi mật khẩu' }))
  }

  test('takes the current one as well (V6.2.3)', async () => {
    server.on(api.changePassword, sessionOf('admin'))
    await change()
    expect(await screen.findByText(/Đã đổi mật khẩu/)).toBeTruthy()
    const body = { current: 'bảy con gà', password: 'tám con vịt ra đồng' }
    expect(sentTo('/api/v1/password')[0]?.body).toEqual(body)
  })

  test('says at the current one that it was wrong', async () => {
    server.on(api.changePassword, refusal(401, 'SIGN_IN_FAILED'))
    await change()
    expect(await screen.findByText(/Mật khẩu đang dùng chưa đúng/)).toBeTruthy()
  })
})

describe('my data', () => {
  test('names the law and what is kept', async () => {
    openApp('/app/tai-khoan/du-lieu')
    expect(await screen.findByText(/91\/2025\/QH15/)).toBeTruthy()
  })

  test('is erased only with a reason and the typed word', async () => {
    server.on(api.erase, { erased: 2 })
    openApp('/app/tai-khoan/du-lieu')
    await user.click(await screen.findByRole('button', { name: 'Xóa tài khoản' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Xóa tài khoản của tôi' }))
    const erase = dialog.getByRole('button', { name: 'Xóa tài khoản' })
    await user.type(dialog.getByLabelText('Lý do'), 'Tôi nghỉ làm')
    await user.type(dialog.getByLabelText(/Gõ chữ/), 'có')
    await user.click(erase)
    expect(await dialog.findByText('Hãy gõ đúng chữ “xóa”.')).toBeTruthy()
    expect(sentTo('/api/v1/erasures')).toHaveLength(0)
    await user.clear(dialog.getByLabelText(/Gõ chữ/))
    await user.type(dialog.getByLabelText(/Gõ chữ/), 'XÓA')
    await user.click(erase)
    expect(await screen.findByText(/Đã xóa tài khoản/)).toBeTruthy()
    expect(sentTo('/api/v1/erasures')[0]?.body).toEqual({ reason: 'Tôi nghỉ làm' })
  })
})

describe("members' data", () => {
  test('is copied and erased by the admin', async () => {
    const member = { id: sample.staffId, data: { role: 'farmer', publicName: 'Hộ thành viên A2' } }
    server.on(api.listMembers, { items: [member] })
    server.on(api.createExport, { status: 201, body: { id: sample.eventId, expiresAt: at } })
    server.on(api.erase, { erased: 3 })
    openApp('/app/tai-khoan/thanh-vien')
    const card = within(await screen.findByRole('region', { name: 'Hộ thành viên A2' }))
    await user.click(card.getByRole('button', { name: 'Tải một bản' }))
    expect(await card.findByRole('link', { name: 'Tải tệp về' })).toBeTruthy()
    expect(sentTo('/api/v1/exports')[0]?.body).toEqual({ memberId: sample.staffId })
    await user.click(card.getByRole('button', { name: 'Xóa thông tin riêng' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByLabelText('Lý do'), 'Hộ xin xóa')
    await user.type(dialog.getByLabelText(/Gõ chữ/), 'xóa{Enter}')
    expect(await screen.findByText('Đã xóa 3 thông tin riêng.')).toBeTruthy()
    expect(sentTo('/api/v1/erasures')[0]?.body).toEqual({ reason: 'Hộ xin xóa', memberId: sample.staffId })
  })
})

describe('what removed phones sent', () => {
  const entry = {
    eventId: sample.eventId,
    type: 'spraying',
    occurredAt: at,
    capturedAt: at,
    receivedAt: at,
    personName: 'Ma Văn Bình',
    event: {},
  }

  test('is told in words and rejected with a reason; it stays readable', async () => {
    server.on(api.listQuarantine, { items: [entry] })
    server.on(api.decideQuarantine, () => {
      const decided = { ...entry, decision: 'rejected', reason: 'Ghi trùng' }
      server.on(api.listQuarantine, { items: [decided] })
      return decided
    })
    openApp('/app/tai-khoan/cho-xet')
    const card = within(await screen.findByRole('region', { name: 'Phun thuốc' }))
    await user.click(card.getByRole('button', { name: 'Không nhận' }))
    await user.type(screen.getByLabelText('Lý do'), 'Ghi trùng')
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Không nhận' }))
    expect(await screen.findByText(/: Ghi trùng/)).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(server.sent.find(({ url }) => url.endsWith('/decide'))?.body).toEqual({
      decision: 'rejected',
      reason: 'Ghi trùng',
    })
  })
})

describe('the access log', () => {
  test('tells who did what, from where, and whether from outside; older lines on demand', async () => {
    const row = {
      id: sample.eventId,
      at,
      action: 'private_read',
      by: 'Chi cục Trồng trọt',
      fromOutside: true,
    }
    server.on(api.listAudit, (_sent: unknown, url: URL) =>
      url.searchParams.has('after')
        ? { items: [{ ...row, id: sample.cropId, action: 'joined', fromOutside: false }] }
        : { items: [row], next: sample.eventId },
    )
    openApp('/app/tai-khoan/nhat-ky')
    expect(await screen.findByText('Xem thông tin riêng')).toBeTruthy()
    expect(screen.getByText('Người ngoài tổ chức')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Xem thêm' }))
    expect(await screen.findByText('Tham gia bằng lời mời')).toBeTruthy()
  })
})
