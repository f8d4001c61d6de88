import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type BatchItem, newId, type TraceEvent } from '@nguon/domain'
import {
  batchesOf,
  type ChainEvent,
  event,
  lineageBack,
  lineageForward,
  randomChain,
} from '@nguon/domain/testing'
import fc from 'fast-check'
import type { DataSource } from 'typeorm'
import { readLocked } from '../batches/batch-store.ts'
import { insertLinks } from '../events/event-store.ts'
import { linkRows, toPlaceOf } from '../events/link-rows.ts'
import { givenOrganization } from '../testing/given.ts'
import { type Expected, givenSample, idOf, namesOf } from '../testing/sample.ts'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'
import { readTrace } from './read-trace.ts'

let database: TestDatabase
let db: DataSource
let expected: Expected
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  expected = await givenSample(db)
})
afterAll(() => database.drop())

const traced = async (reference: string, direction: 'back' | 'forward'): Promise<string[]> => {
  const trace = await readTrace(db, await idOf(db, reference), direction)
  expect(trace.complete).toBe(true)
  return [...(await namesOf(db, trace.batches)), ...(await namesOf(db, trace.places))]
}

describe('the sample data', () => {
  test.each(['bat-b6', 'bat-c3'])('says what went into %s as its authors wrote', async (reference) => {
    const names = await traced(reference, 'back')
    expect(names.sort()).toEqual([...(expected.trace_back[reference] ?? [])].sort())
  })

  test.each(['il-b-bio', 'il-a-bio'])('says where %s went as its authors wrote', async (reference) => {
    const names = await traced(reference, 'forward')
    expect(names.sort()).toEqual([...(expected.trace_forward[reference] ?? [])].sort())
  })

  test('leaves in each batch what its authors reckoned', async () => {
    for (const [reference, left] of Object.entries(expected.remaining)) {
      const id = await idOf(db, reference)
      const { state } = (await readLocked(db.manager, [id])).get(id) ?? {}
      expect([reference, state?.balance]).toEqual([reference, BigInt(left) * 1_000_000_000n])
    }
  })

  test('recalls six batches and leaves the others alone', async () => {
    const rows: { reference: string }[] = await db.query(
      `SELECT DISTINCT reference FROM event_batch JOIN reference ON reference.id = batch_id WHERE type = 'recall' AND reference LIKE 'bat-%' ORDER BY 1`,
    )
    expect(rows.map(({ reference }) => reference)).toEqual([
      'bat-a1',
      'bat-b2',
      'bat-b3',
      'bat-b4',
      'bat-b5',
      'bat-b6',
    ])
  })
})

/** A random chain written into the tables as its events say: what the oracle reads, the store answers. */
async function store(chain: readonly ChainEvent[]): Promise<Map<string, string>> {
  const org = await givenOrganization(db)
  const ids = new Map<string, string>()
  const idFor = (name: string) => {
    const known = ids.get(name) ?? newId()
    ids.set(name, known)
    return known
  }
  for (const name of batchesOf(chain)) {
    await db.query(
      `INSERT INTO batch (id, organization_id, kind, product_id, lot, plot_ids, search) VALUES ($1, $2, 'harvest', $3, 'X', '{}', '')`,
      [idFor(name), org.id, org.product],
    )
  }
  for (const each of chain) await insertRaw(each, idFor, org.id)
  return ids
}

async function insertRaw(
  each: ChainEvent,
  idFor: (name: string) => string,
  organizationId: string,
): Promise<void> {
  const batches: BatchItem[] = each.batches.map(({ batchId, role }) => ({ batchId: idFor(batchId), role }))
  const { occurredAt, precision, utcOffset } = each
  const ended = each.endedAt ? { endedAt: each.endedAt } : {}
  const corrects = each.corrects
    ? { corrects: { ...each.corrects, eventId: idFor(each.corrects.eventId), text: 'x' } }
    : {}
  const place = each.toPlaceId ? { details: { toPlaceId: idFor(each.toPlaceId) } } : {}
  const type = each.corrects ? 'correction' : each.toPlaceId ? 'dispatch' : 'processing'
  const made = event(type, organizationId, batches, {
    id: idFor(each.id),
    occurredAt,
    precision,
    utcOffset,
    ...ended,
    ...corrects,
    ...place,
  } as never)
  await appendRaw(made)
}

/** Appends without asking the rules: random chains need not be possible, only readable. */
async function appendRaw(made: TraceEvent): Promise<void> {
  const locked = await readLocked(
    db.manager,
    made.batches.map(({ batchId }) => batchId),
  )
  const row = {
    id: made.id,
    organizationId: made.organizationId,
    type: made.type,
    corrects: made.corrects?.eventId,
    toPlaceId: toPlaceOf(made),
  }
  await insertLinks(db.manager, row, new Uint8Array(32), linkRows(made, locked))
}

test('random chains in the database are traced as the oracle does, both ways', async () => {
  await fc.assert(
    fc.asyncProperty(randomChain, async (chain) => {
      const ids = await store(chain)
      const named = (names: Iterable<string>) => [...names].map((name) => ids.get(name)).sort()
      for (const name of batchesOf(chain).slice(-4)) {
        const [back, forward] = [lineageBack(name, chain), lineageForward(name, chain)]
        const id = ids.get(name) as string
        const [own, other] = [await readTrace(db, id, 'back'), await readTrace(db, id, 'forward')]
        const without = (reached: ReadonlyMap<string, unknown>) =>
          named([...reached.keys()].filter((each) => each !== name))
        expect(own.batches.sort()).toEqual(without(back.reached))
        expect(own.events.sort()).toEqual(named(back.events))
        expect(other.batches.sort()).toEqual(without(forward.reached))
        expect(other.places.sort()).toEqual(named(forward.toPlaces))
      }
    }),
    { numRuns: 40, verbose: 1 },
  )
}, 60_000)

test('a batch that nobody recorded has no trace', async () => {
  await expect(readTrace(db, newId(), 'back')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
