import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../testing/fake-api.ts'
import { home, openApp } from '../testing/open-app.tsx'
import { sample, sampleBatches, sampleStep, serveSample, sessionOf } from '../testing/sample.ts'

const user = userEvent.setup()
let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  serveSample(server)
})

describe('Hôm nay', () => {
  test('offers the work of the day, the last entry again, and what is in stock', async () => {
    openApp(home)
    expect(await screen.findByRole('link', { name: 'Tưới' })).toBeTruthy()
    const again = screen.getByRole('link', { name: /Lặp lại: Tưới nước/ })
    expect(again.getAttribute('href')).toBe(`${home}/ghi/irrigating?nhu=${sample.eventId}`)
    expect(screen.getByRole('link', { name: /BXT260608A · còn 1\.850 kg/ })).toBeTruthy()
  })

  test('says what to do first where nothing is recorded yet', async () => {
    server.on(api.listBatches, { items: [] })
    server.on(api.listSteps, { items: [] })
    openApp(home)
    expect(await screen.findByText(/Sau lần thu hoạch tới, bấm “Đăng ký lô”/)).toBeTruthy()
    expect(screen.getByText(/Chưa ghi việc nào/)).toBeTruthy()
  })

  test.each([
    ['another organization', sessionOf('admin', { organization: { id: sample.cropId, name: 'HTX Khác' } })],
    ['an inspector', sessionOf('inspector')],
  ])('is closed to %s', async (_who, session) => {
    server.on(api.getSession, session)
    openApp(home)
    expect(
      await screen.findByRole('heading', { name: 'Trang này không dành cho tài khoản này' }),
    ).toBeTruthy()
    expect(server.sent.every(({ url }) => url === '/api/v1/session')).toBe(true)
  })
})

describe('the list of batches', () => {
  test('asks for what is searched and loads more', async () => {
    server.on(api.listBatches, (_sent: unknown, url: URL) =>
      url.searchParams.has('after')
        ? { items: [sampleBatches[1]] }
        : { items: [sampleBatches[2]], next: sample.harvestLotId },
    )
    openApp(`${home}/lo`)
    await user.type(await screen.findByRole('searchbox', { name: 'Tìm lô' }), 'bi xanh')
    await waitFor(() => expect(server.sent.at(-1)?.url).toContain('q=bi+xanh'))
    await user.click(await screen.findByRole('button', { name: 'Xem thêm' }))
    expect(await screen.findByRole('link', { name: /ABA-251101/ })).toBeTruthy()
  })

  test('offers to drop a filter that finds nothing', async () => {
    server.on(api.listBatches, { items: [] })
    openApp(`${home}/lo?loai=held`)
    await user.click(await screen.findByRole('button', { name: 'Bỏ lọc' }))
    expect(await screen.findByText(/Chưa có lô nào\./)).toBeTruthy()
  })
})

describe('the page of a batch', () => {
  test('shows what remains, its QR and its history with both dates', async () => {
    openApp(`${home}/lo/${sample.harvestLotId}`)
    expect(await screen.findByRole('heading', { name: 'Bí xanh thơm' })).toBeTruthy()
    expect(screen.getByText('1.850 kg')).toBeTruthy()
    expect(screen.getByRole('img', { name: 'Mã QR của lô BXT260608A' })).toBeTruthy()
    expect(screen.getByText('20/05/2026 16:30')).toBeTruthy()
    expect(screen.getByText(/ghi lúc 21\/05\/2026 06:10/)).toBeTruthy()
    expect(screen.getByRole('link', { name: /người mua thấy/ }).getAttribute('href')).toBe('/T/7K3M9QXA2B4C')
    const receipts = screen.getAllByRole('link', { name: 'Tải biên nhận' })
    for (const receipt of receipts)
      expect(receipt.getAttribute('href')).toMatch(/^\/api\/v1\/events\/[0-9a-f-]{36}\/receipt$/)
  })

  test('strikes a corrected entry through and says why', async () => {
    const at = '2026-06-01T00:00:00.000Z'
    const correctedBy = {
      eventId: sample.eventId,
      at,
      reason: 'incorrect_data' as const,
      text: 'Ghi nhầm ngày',
    }
    server.on(api.getBatch, {
      batch: sampleBatches[2],
      address: 'HTTPS://TRACE.EXAMPLE.VN/T/7K3M9QXA2B4C',
      code: '7K3M9QXA2B4C',
      unitsPacked: 0,
      steps: [sampleStep({ correctedBy })],
      findings: [],
    })
    openApp(`${home}/lo/${sample.harvestLotId}`)
    expect((await screen.findByText('Tưới nước')).tagName).toBe('S')
    expect(screen.getByText(/Ghi nhầm ngày/)).toBeTruthy()
  })

  test('offers no work and no labels while it is on hold', async () => {
    const held = { ...sampleBatches[2], status: 'held' }
    const detail = {
      address: 'https://trace.example.vn/T/7K3M9QXA2B4C',
      code: '7K3M9QXA2B4C',
      unitsPacked: 0,
    }
    server.on(api.getBatch, { batch: held, ...detail, steps: [], findings: [] })
    openApp(`${home}/lo/${sample.harvestLotId}`)
    expect(await screen.findByText(/đang bị tạm giữ/)).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'In tem' })).toBeNull()
    expect(screen.queryByRole('link', { name: /Ghi việc cho lô này/ })).toBeNull()
  })

  test('offers only work that makes sense for it', async () => {
    openApp(`${home}/ghi?lo=${sample.harvestLotId}`)
    const packing = await screen.findByRole('link', { name: 'Đóng gói' })
    expect(packing.getAttribute('href')).toBe(`${home}/ghi/packing?lo=${sample.harvestLotId}`)
    expect(screen.queryByRole('link', { name: 'Phun thuốc' })).toBeNull()
  })
})
