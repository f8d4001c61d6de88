import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../testing/fake-api.ts'
import { openApp } from '../testing/open-app.tsx'
import { sample, sampleBatches, sampleStep, sessionOf } from '../testing/sample.ts'

const empty = { batches: [], crops: [], places: [], events: [], complete: true }
let server: FakeApi
beforeEach(() => {
  localStorage.clear()
  server = fakeApi()
  server.on(api.getSession, sessionOf('inspector'))
  server.on(api.listBatches, { items: sampleBatches })
  server.on(api.getChain, {
    batches: sampleBatches,
    steps: [
      sampleStep(),
      sampleStep({
        eventId: sample.inputLotId,
        type: 'weeding',
        marks: ['LATE_ENTRY'],
        reasons: { LATE_ENTRY: 'Theo sổ giấy' },
      }),
    ],
    complete: true,
  })
  server.on(api.getTrace, (_sent: unknown, url: URL) =>
    url.searchParams.get('direction') === 'back'
      ? { ...empty, batches: [sample.inputLotId], crops: [sample.cropId] }
      : empty,
  )
})

describe('an inspector', () => {
  test('sees the batches of every organization and narrows them to one that they name', async () => {
    openApp('/app/kiem-tra')
    const batch = await screen.findByRole('link', { name: /BXT260608A/ })
    expect(batch.getAttribute('href')).toBe(`/app/kiem-tra/lo/${sample.harvestLotId}`)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Đơn vị' }), 'HTX Mẫu')
    await waitFor(() => expect(server.sent.at(-1)?.url).toContain(`organizationId=${sample.organizationId}`))
  })

  test('reads a chain both ways, with what went in apart from the batch itself', async () => {
    openApp(`/app/kiem-tra/lo/${sample.harvestLotId}`)
    expect(await screen.findByRole('rowheader', { name: 'Có trong lô này (2)' })).toBeTruthy()
    expect(screen.getByRole('rowheader', { name: 'Lô đang xem (1)' })).toBeTruthy()
    expect(screen.getByText('Đủ cả chuỗi: 3 lô, 2 việc.')).toBeTruthy()
  })

  test('finds late entries and their reason in the timeline', async () => {
    openApp(`/app/kiem-tra/lo/${sample.harvestLotId}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Ghi bổ sung (1)' }))
    expect(screen.getByText('Theo sổ giấy')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Tưới nước' })).toBeNull()
  })

  test('finds nothing to record anywhere', async () => {
    openApp(`/app/kiem-tra/lo/${sample.harvestLotId}`)
    await screen.findByRole('heading', { name: 'Dòng thời gian' })
    expect(screen.queryByRole('link', { name: /Ghi việc/ })).toBeNull()
  })
})
