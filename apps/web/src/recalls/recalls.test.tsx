import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../testing/fake-api.ts'
import { home, openApp } from '../testing/open-app.tsx'
import { sample, serveSample, sessionOf } from '../testing/sample.ts'
import { at, sampleFollowUp, samplePlan, sampleRecall } from '../testing/sample-recall.ts'

const user = userEvent.setup()
const recallPath = `/app/kiem-tra/thu-hoi/${sample.eventId}`
let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, sessionOf('inspector'))
  server.on(api.planRecall, samplePlan)
  server.on(api.getRecall, sampleRecall())
  server.on(api.getRecallLists, samplePlan)
  server.on(api.getRecallFollowUp, sampleFollowUp)
  server.on(api.proposeRecall, { status: 201, body: sampleRecall() })
})

const sentTo = (url: string) => server.sent.filter((each) => each.url === url && each.method === 'post')

/** From the plan on: the start is in the address. */
const openPlan = (more = '') =>
  openApp(`/app/kiem-tra/thu-hoi/moi?buoc=pham-vi&lo=${sample.inputLotId}${more}`)

async function writeReason() {
  await user.click(await screen.findByRole('button', { name: /^Tiếp:/ }))
  await user.type(await screen.findByRole('textbox', { name: 'Lý do thu hồi' }), 'Dư lượng vượt mức')
}

describe('starting a recall', () => {
  test('begins with the number that stands on a package of a supplier', async () => {
    openApp('/app/kiem-tra/thu-hoi/moi')
    await user.click(await screen.findByRole('button', { name: 'Số lô của nhà cung cấp' }))
    await user.type(screen.getByRole('textbox', { name: 'Số lô in trên bao bì vật tư' }), 'ABA-251101')
    await user.click(screen.getByRole('button', { name: 'Tìm mọi lô liên quan' }))
    expect(await screen.findByText('Đủ cả chuỗi: 2 lô ở 1 đơn vị.')).toBeTruthy()
    expect(sentTo('/api/v1/recalls/plan')[0]?.body).toEqual({ lot: { number: 'ABA-251101' } })
  })

  test('asks for a batch to start from when none is chosen', async () => {
    openApp('/app/kiem-tra/thu-hoi/moi')
    await user.click(await screen.findByRole('button', { name: 'Tìm mọi lô liên quan' }))
    expect(await screen.findByText('Hãy chọn ít nhất một.')).toBeTruthy()
    expect(sentTo('/api/v1/recalls/plan')).toEqual([])
  })

  test('says what to do about a number that nobody entered', async () => {
    server.on(api.planRecall, refusal(404, 'NOT_FOUND'))
    openPlan()
    expect(await screen.findByText(/Kiểm tra lại số lô/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Chọn lại lô bắt đầu' })).toBeTruthy()
  })

  test('shows how much is where and lets one call whoever got it', async () => {
    openPlan()
    const call = await screen.findByRole('link', { name: 'Gọi 0209 3876 543, Siêu thị Ba Bể' })
    expect(call.getAttribute('href')).toBe('tel:02093876543')
    expect(screen.getByRole('heading', { name: 'Còn trong kho' })).toBeTruthy()
    expect(screen.getAllByText('1.250 kg')).toHaveLength(2) // the line and the total
  })

  test('leaves a batch out with a reason, and sends the set that was seen', async () => {
    openPlan()
    await user.click(await screen.findByRole('button', { name: 'Loại lô BXT260608A' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: 'Vì sao loại lô này' }), 'Thu trước khi phun')
    await user.click(dialog.getByRole('button', { name: 'Loại lô BXT260608A' }))
    expect(await screen.findByText('Đã loại: Thu trước khi phun')).toBeTruthy()
    expect(screen.queryByText('1.250 kg')).toBeNull()
    await writeReason()
    await user.click(screen.getByRole('button', { name: 'Gửi đề nghị thu hồi' }))
    await waitFor(() => expect(sentTo('/api/v1/recalls')).toHaveLength(1))
    expect(sentTo('/api/v1/recalls')[0]?.body).toEqual({
      ...{ id: expect.any(String), startedAt: expect.any(String), seen: 'seen-once' },
      ...{ batchIds: [sample.inputLotId], reason: 'Dư lượng vượt mức' },
      exclusions: [{ batchId: sample.harvestLotId, reason: 'Thu trước khi phun' }],
    })
    expect(await screen.findByRole('heading', { name: 'Hồ sơ thu hồi' })).toBeTruthy()
  })

  test('keeps what was written and left out over a reload, for that start only, until it is sent', async () => {
    const view = openPlan()
    await user.click(await screen.findByRole('button', { name: 'Loại lô BXT260608A' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: 'Vì sao loại lô này' }), 'Thu trước')
    await user.click(dialog.getByRole('button', { name: 'Loại lô BXT260608A' }))
    await writeReason()
    view.unmount()
    const other = openApp(`/app/kiem-tra/thu-hoi/moi?buoc=pham-vi&lo=${sample.harvestLotId}`)
    await screen.findByRole('button', { name: 'Loại lô BXT260608A' })
    other.unmount()

    openPlan()
    expect(await screen.findByText('Đã loại: Thu trước')).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: /^Tiếp:/ }))
    await screen.findByDisplayValue('Dư lượng vượt mức')
    await user.click(screen.getByRole('button', { name: 'Gửi đề nghị thu hồi' }))
    await waitFor(() => expect(sentTo('/api/v1/recalls')).toHaveLength(1))
    expect(sentTo('/api/v1/recalls')[0]?.body).toMatchObject({
      reason: 'Dư lượng vượt mức',
      exclusions: [{ batchId: sample.harvestLotId, reason: 'Thu trước' }],
    })
    await screen.findByRole('heading', { name: 'Hồ sơ thu hồi' })
    expect(Object.keys(sessionStorage)).toEqual([])
  })

  test('shows what shoppers will read while it is written', async () => {
    openPlan()
    await writeReason()
    await user.type(screen.getByRole('textbox', { name: 'Người mua cần làm gì' }), 'Trả lại chợ')
    const preview = within(screen.getByRole('region', { name: 'Người mua sẽ thấy' }))
    expect(preview.getByText('Dư lượng vượt mức')).toBeTruthy()
    expect(preview.getByText('Trả lại chợ')).toBeTruthy()
  })

  test('draws the list up again when it has changed, and keeps what was written', async () => {
    server.on(api.proposeRecall, refusal(409, 'RECALL_CHANGED'))
    openPlan()
    await writeReason()
    await user.click(screen.getByRole('button', { name: 'Gửi đề nghị thu hồi' }))
    server.on(api.planRecall, { ...samplePlan, fingerprint: 'seen-anew' })
    server.on(api.proposeRecall, { status: 201, body: sampleRecall() })
    await user.click(await screen.findByRole('button', { name: 'Lập lại danh sách' }))
    await user.click(await screen.findByRole('button', { name: /^Tiếp:/ }))
    await user.click(await screen.findByRole('button', { name: 'Gửi đề nghị thu hồi' }))
    await waitFor(() => expect(sentTo('/api/v1/recalls')).toHaveLength(2))
    const [first, second] = sentTo('/api/v1/recalls').map(({ body }) => body)
    expect(second).toEqual({ ...first, seen: 'seen-anew' })
  })

  test('a drill is done by one person, timed, and kept', async () => {
    const kept = sampleRecall({ drill: true, state: 'closed', decidedAt: at, seconds: 84 })
    server.on(api.confirmRecall, { recall: kept, recorded: 0 })
    server.on(api.getRecall, kept)
    openPlan('&dien-tap=1')
    await writeReason()
    await user.click(screen.getByRole('button', { name: 'Kết thúc diễn tập và lưu kết quả' }))
    expect(await screen.findByText('Đã diễn tập xong: tìm đủ 2 lô trong 1 phút 24 giây.')).toBeTruthy()
    expect(sentTo('/api/v1/recalls')[0]?.body.drill).toBe(true)
  })
})

