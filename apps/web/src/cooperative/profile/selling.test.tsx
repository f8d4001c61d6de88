import { beforeEach, describe, expect, test } from '@jest/globals'
import { api } from '@nguon/contract'
import type { SalesLink } from '@nguon/domain'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type FakeApi, fakeApi, refusal } from '../../testing/fake-api.ts'
import { home, openApp } from '../../testing/open-app.tsx'
import { sample, serveSample, sessionOf } from '../../testing/sample.ts'

const user = userEvent.setup()
const organization = { kind: 'cooperative', name: 'HTX Mẫu', addresses: [], status: 'active' }
const noodles = { name: 'Miến dong', unit: 'gói', labelLevel: 'batch', processed: true }
const shopee: SalesLink = { kind: 'shopee', url: 'https://shopee.vn/htxmau' }
const voso: SalesLink = { kind: 'voso', url: 'https://voso.vn/htxmau' }

let server: FakeApi
const serve = (ofAll?: SalesLink[], ofNoodles?: SalesLink[], name = 'Miến dong') => {
  server.on(api.getOrganization, {
    id: sample.organizationId,
    validFrom: '2026-07-01',
    data: { ...organization, ...(ofAll && { salesLinks: ofAll }) },
  })
  const data = { ...noodles, name, ...(ofNoodles && { salesLinks: ofNoodles }) }
  server.on(api.listProducts, { items: [{ id: sample.noodlesId, data }] })
}
beforeEach(() => {
  server = fakeApi()
  serveSample(server)
  serve()
  const recorded = { id: sample.eventId, subjectId: sample.eventId, sequence: 2, leafHash: 'x' }
  const answer = { status: 201, body: { ...recorded, recordedAt: '2026-11-23T07:00:00.000Z' } }
  server.on(api.recordOrganization, answer)
  server.on(api.recordProduct, answer)
})
const versions = (url: string) =>
  server.sent.filter((each) => each.method === 'post' && each.url === url).map(({ body }) => body.version)
const ofOrganization = () => versions(api.recordOrganization.path)
const click = (name: string) => user.click(screen.getByRole('button', { name }))
const place = (number: number) => within(screen.getByRole('region', { name: `Nơi bán ${number}` }))
const addressOf = (number: number) => place(number).getByRole('textbox', { name: 'Đường dẫn' })
const marketOf = (number: number) => place(number).getByRole<HTMLSelectElement>('combobox')
const typeNew = async (number: number, address: string) => {
  await click('Thêm nơi bán')
  await user.type(addressOf(number), address)
  await user.tab()
}

