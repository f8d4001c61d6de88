import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ErrorCode, type Id, newId } from '@nguon/domain'
import { kg } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { givenLot } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { proposeRecall, type RecallRequest } from './propose-recall.ts'
import { readRecall, sightOf } from './recall-store.ts'
import { givenProposal, notesOf, recallOf, recallsOf } from './testing/given-recall.ts'
import { givenRecallPeople, type RecallPeople, type Who } from './testing/given-recall-people.ts'
import { viewRecall } from './view-recalls.ts'

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
const read = (who: Who, id: Id) =>
  withTenant(db, scopeOfCaller(as(who)), async (tx) =>
    viewRecall(tx, as(who), await readRecall(tx, sightOf(as(who)), id)),
  )
const outcome = (attempt: Promise<unknown>): Promise<ErrorCode | 'ok'> =>
  attempt.then(
    () => 'ok' as const,
    (error) => error.code,
  )

describe('a recall is proposed', () => {
  test.each<[Who, 'own' | 'foreign' | 'unknown', ErrorCode | 'ok']>([
    ['admin', 'own', 'ok'],
    ['admin', 'foreign', 'NOT_FOUND'],
    ['admin', 'unknown', 'NOT_FOUND'],
    ['staff', 'own', 'NOT_ALLOWED'],
    ['foreignAdmin', 'own', 'NOT_FOUND'],
    ['inspector', 'own', 'ok'],
    ['inspector', 'foreign', 'NOT_FOUND'],
    ['inspector', 'unknown', 'NOT_FOUND'],
    ['elsewhere', 'own', 'NOT_FOUND'],
    ['elsewhere', 'foreign', 'ok'],
    ['nowhere', 'own', 'NOT_FOUND'],
  ])('by %s, of a batch that is %s: %s', async (who, whose, expected) => {
    const batch =
      whose === 'unknown' ? newId() : await givenLot(db, whose === 'own' ? given.org : given.other, kg('10'))
    const request = recallOf([batch])
    expect(await outcome(propose(who, request))).toBe(expected)
    expect(await recallsOf(db, [batch])).toEqual([0])
    if (expected !== 'ok') expect(await outcome(read('admin', request.id))).toBe('NOT_FOUND')
  })

  test('of no batch at all when one of them is not for the caller', async () => {
    const request = recallOf([
      await givenLot(db, given.org, kg('10')),
      await givenLot(db, given.other, kg('10')),
    ])
    expect(await outcome(propose('admin', request))).toBe('NOT_FOUND')
    expect(await outcome(propose('admin', { ...request, batchIds: request.batchIds.slice(0, 1) }))).toBe('ok')
  })

  test('once, however often it is sent', async () => {
    const request = recallOf([await givenLot(db, given.org, kg('10'))], { publicMessage: 'Trả lại nơi mua' })
    const answers = await Promise.all([propose('admin', request), propose('admin', request)])
    const again = await propose('admin', { ...request, batchIds: [...request.batchIds, ...request.batchIds] })
    expect(answers).toEqual([again, again])
    expect(await notesOf(db, as('admin'), request.id)).toEqual([
      { action: 'recall_proposed', fromOutside: false },
    ])
  })

  test.each<[string, Who, object]>([
    ['another reason', 'admin', { reason: 'khác' }],
    ['another message', 'admin', { publicMessage: 'khác' }],
    ['another proposer', 'secondAdmin', {}],
    ['another organization', 'foreignAdmin', {}],
  ])('under one id for one content: with %s it is refused', async (_what, who, more) => {
    const request = await givenProposal(db, as('admin'), given.org)
    const own = who === 'foreignAdmin' ? { batchIds: [await givenLot(db, given.other, kg('1'))] } : {}
    expect(await outcome(propose(who, { ...request, ...own, ...more }))).toBe('ID_REUSED')
  })
})
