import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import { TraceEvent } from '@nguon/domain'
import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi } from '../../testing/fake-api.ts'
import { home, openApp } from '../../testing/open-app.tsx'
import { sample, sampleBatches, serveSample } from '../../testing/sample.ts'

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

describe('goods that another organization sent and this one accepted', () => {
  const receivedLot = {
    ...(sampleBatches[2] as (typeof sampleBatches)[number]),
    ...{ id: sample.storeId, organizationId: sample.gourdId, organizationName: 'HTX Bên Giao' },
    ...{ lot: 'BG-7', balance: { value: '78.5', unit: 'kg' as const } },
  }
  beforeEach(() => server.on(api.listReceivedGoods, { items: [receivedLot] }))

  test('are chosen like one’s own, with whom they came from and what is left of them', async () => {
    openApp(`${home}/ghi/dispatch`)
    const lot = await screen.findByRole('checkbox', { name: /BG-7 · còn 78,5 kg · Từ HTX Bên Giao/ })
    await user.click(lot)
    await user.type(screen.getByRole('textbox', { name: 'Lấy ra' }), '79')
    await click('button', 'Ghi việc')
    expect(await screen.findByText(/78,5 kg\./)).toBeTruthy()
    expect(recorded()).toEqual([])
  })

  test('are packed as a batch of one’s own', async () => {
    openApp(`${home}/ghi?lo=${receivedLot.id}`)
    await click('link', 'Đóng gói')
    await click('radio', /Miến dong/)
    await user.type(screen.getByRole('textbox', { name: 'Số gói' }), '157')
    await user.type(screen.getByRole('textbox', { name: 'Mỗi gói' }), '500')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Đóng gói' })
    expect(TraceEvent.parse(recorded()[0]?.body.event).batches).toMatchObject([
      { batchId: receivedLot.id, role: 'in', quantity: { value: '78.5', unit: 'kg' } },
      { role: 'out', units: 157, creates: { kind: 'finished' } },
    ])
  })

  test('are graded into a new batch: the sender’s gets nothing back', async () => {
    openApp(`${home}/ghi/grading?lo=${receivedLot.id}`)
    await click('radio', /Bí xanh thơm/)
    expect(screen.queryByRole('radio', { name: /Vẫn là lô đó/ })).toBeNull()
    await user.type(screen.getByRole('textbox', { name: 'Cân được' }), '78')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Phân loại' })
    const [, made] = TraceEvent.parse(recorded()[0]?.body.event).batches
    expect(made?.batchId).not.toBe(receivedLot.id)
    expect(made?.creates).toMatchObject({ productId: sample.gourdId })
  })

  test('are used on the field where they are inputs of the kind that is asked for', async () => {
    const input = { ...receivedLot, kind: 'input' as const, lot: 'NPK-1', inputKind: 'fertiliser' as const }
    server.on(api.listReceivedGoods, { items: [input] })
    openApp(`${home}/ghi/fertilising`)
    expect(await screen.findByRole('checkbox', { name: /NPK-1.*Từ HTX Bên Giao/ })).toBeTruthy()
  })
})

