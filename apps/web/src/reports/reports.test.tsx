import { beforeEach, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../testing/fake-api.ts'
import { home, openApp } from '../testing/open-app.tsx'
import { sample, serveSample } from '../testing/sample.ts'

const user = userEvent.setup()
let server: FakeApi
beforeEach(() => {
  server = fakeApi()
  serveSample(server)
})

const report = {
  id: sample.eventId,
  path: '/01/09520003000025/10/MD260115A',
  kind: 'fake',
  words: 'Gói không có số lô',
  phone: '0912 345 678',
  hasPhoto: true,
  at: '2026-11-23T07:00:00.000Z',
  state: 'new',
} as const

test('what people report reaches the cooperative, which answers it once', async () => {
  server.on(api.listReports, { items: [report] })
  server.on(api.answerReport, { ...report, state: 'answered', answer: 'Đã thu lại' })
  openApp(`${home}/bao-sai`)
  const card = within(await screen.findByRole('region', { name: /Nghi là hàng giả/ }))
  expect(card.getByRole('link', { name: '0912 345 678' }).getAttribute('href')).toBe('tel:0912345678')
  expect(card.getByRole('link', { name: 'Mở trang của mã' }).getAttribute('href')).toBe(report.path)
  const photo = `/api/v1/reports/${sample.eventId}/photo`
  expect(card.getByRole('img', { name: 'Ảnh kèm tin báo' }).getAttribute('src')).toBe(photo)
  await user.type(card.getByRole('textbox', { name: 'Đã xử lý thế nào' }), 'Đã thu lại')
  server.on(api.listReports, { items: [{ ...report, state: 'answered', answer: 'Đã thu lại' }] })
  await user.click(card.getByRole('button', { name: 'Lưu trả lời' }))
  expect(await screen.findByText('Đã xử lý thế nào: Đã thu lại')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Lưu trả lời' })).toBeNull()
  expect(server.sent.find(({ method }) => method === 'post')?.body).toEqual({ answer: 'Đã thu lại' })
})

test('an address that is no code of ours is text, not a link', async () => {
  server.on(api.listReports, { items: [{ ...report, path: 'javascript:alert(1)' }] })
  openApp(`${home}/bao-sai`)
  expect(await screen.findByText('javascript:alert(1)')).toBeTruthy()
  expect(screen.queryByRole('link', { name: 'Mở trang của mã' })).toBeNull()
})
