import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ErrorCode, Id } from '@nguon/domain'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { scopeOfCaller, withTenant } from '../db/with-tenant.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { confirmRecall } from './confirm-recall.ts'
import { listRecalls, readRecall, sightOf } from './recall-store.ts'
import { givenProposal, notesOf } from './testing/given-recall.ts'
import { givenRecallPeople, names, type RecallPeople, type Who } from './testing/given-recall-people.ts'
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

describe('who reads a recall', () => {
  test("reads their own people's names, and of others only whose people they are (V8.2.3)", async () => {
    const { id } = await givenProposal(db, as('admin'), given.org)
    await confirm('inspector', id)
    expect(await read('staff', id)).toMatchObject({ proposedBy: given.people.admin.name })
    const own = await read('staff', id)
    expect(own.decidedBy).toMatch(/^HTX thử/)
    const outside = await read('colleague', id)
    expect(outside).toMatchObject({
      proposedBy: own.organizationName,
      decidedBy: given.people.inspector.name,
    })
    expect(JSON.stringify(outside)).not.toContain(given.people.admin.name)
    expect(JSON.stringify(own)).not.toContain(given.people.inspector.name)
  })

  test('finds it in the audit of the organization, with who came from outside', async () => {
    const { id } = await givenProposal(db, as('admin'), given.org)
    await confirm('inspector', id)
    expect(await notesOf(db, as('admin'), id)).toEqual([
      { action: 'recall_proposed', fromOutside: false },
      { action: 'recall_confirmed', fromOutside: true },
    ])
  })

  test('lists what is theirs to see, newest first', async () => {
    const voluntary = await givenProposal(db, as('admin'), given.org)
    const mandatory = await givenProposal(db, as('inspector'), given.org)
    const foreign = await givenProposal(db, as('foreignAdmin'), given.other)
    const list = async (who: Who) => {
      const found = await withTenant(db, scopeOfCaller(as(who)), (tx) => listRecalls(tx, sightOf(as(who))))
      const ids = [voluntary, mandatory, foreign].map(({ id }) => id)
      return found.map(({ id }) => ids.indexOf(id)).filter((index) => index >= 0)
    }
    expect(await list('staff')).toEqual([0])
    expect(await list('foreignAdmin')).toEqual([2])
    expect(await list('colleague')).toEqual([1, 0])
    expect(await list('elsewhere')).toEqual([2, 1])
    expect(await list('nowhere')).toEqual([])
  })

  test('sees no more of it with the second wall, row level security, taken down', async () => {
    const voluntary = await givenProposal(db, as('admin'), given.org)
    const mandatory = await givenProposal(db, as('inspector'), given.org)
    await confirm('inspector', voluntary.id)
    const seen = async () => {
      const answers: unknown[] = []
      for (const who of names)
        for (const { id } of [voluntary, mandatory])
          answers.push([
            who,
            await read(who, id).catch(({ code }) => code),
            await outcome(withdraw('elsewhere', id)),
          ])
      return answers
    }
    const behindBoth = await seen()
    for (const table of ['recall', 'membership'])
      await database.asOwner(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`)
    expect(await seen()).toEqual(behindBoth)
    for (const table of ['recall', 'membership'])
      await database.asOwner(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`)
  })
})