describe('deciding on a recall', () => {
  test('puts those that wait for the person first', async () => {
    server.on(api.listRecalls, { items: [sampleRecall({ mayConfirm: true })] })
    openApp('/app/kiem-tra/thu-hoi')
    expect(await screen.findByRole('heading', { name: 'Chờ anh chị xác nhận' })).toBeTruthy()
    expect(screen.getByRole('link', { name: /Dư lượng thuốc/ }).getAttribute('href')).toBe(recallPath)
  })

  test('is asked once more, then confirmed by the second person', async () => {
    server.on(api.getRecall, sampleRecall({ mayConfirm: true, organizationId: sample.storeId }))
    server.on(api.confirmRecall, { recall: sampleRecall({ state: 'in_force' }), recorded: 2 })
    openApp(recallPath)
    await user.click(await screen.findByRole('button', { name: 'Xác nhận thu hồi' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Thu hồi 2 lô?' }))
    await user.click(dialog.getByRole('button', { name: 'Xác nhận thu hồi' }))
    expect(await screen.findByText('Đã thu hồi. 2 lô bị chặn từ bây giờ.')).toBeTruthy()
  })

  test.each([
    [403, 'SECOND_PERSON_REQUIRED', /nhờ một người khác đăng nhập/],
    [409, 'ALREADY_DECIDED', /Có người vừa quyết định trước/],
  ])('tells what to do when it is refused (%s %s)', async (status, code, mend) => {
    server.on(api.getRecall, sampleRecall({ mayConfirm: true }))
    server.on(api.confirmRecall, refusal(status, code))
    openApp(recallPath)
    await user.click(await screen.findByRole('button', { name: 'Xác nhận thu hồi' }))
    server.on(api.getRecall, sampleRecall({ state: code === 'ALREADY_DECIDED' ? 'in_force' : 'proposed' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Xác nhận thu hồi' }))
    expect(await screen.findByText(mend)).toBeTruthy()
  })

  test('who proposed it waits, and may take it back', async () => {
    server.on(api.withdrawRecall, sampleRecall({ state: 'withdrawn' }))
    openApp(recallPath)
    expect(await screen.findByText(/Chờ người thứ hai xác nhận. Chưa lô nào/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Xác nhận thu hồi' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Rút đề nghị' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: 'Vì sao rút' }), 'Nhầm lô')
    await user.click(dialog.getByRole('button', { name: 'Rút đề nghị' }))
    expect(await screen.findByText('Đã rút đề nghị.')).toBeTruthy()
  })
})

describe('a recall in force', () => {
  beforeEach(() => server.on(api.getRecall, sampleRecall({ state: 'in_force', decidedAt: at })))

  test('is followed up with quantities, and with notes of what no event tells', async () => {
    server.on(api.noteRecallFollowUp, {
      status: 201,
      body: { id: sample.cropId, outcome: 'told', by: 'Việt', at },
    })
    openApp(recallPath)
    expect(await screen.findByRole('progressbar', { name: '1/2 lô không còn hàng trong kho' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Thêm ghi chú' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Kết quả' }), 'Đã báo cho bên nhận')
    await user.type(dialog.getByRole('textbox', { name: 'Với ai' }), 'Siêu thị Ba Bể')
    await user.click(dialog.getByRole('button', { name: 'Lưu ghi chú' }))
    expect(await screen.findByText('Đã lưu ghi chú.')).toBeTruthy()
    expect(sentTo(`/api/v1/recalls/${sample.eventId}/follow-up`)[0]?.body).toEqual({
      ...{ noteId: expect.any(String), outcome: 'told', party: 'Siêu thị Ba Bể' },
    })
  })

  test('its end is proposed by one and confirmed by another', async () => {
    const lift = {
      ...{ id: sample.cropId, recallId: sample.eventId, reason: 'Kết quả mới đạt', state: 'proposed' },
      ...{ proposedBy: 'Việt', proposedAt: at, mayConfirm: true },
    }
    server.on(api.getRecallFollowUp, { ...sampleFollowUp, lifts: [lift] })
    server.on(api.confirmRecallLift, { lift: { ...lift, state: 'done' }, recorded: 1 })
    openApp(recallPath)
    await user.click(await screen.findByRole('button', { name: 'Xác nhận kết thúc' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Xác nhận kết thúc' }))
    expect(await screen.findByText('Các lô này được bán lại.')).toBeTruthy()
  })

  test('is closed with a conclusion', async () => {
    server.on(api.closeRecall, sampleRecall({ state: 'closed' }))
    openApp(recallPath)
    await user.click(await screen.findByRole('button', { name: 'Khép hồ sơ' }))
    const dialog = within(screen.getByRole('dialog'))
    await user.type(dialog.getByRole('textbox', { name: 'Kết luận' }), 'Đã gom đủ')
    await user.click(dialog.getByRole('button', { name: 'Khép hồ sơ' }))
    expect(await screen.findByText('Đã khép hồ sơ.')).toBeTruthy()
    expect(sentTo(`/api/v1/recalls/${sample.eventId}/close`)[0]?.body).toEqual({ conclusion: 'Đã gom đủ' })
  })
})

describe('a cooperative', () => {
  test('its admin starts one from the page of a batch', async () => {
    server.on(api.getSession, sessionOf('admin'))
    openApp(`${home}/lo/${sample.harvestLotId}`)
    await user.click(await screen.findByRole('link', { name: 'Thu hồi…' }))
    expect(await screen.findByText('Đủ cả chuỗi: 2 lô ở 1 đơn vị.')).toBeTruthy()
    expect(sentTo('/api/v1/recalls/plan')[0]?.body).toEqual({ batchIds: [sample.harvestLotId] })
  })

  test('its staff confirm, but start none', async () => {
    server.on(api.getSession, sessionOf('staff'))
    openApp(`${home}/thu-hoi`)
    await screen.findByRole('heading', { name: 'Thu hồi' })
    expect(screen.queryByRole('link', { name: /Bắt đầu thu hồi/ })).toBeNull()
  })

  test('is told on its first page of goods in its hands that others recall', async () => {
    const batch = { id: sample.harvestLotId, lot: 'BXT260608A', productName: 'Bí xanh thơm' }
    server.on(api.getSession, sessionOf('staff'))
    server.on(api.listAlerts, {
      items: [
        {
          ...{ id: sample.cropId, recallId: sample.eventId, at, kind: 'mandatory', reason: 'Dư lượng' },
          organizationName: 'Chi cục Trồng trọt',
          batches: [{ ...batch, isOwn: true, status: 'recalled' }],
        },
      ],
    })
    openApp(home)
    expect(await screen.findByText('Chi cục Trồng trọt thu hồi, ngày 23/11/2026')).toBeTruthy()
    expect(screen.getByText(/Để riêng hàng này ra/)).toBeTruthy()
  })
})
