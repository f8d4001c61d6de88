import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { BalanceView, CoverView } from '@nguon/contract'
import { type BatchItem, type EventType, type Id, newId, type TraceEvent } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import type { Express } from 'express'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { openBrowser } from '../testing/browser.ts'
import {
  type GivenOrganization,
  givenLot,
  givenOrganization,
  givenVersion,
  onTime,
} from '../testing/given.ts'
import { givenOrganizationAt, inHaNoi } from '../testing/given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { givenSample, idOf, namesOf } from '../testing/sample.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
let db: DataSource
let app: Express
let inspector: GivenPerson
let stranger: GivenPerson
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  await givenSample(db)
  app = testApp(db)
  inspector = await givenPerson(db, 'inspector', (await givenOrganization(db)).id)
  stranger = await givenPerson(db, 'admin', (await givenOrganizationAt(db, inHaNoi)).id)
}, 60_000)
afterAll(() => database.drop())

const get = (who: GivenPerson, path: string) => openBrowser(app, who.cookie).get(`/api/v1/batches/${path}`)
const asked = async (reference: string, path: string, who = inspector) => {
  const { status, body } = await get(who, `${await idOf(db, reference)}/${path}`)
  expect([body, status]).toEqual([body, 200])
  return body
}
const lines = (list: BalanceView['in']) =>
  list.map(({ kind, quantity }) => `${kind} ${quantity.value} ${quantity.unit}`)
const remaining = ({ remaining: stock }: BalanceView) =>
  stock.map(({ lot, organizationName, quantity }) => `${lot} ${organizationName} ${quantity.value}`)

describe('the balance of the sample', () => {
  test('melons: what was graded out with its reason, packed and labelled, and sent', async () => {
    const balance: BalanceView = await asked('bat-a1', 'balance')
    expect(lines(balance.in)).toEqual(['harvested 2600 kg'])
    expect(lines(balance.out)).toEqual(['dispatched 2480 kg', 'lost 120 kg'])
    expect(balance.losses).toMatchObject([{ kind: 'lost', reason: 'Quả dập, nứt, dưới 1,2 kg' }])
    expect(balance.remaining).toEqual([])
    expect(balance.packages).toEqual({ packed: 1500, labels: 1500 })
  })

  test('starch: 20 kg are left, and 250 kg were lost when 1,800 kg became noodles', async () => {
    const balance: BalanceView = await asked('bat-c2', 'balance')
    expect(lines(balance.in)).toEqual(['from_batches 1820 kg'])
    expect(lines(balance.out)).toEqual(['into_batches 1550 kg', 'lost 250 kg'])
    expect(remaining(balance)).toEqual(['TBD251130A HTX Miến dong Khau Sáng (mẫu) 20'])
  })

  test('an input lot: 60 kg of fertiliser are left after the correction', async () => {
    const balance: BalanceView = await asked('il-c-npk', 'balance')
    expect([lines(balance.in), lines(balance.out)]).toEqual([['received 150 kg'], ['into_batches 90 kg']])
    expect(balance.remaining.map(({ quantity }) => quantity.value)).toEqual(['60'])
  })

  test('the chain of the noodles accounts for all 14,000 kg of tubers', async () => {
    const balance: BalanceView = await asked('bat-c3', 'balance?scope=chain')
    expect(balance).toMatchObject({ direction: 'back', batches: 3, complete: true })
    expect(lines(balance.in)).toEqual(['harvested 14000 kg'])
    expect(lines(balance.out)).toEqual(['dispatched 1000 kg', 'by_product 7000 kg', 'lost 5430 kg'])
    expect(
      remaining(balance)
        .map((line) => line.split(' ').at(-1))
        .sort(),
    ).toEqual(['20', '550'])
    expect(balance.losses.find(({ kind }) => kind === 'by_product')?.name).toBe('Bã dong riềng')
  })

  test('the contaminated lot: where its 1,400 kg went, with what they were merged, and who has it', async () => {
    const balance: BalanceView = await asked('il-b-bio', 'balance?scope=chain')
    expect(balance).toMatchObject({ direction: 'forward', batches: 5 })
    expect(lines(balance.in)).toEqual(['harvested 1400 kg', 'from_batches 1850 kg'])
    expect(lines(balance.out)).toEqual(['dispatched 50 kg', 'lost 1248 kg', 'missing 5 kg'])
    expect(remaining(balance).sort()).toEqual([
      'BX260611T Siêu thị Minh Họa (Thái Nguyên) 1915',
      'TB260620A HTX Bí thơm Pác Nghè (mẫu) 32',
    ])
  })
})

