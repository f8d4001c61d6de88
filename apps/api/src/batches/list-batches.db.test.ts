import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Id, newId } from '@nguon/domain'
import { event, kg, touched } from '@nguon/domain/testing'
import { recordEvent } from '../events/record-event.ts'
import { type GivenOrganization, givenLot, givenOrganization, onTime, operator } from '../testing/given.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { type BatchFilter, listBatches } from './list-batches.ts'

let database: TestDatabase
let org: GivenOrganization
/** In the order in which they were made; the first and the third are held, the second is recalled and held. */
const lots: Id[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  org = await givenOrganization(database.db)
  for (let made = 0; made < 6; made++) lots.push(await givenLot(database.db, org, kg('10')))
  for (const index of [0, 1, 2]) await record('hold', index)
  await record('recall', 1)
})
afterAll(() => database.drop())

const record = (type: 'hold' | 'recall', index: number) =>
  recordEvent(database.db, operator, { event: event(type, org.id, [touched(lots[index] ?? '')], onTime()) })

/** The places of the listed batches among those that were made. */
const listed = async (filter: Omit<BatchFilter, 'organizationId'>): Promise<number[]> => {
  const found = await listBatches(database.db.manager, { ...filter, organizationId: org.id })
  return found.map(({ id }) => lots.indexOf(id))
}

describe('a list of batches', () => {
  test('goes from the newest to the oldest, page by page', async () => {
    expect(await listed({ limit: 4 })).toEqual([5, 4, 3, 2])
    expect(await listed({ limit: 4, after: lots[2] })).toEqual([1, 0])
    expect(await listed({ limit: 4, after: lots[0] })).toEqual([])
  })

  test('of one status fills its page with older ones, however few of the newest have it', async () => {
    expect(await listed({ limit: 1, status: 'held' })).toEqual([2])
    expect(await listed({ limit: 2, status: 'held' })).toEqual([2, 0])
    expect(await listed({ limit: 1, status: 'held', after: lots[2] })).toEqual([0])
    expect(await listed({ limit: 1, status: 'recalled' })).toEqual([1])
    expect(await listed({ limit: 2, status: 'active' })).toEqual([5, 4])
  })

  test('finds words as they are written: no sign in them stands for others', async () => {
    expect(await listed({ limit: 9, words: ['bi', 'thom'] })).toHaveLength(6)
    for (const word of ['b_', '%', 'bi%thom', '\\'])
      expect(await listed({ limit: 9, words: [word] })).toEqual([])
  })

  test('of ids says what is known of them and nothing of others', async () => {
    expect(await listed({ limit: 9, ids: [lots[1] ?? '', newId()] })).toEqual([1])
    expect(await listed({ limit: 9, ids: [] })).toEqual([])
  })
})
