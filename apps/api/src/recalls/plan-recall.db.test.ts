import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RecallPlan } from '@nguon/contract'
import { type Id, newId, type RecallList } from '@nguon/domain'
import { born, event, given, kg, taken, touched } from '@nguon/domain/testing'
import { digestsOf, disclose } from '@nguon/transparency'
import type { DataSource } from 'typeorm'
import { recordEvent } from '../events/record-event.ts'
import { drillReferences } from '../exchange/drill-references.ts'
import { givenLot, givenOrganization, givenVersion, onTime } from '../testing/given.ts'
import { givenOrganizationAt, inThaiNguyen } from '../testing/given-organization-at.ts'
import { type GivenPerson, givenPerson } from '../testing/given-people.ts'
import { givenSample, idOf, namesOf } from '../testing/sample.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { planRecall } from './plan-recall.ts'
import type { Start } from './read-start.ts'
import { notesOf } from './testing/given-recall.ts'

const affected = ['bat-a1', 'bat-b2', 'bat-b3', 'bat-b4', 'bat-b5', 'bat-b6']

let database: TestDatabase
let db: DataSource
let inspector: GivenPerson
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  await givenSample(db)
  inspector = await givenPerson(
    db,
    'inspector',
    await idOf(db, 'org-i1', 'organization').catch(() => newId()),
  )
})
afterAll(() => database.drop())

const plan = (who: GivenPerson, start: Start) => planRecall(db, who.caller, start, new Date())
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    ({ code }) => code,
  )
const goodsOf = async ({ batches }: RecallPlan) => {
  const ids = batches.filter(({ kind }) => kind !== 'input' && kind !== 'crop').map(({ id }) => id)
  return (await namesOf(db, ids)).sort()
}
const told = async ({ lists }: RecallPlan, list: RecallList) => {
  const lines = lists[list].map(async ({ batchId, quantity, standing, to }) => [
    (await namesOf(db, [batchId]))[0],
    quantity && `${quantity.value} ${quantity.unit}`,
    ...(standing ? [standing] : []),
    ...(to ? [to.placeName !== '' && to.name !== ''] : []),
  ])
  return (await Promise.all(lines)).sort()
}

describe('a recall of the sample’s contaminated input lot', () => {
  test('reaches its six batches in two cooperatives, with quantities and whom to call', async () => {
    const found = await plan(inspector, { lot: { number: 'bk260218' } })
    expect(await goodsOf(found)).toEqual(affected)
    expect((await namesOf(db, found.startIds)).sort()).toEqual(['il-a-bio', 'il-b-bio'])
    expect(await told(found, 'stoppable')).toEqual([
      ['bat-a1', '2478 kg', 'unopened', true],
      ['bat-b4', '1915 kg', 'unopened', true],
    ])
    expect(await told(found, 'dispatched')).toEqual([
      ['bat-a1', '2 kg', 'missing', true],
      ['bat-b4', '5 kg', 'missing', true],
      ['bat-b6', '50 kg', 'gone', true],
    ])
    expect(await told(found, 'inStock')).toEqual([['bat-b6', '32 kg']])
    const stop = await told(found, 'stop')
    expect(stop.filter(([, quantity]) => quantity)).toEqual([
      ['il-a-bio', '4.5 lít'],
      ['il-b-bio', '4.2 lít'],
    ])
    expect(stop).toHaveLength(4) // and the two crops that were sprayed
    expect(found.totals).toMatchObject({ dispatched: [{ value: '57', unit: 'kg' }] })
    expect(found.batches.every(({ stopped }) => stopped)).toBe(true)
    expect(found.complete).toBe(true)
  })

  test('starts from own lots only where an admin asks, and stops own batches only', async () => {
    const admin = await givenPerson(db, 'admin', await idOf(db, 'org-a', 'organization'))
    const found = await plan(admin, { lot: { number: 'BK260218' } })
    expect(await goodsOf(found)).toEqual(['bat-a1'])
  })

  test.each<[string, object, string]>([
    ['a product that the lot is not of', { productId: newId() }, 'NOT_FOUND'],
    ['a supplier who did not bring it', { supplier: 'không có' }, 'NOT_FOUND'],
    ['a number that nobody has', { number: 'KHONG-CO' }, 'NOT_FOUND'],
  ])('is not found by %s', async (_what, more, code) => {
    expect(await codeOf(plan(inspector, { lot: { number: 'BK260218', ...more } }))).toBe(code)
  })

  test('is drilled from the command line: the same lists by name, kept, and no trace in the history', async () => {
    const count = () => db.query('SELECT count(*)::int AS events FROM event')
    const before = await count()
    const drill = await drillReferences(db, 'lot:BK260218')
    expect(drill.lists.inStock).toMatchObject([{ batch: 'bat-b6', quantity: '32 kg' }])
    expect(drill).toMatchObject({ batches: 10, complete: true, totals: { dispatched: ['57 kg'] } })
    const from = await drillReferences(db, 'il-b-bio')
    expect(from.start).toEqual(['il-b-bio'])
    expect(await count()).toEqual(before)
    const kept = await database.asOwner(
      'SELECT state, drill, cardinality(batch_ids) AS batches FROM recall ORDER BY proposed_at',
    )
    expect(kept).toMatchObject([
      { state: 'closed', drill: true, batches: 10 },
      { state: 'closed', drill: true, batches: 7 },
    ])
  })
})

