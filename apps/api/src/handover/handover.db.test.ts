import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { HandoverView, Neighbour } from '@nguon/contract'
import {
  type BatchItem,
  type EventType,
  type Id,
  newId,
  type PrivateFields,
  type TraceEvent,
} from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import type { Express } from 'express'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { openBrowser } from '../testing/browser.ts'
import { type GivenOrganization, onTime } from '../testing/given.ts'
import { givenOrganizationAt, inHaNoi, inThaiNguyen } from '../testing/given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

let database: TestDatabase
let db: DataSource
let app: Express
let coop: GivenOrganization
let shop: GivenOrganization
let people: { coop: GivenPerson; shop: GivenPerson; stranger: GivenPerson; inspector: GivenPerson }
const clock = { now: new Date() }
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  app = testApp(db, { now: () => clock.now })
  coop = await givenOrganizationAt(db, inThaiNguyen)
  shop = await givenOrganizationAt(db, inHaNoi)
  const inspectorate = await givenOrganizationAt(db, inHaNoi)
  people = {
    coop: await givenPerson(db, 'staff', coop.id),
    shop: await givenPerson(db, 'admin', shop.id),
    stranger: await givenPerson(db, 'admin', (await givenOrganizationAt(db, inThaiNguyen)).id),
    inspector: await givenPerson(db, 'inspector', inspectorate.id),
  }
})
afterAll(() => database.drop())

const get = async (who: GivenPerson, path: string) => openBrowser(app, who.cookie).get(`/api/v1/${path}`)

async function record(
  by: GivenOrganization,
  type: EventType,
  items: BatchItem[],
  more: object = {},
  fields: PrivateFields = {},
): Promise<Id> {
  const disclosures = Object.entries(fields).map(([name, value]) => disclose(name, value))
  const sealed = disclosures.length > 0 ? { _sd: digestsOf(disclosures) } : {}
  const made = event(type, by.id, items, { ...onTime(), ...more, ...sealed } as never) as TraceEvent
  await recordEvent(db, by.staff, { event: made, disclosures })
  return made.id
}

const fresh = (by: GivenOrganization, much: string): BatchItem => {
  const id = newId()
  return given(id, kg(much), born('harvest', by.product, `L${id.slice(-12).toUpperCase()}`))
}

/** 100 kg bought by the cooperative and sent to the shop. */
async function givenDispatch(): Promise<{ lot: Id; dispatch: Id }> {
  const item = fresh(coop, '100')
  const lot = item.batchId
  await record(
    coop,
    'purchase',
    [item],
    {},
    { seller: 'Bà Canary-Bán', invoice: 'HĐ-Canary-1', note: 'Canary-Nhớ' },
  )
  const toPlace = { details: { toPlaceId: shop.plot } }
  const fields = { vehicle: '97C-Canary', document: 'PX-Canary-7', buyer: 'Ông Canary-Mua' }
  return { lot, dispatch: await record(coop, 'dispatch', [taken(lot, kg('80'))], toPlace, fields) }
}

const receive = (lot: Id, dispatchId: Id, counted: string, more: object = {}) =>
  record(shop, 'receipt', [{ ...touched(lot), quantity: kg(counted) }], {
    details: { dispatchId, accepted: true, ...more },
  })

const listed = async (who: GivenPerson, query: string): Promise<HandoverView[]> => {
  const { status, body } = await get(who, `handovers?${query}`)
  expect(status).toBe(200)
  return body.items
}

