import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { TraceEvent } from '@nguon/domain'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../../testing/fake-api.ts'
import { home, openApp } from '../../testing/open-app.tsx'
import { sample, sampleBatches, serveSample, sessionOf } from '../../testing/sample.ts'

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

/** The crops an event brings into being, as the list shows them from then on. */
const cropsOf = ({ batches }: TraceEvent) =>
  batches.flatMap(({ batchId, creates }) =>
    creates ? [{ ...sampleBatches[0], id: batchId, lot: creates.lot, plotIds: creates.plots ?? [] }] : [],
  )

const serveCropsAfter = (begun: readonly object[]) =>
  server.on(api.listBatches, (_sent: unknown, url: URL) => {
    const kind = url.searchParams.get('kind')
    return {
      items: [...(kind === 'crop' ? begun : []), ...sampleBatches.filter((each) => each.kind === kind)],
    }
  })

describe('a diary entry', () => {
  const spray = async (amount: string) => {
    await click('checkbox', /Ruộng Nà Pha/)
    await click('checkbox', /Abamectin/)
    await user.type(screen.getByRole('textbox', { name: 'Lượng dùng' }), amount)
  }

  test('is recorded with the interval of the label, so that nothing but the amount is typed', async () => {
    openApp(`${home}/ghi/spraying`)
    await spray('0,4')
    const days = await screen.findByRole('textbox', { name: /Thời gian cách ly/ })
    await waitFor(() => expect((days as HTMLInputElement).value).toBe('7'))
    await click('button', 'Ghi việc')
    expect(await screen.findByRole('heading', { name: 'Đã ghi: Phun thuốc' })).toBeTruthy()
    const event = TraceEvent.parse(recorded()[0]?.body.event)
    expect(event).toMatchObject({
      type: 'spraying',
      placeId: sample.cropPlotId,
      batches: [
        { batchId: sample.inputLotId, role: 'in', quantity: { value: '0.4', unit: 'lít' } },
        { batchId: sample.cropId, role: 'out' },
      ],
      details: { preHarvestIntervalDays: 7 },
    })
  })

  test('of more than remains is stopped before it is sent', async () => {
    openApp(`${home}/ghi/spraying`)
    await spray('3')
    await click('button', 'Ghi việc')
    expect(await screen.findByText(/Chỉ còn 2 lít/)).toBeTruthy()
    expect(recorded()).toHaveLength(0)
  })

  test('that is refused says so at the field and loses nothing that was typed', async () => {
    server.on(
      api.recordEvent,
      refusal(409, 'INPUT_OVERDRAWN', [
        { code: 'INPUT_OVERDRAWN', message: 'x', batchId: sample.inputLotId },
      ]),
    )
    openApp(`${home}/ghi/spraying`)
    await spray('1')
    await click('button', 'Ghi việc')
    expect(await screen.findByText('vi INPUT_OVERDRAWN')).toBeTruthy()
    const amount = screen.getByRole('textbox', { name: 'Lượng dùng' }) as HTMLInputElement
    expect(amount.getAttribute('aria-invalid')).toBe('true')
    expect(amount.value).toBe('1')
  })

  test('that got no answer is sent again as the very same record, even after a reload', async () => {
    openApp(`${home}/ghi/irrigating`)
    await click('checkbox', /Ruộng Nà Pha/)
    await user.click(screen.getByText(/Thêm chi tiết/))
    await user.type(screen.getByRole('textbox', { name: 'Ghi chú riêng' }), 'tưới sáng')
    const answering = globalThis.fetch
    const lost: string[] = []
    globalThis.fetch = ((url: string, init?: RequestInit) => {
      if (init?.method !== 'POST') return answering(url, init)
      lost.push(String(init.body))
      return Promise.reject(new TypeError('Failed to fetch'))
    }) as typeof fetch
    await click('button', 'Ghi việc')
    expect(await screen.findByText(/Không gửi được vì mạng chập chờn/)).toBeTruthy()
    cleanup()
    globalThis.fetch = answering
    openApp(`${home}/ghi/irrigating`)
    expect(await screen.findByText(/Đã mở lại phần anh chị đang ghi dở/)).toBeTruthy()
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: /Đã ghi/ })
    expect(JSON.stringify(recorded()[0]?.body)).toBe(lost[0])
  })

  test('that is left unfinished is there for who wrote it, and not for who signs in after them in the same tab', async () => {
    const note = async () => {
      await click('checkbox', /Ruộng Nà Pha/)
      await user.click(screen.getByText(/Thêm chi tiết/))
      return screen.getByRole('textbox', { name: 'Ghi chú riêng' }) as HTMLInputElement
    }
    openApp(`${home}/ghi/irrigating`)
    await user.type(await note(), 'tưới sáng')
    cleanup()
    const person = { id: sample.staffId, name: 'Ma Văn Bình', phone: '0987654321' }
    server.on(api.getSession, sessionOf('staff', { person }))
    openApp(`${home}/ghi/irrigating`)
    expect((await note()).value).toBe('')
    expect(screen.queryByText(/Đã mở lại phần anh chị đang ghi dở/)).toBeNull()
  })

  test('on two plots of which one is refused is not recorded twice when the rest is mended', async () => {
    let attempts = 0
    const begun: object[] = []
    serveCropsAfter(begun)
    server.on(api.recordEvent, ({ body }: { body: { event: TraceEvent } }) => {
      attempts++
      if (attempts === 2) return refusal(409, 'BATCH_ON_HOLD')
      begun.push(...cropsOf(body.event))
      return {
        id: body.event.id,
        recordedAt: '2026-06-08T03:00:00.000Z',
        leafHash: 'x',
        batches: [],
        marks: [],
      }
    })
    openApp(`${home}/ghi/weeding`)
    await click('checkbox', /Ruộng Nà Dài/)
    await click('checkbox', /Ruộng Nà Pha/)
    await click('radio', /Bí xanh thơm/)
    await click('button', 'Ghi việc')
    expect(await screen.findByText(/Đã ghi 1 trên 2 dòng/)).toBeTruthy()
    await click('button', 'Ghi việc')
    await screen.findByText('Đã ghi 2 dòng nhật ký.')
    const ids = recorded().map(({ body }) => body.event.id)
    expect(ids).toHaveLength(3)
    expect(ids[1]).toBe(ids[2])
  })

  test('that began a season is sent again unchanged though the plot now has a crop', async () => {
    const begun: object[] = []
    serveCropsAfter(begun)
    const bodies: string[] = []
    server.on(api.recordEvent, ({ body }: { body: { event: TraceEvent } }) => {
      bodies.push(JSON.stringify(body))
      begun.splice(0, 1, ...cropsOf(body.event))
      if (bodies.length === 1) return { status: 504, body: 'the answer got lost' }
      return {
        id: body.event.id,
        recordedAt: '2026-06-08T03:00:00.000Z',
        leafHash: 'x',
        batches: [],
        marks: [],
      }
    })
    openApp(`${home}/ghi/sowing`)
    await click('checkbox', /Ruộng Nà Dài/)
    await click('radio', /Bí xanh thơm/)
    await click('button', 'Ghi việc')
    await screen.findByText(/Hệ thống đang bận/)
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: /Đã ghi/ })
    expect(bodies[1]).toBe(bodies[0])
  })

  test('of long ago asks why it comes so late', async () => {
    openApp(`${home}/ghi/weeding`)
    await click('checkbox', /Ruộng Nà Pha/)
    await click('button', 'Ngày khác')
    const day = screen.getByLabelText('Ngày')
    await user.clear(day)
    await user.type(day, '2026-01-05')
    await click('button', 'Ghi việc')
    await user.type(await screen.findByRole('textbox', { name: 'Vì sao ghi muộn' }), 'Ghi theo sổ giấy')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: /Đã ghi/ })
    expect(recorded()[0]?.body.event).toMatchObject({
      precision: 'day',
      reasons: { LATE_ENTRY: 'Ghi theo sổ giấy' },
    })
  })

  test('like an earlier one is recorded by one tap', async () => {
    openApp(`${home}/ghi/irrigating?nhu=${sample.eventId}`)
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: /Đã ghi/ })
    expect(TraceEvent.parse(recorded()[0]?.body.event).batches).toEqual([
      { batchId: sample.cropId, role: 'out' },
    ])
  })

  test('keeps its private note out of the event', async () => {
    openApp(`${home}/ghi/irrigating`)
    await click('checkbox', /Ruộng Nà Pha/)
    await user.click(screen.getByText(/Thêm chi tiết/))
    await user.type(screen.getByRole('textbox', { name: 'Ghi chú riêng' }), 'Chị Hường tưới')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: /Đã ghi/ })
    const { event, disclosures } = recorded()[0]?.body ?? {}
    expect(JSON.stringify(event)).not.toContain('Hường')
    expect([event._sd.length, disclosures.length]).toEqual([1, 1])
  })
})
