import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ErrorCode, Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { confirmRecall } from './confirm-recall.ts'
import { readRecall, sightOf } from './recall-store.ts'
import { givenProposal, recallsOf } from './testing/given-recall.ts'
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

describe('a recall that nobody confirmed is taken back', () => {
  test.each<[Who, Who, ErrorCode | 'ok']>([
    ['admin', 'admin', 'ok'],
    ['admin', 'secondAdmin', 'ok'],
    ['admin', 'staff', 'NOT_ALLOWED'],
    ['admin', 'inspector', 'NOT_ALLOWED'],
    ['admin', 'foreignAdmin', 'NOT_FOUND'],
    ['inspector', 'inspector', 'ok'],
    ['inspector', 'colleague', 'ok'],
    ['inspector', 'elsewhere', 'NOT_ALLOWED'],
    ['inspector', 'admin', 'NOT_FOUND'],
  ])('proposed by %s, by %s: %s', async (proposer, who, expected) => {
    const { id, batchIds } = await givenProposal(db, as(proposer), given.org)
    expect(await outcome(withdraw(who, id))).toBe(expected)
    if (expected !== 'ok') return
    const second = proposer === 'admin' ? 'staff' : 'colleague'
    expect(await outcome(confirm(second, id))).toBe('ALREADY_DECIDED')
    expect(await outcome(withdraw(who, id))).toBe('ALREADY_DECIDED')
    expect(await read(proposer, id)).toMatchObject({ state: 'withdrawn', decidedBy: given.people[who].name })
    expect(await recallsOf(db, batchIds)).toEqual([0])
  })
})
