import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { TraceEvent } from '@nguon/domain'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../../testing/fake-api.ts'
import { home, openApp } from '../../testing/open-app.tsx'
import { sampleBatches, sampleStep, serveSample } from '../../testing/sample.ts'

const user = userEvent.setup()
let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  server = fakeApi()
  serveSample(server)
})

const recorded = () => server.sent.filter(({ method, url }) => method === 'post' && url === '/api/v1/events')
const click = async (role: 'button' | 'checkbox' | 'radio' | 'link', name: string | RegExp) =>
  user.click(await screen.findByRole(role, { name }))

describe('registering a batch', () => {
  test('takes three steps with almost everything proposed, and ends with its QR', async () => {
    openApp(`${home}/lo/moi`)
    await click('radio', /Bí xanh thơm/)
    await click('button', 'Tiếp')
    await click('checkbox', /Ruộng Nà Pha/)
    await user.type(screen.getByRole('textbox', { name: 'Cân được' }), '1.250')
    expect(screen.getByText('Hiểu là 1.250 kg')).toBeTruthy()
    const lot = (screen.getByRole('textbox', { name: 'Số lô' }) as HTMLInputElement).value
    expect(lot).toMatch(/^BXT\d{6}A$/)
    await click('button', 'Tiếp')
    expect(await screen.findByText('1.250 kg')).toBeTruthy()
    await click('button', 'Lưu lô')
    const qr = await screen.findByRole('img', { name: `Mã QR của lô ${lot}` })
    const made = TraceEvent.parse(recorded()[0]?.body.event).batches.at(-1)
    expect(made).toMatchObject({ quantity: { value: '1250', unit: 'kg' }, creates: { kind: 'harvest', lot } })
    expect(qr.getAttribute('src')).toBe(`/api/v1/batches/${made?.batchId}/qr.svg`)
  })

  test('does not go on while something is missing', async () => {
    openApp(`${home}/lo/moi`)
    await click('button', 'Tiếp')
    expect(await screen.findByText('Hãy chọn một.')).toBeTruthy()
    expect(screen.getByText(/Bước 1\/3/)).toBeTruthy()
  })

  test('warns on the check page of a harvest too soon after spraying', async () => {
    server.on(api.getBatch, {
      batch: sampleBatches[0],
      address: 'HTTPS://TRACE.EXAMPLE.VN/T/7K3M9QXA2B4C',
      code: '7K3M9QXA2B4C',
      unitsPacked: 0,
      steps: [
        sampleStep({
          type: 'spraying',
          // two days ago: before today whatever the hour, and in every zone
          occurredAt: new Date(Date.now() - 2 * 86_400_000).toISOString(),
          details: { preHarvestIntervalDays: 7 },
        }),
      ],
    })
    openApp(`${home}/lo/moi`)
    await click('radio', /Bí xanh thơm/)
    await click('button', 'Tiếp')
    await click('checkbox', /Ruộng Nà Pha/)
    await user.type(screen.getByRole('textbox', { name: 'Cân được' }), '5')
    await click('button', 'Tiếp')
    expect(await screen.findByText(/Ruộng Nà Pha: chưa hết thời gian cách ly/)).toBeTruthy()
  })

  test('never opens a step before which something is missing', async () => {
    openApp(`${home}/lo/moi?buoc=3`)
    expect(await screen.findByText(/Bước 1\/3/)).toBeTruthy()
  })

  test('shows on the check page that the lot number is taken', async () => {
    server.on(api.recordEvent, refusal(409, 'LOT_TAKEN', [{ code: 'LOT_TAKEN', message: 'taken' }]))
    openApp(`${home}/lo/moi`)
    await click('radio', /Bí xanh thơm/)
    await click('button', 'Tiếp')
    await click('checkbox', /Ruộng Nà Pha/)
    await user.type(screen.getByRole('textbox', { name: 'Cân được' }), '5')
    await click('button', 'Tiếp')
    await click('button', 'Lưu lô')
    expect(within(await screen.findByRole('alert')).getByText('vi LOT_TAKEN')).toBeTruthy()
    expect(screen.getByText(/Số lô này đã dùng cho một lô khác/)).toBeTruthy()
    await click('button', 'Sửa Số lô')
    expect(await screen.findByRole('textbox', { name: 'Số lô' })).toBeTruthy()
  })

  test('proposes another lot number when the day changes, but never over one that was typed', async () => {
    openApp(`${home}/lo/moi`)
    const lot = () => (screen.getByRole('textbox', { name: 'Số lô' }) as HTMLInputElement).value
    await click('radio', /Bí xanh thơm/)
    await click('button', 'Hôm qua')
    await click('button', 'Tiếp')
    const first = lot()
    await click('button', 'Quay lại')
    await click('button', 'Hôm nay')
    await click('button', 'Tiếp')
    await waitFor(() => expect(lot()).not.toBe(first))
    await user.clear(screen.getByRole('textbox', { name: 'Số lô' }))
    await user.type(screen.getByRole('textbox', { name: 'Số lô' }), 'lô 7')
    await click('button', 'Quay lại')
    await click('button', 'Hôm qua')
    await click('button', 'Tiếp')
    expect(lot()).toBe('LO7')
  })

  test('goes on with another batch like it', async () => {
    openApp(`${home}/lo/moi`)
    await click('radio', /Bí xanh thơm/)
    await click('button', 'Tiếp')
    await click('checkbox', /Ruộng Nà Pha/)
    await user.type(screen.getByRole('textbox', { name: 'Cân được' }), '5')
    await click('button', 'Tiếp')
    await click('button', 'Lưu lô')
    await click('button', 'Lô mới giống vậy')
    expect(((await screen.findByRole('radio', { name: /Bí xanh thơm/ })) as HTMLInputElement).checked).toBe(
      true,
    )
    await click('button', 'Tiếp')
    expect(((await screen.findByRole('checkbox', { name: /Nà Pha/ })) as HTMLInputElement).checked).toBe(true)
    expect((screen.getByRole('textbox', { name: 'Cân được' }) as HTMLInputElement).value).toBe('')
  })
})
