import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ErrorCode, type Id, newId } from '@nguon/domain'
import { event, kg, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { recordEvent } from '../events/record-event.ts'
import { givenLot, onTime, operator } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { confirmRecall } from './confirm-recall.ts'
import { proposeRecall, type RecallRequest } from './propose-recall.ts'
import { readRecall, sightOf } from './recall-store.ts'
import { givenProposal, recallOf, recallsOf } from './testing/given-recall.ts'
import { givenRecallPeople, type RecallPeople, type Who } from './testing/given-recall-people.ts'
import { viewRecall } from './view-recalls.ts'
import { withdrawRecall } from './withdraw-recall.ts'

let database: TestDatabase
let db: DataSource
let given: RecallPeople
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  given = await givenRecallPeople(db)
})
afterAll(() => database.drop())

const as = (who: Who): Caller => given.people[who].caller
const now = () => new Date()
const propose = (who: Who, request: RecallRequest) => proposeRecall(db, as(who), request, now())
const confirm = (who: Who, id: Id) => confirmRecall(db, as(who), id, now)
const withdraw = (who: Who, id: Id) => withdrawRecall(db, as(who), { id, reason: 'nhầm lô' }, now())
const read = (who: Who, id: Id) =>
  withTenant(db, scopeOfCaller(as(who)), async (tx) =>
    viewRecall(tx, as(who), await readRecall(tx, sightOf(as(who)), id)),
  )
const outcome = (attempt: Promise<unknown>): Promise<ErrorCode | 'ok'> =>
  attempt.then(
    () => 'ok' as const,
    (error) => error.code,
  )

describe('a recall is confirmed', () => {
  test.each<[Who, Who, ErrorCode | 'ok']>([
    ['admin', 'admin', 'SECOND_PERSON_REQUIRED'],
    ['admin', 'secondAdmin', 'ok'],
    ['admin', 'staff', 'ok'],
    ['admin', 'inspector', 'ok'],
    ['admin', 'foreignAdmin', 'NOT_FOUND'],
    ['admin', 'elsewhere', 'NOT_FOUND'],
    ['admin', 'nowhere', 'NOT_FOUND'],
    ['inspector', 'inspector', 'SECOND_PERSON_REQUIRED'],
    ['inspector', 'colleague', 'ok'],
    ['inspector', 'elsewhere', 'ok'],
    ['inspector', 'nowhere', 'NOT_FOUND'],
    ['inspector', 'admin', 'NOT_FOUND'],
    ['inspector', 'staff', 'NOT_FOUND'],
    ['inspector', 'foreignAdmin', 'NOT_FOUND'],
  ])('proposed by %s, by %s: %s (V2.3.5)', async (proposer, confirmer, expected) => {
    const { id, batchIds } = await givenProposal(db, as(proposer), given.org, 2)
    const seen = await read(confirmer, id).catch(() => undefined)
    expect(seen?.mayConfirm ?? false).toBe(expected === 'ok')
    expect(await outcome(confirm(confirmer, id))).toBe(expected)
    expect(await recallsOf(db, batchIds)).toEqual(expected === 'ok' ? [1, 1] : [0, 0])
    if (expected !== 'NOT_FOUND') return
    const unknown = newId()
    const [a, b] = [
      await confirm(confirmer, id).catch(String),
      await confirm(confirmer, unknown).catch(String),
    ]
    expect(a).toBe(String(b).replace(unknown, id))
  })

  test('of an inspectorate not by its people who are no inspectors', async () => {
    const clerk = await givenPerson(db, 'admin', given.inspectorate.id)
    const { id } = await givenProposal(db, as('inspector'), given.org)
    expect(await outcome(confirmRecall(db, clerk.caller, id, now))).toBe('NOT_ALLOWED')
  })

  test('of an inspectorate outside the area not by its own inspector, who sees it', async () => {
    const clerk = await givenPerson(db, 'admin', given.inspectorate.id)
    const own = await givenLot(db, given.inspectorate, kg('1'))
    const request = recallOf([own])
    await proposeRecall(db, clerk.caller, request, now())
    expect((await read('inspector', request.id)).mayConfirm).toBe(false)
    expect(await outcome(confirm('inspector', request.id))).toBe('NOT_ALLOWED')
  })

  test('with an event a batch that says whose it is, why, and by which decision', async () => {
    const batchIds = [await givenLot(db, given.org, kg('10'))]
    const more = { publicMessage: 'Trả lại nơi mua', decisionNumber: '12/QĐ-CCQLCL' }
    const request = recallOf(batchIds, more)
    await propose('inspector', request)
    const { recall, recorded } = await confirm('colleague', request.id)
    expect(recorded).toBe(1)
    expect(recall).toMatchObject({
      ...{ state: 'in_force', kind: 'mandatory', mayConfirm: false, batches: 1, start: { batchIds } },
      ...more,
    })
    const rows: { entry: Buffer }[] = await db.query(
      `SELECT entry FROM event JOIN event_batch ON event_id = id WHERE batch_id = $1 AND event.type = 'recall'`,
      batchIds,
    )
    expect(JSON.parse(String(rows[0]?.entry))).toMatchObject({
      type: 'recall',
      organizationId: given.inspectorate.id,
      details: { caseId: request.id, kind: 'mandatory', reason: request.reason, ...more },
    })
  })

  test('once: the one who did it gets the same answer, everyone else hears that it is decided', async () => {
    const { id, batchIds } = await givenProposal(db, as('admin'), given.org)
    const first = await confirm('staff', id)
    expect(await confirm('staff', id)).toEqual(first)
    for (const who of ['secondAdmin', 'inspector', 'admin'] as const)
      expect(await outcome(confirm(who, id))).toBe('ALREADY_DECIDED')
    expect(await outcome(withdraw('admin', id))).toBe('ALREADY_DECIDED')
    expect(await recallsOf(db, batchIds)).toEqual([1])
  })

  test('also of a batch that was recalled meanwhile: each recall stands for itself', async () => {
    const { id, batchIds } = await givenProposal(db, as('admin'), given.org, 2)
    const earlier = event('recall', given.inspectorate.id, [touched(batchIds[0] as Id)], onTime())
    await recordEvent(db, operator, { event: earlier })
    expect((await confirm('staff', id)).recorded).toBe(2)
    expect(await recallsOf(db, batchIds)).toEqual([2, 1])
  })

  test('for all of its batches or for none (V2.3.3)', async () => {
    const { id, batchIds } = await givenProposal(db, as('admin'), given.org, 3)
    const last = [...batchIds].sort().at(-1)
    await database.asOwner(
      `ALTER TABLE event_batch ADD CONSTRAINT fault CHECK (batch_id <> '${last}' OR type <> 'recall')`,
    )
    await expect(confirm('staff', id)).rejects.toThrow('fault')
    expect(await recallsOf(db, batchIds)).toEqual([0, 0, 0])
    await database.asOwner('ALTER TABLE event_batch DROP CONSTRAINT fault')
    expect(await outcome(confirm('staff', id))).toBe('ok')
    expect(await recallsOf(db, batchIds)).toEqual([1, 1, 1])
  })
})