describe('where goods are sold', () => {
  test('is found from the account of an admin, for everything and for each product', async () => {
    serve([shopee, voso])
    openApp('/app/tai-khoan')
    await user.click(await screen.findByRole('link', { name: /Hồ sơ đơn vị/ }))
    expect((await screen.findByRole('link', { name: /Chung cho mọi sản phẩm/ })).textContent).toContain(
      '2 nơi bán',
    )
    await user.click(screen.getByRole('link', { name: /Miến dong/ }))
    expect(await screen.findByText(/Chưa có nơi bán nào/)).toBeTruthy()
    expect(screen.getByText(/hiện thêm 2 nơi bán chung/)).toBeTruthy()
  })

  test('a pasted address tells its marketplace, and is saved as a version with all the rest unchanged', async () => {
    openApp(`${home}/ho-so/noi-ban`)
    await screen.findByText(/Chưa có nơi bán nào/)
    await typeNew(1, 'shopee.vn/htxmau')
    expect(marketOf(1).value).toBe('shopee')
    await click('Lưu nơi bán')
    expect(await screen.findByText(/Đã lưu/)).toBeTruthy()
    expect(ofOrganization()).toMatchObject([
      {
        subject: { kind: 'organization', id: sample.organizationId },
        validFrom: '2026-07-01',
        data: { ...organization, salesLinks: [shopee] },
      },
    ])
  })

  test('of a product keeps what somebody else changed of it meanwhile', async () => {
    serve([], [shopee])
    openApp(`${home}/ho-so/noi-ban/${sample.noodlesId}`)
    await screen.findByRole('region', { name: 'Nơi bán 1' })
    serve([], [shopee], 'Miến dong Khau Sang')
    await user.clear(addressOf(1))
    await user.type(addressOf(1), 'https://shopee.vn/mien')
    await click('Lưu nơi bán')
    await screen.findByText(/Đã lưu/)
    const salesLinks = [{ kind: 'shopee', url: 'https://shopee.vn/mien' }]
    expect(versions(api.recordProduct.path)).toMatchObject([
      { subject: { id: sample.noodlesId }, data: { ...noodles, name: 'Miến dong Khau Sang', salesLinks } },
    ])
  })

  test('a place that was removed comes back until it is saved', async () => {
    serve([shopee, voso])
    openApp(`${home}/ho-so/noi-ban`)
    await screen.findByRole('region', { name: 'Nơi bán 2' })
    await click('Bỏ nơi bán 1')
    await click('Bỏ nơi bán 2')
    const [first] = screen.getAllByRole('button', { name: 'Hoàn tác' })
    if (first) await user.click(first)
    expect(addressOf(1)).toHaveProperty('value', shopee.url)
    await click('Lưu nơi bán')
    await screen.findByText(/Đã lưu/)
    expect(ofOrganization()[0].data.salesLinks).toEqual([shopee])
    expect(screen.queryByText(/Sẽ bỏ khi lưu/)).toBeNull()
  })

  test.each([
    ['a page that is not secure', 'http://shopee.vn/a', '', /bắt đầu bằng https/],
    ['no shop of the world', 'https://localhost/a', '', /chưa phải đường dẫn/],
    ['an address with a name before the host', 'https://user@voso.vn/', 'voso', /chưa phải đường dẫn/],
    [
      'another host behind the name of a marketplace',
      'https://shopee.vn.evil.example/a',
      'shopee',
      /không thuộc Shopee/,
    ],
    [
      'a marketplace abroad as that of a province',
      'https://market.example/',
      'province',
      /không thuộc Sàn của tỉnh/,
    ],
    ['an address nobody can read', `https://a.vn/${'x'.repeat(500)}`, 'shop', /dài quá 500/],
    ['a place without its kind', 'https://mien.vn/', '', /Hãy điền mục này/],
    ['a place that stands there already', voso.url, 'voso', /đã có ở trên/],
  ])('%s is refused where it stands, and nothing is sent', async (_what, address, kind, words) => {
    serve([voso])
    openApp(`${home}/ho-so/noi-ban`)
    await screen.findByRole('region', { name: 'Nơi bán 1' })
    await click('Thêm nơi bán')
    await user.click(addressOf(2))
    await user.paste(address)
    await user.selectOptions(marketOf(2), kind)
    await click('Lưu nơi bán')
    expect(await place(2).findByText(words)).toBeTruthy()
    expect(ofOrganization()).toEqual([])
  })

  test('that could not be saved stays typed, and the same version goes once more', async () => {
    openApp(`${home}/ho-so/noi-ban`)
    await screen.findByText(/Chưa có nơi bán nào/)
    server.on(api.recordOrganization, refusal(503, 'UNAVAILABLE'))
    await typeNew(1, voso.url)
    await click('Lưu nơi bán')
    expect((await screen.findByRole('alert')).textContent).toContain('vi UNAVAILABLE')
    await click('Lưu nơi bán')
    await screen.findByRole('alert')
    const [one, two] = ofOrganization()
    expect([two.id, two.data.salesLinks]).toEqual([one.id, [voso]])
  })

  test('is for admins', async () => {
    server.on(api.getSession, sessionOf('staff'))
    openApp(`${home}/ho-so/noi-ban`)
    expect(await screen.findByText('Trang này không dành cho tài khoản này')).toBeTruthy()
  })
})
