import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../testing/fake-api.ts'
import { openApp } from '../testing/open-app.tsx'
import { sample, sampleBatches, sampleStep, serveSample, sessionOf } from '../testing/sample.ts'

const empty = { batches: [], crops: [], places: [], events: [], complete: true }
const findings = [
  { code: 'LATE_ENTRY', severity: 'notice', eventId: sample.inputLotId },
  { code: 'ANCESTOR_ON_HOLD', severity: 'warning', batchId: sample.inputLotId },
]
const chainPath = `/app/kiem-tra/lo/${sample.harvestLotId}`
const held = { ...sampleBatches[2], status: 'held' }
let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, sessionOf('inspector'))
  server.on(api.listBatches, { items: sampleBatches })
  server.on(api.getChain, {
    batches: sampleBatches,
    steps: [
      sampleStep(),
      sampleStep({
        eventId: sample.inputLotId,
        type: 'weeding',
        marks: ['LATE_ENTRY'],
        reasons: { LATE_ENTRY: 'Theo sổ giấy' },
      }),
    ],
    findings,
    complete: true,
  })
  server.on(api.getTrace, (_sent: unknown, url: URL) =>
    url.searchParams.get('direction') === 'back'
      ? { ...empty, batches: [sample.inputLotId], crops: [sample.cropId] }
      : empty,
  )
})