/** A certificate of the sample's cooperative for its plot Ruộng Nà Pha, where 1,850 of the 3,250 kg of gourds grew. */
async function givenOrganic(more: object = {}): Promise<Id> {
  const data = { type: 'organic' as const, number: 'HC-MAU-1', issuedOn: '2026-01-01', ...more }
  const placeIds = [await idOf(db, 'plot-b1')]
  return givenVersion(db, 'certificate', await idOf(db, 'org-b'), { ...data, placeIds })
}

describe('the share by mass in the sample', () => {
  const share = async (reference: string, query: string) => {
    const { yes, no, unknown } = await asked(reference, `share?property=${query}`)
    return [yes, no, unknown]
  }

  test('of organic plots in the tea is 1850 / 3250, through a merge, a split and the drying', async () => {
    expect(await share('bat-b6', 'organic_certificate')).toEqual(['0', '1', '0'])
    await givenOrganic()
    const part = ['0.569230769231', '0.430769230769', '0']
    for (const lot of ['bat-b3', 'bat-b4', 'bat-b5', 'bat-b6'])
      expect([lot, await share(lot, 'organic_certificate')]).toEqual([lot, part])
    expect(await share('bat-b1', 'organic_certificate')).toEqual(['1', '0', '0'])
    expect(await share('bat-b2', 'certificate&value=organic')).toEqual(['0', '1', '0'])
  })

  test('of VietGAP plots in the tea is all of it, and none of the noodles', async () => {
    expect(await share('bat-b6', 'certificate&value=VietGAP')).toEqual(['1', '0', '0'])
    expect(await share('bat-c3', 'certificate&value=VietGAP')).toEqual(['0', '1', '0'])
  })

  test.each([
    ['01921', '', ['1', '0', '0']],
    ['01921', '&on=2025-06-30', ['0', '1', '0']],
    ['02185', '', ['0', '1', '0']],
    ['01918', '&on=2025-06-30', ['0', '1', '0']],
  ])('harvested in commune %s%s: %j of the tea', async (code, on, expected) => {
    expect(await share('bat-b6', `commune&value=${code}${on}`)).toEqual(expected)
  })

  test('bought outside is nothing', async () => {
    expect(await share('bat-b6', 'bought_outside')).toEqual(['0', '1', '0'])
  })
})

describe('what was bought', () => {
  let org: GivenOrganization
  let staff: GivenPerson
  const record = async (type: EventType, items: BatchItem[], more: object = {}, by = org) => {
    const made = event(type, by.id, items, { ...onTime(), ...more } as never) as TraceEvent
    await recordEvent(db, by.staff, { event: made })
    return made.id
  }
  const share = async (id: Id) => (await get(staff, `${id}/share?property=bought_outside`)).body
  beforeAll(async () => {
    org = await givenOrganization(db)
    staff = await givenPerson(db, 'staff', org.id)
  })

  test('outside, from members, without a word, and what was there before: each is told apart', async () => {
    const ids = Array.from({ length: 4 }, () => newId())
    const lot = (id: Id, much: string) =>
      given(id, kg(much), born('harvest', org.product, `M${id.slice(-9).toUpperCase()}`))
    const [outside, members, silent, before] = ids as [Id, Id, Id, Id]
    await record('purchase', [lot(outside, '10')], { details: { outsideCooperative: true } })
    await record('purchase', [lot(members, '20')], { details: { outsideCooperative: false } })
    await record('purchase', [lot(silent, '30')])
    await record('opening_stock', [lot(before, '40')])
    const all = newId()
    const parts = [taken(outside, kg('10')), taken(members, kg('20')), taken(silent, kg('30'))]
    await record('merge', [...parts, taken(before, kg('40')), lot(all, '95')])
    expect(await share(all)).toEqual({ yes: '0.1', no: '0.2', unknown: '0.7', complete: true })
  })

  test('from another organization is bought outside, whatever it says itself', async () => {
    const other = await givenOrganization(db)
    const harvest = newId()
    const crop = newId()
    await record(
      'opening_stock',
      [given(crop, undefined, born('crop', other.product, 'V1', { plots: [other.plot] }))],
      {},
      other,
    )
    await record(
      'harvest',
      [taken(crop), given(harvest, kg('50'), born('harvest', other.product, 'H1'))],
      {},
      other,
    )
    const dispatch = await record(
      'dispatch',
      [taken(harvest, kg('50'))],
      { details: { toPlaceId: org.plot } },
      other,
    )
    await record('receipt', [{ ...touched(harvest), quantity: kg('49') }], {
      details: { dispatchId: dispatch, accepted: true },
    })
    const own = await givenLot(db, org, kg('1'))
    await record('merge', [taken(harvest, kg('49')), given(own, kg('49'))])
    const { yes, unknown } = await share(own)
    expect([yes, unknown]).toEqual(['0.98', '0.02'])
  })

  test('of inputs no share is asked, and a question that cannot be read is refused', async () => {
    const input = await givenLot(db, org, kg('1'), { kind: 'input' })
    const ask = async (query: string) => (await get(staff, `${input}/share?${query}`)).body.code
    expect(await ask('property=bought_outside')).toBe('WRONG_KIND')
    for (const query of [
      'property=commune',
      'property=commune&value=1',
      'property=certificate&value=x',
      'property=x',
      '',
    ])
      expect([query, await ask(query)]).toEqual([query, 'INVALID_REQUEST'])
  })
})