describe('the outside buyer of a dispatch', () => {
  const canary = 'CANARY-Cô Thắm 0912 000 111'

  async function givenSale() {
    const org = await givenOrganizationAt(db, inThaiNguyen)
    const lot = await givenLot(db, org, kg('100'))
    const disclosures = [disclose('buyer', canary), disclose('vehicle', '20C-123.45')]
    const sale = event('dispatch', org.id, [taken(lot, kg('60'))], {
      ...onTime(),
      _sd: digestsOf(disclosures),
    })
    await recordEvent(db, org.staff, { event: sale, disclosures })
    return { org, lot }
  }

  test('is told to an admin of who sold and an inspector of the area, and the look is noted', async () => {
    const { org, lot } = await givenSale()
    const admin = await givenPerson(db, 'admin', org.id)
    for (const who of [admin, inspector]) {
      const found = await plan(who, { batchIds: [lot] })
      expect(found.lists.dispatched).toMatchObject([
        { quantity: { value: '60' }, buyer: { name: canary, vehicle: '20C-123.45' } },
      ])
      expect(found.lists.inStock).toMatchObject([{ quantity: { value: '40', unit: 'kg' } }])
    }
    expect(await notesOf(db, admin.caller, 'recall plan')).toEqual([
      { action: 'private_read', fromOutside: false },
      { action: 'private_read', fromOutside: true },
    ])
  })

  test('is not told to the admin of another organization whose goods went in, nor by the command line', async () => {
    const { org, lot } = await givenSale()
    const other = await givenOrganization(db)
    const place = await givenVersion(db, 'place', org.id, { kind: 'warehouse', name: 'Kho', addresses: [] })
    const seed = await givenLot(db, other, kg('10'))
    const sent = event('dispatch', other.id, [taken(seed, kg('10'))], {
      ...onTime(),
      details: { toPlaceId: place },
    })
    await recordEvent(db, other.staff, { event: sent })
    const receipt = event('receipt', org.id, [touched(seed)], {
      ...onTime(),
      details: { dispatchId: sent.id, accepted: true },
    })
    await recordEvent(db, org.staff, { event: receipt })
    const birth = born('harvest', org.product, `M${newId().slice(-8).toUpperCase()}`)
    const mix = newId()
    const items = [taken(seed, kg('10')), taken(lot, kg('40')), given(mix, kg('50'), birth)]
    await recordEvent(db, org.staff, { event: event('merge', org.id, items, onTime()) })
    const disclosures = [disclose('buyer', canary)]
    const sale = event('dispatch', org.id, [taken(mix, kg('50'))], {
      ...onTime(),
      _sd: digestsOf(disclosures),
    })
    await recordEvent(db, org.staff, { event: sale, disclosures })
    const foreign = await givenPerson(db, 'admin', other.id)
    const found = await plan(foreign, { batchIds: [seed] })
    expect(found.lists.dispatched).toMatchObject([{ batchId: mix, quantity: { value: '50' } }])
    expect(JSON.stringify(found)).not.toContain('CANARY')
    expect(JSON.stringify(await drillReferences(db, lot))).not.toContain('CANARY')
  })
})

describe('what is another’s', () => {
  test.each(['admin', 'inspector'] as const)('is to %s as what does not exist (V8.4.1)', async (kind) => {
    const foreign = await givenLot(db, await givenOrganization(db), kg('1'))
    const org = await givenOrganization(db)
    const who = kind === 'admin' ? await givenPerson(db, 'admin', org.id) : inspector
    const answerTo = (id: Id) =>
      plan(who, { batchIds: [id] }).catch((error) => String(error).replace(id, 'ID'))
    expect(await answerTo(foreign)).toBe(await answerTo(newId()))
  })

  test('a start is batches or a lot: not both, not nothing', async () => {
    expect(await codeOf(plan(inspector, {}))).toBe('INVALID_REQUEST')
    expect(await codeOf(plan(inspector, { batchIds: [newId()], lot: { number: 'X' } }))).toBe(
      'INVALID_REQUEST',
    )
  })
})
