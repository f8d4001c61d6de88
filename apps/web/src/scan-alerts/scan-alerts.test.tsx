import { beforeEach, describe, expect, test } from '@jest/globals'
import { api, type ScanAlertView } from '@nguon/contract'
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../testing/fake-api.ts'
import { home, openApp } from '../testing/open-app.tsx'
import { sample, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
const code = '01/09520009000012/21/BX26-000017'
const alertOf = (more: Partial<ScanAlertView> = {}): ScanAlertView => ({
  ...{ code, organizationId: sample.organizationId, organizationName: 'HTX Mẫu' },
  batch: { id: sample.harvestLotId, lot: 'BX1', productName: 'Bí xanh' },
  ...{ points: 4, signals: ['many_devices', 'many_provinces'], scans: 1_200, devices: 61, provinces: 5 },
  ...{ firstAt: '2026-11-01T03:00:00.000Z', lastAt: '2026-11-23T03:00:00.000Z' },
  ...{ since: '2026-11-20T03:00:00.000Z', shown: 'caution', decisions: [] },
  ...more,
})
const page = `${home}/canh-bao-tem`

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.getSession, sessionOf('admin'))
  server.on(api.listScanAlerts, { items: [alertOf()] })
})
const decisions = () => server.sent.filter(({ url }) => url === '/api/v1/scan-alerts/decide')
const click = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }))
/** The button in the dialog that opened. */
const decide = async (name: string) =>
  user.click((await screen.findAllByRole('button', { name })).at(-1) as HTMLElement)

describe('labels that may have been copied', () => {
  test('are counted on the first page, which leads to what was seen', async () => {
    openApp(home)
    await user.click(await screen.findByRole('link', { name: /1 tem có thể bị sao chép/ }))
    expect(await screen.findByText('Nhiều máy quét · Nhiều tỉnh trong 7 ngày')).toBeTruthy()
    expect(
      screen.getByText('1.200 lượt quét · nhiều nhất 61 máy trong 30 ngày · 5 tỉnh trong 7 ngày'),
    ).toBeTruthy()
    expect(screen.getByText('Người mua thấy: có thể bị sao chép')).toBeTruthy()
  })

  test('are found harmless with a reason', async () => {
    openApp(page)
    server.on(api.decideScanAlert, alertOf({ shown: 'nothing', decision: 'dismissed' }))
    await click('Không sao')
    await user.type(await screen.findByRole('textbox', { name: /Vì sao/ }), 'Hàng mẫu ở hội chợ')
    server.on(api.listScanAlerts, { items: [alertOf({ shown: 'nothing', decision: 'dismissed' })] })
    await decide('Không sao')
    expect(await screen.findByRole('heading', { name: 'Đã xem' })).toBeTruthy()
    expect(decisions()).toMatchObject([
      { body: { code, decision: 'dismissed', reason: 'Hàng mẫu ở hội chợ' } },
    ])
  })

  test('are confirmed as fakes with what shoppers are told', async () => {
    openApp(page)
    server.on(api.decideScanAlert, alertOf({ shown: 'counterfeit', decision: 'counterfeit' }))
    await click('Xác nhận bị làm giả')
    await user.type(await screen.findByRole('textbox', { name: /Vì sao/ }), 'Đã thu mẫu')
    await user.type(screen.getByRole('textbox', { name: /Cách nhận biết/ }), 'Không có tem phụ')
    server.on(api.listScanAlerts, { items: [alertOf({ shown: 'counterfeit', decision: 'counterfeit' })] })
    await decide('Xác nhận bị làm giả')
    expect(await screen.findByText('Người mua thấy: mã đang bị làm giả')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Không sao' })).toBeNull()
    expect(await screen.findByRole('button', { name: 'Rút lại kết luận' })).toBeTruthy()
    expect(decisions()).toMatchObject([{ body: { decision: 'counterfeit', howToTell: 'Không có tem phụ' } }])
  })

  test('are for leaders to decide about: staff see them only', async () => {
    server.on(api.getSession, sessionOf('staff'))
    openApp(page)
    expect(await screen.findByText(/Quản trị của hợp tác xã/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Không sao' })).toBeNull()
  })
})