describe('goods', () => {
  test('are packed with the sum done and nothing above what remains', async () => {
    openApp(`${home}/ghi/packing?lo=${sample.harvestLotId}`)
    await click('radio', /Miến dong/)
    await user.type(screen.getByRole('textbox', { name: 'Số gói' }), '400')
    await user.type(screen.getByRole('textbox', { name: 'Mỗi gói' }), '500')
    expect(await screen.findByText(/Cộng 200 kg\. Hao 89,19 %/)).toBeTruthy()
    const taken = screen.getByRole('textbox', { name: 'Lấy ra' })
    await user.clear(taken)
    await user.type(taken, '200')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Đóng gói' })
    expect(TraceEvent.parse(recorded()[0]?.body.event)).toMatchObject({
      batches: [
        { batchId: sample.harvestLotId, quantity: { value: '200', unit: 'kg' } },
        { role: 'out', units: 400, quantity: { value: '200', unit: 'kg' }, creates: { kind: 'finished' } },
      ],
    })
  })

  test('that are graded stay the same batch unless said otherwise', async () => {
    openApp(`${home}/ghi/grading?lo=${sample.harvestLotId}`)
    await user.type(await screen.findByRole('textbox', { name: 'Cân được' }), '1800')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Phân loại' })
    const { batches } = TraceEvent.parse(recorded()[0]?.body.event)
    expect(batches.map(({ batchId }) => batchId)).toEqual([sample.harvestLotId, sample.harvestLotId])
  })

  test('that come in may be of a product that is added along the way', async () => {
    const productId = '0199c82c-c000-7000-8000-0000000000c9'
    server.on(api.recordProduct, ({ body }: { body: { version: { id: string; data: object } } }) => {
      const { id, data } = body.version
      server.on(api.listProducts, { items: [{ id: productId, data }] })
      return { id, subjectId: productId, sequence: 1, recordedAt: '2026-06-08T03:00:00.000Z', leafHash: 'x' }
    })
    openApp(`${home}/ghi/input_received`)
    await click('button', 'Thêm vật tư khác')
    await user.type(screen.getByRole('textbox', { name: 'Tên vật tư' }), 'Phân NPK')
    await click('button', 'Lưu vật tư')
    expect(((await screen.findByRole('radio', { name: /Phân NPK/ })) as HTMLInputElement).checked).toBe(true)
    await user.type(screen.getByRole('textbox', { name: 'Số lượng nhập' }), '50')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Nhập vật tư' })
    expect(TraceEvent.parse(recorded()[0]?.body.event).batches[0]?.creates).toMatchObject({
      kind: 'input',
      productId,
    })
  })

  test('that come in are counted in the unit of their product until another is chosen', async () => {
    openApp(`${home}/ghi/input_received`)
    await click('radio', /Abamectin/)
    const unit = () =>
      (screen.getByRole('combobox', { name: 'Số lượng nhập: Đơn vị' }) as HTMLSelectElement).value
    expect(unit()).toBe('lít')
    await user.selectOptions(screen.getByRole('combobox', { name: 'Số lượng nhập: Đơn vị' }), 'chai')
    expect(unit()).toBe('chai')
  })

  test('on hold are not chosen, even when the form was opened for them', async () => {
    server.on(api.getBatch, {
      batch: { ...sampleBatches[2], status: 'held' },
      address: 'https://trace.example.vn/T/7K3M9QXA2B4C',
      code: '7K3M9QXA2B4C',
      unitsPacked: 0,
      steps: [],
    })
    openApp(`${home}/ghi/dispatch?lo=${sample.harvestLotId}`)
    const lot = (await screen.findByRole('checkbox', { name: /BXT260608A/ })) as HTMLInputElement
    expect(lot.checked).toBe(false)
  })

  test('that leave keep their buyer out of the event', async () => {
    openApp(`${home}/ghi/dispatch?lo=${sample.harvestLotId}`)
    await user.type(await screen.findByRole('textbox', { name: 'Người mua' }), 'Chị Mẫu')
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Xuất hàng' })
    expect(JSON.stringify(recorded()[0]?.body.event)).not.toContain('Mẫu')
    expect(recorded()[0]?.body.disclosures).toHaveLength(1)
  })

  test('go to an organization that is found by name, which then is their receiver', async () => {
    const shop = { organizationId: sample.storeId, organizationName: 'Siêu thị Ba Bể' }
    server.on(api.listReceivers, (_sent: unknown, url: URL) => {
      const places = [{ placeId: sample.storeId, placeName: 'Kho', commune: 'Xã Ba Bể', ...shop }]
      return { items: url.searchParams.get('q') === 'ba be' ? places : [] }
    })
    openApp(`${home}/ghi/dispatch?lo=${sample.harvestLotId}`)
    await user.type(await screen.findByRole('textbox', { name: 'Người mua' }), 'Chị Mẫu')
    await click('radio', /Đơn vị cùng dùng Nguồn/)
    expect(await screen.findByText(/Chưa giao cho đơn vị nào/)).toBeTruthy()
    await user.type(screen.getByRole('searchbox', { name: 'Tìm đơn vị theo tên' }), 'ba be')
    await click('radio', /Siêu thị Ba Bể.*Kho · Xã Ba Bể/)
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Xuất hàng' })
    const { event, disclosures } = recorded()[0]?.body ?? {}
    expect(TraceEvent.parse(event)).toMatchObject({ details: { toPlaceId: sample.storeId } })
    expect(disclosures).toBeUndefined() // what was typed for a buyer outside is left out
  })

  test('that are sent to an organization need one to be chosen', async () => {
    openApp(`${home}/ghi/dispatch?lo=${sample.harvestLotId}`)
    await click('radio', /Đơn vị cùng dùng Nguồn/)
    await screen.findByText(/Chưa giao cho đơn vị nào/)
    await click('button', 'Ghi việc')
    expect(await screen.findByText('Hãy tìm và chọn nơi nhận.')).toBeTruthy()
    expect(recorded()).toEqual([])
    await click('radio', /Người mua bên ngoài/)
    await click('button', 'Ghi việc')
    await screen.findByRole('heading', { name: 'Đã ghi: Xuất hàng' })
  })

  test('half of a by-product is asked for the other half, even folded away', async () => {
    openApp(`${home}/ghi/processing?lo=${sample.harvestLotId}`)
    await click('radio', /Bí xanh thơm/)
    await user.type(screen.getByRole('textbox', { name: 'Cân được' }), '100')
    await user.type(screen.getByRole('textbox', { name: 'Tên phụ phẩm' }), 'Vỏ bí')
    await click('button', 'Ghi việc')
    expect(await screen.findByText('Hãy điền mục này.')).toBeTruthy()
    expect(recorded()).toHaveLength(0)
  })
})
