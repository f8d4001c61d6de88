import { beforeEach, describe, expect, test } from '@jest/globals'
import { api, type PrinterView } from '@nguon/contract'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../../testing/fake-api.ts'
import { home, openApp } from '../../testing/open-app.tsx'
import { sample, serveSample } from '../../testing/sample.ts'

const user = userEvent.setup()
const run = {
  ...{ id: sample.eventId, productId: sample.gourdId, productName: 'Bí xanh thơm', name: 'D261123' },
  ...{ first: 1, last: 100, digits: 6, isUnguessable: true, printed: 0, nextToPrint: 1 },
  ...{ activated: 0, voided: 0 },
}
const preview = {
  ...{ svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', address: 'HTTPS://TRUYXUAT.EXAMPLE.VN/T/ABCD' },
  ...{ widthMm: 70, heightMm: 37, count: 24, sheets: 1, isSample: false },
  qr: { modules: 29, sideMm: 31.3, moduleMm: 0.85, dots: 20, dpi: 600 },
}

let server: FakeApi
let printers: PrinterView[]
beforeEach(() => {
  localStorage.clear()
  printers = []
  server = fakeApi()
  serveSample(server)
  server.on(api.listRunsOfLabels, { items: [run] })
  server.on(api.listPrinters, () => ({ items: printers }))
  server.on(api.listPrints, { items: [] })
  server.on(api.previewLabels, preview)
  server.on(api.savePrinter, ({ body }: { body?: unknown }) => {
    printers = [body as PrinterView]
    return body
  })
  server.on(api.removePrinter, () => {
    printers = []
    return {}
  })
})

const open = async () => {
  openApp(`${home}/lo/${sample.harvestLotId}/tem`)
  await screen.findByRole('heading', { name: 'In tem' })
}
const last = (path: string) => server.sent.findLast((sent) => sent.url === path && sent.body)?.body
const fill = async (fields: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries(fields)) {
    await user.clear(screen.getByRole('textbox', { name }))
    await user.type(screen.getByRole('textbox', { name }), text)
  }
}
const sheet = {
  ...{
    'Tên máy in': 'HP M404',
    'Tem rộng (mm)': '63,5',
    'Tem cao (mm)': '46,6',
    'Số cột': '3',
    'Số hàng': '6',
  },
  ...{ 'Lề trái (mm)': '7,2', 'Lề trên (mm)': '8,7', 'Khe giữa 2 cột (mm)': '2,54' },
}
const medium = {
  ...{ kind: 'sheet' as const, widthMm: 63.5, heightMm: 46.6, columns: 3, rows: 6 },
  ...{ leftMm: 7.2, topMm: 8.7, stepXMm: 66.04, stepYMm: 46.6 },
}

describe('a printer', () => {
  test('is kept with its shift, its scale and labels of a size of their own, which are printed on at once', async () => {
    await open()
    await user.click(screen.getByText(/^Thêm máy in:/))
    await user.click(screen.getByRole('button', { name: 'Tờ A4 khổ riêng' }))
    const save = () => screen.getByRole('button', { name: 'Lưu máy in' }) as HTMLButtonElement
    expect(save().disabled).toBe(true)
    await fill({ ...sheet, 'Dịch xuống dưới (mm)': '-1,5', 'Tỉ lệ (%)': '100,5', 'Số cột': '4' })
    expect(screen.getByText(/rộng quá tờ A4/)).toBeTruthy()
    expect(save().disabled).toBe(true)
    await fill({ 'Số cột': '3' })
    await user.click(save())
    const own = await screen.findByRole('button', { name: 'HP M404: A4 63,5 × 46,6 mm, 18 tem' })
    expect(own.getAttribute('aria-pressed')).toBe('true')
    expect(last('/api/v1/printers')).toMatchObject({ xMm: 0, yMm: -1.5, scale: 1.005, medium })
    expect(screen.getByRole('button', { name: 'Ô 18' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Ô 19' })).toBeNull()
    await waitFor(() =>
      expect(last('/api/v1/label-prints/preview')).toMatchObject({ medium, printerId: printers[0]?.id }),
    )
  })

  test('that is removed takes its labels along: what is printed next has a usual size', async () => {
    printers = [{ id: sample.cropId, name: 'HP M404', xMm: 0, yMm: 0, scale: 1, medium }]
    localStorage.setItem('nguon.labels', JSON.stringify({ medium: 'own', printerId: sample.cropId }))
    await open()
    await waitFor(() => expect(last('/api/v1/label-prints/preview')).toMatchObject({ medium }))
    await user.click(screen.getByText('Căn chỉnh máy in này'))
    await user.click(screen.getByRole('button', { name: 'Xóa máy in' }))
    expect(screen.getByText('Xóa máy in HP M404?')).toBeTruthy()
    await user.click(screen.getAllByText('Xóa máy in').at(-1) as HTMLElement)
    await waitFor(() => expect(last(`/api/v1/printers/${sample.cropId}/remove`)).toBeTruthy())
    await waitFor(() => {
      const order = last('/api/v1/label-prints/preview')
      expect(order).toMatchObject({ medium: 'a4-70x37' })
      expect(order).not.toHaveProperty('printerId')
    })
  })

  test('of another cooperative that printed on this machine is not printed on', async () => {
    localStorage.setItem('nguon.labels', JSON.stringify({ medium: 'a4-70x37', printerId: sample.storeId }))
    await open()
    await waitFor(() => expect(last('/api/v1/label-prints/preview')).toBeTruthy())
    expect(last('/api/v1/label-prints/preview')).not.toHaveProperty('printerId')
  })
})

describe('the page that prints labels', () => {
  test('prints no more than the run has left, and says so', async () => {
    await open()
    await fill({ 'Số lượng tem': '240' })
    expect(await screen.findByText('Đợt tem này chỉ còn 100 tem chưa in.')).toBeTruthy()
    expect(screen.getByText(/100 tem = 5 tờ/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Tạo thêm đợt mới 240 tem' })).toBeTruthy()
  })

  test('gives the one code of the batch, and that of an activated package, as a picture', async () => {
    server.on(api.readLabel, {
      ...{ runId: run.id, runName: run.name, productId: sample.gourdId, number: 7, code: '7K3M9QXA2B4C5D' },
      ...{ state: 'activated' as const, batchId: sample.harvestLotId },
    })
    await open()
    expect(screen.queryByRole('link', { name: 'SVG' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Một mã cho cả lô' }))
    const files = `/api/v1/batches/${sample.harvestLotId}`
    const address = (name: string) => screen.getAllByRole('link', { name }).at(-1)?.getAttribute('href')
    expect([address('SVG'), address('PNG')]).toEqual([`${files}/qr.svg`, `${files}/qr.png?size=1200`])
    await fill({ 'Tem đầu': '7K3M 9QXA 2B4C 5D' })
    await user.click(screen.getByRole('button', { name: 'Kiểm tra dải tem' }))
    await screen.findByText(/số 7 đến 7/)
    expect(address('SVG')).toBe(`${files}/packages/7K3M9QXA2B4C5D/qr.svg`)
    expect(screen.queryByRole('button', { name: /^Kích hoạt 1 tem/ })).toBeNull()
  })
})