describe('an inspector', () => {
  test('sees the batches of every organization and narrows them to one that they name', async () => {
    openApp('/app/kiem-tra')
    const batch = await screen.findByRole('link', { name: /BXT260608A/ })
    expect(batch.getAttribute('href')).toBe(`/app/kiem-tra/lo/${sample.harvestLotId}`)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Đơn vị' }), 'HTX Mẫu')
    await waitFor(() => expect(server.sent.at(-1)?.url).toContain(`organizationId=${sample.organizationId}`))
  })

  test('narrows the batches to one commune of the area', async () => {
    const area = [{ level: 'province' as const, code: '19', validFrom: '2025-07-01' }]
    server.on(api.getSession, sessionOf('inspector', { area }))
    openApp('/app/kiem-tra')
    const communes = await screen.findByRole('combobox', { name: 'Xã, phường' })
    await userEvent.selectOptions(communes, 'Xã Thượng Minh')
    await waitFor(() => expect(server.sent.at(-1)?.url).toMatch(/commune=\d{5}/))
    expect(new URLSearchParams(window.location.search).get('xa')).toMatch(/^\d{5}$/)
    await userEvent.selectOptions(communes, 'Cả địa bàn')
    expect(window.location.search).toBe('')
  })

  test('reads one step back and one step forward, with parties, papers and what was counted', async () => {
    const kg = (value: string) => ({ value, unit: 'kg' })
    const names = { organizationId: sample.organizationId, organizationName: 'HTX Mẫu' }
    const line = { batchId: sample.harvestLotId, lot: 'BXT260608A', productName: 'Bí xanh thơm' }
    const handover = {
      ...{ dispatchId: sample.eventId, occurredAt: '2026-06-10T01:00:00.000Z', ...names },
      ...{ toPlaceId: sample.storeId, toPlaceName: 'Kho A', receiverId: sample.storeId, state: 'disputed' },
      receiverName: 'Siêu thị A',
      lines: [
        {
          ...line,
          sent: kg('600'),
          counted: kg('590'),
          difference: kg('10'),
          accepted: false,
          reason: 'dập',
        },
      ],
    }
    const dispatch = {
      ...{ eventId: sample.eventId, type: 'dispatch', occurredAt: '2026-06-10T01:00:00.000Z', ...names },
      ...{ quantity: kg('600'), batches: [], handovers: [handover] },
      evidence: [{ sha256: 'ab'.repeat(32), bytes: 9, mime: 'image/jpeg' }],
      parties: { document: 'PX-7', vehicle: '97C-1' },
    }
    server.on(api.getNeighbours, { back: [], forward: [dispatch], complete: true })
    openApp(`${chainPath}?xem=truoc-sau`)
    expect(await screen.findByText('PX-7')).toBeTruthy()
    expect(screen.getByText('thiếu 10 kg')).toBeTruthy()
    expect(screen.getByText('Lý do: dập')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Ảnh 1' }).getAttribute('href')).toContain('abab')
    expect(screen.getByText('Không có: lô bắt đầu từ đây.')).toBeTruthy()
  })

  test('reads a chain both ways, with what went in apart from the batch itself', async () => {
    openApp(`${chainPath}?xem=lo`)
    expect(await screen.findByRole('rowheader', { name: 'Có trong lô này (2)' })).toBeTruthy()
    expect(screen.getByRole('rowheader', { name: 'Lô đang xem (1)' })).toBeTruthy()
    expect(screen.getByText('Đủ cả chuỗi: 3 lô, 2 việc.')).toBeTruthy()
  })

  test('finds late entries and their reason in the timeline', async () => {
    openApp(`/app/kiem-tra/lo/${sample.harvestLotId}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Ghi bổ sung (1)' }))
    expect(screen.getByText('Theo sổ giấy')).toBeTruthy()
    expect(window.location.search).toBe('?loc=ghi-bo-sung')
    expect(screen.queryByRole('heading', { name: 'Tưới nước' })).toBeNull()
  })

  test('narrows the batches to those in which something was noticed', async () => {
    server.on(api.listBatches, { items: [{ ...sampleBatches[2], findings: ['LOSS_OUT_OF_PROFILE'] }] })
    openApp('/app/kiem-tra')
    expect(await screen.findByRole('link', { name: /Hao hụt ngoài định mức/ })).toBeTruthy()
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Điều cần xem' }),
      'Hao hụt ngoài định mức',
    )
    await waitFor(() => expect(server.sent.at(-1)?.url).toContain('finding=LOSS_OUT_OF_PROFILE'))
  })

  test('reads what the checks noticed, with where and why', async () => {
    openApp(chainPath)
    const checks = (await screen.findByRole('heading', { name: 'Kiểm tự động' })).parentElement as HTMLElement
    expect(within(checks).getByText('Có nguyên liệu từ lô đang được kiểm tra (1)')).toBeTruthy()
    expect(within(checks).getByRole('link', { name: 'Abamectin 3.6EC ABA-251101' })).toBeTruthy()
    expect(within(checks).getByText(/Theo sổ giấy/)).toBeTruthy()
  })

  test('reads the chain as a table with both dates, corrections struck through with who, when and why', async () => {
    const correction = '0199c82c-c000-7000-8000-0000000000e9'
    const correctedBy = { eventId: correction, at: '2026-06-01T02:00:00.000Z', reason: 'incorrect_data' }
    server.on(api.getChain, {
      batches: sampleBatches,
      steps: [
        sampleStep({ correctedBy: { ...correctedBy, reason: 'incorrect_data', text: 'Ghi nhầm ngày' } }),
        sampleStep({ eventId: correction, type: 'correction', actorName: 'Nông Thị Hường' }),
      ],
      findings: [],
      complete: true,
    })
    openApp(`${chainPath}?xem=bang`)
    const row = within(await screen.findByRole('row', { name: /^Tưới nước/ }))
    expect(row.getByText('Tưới nước').tagName).toBe('S')
    expect(row.getByText('20/05/2026 16:30')).toBeTruthy()
    expect(row.getByText('21/05/2026 06:10')).toBeTruthy()
    expect(row.getByText(/01\/06\/2026 09:00, Nông Thị Hường.*Ghi nhầm ngày/)).toBeTruthy()
  })

  test('sees what came in, went out and remains, and how much was bought outside', async () => {
    server.on(api.getBalance, {
      ...{ scope: 'batch', batches: 1, losses: [], packages: { packed: 0, labels: 0 }, complete: true },
      in: [{ kind: 'harvested', quantity: { value: '1850', unit: 'kg' } }],
      out: [],
      remaining: [],
    })
    server.on(api.getShare, { yes: '0.125', no: '0.5', unknown: '0.375', complete: true })
    openApp(`${chainPath}?xem=can-doi`)
    expect(await screen.findByRole('row', { name: 'Thu hoạch 1.850 kg' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Tính' }))
    expect(await screen.findByText('12,5 %')).toBeTruthy()
    expect(screen.getByText('37,5 %')).toBeTruthy()
  })

  test('holds a batch with a reason and is told that it is held', async () => {
    openApp(chainPath)
    await userEvent.click(await screen.findByRole('button', { name: 'Tạm giữ lô' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Tạm giữ lô BXT260608A?' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Tạm giữ lô' }))
    expect(await dialog.findByText('Hãy điền mục này.')).toBeTruthy()
    await userEvent.type(dialog.getByRole('textbox', { name: 'Lý do' }), 'Chờ kết quả kiểm nghiệm')
    await userEvent.click(dialog.getByRole('button', { name: 'Tạm giữ lô' }))
    expect(await screen.findByText('Đã tạm giữ lô.')).toBeTruthy()
    const sent = server.sent.find(({ url }) => url === '/api/v1/events')?.body.event
    expect(sent).toMatchObject({ type: 'hold', details: { reason: 'Chờ kết quả kiểm nghiệm' } })
    expect(sent.batches).toEqual([{ batchId: sample.harvestLotId, role: 'about' }])
  })

  test('is told when a release does not free the batch, or is refused', async () => {
    server.on(api.getChain, { batches: [held], steps: [], findings: [], complete: true })
    server.on(api.getBatch, {
      ...{ batch: held, address: 'https://trace.example.vn/T/7K3M9QXA2B4C', code: '7K3M9QXA2B4C' },
      ...{ unitsPacked: 0, steps: [], findings: [] },
    })
    const record = server.sent
    server.on(api.recordEvent, refusal(403, 'NOT_ALLOWED'))
    openApp(chainPath)
    await userEvent.click(await screen.findByRole('button', { name: 'Bỏ tạm giữ' }))
    const dialog = within(screen.getByRole('dialog'))
    await userEvent.type(dialog.getByRole('textbox', { name: 'Lý do' }), 'Đã đạt')
    await userEvent.click(dialog.getByRole('button', { name: 'Bỏ tạm giữ' }))
    expect((await dialog.findByRole('alert')).textContent).toContain('vi NOT_ALLOWED')
    server.on(api.recordEvent, {
      ...{ id: sample.eventId, recordedAt: '2026-06-08T03:00:00.000Z', leafHash: 'x' },
      ...{ batches: [], marks: [] },
    })
    await userEvent.click(dialog.getByRole('button', { name: 'Bỏ tạm giữ' }))
    expect(await screen.findByText(/còn một lần tạm giữ hoặc thu hồi khác/)).toBeTruthy()
    const ids = record.filter(({ url }) => url === '/api/v1/events').map(({ body }) => body.event.id)
    expect(new Set(ids).size).toBe(1)
  })

  test('records an inspection with what is not in order and what is permitted', async () => {
    server.on(api.getBatch, {
      batch: sampleBatches[0],
      ...{ address: 'https://trace.example.vn/T/7K3M9QXA2B4C', code: '7K3M9QXA2B4C', unitsPacked: 0 },
      ...{ steps: [sampleStep({ type: 'spraying' })], findings: [] },
    })
    openApp(`/app/kiem-tra/lo/${sample.cropId}/bien-ban`)
    await userEvent.click(await screen.findByRole('button', { name: 'Thêm điều chưa đạt' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Điều 1: mô tả' }), 'Thiếu sổ thuốc')
    await userEvent.type(screen.getByRole('textbox', { name: 'Kết luận' }), 'Bổ sung sổ')
    await userEvent.click(screen.getByRole('checkbox', { name: /Cho phép thu hoạch dù đã phun/ }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Vì sao cho phép' }), 'Mẫu đã đạt')
    await userEvent.click(screen.getByRole('button', { name: 'Ghi biên bản' }))
    expect(await screen.findByText('Đã ghi biên bản kiểm tra.')).toBeTruthy()
    expect(server.sent.find(({ url }) => url === '/api/v1/events')?.body.event.details).toEqual({
      kind: 'Kiểm tra hồ sơ',
      findings: [{ severity: 'minor', text: 'Thiếu sổ thuốc' }],
      conclusion: 'Bổ sung sổ',
      permits: [{ rule: 'PHI_NOT_ELAPSED', eventId: sample.eventId, reason: 'Mẫu đã đạt' }],
    })
  })

  test('finds nothing to record anywhere', async () => {
    openApp(`/app/kiem-tra/lo/${sample.harvestLotId}`)
    await screen.findByRole('heading', { name: 'Dòng thời gian' })
    expect(screen.queryByRole('link', { name: /Ghi việc/ })).toBeNull()
  })
})
