import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ErrorCode, type Id, newId } from '@nguon/domain'
import { born, event, given, kg, taken } from '@nguon/domain/testing'
import type { Express } from 'express'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenLot, givenVersion, onTime, operator } from '../testing/given.ts'
import { testApp } from '../testing/serve-test.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { confirmRecall } from './confirm-recall.ts'
import { listAlerts } from './list-alerts.ts'
import { planRecall } from './plan-recall.ts'
import { proposeRecall, type RecallRequest } from './propose-recall.ts'
import { readLists } from './read-lists.ts'
import { recallOf, recallsOf } from './testing/given-recall.ts'
import { givenRecallPeople, type RecallPeople, type Who } from './testing/given-recall-people.ts'

let database: TestDatabase
let db: DataSource
let people: RecallPeople
let app: Express
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  people = await givenRecallPeople(db)
  app = testApp(db)
})
afterAll(() => database.drop())

const as = (who: Who): Caller => people.people[who].caller
const plan = (who: Who, batchId: Id) => planRecall(db, as(who), { batchIds: [batchId] }, new Date())
const propose = (who: Who, sent: RecallRequest) => proposeRecall(db, as(who), sent, new Date())
const confirm = (who: Who, id: Id) => confirmRecall(db, as(who), id, () => new Date())
const outcome = (attempt: Promise<unknown>): Promise<ErrorCode | 'ok'> =>
  attempt.then(
    () => 'ok' as const,
    (error) => error.code,
  )
const page = async (id: Id) => {
  const [row]: { code: string }[] = await db.query('SELECT code FROM code WHERE batch_id = $1', [id])
  const { text, headers } = await request(app).get(`/${row?.code}`)
  return { title: /<title>(.*?)<\/title>/.exec(text)?.[1], cache: headers['cache-control'] }
}

/** A batch made from another, of the organization; with a code of its own. */
async function makeFrom(org: GivenOrganization, source: Id, amount = '4'): Promise<Id> {
  const id = newId()
  const birth = born('finished', org.product, `F${id.slice(-12).toUpperCase()}`, { useBy: '2099-01-01' })
  const items = [taken(source, kg(amount)), given(id, kg(amount), birth)]
  await recordEvent(db, operator, { event: event('processing', org.id, items, onTime()) })
  return id
}

/** A lot of the organization, what was made of it there, and what another organization made of that after it had received it. */
async function givenChain() {
  const { org, other } = people
  const lot = await givenLot(db, org, kg('20'))
  const own = await makeFrom(org, lot, '10')
  const kho = await givenVersion(db, 'place', other.id, {
    kind: 'warehouse',
    name: 'Kho Ba Đình',
    addresses: [],
  })
  const details = { toPlaceId: kho }
  const dispatch = event('dispatch', org.id, [taken(own, kg('6'))], { ...onTime(), details })
  await recordEvent(db, operator, { event: dispatch })
  const receipt = { dispatchId: dispatch.id, accepted: true }
  const counted = { batchId: own, role: 'about' as const, quantity: kg('6') }
  await recordEvent(db, operator, {
    event: event('receipt', other.id, [counted], { ...onTime(), details: receipt }),
  })
  const foreign = await makeFrom(other, own)
  return { lot, own, foreign }
}

describe('a mandatory recall', () => {
  test('stops everything that came of its start, in whosever hands, and tells them', async () => {
    const { lot, own, foreign } = await givenChain()
    const sent = recallOf([lot], { publicMessage: 'Trả lại nơi mua' })
    await propose('inspector', sent)
    expect(await confirm('colleague', sent.id)).toMatchObject({ recorded: 3, recall: { batches: 3 } })
    expect(await recallsOf(db, [lot, own, foreign])).toEqual([1, 1, 1])
    for (const id of [own, foreign])
      expect(await page(id)).toEqual({ title: expect.stringMatching(/^✕ THU HỒI/), cache: 'no-store' })
    const alerts = await listAlerts(db, as('foreignAdmin'))
    expect(alerts.find(({ recallId }) => recallId === sent.id)).toMatchObject({
      kind: 'mandatory',
      publicMessage: 'Trả lại nơi mua',
      batches: expect.arrayContaining([
        expect.objectContaining({ id: foreign, isOwn: true, status: 'recalled' }),
        expect.objectContaining({ id: own, isOwn: false, status: 'recalled' }),
      ]),
    })
    expect((await listAlerts(db, as('staff'))).some(({ recallId }) => recallId === sent.id)).toBe(true)
    const use = event('destroy', people.other.id, [taken(foreign, kg('1'))], onTime())
    const sale = event('dispatch', people.other.id, [taken(foreign, kg('1'))], onTime())
    expect(await outcome(recordEvent(db, operator, { event: sale }))).toBe('BATCH_ON_HOLD')
    expect(await outcome(recordEvent(db, operator, { event: use }))).toBe('ok')
  })
})

describe('a voluntary recall', () => {
  test('stops own batches, and what others made of them gets the caution page and an alert', async () => {
    const { lot, own, foreign } = await givenChain()
    const found = await plan('admin', lot)
    expect(Object.fromEntries(found.batches.map(({ id, stopped }) => [id, stopped]))).toEqual({
      ...{ [lot]: true, [own]: true, [foreign]: false },
    })
    expect(found.lists.stoppable).toMatchObject([
      { batchId: own, standing: 'unopened', quantity: { value: '2' }, to: { placeName: 'Kho Ba Đình' } },
    ])
    const sent = recallOf([lot])
    await propose('admin', sent)
    expect(await confirm('staff', sent.id)).toMatchObject({ recorded: 2 })
    expect(await recallsOf(db, [lot, own, foreign])).toEqual([1, 1, 0])
    const { title, cache } = await page(foreign)
    expect(title).not.toMatch(/^✓|THU HỒI/)
    expect(cache).toBe('no-store')
    const alerts = await listAlerts(db, as('foreignAdmin'))
    expect(alerts.filter(({ recallId }) => recallId === sent.id)).toMatchObject([{ kind: 'voluntary' }])
    expect((await listAlerts(db, as('admin'))).filter(({ recallId }) => recallId === sent.id)).toEqual([])
  })
})

