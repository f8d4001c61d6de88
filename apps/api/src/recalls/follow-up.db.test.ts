import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type ErrorCode, type Id, newId } from '@nguon/domain'
import { event, given, kg, taken } from '@nguon/domain/testing'
import type { DataSource } from 'typeorm'
import type { Caller } from '../accounts/caller.ts'
import { recordEvent } from '../events/record-event.ts'
import { givenLot, onTime, operator } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { confirmRecall } from './confirm-recall.ts'
import { type NoteRequest, noteFollowUp } from './note-follow-up.ts'
import { proposeRecall } from './propose-recall.ts'
import { readFollowUp } from './read-follow-up.ts'
import { recallOf } from './testing/given-recall.ts'
import { givenRecallPeople, type RecallPeople, type Who } from './testing/given-recall-people.ts'

let database: TestDatabase
let db: DataSource
let people: RecallPeople
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  people = await givenRecallPeople(db)
})
afterAll(() => database.drop())

const as = (who: Who): Caller => people.people[who].caller
const follow = (who: Who, id: Id) => readFollowUp(db, as(who), id)
const outcome = (attempt: Promise<unknown>): Promise<ErrorCode | 'ok'> =>
  attempt.then(
    () => 'ok' as const,
    (error) => error.code,
  )
const record = (of: Parameters<typeof recordEvent>[2]['event']) => recordEvent(db, operator, { event: of })
const note = (who: Who, id: Id, more: Partial<NoteRequest> = {}) =>
  noteFollowUp(db, as(who), { id, noteId: newId(), outcome: 'told', ...more }, new Date())

/** A recall of a lot of 100 kg, of which 60 were sold and 5 destroyed before. */
async function givenRecalled(by: 'admin' | 'inspector' = 'admin') {
  const lot = await givenLot(db, people.org, kg('100'))
  await record(event('destroy', people.org.id, [taken(lot, kg('5'))], onTime()))
  await record(event('dispatch', people.org.id, [taken(lot, kg('60'))], onTime()))
  const sent = recallOf([lot])
  await proposeRecall(db, as(by), sent, new Date())
  await confirmRecall(db, as(by === 'admin' ? 'staff' : 'colleague'), sent.id, () => new Date())
  return { lot, id: sent.id }
}
const some = (value: string) => [{ value, unit: 'kg' }]

describe('the follow-up of a recall', () => {
  test('counts what the events since then say came back and was destroyed, and what remains', async () => {
    const { lot, id } = await givenRecalled()
    expect(await follow('admin', id)).toMatchObject({
      totals: { returned: [], destroyed: [], reworked: [], remaining: some('35') },
      progress: { batches: 1, lifted: 0, empty: 0, sent: some('60'), answeredFor: [] },
    })
    const back = { ...onTime(), details: { reason: 'thu hồi' } }
    await record(event('return', people.org.id, [given(lot, kg('40'))], back))
    const destroyed = event('destroy', people.org.id, [taken(lot, kg('70'))], onTime())
    await record(destroyed)
    await record(event('destroy', people.org.id, [taken(lot, kg('5'))], onTime()))
    expect(await follow('staff', id)).toMatchObject({
      batches: [{ batchId: lot, status: 'recalled', destroyed: some('75'), returned: some('40') }],
      totals: { returned: some('40'), destroyed: some('75'), remaining: [] },
      progress: { empty: 1, answeredFor: some('40') },
    })
    const corrects = { eventId: destroyed.id, reason: 'did_not_occur' as const, text: 'ghi nhầm' }
    const about = [{ batchId: lot, role: 'about' as const }]
    await record(event('correction', people.org.id, about, { ...onTime(), corrects }))
    expect(await follow('staff', id)).toMatchObject({
      totals: { destroyed: some('5'), remaining: some('70') },
    })
  })

  test('takes notes of what no event tells, once each, and keeps them apart', async () => {
    const { lot, id } = await givenRecalled()
    const sent = { noteId: newId(), batchId: lot, outcome: 'destroyed' as const, quantity: kg('12.5') }
    const first = await note('staff', id, { ...sent, party: 'Quán cô Thắm' })
    expect(first).toMatchObject({ by: people.people.staff.name, quantity: kg('12.5'), party: 'Quán cô Thắm' })
    expect(await note('staff', id, { ...sent, party: 'Quán cô Thắm' })).toEqual(first)
    expect(await outcome(note('staff', id, sent))).toBe('ID_REUSED')
    await note('admin', id, { outcome: 'told', quantity: kg('40'), text: 'đã gọi điện' })
    const { notes, totals, progress } = await follow('admin', id)
    expect(notes).toHaveLength(2)
    expect(totals.destroyed).toEqual([])
    expect(progress.answeredFor).toEqual(some('12.5'))
    expect(await outcome(note('staff', id, { batchId: newId() }))).toBe('NOT_FOUND')
  })

  test.each<['admin' | 'inspector', Who, ErrorCode | 'ok', ErrorCode | 'ok']>([
    ['admin', 'staff', 'ok', 'ok'],
    ['admin', 'inspector', 'ok', 'NOT_ALLOWED'],
    ['admin', 'foreignAdmin', 'NOT_FOUND', 'NOT_FOUND'],
    ['admin', 'elsewhere', 'NOT_FOUND', 'NOT_FOUND'],
    ['inspector', 'colleague', 'ok', 'ok'],
    ['inspector', 'elsewhere', 'ok', 'NOT_ALLOWED'],
    ['inspector', 'staff', 'NOT_FOUND', 'NOT_FOUND'],
    ['inspector', 'nowhere', 'NOT_FOUND', 'NOT_FOUND'],
  ])('of what %s proposed is for %s to read: %s, to note: %s (V8.4.1)', async (by, who, reads, notes) => {
    const { id } = await givenRecalled(by)
    expect(await outcome(follow(who, id))).toBe(reads)
    expect(await outcome(note(who, id))).toBe(notes)
  })

  test('names to others no person, and shows to nobody else the party of a note', async () => {
    const { id } = await givenRecalled()
    await note('staff', id, { party: 'CANARY-Quán cô Thắm' })
    const seen = JSON.stringify(await follow('inspector', id))
    expect(seen).not.toContain(people.people.staff.name)
    expect(seen).toContain('CANARY')
    expect(JSON.stringify(await follow('foreignAdmin', id).catch(String))).not.toContain('CANARY')
  })

  test('of a recall that nobody confirmed takes no notes', async () => {
    const sent = recallOf([await givenLot(db, people.org, kg('1'))])
    await proposeRecall(db, as('admin'), sent, new Date())
    expect(await outcome(note('admin', sent.id))).toBe('ALREADY_DECIDED')
  })
})
