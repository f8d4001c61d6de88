import { webcrypto } from 'node:crypto'
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { api, type EventRecord } from '@nguon/contract'
import { newId } from '@nguon/domain'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { Outbox } from '../../outbox/outbox.ts'
import { type FakeApi, fakeApi } from '../../testing/fake-api.ts'
import { memoryOutbox } from '../../testing/memory-outbox.ts'
import { sample, serveSample, sessionOf } from '../../testing/sample.ts'

let outbox: Outbox
// There is no database of a browser here.
jest.unstable_mockModule('../../outbox/open-outbox.ts', () => ({ openOutbox: async () => outbox }))
const { home, openApp } = await import('../../testing/open-app.tsx')
const { makePhone } = await import('../../outbox/make-phone.ts')

Object.defineProperty(globalThis, 'crypto', { value: webcrypto })
const user = userEvent.setup()
let server: FakeApi
beforeEach(async () => {
  localStorage.clear()
  sessionStorage.clear()
  server = fakeApi()
  serveSample(server)
  const session = sessionOf('staff')
  const deviceId = newId()
  server.on(api.getSession, { ...session, deviceId })
  outbox = memoryOutbox()
  const personId = session.person?.id ?? ''
  const phone = await makePhone(personId, sample.organizationId)
  await outbox.enter(personId, phone)
  await outbox.register(personId, phone.publicKey, deviceId, 0)
  server.on(api.sync, ({ body }: { body: { entries: EventRecord[] } }) => ({
    contiguous: body.entries.at(-1)?.event.device?.sequence,
    results: body.entries.map(({ event: { id, device } }) => ({
      ...{ sequence: device?.sequence, eventId: id, state: 'recorded' },
      recorded: { id, recordedAt: '2026-11-20T12:00:00.000Z', leafHash: 'x', batches: [], marks: [] },
    })),
  }))
})

const click = async (role: 'button' | 'link' | 'radio', name: string | RegExp) =>
  user.click(await screen.findByRole(role, { name }))
const sent = () =>
  server.sent.filter(({ url }) => url === api.sync.path).map(({ body }) => body.entries[0].event)
const openDispatch = async () => {
  openApp(`${home}/ghi/dispatch?lo=${sample.harvestLotId}`)
  const amount = await screen.findByRole('textbox', { name: 'Lấy ra' })
  await user.clear(amount)
  await user.type(amount, '500')
  await click('button', 'Ghi việc')
  await screen.findByText('Đã lưu trên máy này', { selector: 'b' })
}

describe('what was saved', () => {
  test('is taken back as it was typed, and sent after it was mended', async () => {
    await openDispatch()
    expect(sent()).toEqual([])
    await click('button', 'Hoàn tác')
    const amount = (await screen.findByRole('textbox', { name: 'Lấy ra' })) as HTMLInputElement
    expect(amount.value).toBe('500')
    expect(await outbox.listHeldBack()).toEqual([])
    await user.clear(amount)
    await user.type(amount, '50')
    await click('button', 'Ghi việc')
    await click('button', 'Gửi ngay')
    await screen.findByRole('heading', { name: 'Đã ghi: Xuất hàng' })
    expect(sent()).toMatchObject([{ device: { sequence: 1 }, batches: [{ quantity: { value: '50' } }] }])
  })

  test('is sent at once when the page is hidden', async () => {
    await openDispatch()
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    fireEvent(document, new Event('visibilitychange'))
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
    await screen.findByRole('heading', { name: 'Đã ghi: Xuất hàng' })
    expect(sent()).toHaveLength(1)
  })

  test('is sent when another page is opened', async () => {
    await openDispatch()
    await click('link', 'Hôm nay')
    await waitFor(() => expect(sent()).toMatchObject([{ batches: [{ quantity: { value: '500' } }] }]))
    await waitFor(async () => expect(await outbox.list()).toEqual([]))
    expect(await outbox.listHeldBack()).toEqual([])
  })
})
