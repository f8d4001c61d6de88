import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ErrorCode, type Id, newId } from '@nguon/domain'
import { event, kg, taken, touched } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { readLocked } from '../batches/batch-store.ts'
import { recordEvent } from '../events/record-event.ts'
import { onTime, operator } from '../testing/given.ts'
import { givenPerson } from '../testing/given-people.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { closeRecall } from './close-recall.ts'
import { confirmLift } from './confirm-lift.ts'
import { confirmRecall } from './confirm-recall.ts'
import { proposeLift } from './propose-lift.ts'
import { proposeRecall } from './propose-recall.ts'
import { readFollowUp } from './read-follow-up.ts'
import { givenProposal, notesOf, recallOf } from './testing/given-recall.ts'
import { givenRecallPeople, type RecallPeople, type Who } from './testing/given-recall-people.ts'

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
const lift = (who: Who, id: Id, more: { liftId?: Id; batchIds?: Id[] } = {}) =>
  proposeLift(db, as(who), { id, liftId: newId(), reason: 'kiểm nghiệm lại đạt', ...more }, now())
const confirm = (who: Who, id: Id, liftId: Id) => confirmLift(db, as(who), { id, liftId }, now)
const close = (who: Who, id: Id, conclusion = 'đã tiêu hủy hết') =>
  closeRecall(db, as(who), { id, conclusion }, now())
const statuses = async (ids: readonly Id[]) => {
  const locked = await readLocked(db.manager, ids)
  return ids.map((id) => locked.get(id)?.state.status)
}
const outcome = (attempt: Promise<unknown>): Promise<ErrorCode | 'ok'> =>
  attempt.then(
    () => 'ok' as const,
    (error) => error.code,
  )

/** A recall in force, by its two people. */
async function givenInForce(by: 'admin' | 'inspector', lots = 1) {
  const { id, batchIds } = await givenProposal(db, as(by), given.org, lots)
  await confirmRecall(db, as(by === 'admin' ? 'staff' : 'colleague'), id, now)
  return { id, batchIds }
}