describe('a handover', () => {
  test('is the same on both sides, from sent to counted, with the difference', async () => {
    const { lot, dispatch } = await givenDispatch()
    const [sent] = await listed(people.coop, 'direction=sent&limit=1')
    expect(sent).toMatchObject({ dispatchId: dispatch, receiverId: shop.id, state: 'open' })
    expect(sent?.lines).toMatchObject([{ batchId: lot, productName: 'Bí xanh thơm', sent: kg('80') }])
    expect(await listed(people.shop, 'direction=received&state=open')).toEqual([sent])

    await receive(lot, dispatch, '78.5', { reason: 'dập 1,5 kg' })
    const [answered] = await listed(people.shop, 'direction=received&limit=1')
    expect(answered).toMatchObject({ state: 'accepted' })
    expect(answered?.lines).toMatchObject([
      { counted: kg('78.5'), difference: kg('1.5'), accepted: true, reason: 'dập 1,5 kg' },
    ])
    expect(await listed(people.coop, 'direction=sent&limit=1')).toEqual([answered])
    expect(await listed(people.shop, 'direction=received&state=open')).toEqual([])
  })

  test('that nobody answers for 72 hours is listed as such, and disputed once the receiver says so', async () => {
    const { lot, dispatch } = await givenDispatch()
    clock.now = new Date(Date.now() + 4 * 86_400_000)
    const cookieless = await givenPerson(db, 'admin', shop.id, { now: clock.now })
    const unanswered = await listed(cookieless, 'direction=received&state=unanswered')
    expect(unanswered.map(({ dispatchId }) => dispatchId)).toEqual([dispatch])
    await receive(lot, dispatch, '10', { accepted: false, reason: 'thối' })
    expect(await listed(cookieless, 'direction=received&state=unanswered')).toEqual([])
    expect(await listed(cookieless, 'direction=received&state=disputed')).toMatchObject([
      { dispatchId: dispatch, lines: [{ accepted: false, difference: kg('70') }] },
    ])
    clock.now = new Date()
  })

  test('that was corrected away is not among them, and pages follow one another', async () => {
    const before = await listed(people.coop, 'direction=sent')
    const { lot, dispatch } = await givenDispatch()
    const corrects = { eventId: dispatch, reason: 'did_not_occur', text: 'nhầm xe' }
    await record(coop, 'correction', [touched(lot)], { corrects })
    expect(await listed(people.coop, 'direction=sent')).toEqual(before)
    const seen: Id[] = []
    let after = ''
    for (;;) {
      const { body } = await get(people.coop, `handovers?direction=sent&limit=1${after}`)
      seen.push(...body.items.map((item: HandoverView) => item.dispatchId))
      if (!body.next) break
      after = `&after=${body.next}`
    }
    expect(seen).toEqual(before.map(({ dispatchId }) => dispatchId))
    expect(seen.length).toBeGreaterThan(1)
  })

  test('is seen by its two sides only (V8.2.2)', async () => {
    await givenDispatch()
    for (const direction of ['sent', 'received'])
      expect(await listed(people.stranger, `direction=${direction}`)).toEqual([])
    expect(await listed(people.shop, 'direction=sent')).toEqual([])
    expect((await get(people.inspector, 'handovers?direction=sent')).status).toBe(403)
    expect((await openBrowser(app).get('/api/v1/handovers?direction=sent')).status).toBe(401)
  })
})