describe('the set of a recall', () => {
  test('is frozen with the proposal: what is made later is not in it, and its page cautions', async () => {
    const { lot, own, foreign } = await givenChain()
    const sent = recallOf([lot])
    await propose('inspector', sent)
    const later = await makeFrom(people.org, lot)
    await confirm('colleague', sent.id)
    expect(await recallsOf(db, [lot, own, foreign, later])).toEqual([1, 1, 1, 0])
    expect((await page(later)).title).not.toMatch(/^✓|THU HỒI/)
    const lists = await readLists(db, as('colleague'), sent.id)
    expect(lists.batches.map(({ id }) => id).sort()).toEqual([lot, own, foreign].sort())
    expect(lists.startIds).toEqual([lot])
  })

  test('leaves out what the proposer says, with the reason; its page cautions', async () => {
    const { lot, own, foreign } = await givenChain()
    const exclusions = [{ batchId: foreign, reason: 'kiểm nghiệm riêng đạt' }]
    const sent = { ...recallOf([lot]), exclusions }
    await propose('inspector', sent)
    expect(await outcome(propose('inspector', sent))).toBe('ok')
    expect(await outcome(propose('inspector', { ...sent, exclusions: [] }))).toBe('ID_REUSED')
    await confirm('colleague', sent.id)
    expect(await recallsOf(db, [lot, own, foreign])).toEqual([1, 1, 0])
    expect((await page(foreign)).title).not.toMatch(/^✓|THU HỒI/)
    const { batches } = await readLists(db, as('inspector'), sent.id)
    expect(batches.find(({ id }) => id === foreign)).toMatchObject({
      stopped: false,
      excluded: 'kiểm nghiệm riêng đạt',
    })
  })

  test.each<[string, (lot: Id) => Partial<RecallRequest>, ErrorCode]>([
    ['what it does not reach', () => ({ exclusions: [{ batchId: newId(), reason: 'x' }] }), 'NOT_FOUND'],
    ['everything', (lot) => ({ exclusions: [{ batchId: lot, reason: 'x' }] }), 'INVALID_REQUEST'],
  ])('is not proposed when %s is left out', async (_what, more, code) => {
    const lot = await givenLot(db, people.org, kg('1'))
    const sent = recallOf([lot], more(lot))
    expect(await outcome(propose('inspector', sent))).toBe(code)
    expect(await outcome(confirm('colleague', sent.id))).toBe('NOT_FOUND')
  })

  test('is what the proposer saw: when it has changed since, the proposal is refused', async () => {
    const { lot } = await givenChain()
    const { fingerprint } = await plan('inspector', lot)
    await makeFrom(people.org, lot)
    const sent = recallOf([lot], { seen: fingerprint })
    expect(await outcome(propose('inspector', sent))).toBe('RECALL_CHANGED')
    const seen = (await plan('inspector', lot)).fingerprint
    expect(await outcome(propose('inspector', { ...sent, seen }))).toBe('ok')
  })
})

describe('a drill', () => {
  test.each<[Who, 'voluntary' | 'mandatory']>([
    ['admin', 'voluntary'],
    ['inspector', 'mandatory'],
  ])('of %s is the same alone, timed and kept, and leaves no trace in the history', async (who, kind) => {
    const { lot, own, foreign } = await givenChain()
    const events = () => db.query('SELECT count(*)::int AS events FROM event')
    const before = await events()
    const startedAt = new Date(Date.now() - 90_000).toISOString()
    const sent = recallOf([lot], { drill: true, startedAt })
    expect(await propose(who, sent)).toMatchObject({ drill: true, state: 'proposed', mayConfirm: true })
    const done = await confirm(who, sent.id)
    expect(done).toMatchObject({ recorded: 0, recall: { drill: true, kind, state: 'closed', startedAt } })
    expect(done.recall.seconds).toBeGreaterThan(89)
    expect(await confirm(who, sent.id)).toEqual(done)
    expect(await events()).toEqual(before)
    expect(await recallsOf(db, [lot, own, foreign])).toEqual([0, 0, 0])
    expect((await page(own)).title).toMatch(/^✓/)
    expect((await listAlerts(db, as('foreignAdmin'))).some(({ recallId }) => recallId === sent.id)).toBe(
      false,
    )
    expect((await readLists(db, as(who), sent.id)).batches).toHaveLength(3)
  })

  test('is not confirmed by staff, nor by other people', async () => {
    const sent = recallOf([await givenLot(db, people.org, kg('1'))], { drill: true })
    await propose('admin', sent)
    expect(await outcome(confirm('staff', sent.id))).toBe('NOT_ALLOWED')
    expect(await outcome(confirm('inspector', sent.id))).toBe('NOT_ALLOWED')
    expect(await outcome(confirm('foreignAdmin', sent.id))).toBe('NOT_FOUND')
    expect(await outcome(confirm('secondAdmin', sent.id))).toBe('ok')
  })
})
