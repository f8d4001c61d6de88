import { beforeEach, describe, expect, test } from '@jest/globals'
import { api, type HandoverDetail } from '@nguon/contract'
import { TraceEvent } from '@nguon/domain'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../../testing/fake-api.ts'
import { home, openApp } from '../../testing/open-app.tsx'
import { sample, sampleBatches, serveSample, sessionOf } from '../../testing/sample.ts'

const user = userEvent.setup()
const kg = (value: string) => ({ value, unit: 'kg' as const })
const line = { batchId: sample.harvestLotId, lot: 'BX1', productName: 'Bí xanh', sent: kg('80') }
const second = { batchId: sample.cropId, lot: 'BX2', productName: 'Bí đỏ', sent: kg('20') }
const answered = { ...line, counted: kg('78.5'), difference: kg('1.5'), receiptId: sample.cropId }

const delivery = (more: Partial<HandoverDetail> = {}): HandoverDetail => ({
  dispatchId: sample.eventId,
  occurredAt: '2026-11-23T01:30:00.000Z',
  ...{ organizationId: sample.gourdId, organizationName: 'HTX Bên Giao' },
  ...{ toPlaceId: sample.storeId, toPlaceName: 'Nhà sơ chế' },
  ...{ receiverId: sample.organizationId, receiverName: 'HTX Mẫu' },
  state: 'open',
  lines: [line],
  evidence: [],
  ...more,
})
const page = `${home}/giao-nhan/${sample.eventId}`

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, sessionOf('staff'))
  server.on(api.getHandover, delivery())
})

const click = async (role: 'button' | 'checkbox' | 'radio' | 'link', name: string | RegExp) =>
  user.click(await screen.findByRole(role, { name }))
const sent = () => server.sent.filter(({ method, url }) => method === 'post' && url === '/api/v1/events')
const recorded = () => sent().map(({ body }) => TraceEvent.parse(body.event))