describe('the end of a recall', () => {
  test.each<[Who, 'admin' | 'inspector', ErrorCode | 'ok']>([
    ['admin', 'admin', 'ok'],
    ['secondAdmin', 'admin', 'ok'],
    ['staff', 'admin', 'NOT_ALLOWED'],
    ['inspector', 'admin', 'NOT_ALLOWED'],
    ['foreignAdmin', 'admin', 'NOT_FOUND'],
    ['inspector', 'inspector', 'ok'],
    ['colleague', 'inspector', 'ok'],
    ['elsewhere', 'inspector', 'NOT_ALLOWED'],
    ['admin', 'inspector', 'NOT_FOUND'],
    ['nowhere', 'inspector', 'NOT_FOUND'],
  ])('is proposed by %s of what %s proposed: %s', async (who, proposer, expected) => {
    const { id, batchIds } = await givenInForce(proposer)
    expect(await outcome(lift(who, id))).toBe(expected)
    expect(await outcome(close(who, id))).toBe(expected)
    expect(await statuses(batchIds)).toEqual(['recalled'])
  })

  test.each<[Who, Who, ErrorCode | 'ok']>([
    ['admin', 'admin', 'SECOND_PERSON_REQUIRED'],
    ['admin', 'secondAdmin', 'ok'],
    ['admin', 'staff', 'ok'],
    ['admin', 'inspector', 'ok'],
    ['admin', 'foreignAdmin', 'NOT_FOUND'],
    ['inspector', 'inspector', 'SECOND_PERSON_REQUIRED'],
    ['inspector', 'colleague', 'ok'],
    ['inspector', 'elsewhere', 'ok'],
    ['inspector', 'admin', 'NOT_FOUND'],
  ])('takes two: proposed by %s, confirmed by %s: %s (V2.3.5)', async (proposer, who, expected) => {
    const { id, batchIds } = await givenInForce(proposer as 'admin' | 'inspector', 2)
    const { id: liftId } = await lift(proposer, id)
    expect(await outcome(confirm(who, id, liftId))).toBe(expected)
    const status = expected === 'ok' ? 'active' : 'recalled'
    expect(await statuses(batchIds)).toEqual([status, status])
  })

  test('is of some batches or all, each once, noted, and told the same when it is sent again', async () => {
    const { id, batchIds } = await givenInForce('admin', 3)
    const [first = ''] = batchIds
    const liftId = newId()
    const sent = { liftId, batchIds: [first] }
    const proposed = await lift('admin', id, sent)
    expect(await lift('admin', id, sent)).toEqual(proposed)
    expect(await outcome(lift('secondAdmin', id, sent))).toBe('ID_REUSED')
    expect(await confirm('staff', id, liftId)).toMatchObject({ recorded: 1, lift: { state: 'done' } })
    expect(await confirm('staff', id, liftId)).toMatchObject({ recorded: 0, lift: { state: 'done' } })
    expect(await outcome(confirm('secondAdmin', id, liftId))).toBe('ALREADY_DECIDED')
    expect(await statuses([first])).toEqual(['active'])

    const { id: rest } = await lift('admin', id)
    expect(await confirm('staff', id, rest)).toMatchObject({ recorded: 2 })
    expect(await statuses(batchIds)).toEqual(['active', 'active', 'active'])
    expect((await readFollowUp(db, as('staff'), id)).progress).toMatchObject({ batches: 3, lifted: 3 })
    const notes = (await notesOf(db, as('admin'), id)).map(({ action }) => action)
    expect(notes.slice(2)).toEqual([
      'recall_lift_proposed',
      'recall_lifted',
      'recall_lift_proposed',
      'recall_lifted',
    ])
  })

  test('is not of a batch that it does not stop, nor of a recall that nobody confirmed', async () => {
    const { id } = await givenInForce('admin')
    expect(await outcome(lift('admin', id, { batchIds: [newId()] }))).toBe('NOT_FOUND')
    const open = await givenProposal(db, as('admin'), given.org)
    expect(await outcome(lift('admin', open.id))).toBe('ALREADY_DECIDED')
    expect(await outcome(close('admin', open.id))).toBe('ALREADY_DECIDED')
    expect(await outcome(confirm('staff', id, newId()))).toBe('NOT_FOUND')
  })

  test('leaves a batch stopped that another recall stops too, until that one ends as well', async () => {
    const { id, batchIds } = await givenInForce('admin')
    const official = recallOf(batchIds, { reason: 'quyết định của chi cục' })
    await proposeRecall(db, as('inspector'), official, now())
    await confirmRecall(db, as('colleague'), official.id, now)
    const { id: liftId } = await lift('admin', id)
    expect(await confirm('staff', id, liftId)).toMatchObject({ recorded: 1 })
    expect(await statuses(batchIds)).toEqual(['recalled'])
    const [last] = await db.query(
      `SELECT entry FROM event JOIN event_batch ON event_id = id WHERE batch_id = $1 ORDER BY sequence DESC LIMIT 1`,
      batchIds,
    )
    expect(JSON.parse(String(last.entry))).toMatchObject({
      ...{ type: 'recall', organizationId: given.inspectorate.id },
      details: { caseId: official.id, reason: 'quyết định của chi cục' },
    })
    const { id: second } = await lift('inspector', official.id)
    await confirm('colleague', official.id, second)
    expect(await statuses(batchIds)).toEqual(['active'])
  })

  test('leaves a hold as it is', async () => {
    const { id, batchIds } = await givenInForce('admin')
    const [lot = ''] = batchIds
    await recordEvent(db, operator, { event: event('hold', given.org.id, [touched(lot)], onTime()) })
    const { id: liftId } = await lift('admin', id)
    await confirm('staff', id, liftId)
    expect(await statuses(batchIds)).toEqual(['held'])
  })

  test('is recorded by no one person, official or not (V8.3.1)', async () => {
    const { id, batchIds } = await givenInForce('inspector')
    const details = { caseId: id, reason: 'x' }
    for (const who of ['inspector', 'admin', 'staff'] as const) {
      const organizationId = who === 'inspector' ? given.inspectorate.id : given.org.id
      const lifted = event('recall_lifted', organizationId, batchIds.map(touched), { ...onTime(), details })
      expect(await outcome(recordEvent(db, as(who), { event: lifted }))).toBe('NOT_ALLOWED')
    }
    expect(await statuses(batchIds)).toEqual(['recalled'])
  })
})

describe('a recall that is closed', () => {
  test('says its conclusion, stops what was not lifted, and takes nothing more', async () => {
    const { id, batchIds } = await givenInForce('admin')
    const { id: liftId } = await lift('admin', id)
    const closed = await close('admin', id)
    expect(closed).toMatchObject({
      ...{ state: 'closed', conclusion: 'đã tiêu hủy hết', closedBy: given.people.admin.name },
    })
    expect(await close('admin', id)).toEqual(closed)
    expect(await outcome(close('secondAdmin', id))).toBe('ALREADY_DECIDED')
    expect(await outcome(close('admin', id, 'khác'))).toBe('ALREADY_DECIDED')
    expect(await outcome(confirm('staff', id, liftId))).toBe('ALREADY_DECIDED')
    expect(await outcome(lift('admin', id))).toBe('ALREADY_DECIDED')
    expect(await statuses(batchIds)).toEqual(['recalled'])
  })

  test('was confirmed by two people: the database says so too', async () => {
    const { id } = await givenInForce('admin')
    const alone = database.asOwner('UPDATE recall SET decided_by = proposed_by WHERE id = $1', [id])
    await expect(alone).rejects.toThrow('recall_takes_two')
  })
})

test('people of an inspectorate who are no inspectors end no recall', async () => {
  const clerk = await givenPerson(db, 'admin', given.inspectorate.id)
  const { id, batchIds } = await givenInForce('inspector')
  const request = { id, liftId: newId(), reason: 'x' }
  expect(await outcome(proposeLift(db, clerk.caller, request, now()))).toBe('NOT_ALLOWED')
  expect(await outcome(closeRecall(db, clerk.caller, { id, conclusion: 'x' }, now()))).toBe('NOT_ALLOWED')
  const sale = event('dispatch', given.org.id, [taken(batchIds[0] as Id, kg('1'))], onTime())
  expect(await outcome(recordEvent(db, operator, { event: sale }))).toBe('BATCH_ON_HOLD')
})
