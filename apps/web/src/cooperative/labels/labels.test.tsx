import { beforeEach, describe, expect, test } from '@jest/globals'
import { api, type LabelRunView } from '@nguon/contract'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../../testing/fake-api.ts'
import { home, openApp } from '../../testing/open-app.tsx'
import { sample, serveSample } from '../../testing/sample.ts'
import { printedCode } from './printed-code.ts'

const user = userEvent.setup()
const run: LabelRunView = {
  ...{ id: sample.eventId, productId: sample.gourdId, productName: 'Bí xanh thơm', name: 'D261123' },
  ...{
    first: 1,
    last: 240,
    digits: 6,
    isUnguessable: true,
    printed: 0,
    nextToPrint: 1,
    activated: 0,
    voided: 0,
  },
}
const preview = {
  ...{ svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', address: 'HTTPS://TRUYXUAT.EXAMPLE.VN/T/ABCD' },
  ...{ widthMm: 70, heightMm: 37, count: 240, sheets: 10, isSample: false },
  qr: { modules: 29, sideMm: 31.3, moduleMm: 0.85, dots: 20, dpi: 600 },
}
const print = {
  ...{
    id: sample.cropId,
    runId: run.id,
    batchId: sample.harvestLotId,
    first: 1,
    last: 240,
    format: 'pdf' as const,
  },
  ...{ count: 240, printedAt: '2026-11-23T02:00:00.000Z', printedBy: 'Chị Lan' },
}
const label = (number: number) => ({
  ...{ runId: run.id, runName: run.name, productId: sample.gourdId, number, code: 'X', state: 'printed' },
})

let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
  server.on(api.listRunsOfLabels, { items: [run] })
  server.on(api.listPrinters, { items: [] })
  server.on(api.listPrints, { items: [] })
  server.on(api.previewLabels, preview)
})

const open = async () => {
  openApp(`${home}/lo/${sample.harvestLotId}/tem`)
  await screen.findByRole('heading', { name: 'In tem' })
}
const last = (path: string) => server.sent.findLast((sent) => sent.url === path)?.body