describe('a delivery from another organization', () => {
  test('is counted on the first page and leads to those that wait, with what is overdue marked', async () => {
    const late = delivery({ state: 'unanswered', dispatchId: sample.cropId, lines: [line, second] })
    server.on(api.listHandovers, (_sent: unknown, url: URL) => ({
      items: url.searchParams.get('state') === 'waiting' ? [delivery(), late] : [],
    }))
    openApp(home)
    const notice = await screen.findByRole('link', { name: /2 chuyến hàng đến chờ trả lời/ })
    expect(notice.textContent).toContain('1 chuyến đã quá 3 ngày')
    await user.click(notice)
    const row = await screen.findByRole('link', { name: /Bí xanh, 80 kg và 1 lô khác/ })
    expect(row.textContent).toContain('Từ HTX Bên Giao')
    expect(row.textContent).toContain('quá hạn trả lời')
  })

  test('is accepted in one tap, as it was sent', async () => {
    openApp(page)
    await screen.findByText('HTX Bên Giao')
    const accepted = delivery({
      state: 'accepted',
      lines: [{ ...line, accepted: true, receiptId: sample.cropId }],
    })
    server.on(api.getHandover, () => (sent().length > 0 ? accepted : delivery()))
    await click('button', 'Nhận đủ')
    expect(await screen.findByText(/Bên giao thấy trả lời/)).toBeTruthy()
    expect(recorded()).toMatchObject([
      {
        ...{ type: 'receipt', placeId: sample.storeId },
        details: { dispatchId: sample.eventId, accepted: true },
        batches: [{ batchId: sample.harvestLotId, role: 'about', quantity: kg('80') }],
      },
    ])
    expect(screen.queryByRole('button', { name: 'Nhận đủ' })).toBeNull()
  })

  test('leads, once accepted, to what can be done with what is left of it', async () => {
    const [, , lot] = sampleBatches
    server.on(api.listReceivedGoods, {
      items: [{ ...lot, organizationId: sample.gourdId, balance: kg('12') }],
    })
    server.on(api.getHandover, delivery({ state: 'accepted', lines: [{ ...line, accepted: true }] }))
    openApp(page)
    expect(await screen.findByRole('heading', { name: 'Dùng hàng đã nhận' })).toBeTruthy()
    await click('link', /BXT260608A · còn 12 kg/)
    expect(await screen.findByRole('link', { name: 'Đóng gói' })).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Thu hoạch' })).toBeNull()
  })

  test('is disputed with what was counted and why; the sender reads both', async () => {
    openApp(page)
    await click('button', 'Nhận khác…')
    const counted = screen.getByRole('textbox', { name: 'Đếm được, lô BX1' })
    await user.clear(counted)
    await user.type(counted, '78,5')
    await click('button', 'Gửi trả lời')
    expect(await screen.findByText('Hãy chọn một.')).toBeTruthy()
    await click('radio', /Chưa nhận, báo không khớp/)
    await user.type(screen.getByRole('textbox', { name: 'Lý do' }), 'dập 1,5 kg')
    await user.type(screen.getByRole('textbox', { name: 'Số phiếu nhập, chứng từ' }), 'PN-7')
    await click('button', 'Gửi trả lời')
    await screen.findByText(/Bên giao thấy trả lời/)
    expect(recorded()).toMatchObject([
      {
        details: { accepted: false, reason: 'dập 1,5 kg' },
        batches: [{ batchId: sample.harvestLotId, quantity: kg('78.5') }],
      },
    ])
    expect(JSON.stringify(recorded())).not.toContain('PN-7')
    expect(sent()[0]?.body.disclosures).toHaveLength(1)
  })

  test('of which one batch did not come is accepted without that one', async () => {
    server.on(api.getHandover, delivery({ lines: [line, second] }))
    openApp(page)
    await click('button', 'Nhận khác…')
    await click('checkbox', 'Không có lô BX2 trong chuyến này')
    await click('radio', /Nhận số đếm được/)
    await user.type(screen.getByRole('textbox', { name: 'Lý do' }), 'để quên')
    await click('button', 'Gửi trả lời')
    await screen.findByText(/Bên giao thấy trả lời/)
    expect(recorded().map(({ details, batches }) => [details, batches])).toMatchObject([
      [{ accepted: true }, [{ batchId: line.batchId, quantity: kg('80') }]],
      [{ accepted: false, reason: 'để quên' }, [{ batchId: second.batchId }]],
    ])
    expect(recorded()[1]?.batches[0]?.quantity).toBeUndefined()
  })

  test('of which the answer was refused is answered again as the same event', async () => {
    server.on(api.recordEvent, refusal(503, 'UNAVAILABLE'))
    openApp(page)
    await click('button', 'Nhận đủ')
    await screen.findByText('vi UNAVAILABLE')
    await click('button', 'Nhận đủ')
    await screen.findByText('vi UNAVAILABLE')
    const [first, again] = recorded()
    expect(again).toEqual(first)
  })
})

describe('a delivery to another organization', () => {
  const sentOut = (more: Partial<HandoverDetail>) =>
    delivery({
      ...{ organizationId: sample.organizationId, organizationName: 'HTX Mẫu' },
      ...{ receiverId: sample.gourdId, receiverName: 'Siêu thị A', ...more },
    })

  test('shows its sender the difference for good, the papers of its own, and no way to answer', async () => {
    const lines = [{ ...answered, accepted: false, reason: 'dập' }]
    server.on(api.getHandover, sentOut({ state: 'disputed', lines, parties: { document: 'PX-7' } }))
    openApp(page)
    const goods = within(await screen.findByRole('table'))
    expect(goods.getByText('thiếu 1,5 kg')).toBeTruthy()
    expect(goods.getByText('Lý do: dập')).toBeTruthy()
    expect(screen.getByText(/Bên nhận báo hàng không khớp/)).toBeTruthy()
    expect(screen.getByText('PX-7')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Nhận đủ' })).toBeNull()
  })

  test('is listed apart, those that wait first', async () => {
    server.on(api.listHandovers, (_sent: unknown, url: URL) => {
      const waits = url.searchParams.get('state') === 'waiting'
      const isSent = url.searchParams.get('direction') === 'sent'
      return { items: isSent ? [sentOut({ state: waits ? 'unanswered' : 'accepted' })] : [] }
    })
    openApp(`${home}/giao-nhan`)
    expect(await screen.findByText(/Không có hàng nào chờ trả lời/)).toBeTruthy()
    await click('button', 'Hàng giao đi')
    const rows = await screen.findAllByRole('link', { name: /Đến Siêu thị A/ })
    expect(rows.map(({ textContent }) => /quá hạn|đã nhận/.exec(textContent ?? '')?.[0])).toEqual([
      'quá hạn',
      'đã nhận',
    ])
  })
})
