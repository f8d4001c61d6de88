import { beforeEach, expect, test } from '@jest/globals'
import { newId } from '@nguon/domain'
import { event, kg, taken } from '@nguon/domain/testing'
import { QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { LangProvider } from '../lang.tsx'
import { newQueryClient } from '../queries.ts'
import { memoryOutbox } from '../testing/memory-outbox.ts'
import type { Outbox, Unsent } from './outbox.ts'
import { UnsentNotice } from './unsent-notice.tsx'
import { noteSent } from './unsent-state.ts'

const personId = newId()
const deviceId = newId()
let outbox: Outbox
let next = 1
beforeEach(async () => {
  outbox = memoryOutbox()
  next = 1
  const keys = {} as CryptoKeyPair // nothing is signed here
  await outbox.enter(personId, { personId, organizationId: newId(), keys, publicKey: 'x', next })
  await outbox.register(personId, 'x', deviceId, 0)
})

const keep = async (more: Partial<Unsent> = {}) => {
  const record = { event: event('dispatch', newId(), [taken(newId(), kg('1'))]) }
  const entry = { personId, deviceId, number: next++, eventId: record.event.id, record }
  await outbox.add({ ...entry, keptAt: '2026-11-20T12:00:00.000Z', ...more })
}
const show = async (quarantined = 0) => {
  await act(() => noteSent(outbox, quarantined))
  render(
    <QueryClientProvider client={newQueryClient()}>
      <LangProvider>
        <UnsentNotice />
      </LangProvider>
    </QueryClientProvider>,
  )
}

test('a phone that has sent everything says nothing', async () => {
  await show()
  expect(screen.queryByRole('status')).toBeNull()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what is not sent yet is counted, and can be sent at once', async () => {
  await keep()
  await keep()
  await show()
  expect(screen.getByRole('status').textContent).toMatch(/Còn 2 mục chưa gửi/)
  expect(screen.getByRole('button', { name: 'Gửi ngay' })).toBeTruthy()
})

test('what was refused unseen says what and why, and goes only when the person says so twice', async () => {
  const title = { vi: 'Lô không còn đủ hàng.', en: 'Not enough is left.' }
  await keep({ refused: { code: 'BATCH_OVERDRAWN', title } })
  await show()
  expect(screen.getByRole('alert').textContent).toMatch(
    /Xuất hàng.*chưa được ghi nhận\. Lô không còn đủ hàng/,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Bỏ mục này' }))
  expect(screen.getByText(/sẽ không lấy lại được/)).toBeTruthy()
  expect(await outbox.list()).toHaveLength(1)
})

test('a phone that was removed says where its entries went', async () => {
  await show(2)
  expect(screen.getByRole('status').textContent).toMatch(/đã được chuyển cho quản trị viên/)
})