describe('the neighbours of a batch', () => {
  const neighbours = async (
    who: GivenPerson,
    id: Id,
  ): Promise<{ back: Neighbour[]; forward: Neighbour[] }> => {
    const { status, body } = await get(who, `batches/${id}/neighbours`)
    expect(status).toBe(200)
    return body
  }
  const notes = (organizationId: Id): Promise<unknown[]> =>
    database.asOwner(
      `SELECT about, from_outside FROM audit WHERE organization_id = $1 AND action = 'private_read' ORDER BY id`,
      [organizationId],
    )

  test('are one step each way, with parties, documents and quantities, across organizations', async () => {
    const { lot, dispatch } = await givenDispatch()
    const made = fresh(coop, '15')
    await record(coop, 'merge', [taken(lot, kg('15')), made])
    await receive(lot, dispatch, '80')
    const sold = fresh(shop, '30')
    await record(shop, 'merge', [taken(lot, kg('30')), sold], {}, { buyer: 'Khách Canary-Tiệm' })

    const { back, forward } = await neighbours(people.coop, lot)
    expect(back).toMatchObject([
      {
        ...{ type: 'purchase', organizationId: coop.id, quantity: kg('100'), batches: [] },
        parties: { seller: 'Bà Canary-Bán', invoice: 'HĐ-Canary-1' },
      },
    ])
    expect(back[0]?.parties).not.toHaveProperty('note')
    expect(forward).toMatchObject([
      {
        ...{ type: 'dispatch', quantity: kg('80') },
        handovers: [{ dispatchId: dispatch, receiverId: shop.id, state: 'accepted' }],
        parties: { vehicle: '97C-Canary', document: 'PX-Canary-7', buyer: 'Ông Canary-Mua' },
      },
      { type: 'merge', quantity: kg('15'), batches: [{ batchId: made.batchId, quantity: kg('15') }] },
      { organizationId: shop.id, quantity: kg('30'), batches: [{ batchId: sold.batchId }] },
    ])
    expect(forward[2]).not.toHaveProperty('parties') // the shop's buyer is the shop's
    expect((await neighbours(people.inspector, lot)).forward[2]).not.toHaveProperty('parties')
    expect((await notes(coop.id))[0]).toEqual({ about: lot, from_outside: false })
    expect(await notes(shop.id)).toEqual([])

    const shops = await neighbours(people.shop, sold.batchId)
    expect(shops.back).toMatchObject([
      {
        batches: [{ batchId: lot, organizationId: coop.id, quantity: kg('30') }],
        handovers: [{ dispatchId: dispatch, organizationId: coop.id }],
      },
    ])
    expect(shops.forward).toEqual([])
    expect(shops.back[0]?.parties).toEqual({ buyer: 'Khách Canary-Tiệm' })
    expect(JSON.stringify(shops)).not.toMatch(/Canary-(Bán|1|Nhớ|7|Mua)|97C/)
    expect(await notes(shop.id)).toEqual([{ about: sold.batchId, from_outside: false }])
  })

  test('show an inspector of the area the private parties, which is told to whom it is about', async () => {
    const { lot } = await givenDispatch()
    const { back } = await neighbours(people.inspector, lot)
    expect(back[0]?.parties?.seller).toBe('Bà Canary-Bán')
    expect(await notes(coop.id)).toContainEqual({ about: lot, from_outside: true })
  })

  test('leave out grading in place, which has none, and what was corrected', async () => {
    const item = fresh(coop, '10')
    const lot = item.batchId
    await record(coop, 'purchase', [item], {}, { note: 'Canary-Nhớ' })
    const before = await notes(coop.id)
    await record(coop, 'grading', [taken(lot, kg('10')), given(lot, kg('9.5'))])
    const destroyed = await record(coop, 'destroy', [taken(lot, kg('1'))])
    const corrects = { eventId: destroyed, reason: 'did_not_occur', text: 'nhầm lô' }
    await record(coop, 'correction', [touched(lot)], { corrects })
    const { back, forward } = await neighbours(people.coop, lot)
    expect([back.map(({ type }) => type), forward]).toEqual([['purchase'], []])
    expect(back[0]).not.toHaveProperty('parties')
    expect(await notes(coop.id)).toEqual(before) // nothing private was looked at
  })

  test("of another's batch answer as of one that does not exist, without a word of it (V8.2.2)", async () => {
    const { lot } = await givenDispatch()
    const before = await notes(coop.id)
    const told = async (who: GivenPerson, id: Id) => {
      const { status, text } = await get(who, `batches/${id}/neighbours`)
      expect(text).not.toContain('Canary')
      return { status, text: text.replaceAll(id, 'ID').replace(/"requestId":"[^"]*"/, '') }
    }
    const unknown = await told(people.stranger, newId())
    expect(unknown.status).toBe(404)
    const nowhere = await givenPerson(db, 'inspector', shop.id, { area: [] })
    for (const who of [people.stranger, people.shop, nowhere]) expect(await told(who, lot)).toEqual(unknown)
    expect(await notes(coop.id)).toEqual(before)
  })

  test('hold nothing private in any entry', async () => {
    const entries: { entry: Buffer }[] = await db.query('SELECT entry FROM event')
    expect(entries.filter(({ entry }) => entry.toString().includes('Canary'))).toEqual([])
  })
})

describe('one handover', () => {
  test('is read by its two sides, each with the papers it recorded itself', async () => {
    const { lot, dispatch } = await givenDispatch()
    const event = { details: { dispatchId: dispatch, accepted: true } }
    await record(shop, 'receipt', [{ ...touched(lot), quantity: kg('80') }], event, {
      document: 'PN-Canary-Tiệm',
    })
    const path = `handovers/${dispatch}`
    const sender = (await get(people.coop, path)).body
    expect(sender).toMatchObject({ dispatchId: dispatch, state: 'accepted', evidence: [] })
    expect(sender.parties).toEqual({
      vehicle: '97C-Canary',
      document: 'PX-Canary-7',
      buyer: 'Ông Canary-Mua',
    })
    const receiver = (await get(people.shop, path)).body
    expect(receiver).toEqual({ ...sender, parties: { document: 'PN-Canary-Tiệm' } })
    for (const who of [people.stranger, people.coop]) {
      const { status, text } = await get(who, who === people.coop ? `handovers/${newId()}` : path)
      expect([status, text.includes('Canary')]).toEqual([404, false])
    }
  })

  test('waits until it is answered, whether in time or not', async () => {
    const { lot, dispatch } = await givenDispatch()
    const among = async (state: string) =>
      (await listed(people.shop, `direction=received&state=${state}`)).some(
        ({ dispatchId }) => dispatchId === dispatch,
      )
    expect([await among('waiting'), await among('answered')]).toEqual([true, false])
    await receive(lot, dispatch, '70', { accepted: false, reason: 'thiếu' })
    expect([await among('waiting'), await among('answered')]).toEqual([false, true])
  })
})