describe('the certificates', () => {
  test('of the noodles: the expired OCOP stars are a finding of each day after, never cover', async () => {
    const cover: CoverView = await asked('bat-c3', 'certificates')
    const ocop = cover.certificates.find(({ number }) => number === 'OCOP-MAU-0003')
    expect(ocop).toMatchObject({ expiresOn: '2025-09-30', scope: ['Miến dong gói 500 g'] })
    const made = cover.days.find(({ type, day }) => type === 'processing' && day === '2026-01-08')
    expect(made?.cover.find(({ certificateId }) => certificateId === ocop?.id)?.state).toBe('expired')
    expect(cover.findings).toEqual([
      { code: 'CERT_EXPIRED', eventId: made?.eventId, certificateId: ocop?.id },
    ])
    const states = made?.cover.map(({ state }) => state).sort()
    expect(states).toEqual(['expired', 'valid']) // the house has its food safety certificate
  })

  test('of the tea cover each step on its day, and a revocation ends that from its day on', async () => {
    const revoked = await givenOrganic({ number: 'HC-MAU-2', type: 'GlobalGAP', revokedOn: '2026-03-01' })
    const cover: CoverView = await asked('bat-b1', 'certificates')
    const on = (day: string) =>
      cover.days.find((each) => each.day === day)?.cover.find((each) => each.certificateId === revoked)?.state
    expect([on('2026-02-26'), on('2026-06-08')]).toEqual(['valid', 'revoked'])
    expect(cover.certificates.map(({ number }) => number)).toContain('VG-TT-MAU-0002')
    expect(cover.days.map(({ day }) => day)).toEqual(cover.days.map(({ day }) => day).sort())
    const harvest = cover.days.find(({ type }) => type === 'harvest')
    const valid = harvest?.cover.filter(({ state }) => state === 'valid').map((each) => each.certificateId)
    expect(await namesOf(db, valid ?? [])).toContain('cert-b1')
    const tea: CoverView = await asked('bat-b6', 'certificates')
    const drying = tea.days.find(({ type }) => type === 'processing')
    expect(await namesOf(db, drying?.cover.map((each) => each.certificateId) ?? [])).toEqual(['cert-b2'])
  })
})

test.each(['balance', 'balance?scope=chain', 'share?property=bought_outside', 'certificates'])(
  "%s of another's batch answers as of one that does not exist (V8.2.2)",
  async (path) => {
    const [own, unknown] = [await idOf(db, 'bat-b6'), newId()]
    const told = async (who: GivenPerson, id: Id) => {
      const { status, text } = await get(who, `${id}/${path}`)
      return { status, text: text.replaceAll(id, 'ID').replace(/"requestId":"[^"]*"/, '') }
    }
    const answer = await told(stranger, unknown)
    expect(answer.status).toBe(404)
    expect(await told(stranger, own)).toEqual(answer)
    const far = await givenPerson(db, 'inspector', stranger.session.organizationId, { area: [] })
    expect(await told(far, own)).toEqual(answer)
    const mine = await givenPerson(db, 'staff', await idOf(db, 'org-b'))
    expect((await told(mine, own)).status).toBe(200)
    const { status } = await openBrowser(app).get(`/api/v1/batches/${own}/${path}`)
    expect(status).toBe(401)
  },
)