describe('the page that prints labels', () => {
  test('prints what is chosen: quantity, labels by picture, first cell, words', async () => {
    server.on(api.printLabels, { ...print, state: 'waiting', done: 0 })
    await open()
    await user.clear(screen.getByRole('textbox', { name: 'Số lượng tem' }))
    await user.type(screen.getByRole('textbox', { name: 'Số lượng tem' }), '48')
    await user.click(screen.getByRole('button', { name: /A4 38,1 × 21,2 mm, 65 tem/ }))
    await user.click(screen.getByRole('button', { name: 'Ô 7' }))
    await user.click(screen.getByRole('button', { name: 'điện thoại' }))
    expect(await screen.findByRole('img', { name: 'Tem sẽ in' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'In tem' }))
    await waitFor(() => expect(last('/api/v1/label-prints')).toBeTruthy())
    expect(last('/api/v1/label-prints')).toMatchObject({
      of: { kind: 'run', runId: run.id, first: 1, last: 48, batchId: sample.harvestLotId },
      ...{ medium: 'a4-38x21', start: 7, format: 'pdf' },
      fields: ['product', 'organization', 'packed', 'harvested', 'useBy'],
    })
  })

  test('makes a run first where the product has none', async () => {
    server.on(api.listRunsOfLabels, { items: [] })
    server.on(api.issueLabels, run)
    await open()
    await user.click(screen.getByRole('button', { name: 'Tạo 24 tem' }))
    await waitFor(() =>
      expect(last('/api/v1/label-runs/issue')).toMatchObject({ productId: sample.gourdId, count: 24 }),
    )
  })

  test('says why a label cannot be printed', async () => {
    server.on(api.previewLabels, refusal(422, 'LABEL_TOO_SMALL'))
    await open()
    expect((await screen.findAllByText('vi LABEL_TOO_SMALL')).length).toBe(1)
  })

  test('shows how far a large file is, and stops it', async () => {
    server.on(api.listPrints, { items: [{ ...print, state: 'drawing', done: 60 }] })
    server.on(api.cancelPrint, { ...print, state: 'cancelled', done: 60 })
    await open()
    expect(await screen.findByText(/Đang vẽ 25 %/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Dừng' }))
    await waitFor(() => expect(last(`/api/v1/label-prints/${print.id}/cancel`)).toBeTruthy())
  })

  test('prints again only with a reason, and only what was spoilt', async () => {
    server.on(api.listPrints, { items: [{ ...print, state: 'done', done: 240 }] })
    server.on(api.reprintLabels, {
      ...print,
      id: sample.eventId,
      state: 'waiting',
      done: 0,
      reason: 'Máy in nhòe',
    })
    await open()
    await user.click(await screen.findByRole('button', { name: 'In lại' }))
    expect((screen.getByRole('button', { name: 'In lại' }) as HTMLButtonElement).disabled).toBe(true)
    await user.type(screen.getByRole('textbox', { name: 'Vì sao in lại' }), 'Máy in nhòe')
    await user.clear(screen.getByRole('textbox', { name: 'Từ tem số' }))
    await user.type(screen.getByRole('textbox', { name: 'Từ tem số' }), '12')
    await user.clear(screen.getByRole('textbox', { name: 'Bắt đầu từ ô' }))
    await user.type(screen.getByRole('textbox', { name: 'Bắt đầu từ ô' }), '5')
    await user.click(screen.getByRole('button', { name: 'In lại' }))
    await waitFor(() =>
      expect(last(`/api/v1/label-prints/${print.id}/reprint`)).toMatchObject({
        first: 12,
        last: 240,
        start: 5,
        reason: 'Máy in nhòe',
      }),
    )
  })
})

describe('activating labels', () => {
  test('by the first and the last says how many they are before it is done', async () => {
    server.on(api.readLabel, (_sent: unknown, url: URL) => label(url.pathname.endsWith('AAAA') ? 12 : 3))
    await open()
    await user.type(screen.getByRole('textbox', { name: 'Tem đầu' }), 'aaaa')
    await user.type(
      screen.getByRole('textbox', { name: 'Tem cuối' }),
      'https://truyxuat.example.vn/T/7K3M9QXA2B4C5D',
    )
    await user.click(screen.getByRole('button', { name: 'Kiểm tra dải tem' }))
    expect(await screen.findByText('10 tem: đợt D261123, số 3 đến 12')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Kích hoạt 10 tem cho lô này' })).toBeTruthy()
    expect(server.sent.some(({ url }) => url === '/api/v1/labels/7K3M9QXA2B4C5D')).toBe(true)
  })

  test('of two runs is not offered, and voiding can be taken back', async () => {
    server.on(api.readLabel, (_sent: unknown, url: URL) => ({
      ...label(1),
      runId: url.pathname.endsWith('AAAA') ? run.id : sample.cropId,
    }))
    await open()
    await user.type(screen.getByRole('textbox', { name: 'Tem đầu' }), 'AAAA')
    await user.type(screen.getByRole('textbox', { name: 'Tem cuối' }), 'BBBB')
    await user.click(screen.getByRole('button', { name: 'Kiểm tra dải tem' }))
    expect(await screen.findByText('Hai tem không cùng một đợt.')).toBeTruthy()
    await user.clear(screen.getByRole('textbox', { name: 'Tem cuối' }))
    await user.click(screen.getByRole('button', { name: 'Kiểm tra dải tem' }))
    await user.click(await screen.findByRole('button', { name: 'Hủy 1 tem hỏng' }))
    await user.click(screen.getByRole('button', { name: 'Hoàn tác' }))
    expect(screen.getByRole('button', { name: 'Hủy 1 tem hỏng' })).toBeTruthy()
    expect(server.sent.some(({ url }) => /sync|events$/.test(url))).toBe(false)
  })
})

test.each([
  ['7K3M 9QXA 2B4C 5D', '7K3M9QXA2B4C5D'],
  ['HTTPS://TRUYXUAT.EXAMPLE.VN/01/09520009000012/21/7K3M9QXA2B4C5D', '7K3M9QXA2B4C5D'],
  [' bx26-000017 ', 'BX26-000017'],
])('the code of %p is %s', (typed, code) => {
  expect(printedCode(typed)).toBe(code)
})
